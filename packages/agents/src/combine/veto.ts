import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Agent } from '../opinion/agent';
import { combinedAgent } from './combined-agent';
import { agentSchema } from './members';
import { vetoResult } from './veto-result';

export interface VetoOptions {
  readonly agent: Agent;
  /** Those that may say no. */
  readonly by: readonly Agent[];
  /** A score of theirs at or below this is a no. */
  readonly atOrBelow: number;
  /** What it means when one of them has no opinion. */
  readonly whenAbstaining: 'veto' | 'pass';
  /** What can be refused: opinions above 0, so that leaving is always possible, or all. Defaults to `"rises"`. */
  readonly refuses?: 'rises' | 'all' | undefined;
  /** Defaults to `"veto"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  agent: agentSchema(),
  by: z.array(agentSchema()).min(1),
  atOrBelow: z.number().min(-1).max(1),
  whenAbstaining: z.enum(['veto', 'pass']),
  refuses: z.enum(['rises', 'all']).default('rises'),
  name: z.string().default('veto'),
});

/**
 * Makes an agent whose opinion others can refuse.
 *
 * The opinion is passed on unchanged unless one of `by` scores at or below `atOrBelow`, or abstains where that counts as a no. A veto
 * is no protection of money: guards of the bot are, which no opinion gets past.
 *
 * - State: of the agents. Cost: all agents, those that take time at the same time.
 * - Abstains: `vetoed`, or as the agent does.
 *
 * @throws {InvalidOptionsError} an option is wrong, or two agents have one name.
 * @example
 * ```ts
 * import { defineAgent, veto } from '@sigmax/agents';
 * const says = (name: string, score: number) =>
 *   defineAgent({ name, start: () => () => ({ score, confidence: 0.5, reason: 'Always.' }) });
 * const careful = veto({ agent: says('bull', 1), by: [says('risk', -1)], atOrBelow: -0.5, whenAbstaining: 'veto' });
 * careful.name; // => 'veto'
 * ```
 */
export const veto = (options: VetoOptions): Agent => {
  const { agent, by, name, ...settings } = parseOptions(schema, options, 'veto');
  return combinedAgent({
    what: 'veto',
    name,
    agents: [agent, ...by],
    method: 'veto',
    settings,
    weightOf: (place) => (place === 0 ? 1 : 0),
    result: (answers) => vetoResult(answers, settings),
  });
};
