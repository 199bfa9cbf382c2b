import type { Answer } from '../opinion/answer';

export interface WeightRules {
  /** Weight at score 1 and confidence 1: a fraction of equity. */
  readonly maximumWeight: number;
  /** A position stays as it is while its weight is within this distance of the target; leaving it always trades. */
  readonly band: number;
  readonly whenAbstaining: 'hold' | 'flatten';
}

/** What an answer makes of a position: a weight to go to, or `undefined` to leave it alone. */
export interface WeightDecision {
  readonly weight: number | undefined;
  readonly why: 'opinion' | 'inside-band' | 'abstention';
}

/**
 * Returns the target weight of an answer.
 *
 * weight = max(0, score × confidence × maximumWeight). A negative opinion is out: spot cannot be sold short. Within `band` of
 * the current weight nothing changes, except that 0 is always reached.
 *
 * - Units: weights are fractions of equity.
 *
 * @example
 * ```ts
 * import { normaliseAnswer, targetWeight } from '@sigmax/agents';
 * const place = { agent: 'a', instrumentId: 'demo:BTC/USDT', timeMs: 0, knownEvidence: new Set<string>() };
 * const rules = { maximumWeight: 0.5, band: 0.05, whenAbstaining: 'hold' } as const;
 * const answer = normaliseAnswer({ score: 0.8, confidence: 0.5, reason: 'Up.' }, place);
 * targetWeight(answer, 0, rules).weight; // => 0.2
 * targetWeight(answer, 0.18, rules); // => { weight: undefined, why: 'inside-band' }
 * ```
 */
export const targetWeight = (answer: Answer, currentWeight: number, rules: WeightRules): WeightDecision => {
  if (answer.type === 'abstention') {
    const isOut = rules.whenAbstaining === 'hold' || currentWeight === 0;
    return { weight: isOut ? undefined : 0, why: 'abstention' };
  }
  const weight = Math.max(0, answer.score * answer.confidence * rules.maximumWeight);
  const isLeaving = weight === 0 && currentWeight !== 0;
  // Written so that a weight which is no number leaves the position alone.
  if (!isLeaving && !(Math.abs(weight - currentWeight) > rules.band)) return { weight: undefined, why: 'inside-band' };
  return { weight, why: 'opinion' };
};
