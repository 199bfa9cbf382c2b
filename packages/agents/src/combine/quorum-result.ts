import type { Answer, Opinion } from '../opinion/answer';
import type { AnswerFields } from '../opinion/define-agent';
import { isOpinion, mergedFields, nearestHorizonMs } from './merged-fields';

/** Which way an opinion points. */
const directionOf = (opinion: Opinion, neutral: number): 'up' | 'down' | 'neutral' => {
  if (Math.abs(opinion.score) <= neutral) return 'neutral';
  return opinion.score > 0 ? 'up' : 'down';
};

const directions = ['up', 'down', 'neutral'] as const;

/** Settings of a quorum, as its event has them. */
export interface QuorumSettings {
  readonly atLeast: number;
  readonly neutral: number;
}

/** Counts a quorum. Pure, so that an explanation can count it again with one answer changed. */
export const quorumResult = (answers: readonly Answer[], { atLeast, neutral }: QuorumSettings): AnswerFields => {
  const opinions = answers.filter(isOpinion);
  const groups = directions.map((direction) => ({
    direction,
    group: opinions.filter((opinion) => directionOf(opinion, neutral) === direction),
  }));
  const counts = groups.map(({ direction, group }) => `${group.length} ${direction}`).join(', ');
  const reason = `${counts}, ${answers.length - opinions.length} without an opinion; ${atLeast} needed.`;
  const merged = mergedFields(answers);
  const agreed = groups.find(({ group }) => group.length >= atLeast)?.group;
  if (agreed === undefined) return { ...merged, abstain: 'no-quorum', reason };
  const mean = (of: (opinion: Opinion) => number): number =>
    agreed.reduce((sum, opinion) => sum + of(opinion), 0) / agreed.length;
  return {
    ...merged,
    score: Math.min(
      1,
      Math.max(
        -1,
        mean(({ score }) => score),
      ),
    ),
    confidence:
      Math.min(
        1,
        mean(({ confidence }) => confidence),
      ) *
      (agreed.length / answers.length),
    horizonMs: nearestHorizonMs(agreed),
    reason,
  };
};
