import type { Trade } from '@sigmax/core';
import { refused } from './refused-row';
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

export interface ConsecutiveTradesState extends GivenTrades {
  /** The id that has to come next; `undefined` before the first trade. */
  nextId: bigint | undefined;
  waiting: Map<bigint, Trade>;
  /** The first of those that wait, and how many answers that end with the venue's last trade have not led to it. */
  stuckOn: bigint | undefined;
  stuck: number;
  /** What had to come next when it began to wait. */
  stuckFrom: bigint;
}

const idOf = ({ id }: Trade): bigint | undefined => (/^\d{1,30}$/.test(id) ? BigInt(id) : undefined);

const smallest = (ids: Iterable<bigint>): bigint | undefined => {
  let least: bigint | undefined;
  for (const id of ids) if (least === undefined || id < least) least = id;
  return least;
};

/**
 * The join for venues whose trades of one market are numbered without gaps: each id is the one before plus 1.
 *
 * A number that is missing is noticed with the next trade, whether the connection broke or a message was lost.
 */
export const consecutiveTrades = (fromMs: number | undefined): TradeJoin<ConsecutiveTradesState> => {
  const give = (state: ConsecutiveTradesState, id: bigint, trade: Trade): void => {
    state.nextId = id + 1n;
    state.waiting.delete(id);
    giveTrade(state, trade);
  };

  const drain = (state: ConsecutiveTradesState): void => {
    for (;;) {
      const { nextId } = state;
      const trade = nextId === undefined ? undefined : state.waiting.get(nextId);
      if (nextId === undefined || trade === undefined) return;
      give(state, nextId, trade);
    }
  };

  const ask = (state: ConsecutiveTradesState): void =>
    askForTrades(state, String((state.nextId as bigint) - 1n), state.lastTimeMs);

  /** A smaller number that is newer than all before: the venue counts anew, or the number before it was none of its own. */
  const restart = (state: ConsecutiveTradesState, id: bigint, { timeMs }: Trade): void => {
    state.outputs.push({ type: 'hole', fromMs: state.lastTimeMs, toMs: timeMs, missing: undefined });
    state.nextId = id;
    state.waiting.clear();
    state.stuckOn = undefined;
  };

  const add = (state: ConsecutiveTradesState, trade: Trade): void => {
    const id = idOf(trade);
    if (id === undefined) {
      state.outputs.push(refused('INVALID_ID', `id was ${JSON.stringify(trade.id)}, no whole number`));
      return;
    }
    state.nextId ??= id;
    if (id < state.nextId && state.lastTimeMs > 0 && trade.timeMs > state.lastTimeMs) restart(state, id, trade);
    if (id === state.nextId) give(state, id, trade);
    else if (id > state.nextId && state.waiting.size < mostWaitingTrades) state.waiting.set(id, trade);
  };

  /** What has been asked for often enough is not coming. */
  const giveUp = (state: ConsecutiveTradesState, first: bigint): void => {
    const nextId = state.nextId as bigint;
    const toMs = (state.waiting.get(first) as Trade).timeMs;
    state.stuckOn = undefined;
    if (nextId > state.stuckFrom) {
      // Trades have gone on below it, so it is not what follows them.
      state.waiting.delete(first);
      state.outputs.push(refused('INVALID_ID', `trade ${first} did not follow ${nextId - 1n}`));
      return;
    }
    state.outputs.push({ type: 'hole', fromMs: state.lastTimeMs, toMs, missing: Number(first - nextId) });
    state.nextId = first;
    drain(state);
  };

  /** Counts answers that reach the venue's last trade and not the first of those that wait. */
  const judge = (state: ConsecutiveTradesState, isLast: boolean): void => {
    const first = smallest(state.waiting.keys());
    if (first === undefined || first !== state.stuckOn) {
      state.stuckOn = first;
      state.stuck = 0;
      state.stuckFrom = state.nextId as bigint;
    }
    if (first === undefined || !isLast) return;
    state.stuck += 1;
    if (state.stuck >= tradePatience) giveUp(state, first);
  };

  /** Before history has begun, trades of the stream wait: the first of them is not the first that is wanted. */
  const isHistoryDue = (state: ConsecutiveTradesState): boolean => fromMs !== undefined && state.nextId === undefined;

  const hold = (state: ConsecutiveTradesState, trade: Trade): void => {
    const id = idOf(trade);
    if (id !== undefined && state.waiting.size < mostWaitingTrades) state.waiting.set(id, trade);
  };

  return {
    start: () => ({
      ...nothingGiven(),
      nextId: undefined,
      waiting: new Map(),
      stuckOn: undefined,
      stuck: 0,
      stuckFrom: 0n,
    }),

    connected: (state) => {
      state.isAsking = false;
      state.attempt = 0;
      if (state.nextId !== undefined) ask(state);
      else if (fromMs !== undefined) askForTrades(state, undefined, fromMs);
      return takeOutputs(state);
    },

    streamed: (state, trades) => {
      if (isHistoryDue(state)) {
        for (const trade of trades) hold(state, trade);
        return takeOutputs(state);
      }
      for (const trade of trades) {
        add(state, trade);
        drain(state);
      }
      if (state.waiting.size > 0) ask(state);
      return takeOutputs(state);
    },

    fetched: (state, trades, isLast) => {
      state.isAsking = false;
      const sorted = trades
        .map((trade) => ({ id: idOf(trade), trade }))
        .filter((one): one is { id: bigint; trade: Trade } => one.id !== undefined)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      if (isHistoryDue(state)) {
        const held = smallest(state.waiting.keys());
        const first = sorted.find(({ trade }) => trade.timeMs >= (fromMs as number))?.id;
        state.nextId = first ?? (isLast ? held : undefined);
        if (state.nextId === undefined) {
          if (isLast) tellBackfilled(state);
          else askForTrades(state, undefined, sorted.at(-1)?.trade.timeMs ?? (fromMs as number));
          return takeOutputs(state);
        }
      }
      const before = state.nextId as bigint;
      for (const { trade } of sorted) add(state, trade);
      const fresh = (state.nextId as bigint) - before;
      state.backfilled += Number(fresh);
      drain(state);
      judge(state, isLast);
      // Who asks the same again waits longer each time.
      state.attempt = state.stuckOn === undefined ? 0 : state.stuck;
      if (state.waiting.size > 0 || (!isLast && fresh > 0n)) ask(state);
      else tellBackfilled(state);
      return takeOutputs(state);
    },
  };
};
