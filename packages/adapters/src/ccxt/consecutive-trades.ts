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
    state.attempt = 0;
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

  const add = (state: ConsecutiveTradesState, trade: Trade): void => {
    const id = idOf(trade);
    if (id === undefined) {
      state.outputs.push(refused('INVALID_ID', `id was ${JSON.stringify(trade.id)}, no whole number`));
      return;
    }
    state.nextId ??= id;
    if (id === state.nextId) give(state, id, trade);
    else if (id > state.nextId && state.waiting.size < mostWaitingTrades) state.waiting.set(id, trade);
  };

  /** Whatever is asked and does not come is a hole after a while. */
  const giveUp = (state: ConsecutiveTradesState): void => {
    const nextId = state.nextId as bigint;
    const first = smallest(state.waiting.keys()) as bigint;
    const toMs = (state.waiting.get(first) as Trade).timeMs;
    state.outputs.push({ type: 'hole', fromMs: state.lastTimeMs, toMs, missing: Number(first - nextId) });
    state.nextId = first;
    state.attempt = 0;
    drain(state);
  };

  /** Before history has begun, trades of the stream wait: the first of them is not the first that is wanted. */
  const isHistoryDue = (state: ConsecutiveTradesState): boolean => fromMs !== undefined && state.nextId === undefined;

  const hold = (state: ConsecutiveTradesState, trade: Trade): void => {
    const id = idOf(trade);
    if (id !== undefined && state.waiting.size < mostWaitingTrades) state.waiting.set(id, trade);
  };

  return {
    start: () => ({ ...nothingGiven(), nextId: undefined, waiting: new Map() }),

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
      if (state.waiting.size > 0 && fresh === 0n && state.attempt >= tradePatience) giveUp(state);
      if (state.waiting.size > 0 || (!isLast && fresh > 0n)) ask(state);
      else tellBackfilled(state);
      return takeOutputs(state);
    },
  };
};
