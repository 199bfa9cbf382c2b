import type { Trade } from '@sigmax/core';
import type { RefusedRow } from './refused-row';

/** What a join of trades asks of its driver, or tells it. */
export type TradeJoinOutput =
  | { readonly type: 'trade'; readonly trade: Trade }
  /**
   * Request the trades that follow the one of `afterId`, at `sinceMs`; without an id those from `sinceMs` on. `attempt` counts
   * from 1 while the same is asked again.
   */
  | {
      readonly type: 'fetch';
      readonly afterId: string | undefined;
      readonly sinceMs: number;
      readonly attempt: number;
    }
  /** Nothing is missing up to what came last; so many trades of requests went out. */
  | { readonly type: 'backfilled'; readonly count: number }
  /** The venue has later trades and not these. `missing` is `undefined` where ids do not tell how many. */
  | { readonly type: 'hole'; readonly fromMs: number; readonly toMs: number; readonly missing: number | undefined }
  | RefusedRow;

/**
 * Joins trades of a stream and trades of requests into one series: no gap that is not told, no trade twice.
 *
 * A machine without clock and socket: the driver says what came. Its state is its own plain data.
 */
export interface TradeJoin<State> {
  start(): State;
  /** A connection is open: what was missed is asked for. */
  connected(state: State): readonly TradeJoinOutput[];
  /** `groups` has the ids of trades that stand for several, each with how many: the last ids up to its own. */
  streamed(state: State, trades: readonly Trade[], groups?: ReadonlyMap<string, number>): readonly TradeJoinOutput[];
  /** The answer to `fetch`, in any order. `isLast` says that the venue has nothing later yet. */
  fetched(state: State, trades: readonly Trade[], isLast: boolean): readonly TradeJoinOutput[];
}

/** Answers without what must be there after which it is believed to be gone: about 8 s, as the driver spaces them. */
export const tradePatience = 6;

/** Trades that may wait for those before them; later ones are dropped and asked for again. */
export const mostWaitingTrades = 100_000;

/** Where every join begins. */
export interface GivenTrades {
  lastTimeMs: number;
  isAsking: boolean;
  attempt: number;
  backfilled: number;
  outputs: TradeJoinOutput[];
}

export const nothingGiven = (): GivenTrades => ({
  lastTimeMs: 0,
  isAsking: false,
  attempt: 0,
  backfilled: 0,
  outputs: [],
});

export const takeOutputs = (state: GivenTrades): readonly TradeJoinOutput[] => {
  const { outputs } = state;
  if (outputs.length > 0) state.outputs = [];
  return outputs;
};

/** Gives a trade; one whose time steps back is refused, since every stream of events is in time order. */
export const giveTrade = (state: GivenTrades, trade: Trade): void => {
  if (trade.timeMs < state.lastTimeMs) {
    const problem = `time ${trade.timeMs} of trade ${trade.id} came after ${state.lastTimeMs}`;
    state.outputs.push({ type: 'refused', code: 'OUT_OF_ORDER', problem });
    return;
  }
  state.lastTimeMs = trade.timeMs;
  state.outputs.push({ type: 'trade', trade });
};

export const askForTrades = (state: GivenTrades, afterId: string | undefined, sinceMs: number): void => {
  if (state.isAsking) return;
  state.isAsking = true;
  state.attempt += 1;
  state.outputs.push({ type: 'fetch', afterId, sinceMs, attempt: state.attempt });
};

/** Ends a backfill. */
export const tellBackfilled = (state: GivenTrades): void => {
  state.outputs.push({ type: 'backfilled', count: state.backfilled });
  state.backfilled = 0;
  state.attempt = 0;
};
