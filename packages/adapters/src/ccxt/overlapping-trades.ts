import type { Trade } from '@sigmax/core';
import {
  askForTrades,
  type GivenTrades,
  giveTrade,
  mostWaitingTrades,
  nothingGiven,
  type TradeJoin,
  takeOutputs,
  tellBackfilled,
  tradePatience,
} from './trade-join';

export interface OverlappingTradesState extends GivenTrades {
  /** Ids that went out, the newer half and the older half. */
  seen: Set<string>;
  seenBefore: Set<string>;
  lastId: string | undefined;
  /** Trades of the stream wait for those that were missed. */
  isJoining: boolean;
  live: Trade[];
  /** Trades of `live` that stand for several. */
  groups: Map<string, number>;
}

const none: ReadonlyMap<string, number> = new Map();

/** Ids in each half of what is remembered. */
const remembered = 10_000;

/**
 * The join for venues whose ids do not count: what is missing is known only by overlap.
 *
 * After a new connection trades of the stream wait until an answer reaches from a trade that went out to one that waits. An
 * answer that begins later than the last trade is a hole.
 */
export const overlappingTrades = (fromMs: number | undefined): TradeJoin<OverlappingTradesState> => {
  const isSeen = (state: OverlappingTradesState, id: string): boolean => state.seen.has(id) || state.seenBefore.has(id);

  const remember = (state: OverlappingTradesState, id: string): void => {
    if (state.seen.size >= remembered) {
      state.seenBefore = state.seen;
      state.seen = new Set();
    }
    state.seen.add(id);
  };

  /** Requests list one by one what the stream told as one. */
  const rememberGroup = (state: OverlappingTradesState, { id }: Trade): void => {
    const count = state.groups.get(id) ?? 1;
    state.groups.delete(id);
    if (!/^\d{1,30}$/.test(id)) return;
    for (let before = 1n; before < count; before++) remember(state, String(BigInt(id) - before));
  };

  const give = (state: OverlappingTradesState, trade: Trade): boolean => {
    if (isSeen(state, trade.id)) {
      state.groups.delete(trade.id);
      return false;
    }
    if (state.groups.size > 0) rememberGroup(state, trade);
    remember(state, trade.id);
    state.lastId = trade.id;
    giveTrade(state, trade);
    return true;
  };

  const ask = (state: OverlappingTradesState): void =>
    askForTrades(state, state.lastId, state.lastId === undefined ? (fromMs as number) : state.lastTimeMs);

  const join = (state: OverlappingTradesState): void => {
    for (const trade of state.live) give(state, trade);
    state.live = [];
    state.isJoining = false;
    tellBackfilled(state);
  };

  /** What of an answer comes after what went out, and whether something may be missing before it. */
  const afterOverlap = (state: OverlappingTradesState, page: readonly Trade[]): { later: Trade[]; isCut: boolean } => {
    if (state.lastId === undefined)
      return { later: page.filter(({ timeMs }) => timeMs >= (fromMs ?? 0)), isCut: false };
    const first = page.findIndex(({ id }) => isSeen(state, id));
    // Between two that went out one may have been lost; it is told when it comes too late to be given.
    if (first >= 0) return { later: page.slice(first), isCut: false };
    const later = page.filter(({ timeMs }) => timeMs > state.lastTimeMs);
    return { later, isCut: later.length > 0 };
  };

  return {
    start: () => ({
      ...nothingGiven(),
      seen: new Set(),
      seenBefore: new Set(),
      lastId: undefined,
      isJoining: false,
      live: [],
      groups: new Map(),
    }),

    connected: (state) => {
      state.isAsking = false;
      state.attempt = 0;
      state.live = [];
      state.groups.clear();
      state.isJoining = state.lastId !== undefined || fromMs !== undefined;
      if (state.isJoining) ask(state);
      return takeOutputs(state);
    },

    streamed: (state, trades, groups = none) => {
      for (const [id, count] of groups) if (state.groups.size < mostWaitingTrades) state.groups.set(id, count);
      if (!state.isJoining) {
        for (const trade of trades) give(state, trade);
        return takeOutputs(state);
      }
      for (const trade of trades) if (state.live.length < mostWaitingTrades) state.live.push(trade);
      if (trades.length > 0) ask(state);
      return takeOutputs(state);
    },

    fetched: (state, trades, isLast) => {
      state.isAsking = false;
      const page = [...trades].sort((a, b) => a.timeMs - b.timeMs);
      const { later, isCut } = afterOverlap(state, page);
      const [first] = later;
      if (isCut && first !== undefined) {
        state.outputs.push({ type: 'hole', fromMs: state.lastTimeMs, toMs: first.timeMs, missing: undefined });
      }
      const fresh = later.filter((trade) => give(state, trade)).length;
      state.backfilled += fresh;
      if (fresh > 0) state.attempt = 0;
      const [waiting] = state.live;
      if (waiting === undefined) {
        // The next trade of the stream shows how far an answer has to reach.
        if (!isLast && fresh > 0) ask(state);
        else tellBackfilled(state);
      } else if (isSeen(state, waiting.id)) join(state);
      else if (state.attempt < tradePatience) ask(state);
      else {
        state.outputs.push({
          type: 'hole',
          fromMs: state.lastTimeMs,
          toMs: waiting.timeMs,
          missing: undefined,
        });
        join(state);
      }
      return takeOutputs(state);
    },
  };
};
