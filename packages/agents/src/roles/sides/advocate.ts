import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Agent } from '../../opinion/agent';
import type { Answer, Opinion } from '../../opinion/answer';
import { abstain, defineAgent } from '../../opinion/define-agent';

export interface AdvocateOptions {
  readonly side: 'bull' | 'bear';
  /** Names of the agents whose opinions it argues from. */
  readonly reports: readonly string[];
  /** Name of the one that it argues with. */
  readonly opponent: string;
  /** Part of its strength that it gives up for each opinion of the opponent that is stronger, 0 to 1. */
  readonly concession: number;
  /** Defaults to the side. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  side: z.enum(['bull', 'bear']),
  reports: z.array(z.string().min(1)).min(1),
  opponent: z.string().min(1),
  concession: z.number().min(0).max(1),
  name: z.string().optional(),
});

const strengthOf = ({ score, confidence }: Opinion): number => Math.abs(score) * confidence;

/** The latest answer of each name, opinions only. */
const latest = (heard: readonly Answer[], names: readonly string[]): readonly Opinion[] =>
  names.flatMap((name) => {
    const last = heard.findLast(({ agent }) => agent === name);
    return last?.type === 'opinion' ? [last] : [];
  });

/**
 * Makes one side of a debate that argues from reports: the bull from those that see a rise, the bear from those that see a fall.
 *
 * score = ± mean of |score| of the reports for it, weighted by confidence; confidence = mean of theirs × the share of the reports that are
 * for it. Each time the opponent's last opinion is stronger, the confidence shrinks by `concession` of it. It quotes and computes; it
 * makes nothing up.
 *
 * - State: none.
 * - Abstains: `no-data` when no report has an opinion, `not-applicable` when none is for its side.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { advocate } from '@sigmax/agents';
 * advocate({ side: 'bull', reports: ['technical'], opponent: 'bear', concession: 0.3 }).name; // => 'bull'
 * ```
 */
export const advocate = (options: AdvocateOptions): Agent => {
  const { side, reports, opponent, concession, name = side } = parseOptions(schema, options, 'advocate');
  const sign = side === 'bull' ? 1 : -1;
  return defineAgent({
    name,
    start:
      () =>
      ({ heard }) => {
        const all = latest(heard, reports);
        if (all.length === 0) return abstain('no-data', 'No report has an opinion.');
        const mine = all.filter(({ score, confidence }) => score * sign > 0 && confidence > 0);
        if (mine.length === 0) return abstain('not-applicable', `No report speaks for the ${side}.`);
        const weight = mine.reduce((sum, { confidence }) => sum + confidence, 0);
        const strength = mine.reduce((sum, one) => sum + strengthOf(one), 0) / weight;
        const before = (weight / mine.length) * (mine.length / all.length);
        const against = heard.filter(
          (answer): answer is Opinion => answer.agent === opponent && answer.type === 'opinion',
        );
        const stronger = against.filter((answer) => strengthOf(answer) > strength * before).length;
        const quotes = mine.map(({ agent, reason }) => `${agent}: ${reason}`).join(' ');
        return {
          score: sign * strength,
          confidence: before * (1 - concession) ** stronger,
          evidence: [...new Set(mine.flatMap(({ evidence }) => evidence))],
          reason: `${quotes}${stronger > 0 ? ' The other side is stronger.' : ''}`,
        };
      },
  });
};
