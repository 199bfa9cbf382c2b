import type { Answer } from '../opinion/answer';
import type { AnswerFields } from '../opinion/define-agent';
import { isOpinion, mergedFields } from './merged-fields';

/** Settings of a veto, as its event has them. */
export interface VetoSettings {
  readonly atOrBelow: number;
  readonly whenAbstaining: 'veto' | 'pass';
  readonly refuses: 'rises' | 'all';
}

/** What is left of the first answer after the others had their say. Pure, so that an explanation can ask again with one changed. */
export const vetoResult = (answers: readonly Answer[], settings: VetoSettings): AnswerFields => {
  const [wanted, ...judges] = answers as readonly [Answer, ...Answer[]];
  const merged = mergedFields(answers);
  if (!isOpinion(wanted)) return { ...merged, abstain: wanted.code, reason: wanted.reason };
  // Written so that a score which is no number is a no.
  const no = judges.find((judge) =>
    isOpinion(judge) ? !(judge.score > settings.atOrBelow) : settings.whenAbstaining === 'veto',
  );
  if (no !== undefined && (settings.refuses === 'all' || wanted.score > 0)) {
    return { ...merged, abstain: 'vetoed', reason: `${no.agent} says no: ${no.reason}` };
  }
  const { score, confidence, horizonMs, reason, model } = wanted;
  return { ...merged, score, confidence, horizonMs, reason, model };
};
