import type { Contribution } from '../opinion/agent-event';
import type { Answer } from '../opinion/answer';
import { isOpinion } from './merged-fields';
import { type VoteResult, type VoteSettings, voteResult } from './vote-result';

/** What of its confidence a statement keeps that names no evidence. */
const ungrounded = 0.5;

/**
 * What a debater's say counts: 1 where the statement names evidence, 0.5 where it does not.
 *
 * Only whether, not how much: a list of ids is cheap to write.
 */
export const groundedWeight = (answer: Answer): number =>
  isOpinion(answer) && answer.evidence.length > 0 ? 1 : ungrounded;

/** The judgement on the last statements of a debate, by the same count as a weighted vote. */
export const refereed = (statements: readonly Answer[], settings: VoteSettings): VoteResult =>
  voteResult(contributionsOf(statements), settings);

export const contributionsOf = (statements: readonly Answer[]): readonly Contribution[] =>
  statements.map((answer) => ({ weight: groundedWeight(answer), answer }));

/** Whether nobody changed their mind by more than this between two rounds. */
export const isSettled = (before: readonly Answer[], after: readonly Answer[], within: number): boolean =>
  after.every((answer, place) => {
    const earlier = before[place];
    if (earlier === undefined || earlier.type !== answer.type) return false;
    if (!isOpinion(answer) || !isOpinion(earlier)) return true;
    const moved = Math.abs(answer.score - earlier.score) + Math.abs(answer.confidence - earlier.confidence);
    return moved <= within;
  });
