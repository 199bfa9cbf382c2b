import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema, requireDistinctNames, startMembers } from '../../combine/members';
import { mergedFields } from '../../combine/merged-fields';
import { nowOrLater, wait } from '../../now-or-later';
import type { Agent } from '../../opinion/agent';
import type { Answer, Opinion } from '../../opinion/answer';
import { passedOn } from '../../opinion/around-agent';
import { type AnswerFields, defineAgent } from '../../opinion/define-agent';
import { type QualityRules, qualityBy, readQualityRules } from './evidence-quality';

export interface ValidatedOptions {
  readonly agent: Agent;
  readonly rules: QualityRules;
  /** Below this quality there is no opinion. */
  readonly minimumQuality: number;
  /** Someone whose confidence is a bound too: a language model that reads the evidence. It can lower and never raise. */
  readonly reviewer?: Agent | undefined;
  /** Defaults to `"validator"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  agent: agentSchema(),
  minimumQuality: z.number().min(0).max(1),
  reviewer: agentSchema().optional(),
  name: z.string().default('validator'),
});

const percent = (part: number): string => `${(100 * part).toFixed(0)} %`;

/** An opinion with at most this confidence. */
const capped = (opinion: Opinion, bound: number, why: string): AnswerFields => {
  const { score, confidence, horizonMs, reason, model } = opinion;
  const isLowered = confidence > bound;
  return {
    score,
    confidence: Math.min(confidence, bound),
    horizonMs,
    model,
    reason: isLowered ? `${why} ${reason}` : reason,
  };
};

/**
 * Makes an agent whose confidence is bounded by the quality of the evidence at the moment.
 *
 * confidence = min(confidence of the agent, quality, confidence of the reviewer). Nothing raises it, and the score stays.
 *
 * - State: of the agents. Cost: theirs and O(n log n) for n items of evidence.
 * - Abstains: `no-data` where a need has no item, `stale-data` where quality is below `minimumQuality` otherwise; or as the agent does.
 *
 * @throws {InvalidOptionsError} an option is wrong, or agent and reviewer have one name.
 * @example
 * ```ts
 * import { defineAgent, validated } from '@sigmax/agents';
 * const sure = defineAgent({ name: 'sure', start: () => () => ({ score: 1, confidence: 1, reason: 'Certain.' }) });
 * const rules = { needs: [{ kind: 'news', maximumAgeMs: 3_600_000 }], agreementTolerance: 0.01 };
 * validated({ agent: sure, rules, minimumQuality: 0.5 }).name; // => 'validator'
 * ```
 */
export const validated = (options: ValidatedOptions): Agent => {
  const { rules: given, ...rest } = options;
  const { agent, minimumQuality, reviewer, name } = parseOptions(schema, rest, 'validated');
  const rules = readQualityRules(given, 'validated');
  const agents = reviewer === undefined ? [agent] : [agent, reviewer];
  requireDistinctNames('validated', agents);
  return defineAgent({
    name,
    start: (context) => {
      const running = startMembers(agents, context);
      return {
        observe: running.observe,
        ask: (situation, call) =>
          nowOrLater(function* (): Generator<unknown, AnswerFields, unknown> {
            const { quality, gaps, ...parts } = qualityBy(situation.evidence, situation.timeMs, rules);
            if (!(quality >= minimumQuality)) {
              const missing = gaps.length === 0 ? '' : ` Missing or old: ${gaps.join(', ')}.`;
              const reason = `The quality of the evidence is ${percent(quality)}.${missing}`;
              return { abstain: parts.completeness < 1 ? 'no-data' : 'stale-data', reason };
            }
            const [answer, review] = (yield* wait(running.ask(situation, call))) as readonly [Answer, Answer?];
            const merged = mergedFields(review === undefined ? [answer] : [answer, review]);
            const { cost, isDegraded } = merged;
            if (answer.type === 'abstention') {
              return { ...passedOn(answer), cost, isDegraded };
            }
            const reviewed = review?.type === 'opinion' ? review.confidence : 1;
            const bound = Math.min(quality, reviewed);
            const why = `Confidence is bounded by ${percent(bound)}.`;
            return { ...capped(answer, bound, why), evidence: answer.evidence, cost, isDegraded };
          }),
      };
    },
  });
};
