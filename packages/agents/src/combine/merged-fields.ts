import type { Answer, Opinion } from '../opinion/answer';
import { type Cost, sumOfCosts } from '../opinion/cost';

/** What a combined answer takes over from the answers that it is made of. */
export interface MergedFields {
  readonly cost: Cost;
  readonly evidence: readonly string[];
  readonly isDegraded: boolean;
}

/** Sums costs of all, and joins the evidence of those with an opinion. Degraded when one of them is. */
export const mergedFields = (answers: readonly Answer[]): MergedFields => ({
  cost: sumOfCosts(answers.map(({ cost }) => cost)),
  evidence: [...new Set(answers.filter(isOpinion).flatMap(({ evidence }) => evidence))],
  isDegraded: answers.some(({ isDegraded }) => isDegraded),
});

export const isOpinion = (answer: Answer): answer is Opinion => answer.type === 'opinion';

/** The nearest horizon of those that say one. */
export const nearestHorizonMs = (opinions: readonly Opinion[]): number | undefined => {
  const said = opinions.map(({ horizonMs }) => horizonMs).filter((horizonMs) => horizonMs !== undefined);
  return said.length === 0 ? undefined : Math.min(...said);
};
