import {
  type Agent,
  type Answer,
  type DecisionTrace,
  decisionId,
  isLater,
  type Opinion,
  targetWeight,
  type WeightRules,
} from '@sigmax/agents';
import { sliceBars } from '@sigmax/core';
import { heardAnalyst } from './heard-analyst';
import { type DeskParts, runDesk } from './run-desk';
import { saidBy } from './said-by';

/** What a decision does to a position. */
type Move = 'rise' | 'fall' | 'stay';

/** One report that, had it been another, would have moved the position otherwise. */
export interface ReportFlip {
  readonly analyst: string;
  readonly from: number;
  /** The nearest score that does; `undefined`: its silence does. */
  readonly to: number | undefined;
  readonly becomes: Move;
}

const silent = { signal: new AbortController().signal, emit: () => undefined };

/** The nearest score on the way to a bound at which the move is another; halved to a thousandth. */
const nearest = (from: number, bound: number, moveAt: (score: number) => Move): number | undefined => {
  const present = moveAt(from);
  if (moveAt(bound) === present) return undefined;
  let [same, other] = [from, bound];
  while (Math.abs(other - same) > 0.001) {
    const middle = (same + other) / 2;
    if (moveAt(middle) === present) same = middle;
    else other = middle;
  }
  return other;
};

const flipsOf = (said: Opinion, moveWith: (answer: Answer | undefined) => Move): readonly ReportFlip[] => {
  const { agent: analyst, score: from } = said;
  const moveAt = (score: number): Move => moveWith({ ...said, score });
  const scores = [-1, 1].flatMap((bound): ReportFlip[] => {
    const to = nearest(from, bound, moveAt);
    return to === undefined ? [] : [{ analyst, from, to, becomes: moveAt(to) }];
  });
  const without = moveWith(undefined);
  return without === moveWith(said) ? scores : [...scores, { analyst, from, to: undefined, becomes: without }];
};

/**
 * What would have changed a decision, report by report: the bot is taken to that moment again with its analysts saying what they said,
 * and the desk is asked there once for every other score of one of them.
 *
 * The log cannot say this: it knows what the debate came to, not what it would have come to. Agents may be asked any number of times
 * at a moment, so that asking changes nothing.
 */
export const wouldFlip = (
  parts: DeskParts,
  names: readonly string[],
  traces: readonly DecisionTrace[],
  decision: DecisionTrace,
): readonly ReportFlip[] => {
  const changed = new Map<string, Answer | undefined>();
  const analysts = names.map((name) => {
    const answers = saidBy(name, traces);
    return heardAnalyst(name, (id) => (changed.has(name) && id === decision.id ? changed.get(name) : answers.get(id)));
  });
  const said = new Map(names.map((name) => [name, saidBy(name, traces).get(decision.id)]));
  const { currentWeight } = decision.inputs;
  const moveOf = (answer: Answer): Move => {
    const { weight = currentWeight } = targetWeight(answer, currentWeight, decision.rules as unknown as WeightRules);
    return weight === currentWeight ? 'stay' : weight > currentWeight ? 'rise' : 'fall';
  };
  const found: ReportFlip[] = [];
  const around = (agent: Agent): Agent => ({
    name: agent.name,
    start: (context) => {
      const running = agent.start(context);
      return {
        observe: (snapshot) => running.observe(snapshot),
        ask: (situation, call) => {
          if (decisionId(situation.instrumentId, situation.timeMs) === decision.id) {
            const moveWith = (name: string) => (answer: Answer | undefined) => {
              changed.set(name, answer);
              const asked = running.ask(situation, silent);
              changed.delete(name);
              if (isLater(asked)) throw new TypeError('What was heard is said at once.');
              return moveOf(asked);
            };
            for (const [name, answer] of said) {
              if (answer?.type === 'opinion') found.push(...flipsOf(answer, moveWith(name)));
            }
          }
          return running.ask(situation, call);
        },
      };
    },
  });
  const upTo = parts.market.map((series) =>
    sliceBars(series, 0, series.timeMs.findLastIndex((timeMs) => timeMs <= decision.timeMs) + 1),
  );
  runDesk({ ...parts, market: upTo, analysts, around });
  return found;
};
