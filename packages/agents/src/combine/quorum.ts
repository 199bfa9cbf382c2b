import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Agent } from '../opinion/agent';
import { combinedAgent } from './combined-agent';
import { agentSchema } from './members';
import { quorumResult } from './quorum-result';

export interface QuorumOptions {
  readonly agents: readonly Agent[];
  /** How many have to point the same way. More than half of them, so that two ways can never both have it. */
  readonly atLeast: number;
  /** Scores up to this distance from 0 point no way. Defaults to 0.1. */
  readonly neutral?: number | undefined;
  /** Defaults to `"quorum"`. */
  readonly name?: string | undefined;
}

const schema = z
  .strictObject({
    agents: z.array(agentSchema()).min(1),
    atLeast: z.int().positive(),
    neutral: z.number().min(0).max(1).default(0.1),
    name: z.string().default('quorum'),
  })
  .refine(({ atLeast, agents }) => 2 * atLeast > agents.length && atLeast <= agents.length, {
    path: ['atLeast'],
    message: 'expected more than half of the agents, and at most all of them',
  });

/**
 * Makes one agent of several that speaks when enough of them point the same way.
 *
 * score = mean score of those that agree; confidence = their mean confidence × the part of all agents that they are. A score within
 * `neutral` of 0 points no way, which is a way to agree on too.
 *
 * - State: of the agents. Cost: all agents, those that take time at the same time.
 * - Abstains: `no-quorum`.
 *
 * @throws {InvalidOptionsError} `atLeast` is not more than half of the agents, or two agents have one name.
 * @example
 * ```ts
 * import { defineAgent, quorum } from '@sigmax/agents';
 * const says = (name: string, score: number) =>
 *   defineAgent({ name, start: () => () => ({ score, confidence: 0.5, reason: 'Always.' }) });
 * quorum({ agents: [says('a', 1), says('b', 0.5), says('c', -1)], atLeast: 2 }).name; // => 'quorum'
 * ```
 */
export const quorum = (options: QuorumOptions): Agent => {
  const { agents, name, ...settings } = parseOptions(schema, options, 'quorum');
  return combinedAgent({
    what: 'quorum',
    name,
    agents,
    method: 'quorum',
    settings,
    weightOf: () => 1,
    result: (answers) => quorumResult(answers, settings),
  });
};
