import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { nowOrLater, wait } from '../now-or-later';
import type { Agent } from '../opinion/agent';
import { defineAgent } from '../opinion/define-agent';
import { combinedAnswer } from './combined-answer';
import { agentSchema, requireDistinctNames, startMembers } from './members';
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
  const settings = parseOptions(schema, options, 'veto');
  const { agent, by, name, atOrBelow, whenAbstaining, refuses } = settings;
  const agents = [agent, ...by];
  requireDistinctNames('veto', agents);
  return defineAgent({
    name,
    start: (context) => {
      const running = startMembers(agents, context);
      return {
        observe: running.observe,
        ask: (situation, call) =>
          nowOrLater(function* () {
            const answers = yield* wait(running.ask(situation, call));
            const fields = vetoResult(answers, settings);
            call.emit({
              type: 'answers-combined',
              agent: name,
              method: 'veto',
              contributions: answers.map((answer, place) => ({ weight: place === 0 ? 1 : 0, answer })),
              settings: { atOrBelow, whenAbstaining, refuses },
              answer: combinedAnswer(name, situation, fields),
            });
            return fields;
          }),
      };
    },
  });
};
