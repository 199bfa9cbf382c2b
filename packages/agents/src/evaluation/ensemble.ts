import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema, requireDistinctNames, startMembers } from '../combine/members';
import { isOpinion, mergedFields, nearestHorizonMs } from '../combine/merged-fields';
import { weightedVote } from '../combine/weighted-vote';
import { nowOrLater, wait } from '../now-or-later';
import type { Agent } from '../opinion/agent';
import { type AnswerFields, defineAgent } from '../opinion/define-agent';
import type { Ablation } from './ablation';

export interface EnsembleOptions {
  readonly agents: readonly Agent[];
  /** `median`: the middle of score × confidence. `majority`: the direction that most have, as sure as the part that has it. */
  readonly method: 'median' | 'majority';
  /** Fewer opinions than this are none. Defaults to 1. */
  readonly minimumOpinions?: number | undefined;
  /** Defaults to the method's name. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  agents: z.array(agentSchema()).min(1),
  method: z.enum(['median', 'majority']),
  minimumOpinions: z.int().positive().default(1),
  name: z.string().optional(),
});

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
};

/** The direction with the most voices, and its part; 0 where two are equal. */
const majorityOf = (values: readonly number[]): number => {
  const up = values.filter((value) => value > 0).length;
  const down = values.filter((value) => value < 0).length;
  if (up === down) return 0;
  return up > down ? up / values.length : -down / values.length;
};

/**
 * Makes one agent of several by the median or the majority of their opinions. Neither moves far when one of them is wrong, or bought.
 *
 * For weights use `weightedVote`, or `fittedVote` with those of an ablation. Abstentions do not vote.
 *
 * - State: of the agents. Cost: all agents, at the same time.
 *
 * @throws {InvalidOptionsError} an option is wrong, or two agents have one name.
 * @example
 * ```ts
 * import { defineAgent } from '@sigmax/agents';
 * import { answersOf, ensemble } from '@sigmax/agents/evaluation';
 * import { simulatedMarket } from '@sigmax/core';
 * const says = (name: string, score: number) => defineAgent({ name, start: () => () => ({ score, confidence: 1, reason: 'So.' }) });
 * const agents = [says('a', 0.2), says('b', 0.3), says('bought', -1)];
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], bars: 1 });
 * const [answer] = await answersOf(ensemble({ agents, method: 'median' }), { market, evidence: [] }, { seed: 1 });
 * answer?.type === 'opinion' && answer.score * answer.confidence; // => 0.2
 * ```
 */
export const ensemble = (options: EnsembleOptions): Agent => {
  const { agents, method, minimumOpinions, name = method } = parseOptions(schema, options, 'ensemble');
  requireDistinctNames('ensemble', agents);
  return defineAgent({
    name,
    start: (context) => {
      const members = startMembers(agents, context);
      return {
        observe: (snapshot) => members.observe(snapshot),
        ask: (situation, call) =>
          nowOrLater(function* (): Generator<unknown, AnswerFields, unknown> {
            const answers = yield* wait(members.ask(situation, call));
            const opinions = answers.filter(isOpinion);
            const merged = mergedFields(answers);
            if (opinions.length < minimumOpinions) {
              return {
                ...merged,
                abstain: 'no-quorum',
                reason: `${opinions.length} of ${answers.length} have an opinion.`,
              };
            }
            const values = opinions.map(({ score, confidence }) => score * confidence);
            const joint = method === 'median' ? medianOf(values) : majorityOf(values);
            const reason = `The ${method} of ${opinions.length} opinions is ${joint.toFixed(3)}.`;
            const horizonMs = nearestHorizonMs(opinions);
            return { ...merged, score: Math.sign(joint), confidence: Math.abs(joint), horizonMs, reason };
          }),
      };
    },
  });
};

/**
 * Makes a weighted vote of the agents that an ablation gave a weight; the others are left out.
 *
 * @throws {InvalidOptionsError} no agent has a weight.
 */
export const fittedVote = (agents: readonly Agent[], { rows }: Pick<Ablation, 'rows'>, name = 'fitted-vote'): Agent => {
  const weights = new Map(rows.map((row) => [row.name, row.weight]));
  const members = agents.flatMap((agent) => {
    const weight = weights.get(agent.name) ?? 0;
    return weight > 0 ? [{ agent, weight }] : [];
  });
  if (members.length > 0) return weightedVote({ members, name });
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: 'fittedVote: no agent has a weight.',
    remedy: 'None of them forecasts better than noise; do not trade on them.',
  });
};
