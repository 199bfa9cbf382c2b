import type { Contribution } from '../opinion/agent-event';
import { isOpinion } from './merged-fields';

/** Settings of a weighted vote, as its event has them. */
export interface VoteSettings {
  readonly minimumOpinions: number;
  /** Of the weight of all members, abstaining ones too. */
  readonly minimumShare: number;
  readonly maximumSpread: number;
}

export type VoteResult =
  | { readonly type: 'score'; readonly score: number; readonly confidence: number; readonly spread: number }
  | { readonly type: 'none'; readonly code: 'no-quorum' | 'disagreement'; readonly reason: string };

const bounded = (value: number, low: number): number => Math.min(1, Math.max(low, value));

/**
 * Counts a weighted vote. Pure, so that an explanation can count it again with one answer changed.
 *
 * With w weights, c confidences and s scores of the members that have an opinion:
 * score = Σ w c s / Σ w c, confidence = Σ w c / Σ w, spread = √(Σ w c (s − score)² / Σ w c).
 */
export const voteResult = (contributions: readonly Contribution[], settings: VoteSettings): VoteResult => {
  const { minimumOpinions, minimumShare, maximumSpread } = settings;
  let count = 0;
  let total = 0;
  let said = 0;
  let sure = 0;
  let sum = 0;
  for (const { weight, answer } of contributions) {
    total += weight;
    if (!isOpinion(answer)) continue;
    count += 1;
    said += weight;
    sure += weight * answer.confidence;
    sum += weight * answer.confidence * answer.score;
  }
  if (!(count >= minimumOpinions && count > 0)) {
    return { type: 'none', code: 'no-quorum', reason: `${count} of ${contributions.length} have an opinion.` };
  }
  if (!(said >= minimumShare * total)) {
    const share = ((100 * said) / total).toFixed(1);
    return { type: 'none', code: 'no-quorum', reason: `Those with an opinion have ${share} % of the weight.` };
  }
  const score = sure > 0 ? bounded(sum / sure, -1) : 0;
  let squares = 0;
  for (const { weight, answer } of contributions) {
    if (isOpinion(answer)) squares += weight * answer.confidence * (answer.score - score) ** 2;
  }
  const spread = sure > 0 ? Math.sqrt(squares / sure) : 0;
  if (!(spread <= maximumSpread)) {
    return { type: 'none', code: 'disagreement', reason: `Scores spread by ${spread.toFixed(3)}.` };
  }
  return { type: 'score', score, confidence: bounded(sure / said, 0), spread };
};
