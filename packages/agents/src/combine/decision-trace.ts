import type { Bar } from '@sigmax/core';
import type { Situation } from '../opinion/agent';
import type { AgentEvent } from '../opinion/agent-event';
import type { Answer } from '../opinion/answer';
import { contentHash } from '../opinion/content-hash';
import type { WeightDecision } from './target-weight';

/** What a decision saw, as hashes of what can be large. */
export interface DecisionInputs {
  readonly bar: Bar | undefined;
  readonly barHash: string | undefined;
  readonly evidence: readonly { readonly id: string; readonly contentHash: string }[];
  /** Weight of the position before the decision. */
  readonly currentWeight: number;
}

/** Everything about one decision on one instrument, as plain data. */
export interface DecisionTrace {
  /** A pure function of what and when: the same in a replay. */
  readonly id: string;
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly inputs: DecisionInputs;
  readonly events: readonly AgentEvent[];
  readonly answer: Answer;
  /** What became of the answer, before other instruments and guards have a say. */
  readonly decision: WeightDecision;
  readonly rules: Readonly<Record<string, number | string>>;
}

/** Name of a decision: `"binance:BTC/USDT@1700000000000"`. */
export const decisionId = (instrumentId: string, timeMs: number): string => `${instrumentId}@${timeMs}`;

/** What a situation holds, copied: the snapshot is a view that will show another moment. */
export const decisionInputs = ({ snapshot, instrumentId, evidence }: Situation): DecisionInputs => {
  const view = snapshot.barOf(instrumentId);
  const bar: Bar | undefined =
    view === undefined
      ? undefined
      : {
          type: view.type,
          instrumentId: view.instrumentId,
          timeMs: view.timeMs,
          open: view.open,
          high: view.high,
          low: view.low,
          close: view.close,
          volume: view.volume,
        };
  return {
    bar,
    barHash: bar === undefined ? undefined : contentHash(bar),
    evidence: evidence.map(({ id, contentHash: hash }) => ({ id, contentHash: hash })),
    currentWeight: snapshot.portfolio.weight(instrumentId),
  };
};
