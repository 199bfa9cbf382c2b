import type { DecisionTrace } from '../combine/decision-trace';
import { targetWeight, type WeightRules } from '../combine/target-weight';
import type { AnswersCombined, Contribution } from '../opinion/agent-event';
import type { Abstention, Answer, Opinion } from '../opinion/answer';
import { type Recombined, recombine } from './recombine';

/** What a decision does to a position. */
export type Move = 'rise' | 'fall' | 'stay';

/** One change after which the decision would have been another. */
export interface Counterfactual {
  /** `"trend"`, or the agent that was asked alone. */
  readonly agent: string;
  readonly change:
    | { readonly type: 'score'; readonly from: number; readonly to: number }
    | { readonly type: 'abstains' };
  readonly becomes: Move;
}

const moveOf = (answer: Answer, { inputs, rules }: DecisionTrace): Move => {
  const { weight } = targetWeight(answer, inputs.currentWeight, rules as unknown as WeightRules);
  if (weight === undefined || weight === inputs.currentWeight) return 'stay';
  return weight > inputs.currentWeight ? 'rise' : 'fall';
};

const asAnswer = (answer: Answer, changed: Recombined): Answer =>
  changed.type === 'abstention'
    ? ({ ...answer, type: 'abstention', code: changed.code } as Abstention)
    : ({ ...answer, type: 'opinion', score: changed.score, confidence: changed.confidence } as Opinion);

const withScore = (opinion: Opinion, score: number): Opinion => ({ ...opinion, score });

const abstaining = (opinion: Opinion): Abstention =>
  ({ ...opinion, type: 'abstention', code: 'no-data' }) as Abstention;

/** The score nearest to the present one at which the move is another, on the way to a bound; halved to 1e-6. */
const nearestFlip = (from: number, bound: number, moveAt: (score: number) => Move): number | undefined => {
  const present = moveAt(from);
  if (moveAt(bound) === present) return undefined;
  let same = from;
  let other = bound;
  while (Math.abs(other - same) > 1e-6) {
    const middle = (same + other) / 2;
    if (moveAt(middle) === present) same = middle;
    else other = middle;
  }
  return other;
};

/** Changes of one answer that give another move, where `moveWith` says what comes of an answer in its place. */
const flipsOf = (answer: Answer, moveWith: (answer: Answer) => Move): readonly Counterfactual[] => {
  if (answer.type === 'abstention') return [];
  const { agent, score } = answer;
  const moveAt = (to: number): Move => moveWith(withScore(answer, to));
  const scores = [-1, 1].flatMap((bound): Counterfactual[] => {
    const to = nearestFlip(score, bound, moveAt);
    return to === undefined ? [] : [{ agent, change: { type: 'score', from: score, to }, becomes: moveAt(to) }];
  });
  const without = moveWith(abstaining(answer));
  return without === moveWith(answer) ? scores : [...scores, { agent, change: { type: 'abstains' }, becomes: without }];
};

/** The combination whose result is the decision's answer, passed on unchanged. */
export const decidingCombination = ({ events, answer }: DecisionTrace): AnswersCombined | undefined => {
  const combined = events.filter((event) => event.type === 'answers-combined').at(-1);
  if (combined === undefined || combined.answer.type !== answer.type) return undefined;
  if (answer.type === 'abstention') return combined.answer.agent === answer.agent ? combined : undefined;
  const { score, confidence } = combined.answer as Opinion;
  return score === answer.score && confidence === answer.confidence ? combined : undefined;
};

/**
 * Finds what would have changed a decision: each agent with another score, or without an opinion.
 *
 * The combination is counted again with one answer changed and everything else as it was; the score that flips is the nearest one,
 * to 1e-6. An agent that has no opinion could have had any, so that nothing is said about it.
 */
export const counterfactuals = (trace: DecisionTrace): readonly Counterfactual[] => {
  const combined = decidingCombination(trace);
  if (combined === undefined) return flipsOf(trace.answer, (answer) => moveOf(answer, trace));
  const { contributions } = combined;
  return contributions.flatMap((contribution, place) =>
    flipsOf(contribution.answer, (answer) => {
      const changed: readonly Contribution[] = contributions.with(place, { ...contribution, answer });
      return moveOf(asAnswer(trace.answer, recombine(combined, changed)), trace);
    }),
  );
};
