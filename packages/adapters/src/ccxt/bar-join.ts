import type { Bar } from '@sigmax/core';
import { readBar } from './read-bar';
import { type RefusedRow, refused } from './refused-row';

export interface BarJoinOptions {
  readonly instrumentId: string;
  readonly frameMs: number;
  /** How long after its close a bar may still change at the venue. */
  readonly settleMs: number;
  /** Where history begins; without it the first bar is the one that is open when the stream begins. */
  readonly fromMs?: number | undefined;
  /** `rest` takes every bar from a request, and the stream only as a sign that one has closed. */
  readonly confirm: 'stream' | 'rest';
}

/** What the join asks of its driver, or tells it. */
export type BarJoinOutput =
  | { readonly type: 'bar'; readonly bar: Bar }
  /** Request candles that open at `sinceMs` or later. `attempt` counts from 1 while the same is asked again. */
  | { readonly type: 'fetch'; readonly sinceMs: number; readonly attempt: number }
  /** A request is done, and nothing is missing up to now; so many bars of it went out. */
  | { readonly type: 'backfilled'; readonly count: number }
  /** The venue has later bars and not these; the times are the closes of the first and the last one. */
  | { readonly type: 'hole'; readonly fromMs: number; readonly toMs: number; readonly missing: number }
  | RefusedRow;

export interface BarJoinState {
  /** Open of the next bar to give; `undefined` before anything is known. */
  nextOpenMs: number | undefined;
  /** Closed bars that came before their turn, by open. */
  closed: Map<number, Bar>;
  /** The bar that is open, as this connection has it. */
  forming: Bar | undefined;
  isAsking: boolean;
  attempt: number;
  /** Bars given since the last complete backfill that came from requests. */
  backfilled: number;
  askAgainMs: number;
  outputs: BarJoinOutput[];
}

/** A row that is further in the future than this is no row: the clock of the venue is measured to well below it. */
const aheadMs = 5_000;

/** Answers with the same hole, or without what must be there, after which it is believed. */
const patience = 3;

/** Closed bars that may wait for the one before them. */
const mostWaiting = 10_000;

/**
 * Joins candles of a stream and candles of requests into one series of closed bars: no gap that is not told, no bar twice.
 *
 * A bar counts as closed when the same connection has shown a later one, or when a request that was made `settleMs` after its
 * close has it. A machine without clock and socket: the driver says what came, and at which time of the venue.
 */
export interface BarJoin {
  start(): BarJoinState;
  /** A connection is open: what the last one knew of the open bar is forgotten, and what was missed is asked for. */
  connected(state: BarJoinState): readonly BarJoinOutput[];
  streamed(state: BarJoinState, rows: readonly unknown[], nowMs: number): readonly BarJoinOutput[];
  /** The answer to `fetch`, with the venue's time at which it was asked, and of now. */
  fetched(state: BarJoinState, rows: readonly unknown[], askedMs: number, nowMs: number): readonly BarJoinOutput[];
  /** Time passes: a bar whose close is over is asked for, if the stream has shown no later one. */
  tick(state: BarJoinState, nowMs: number): readonly BarJoinOutput[];
}

const take = (state: BarJoinState): readonly BarJoinOutput[] => {
  const { outputs } = state;
  if (outputs.length > 0) state.outputs = [];
  return outputs;
};

export const barJoin = ({ instrumentId, frameMs, settleMs, fromMs, confirm }: BarJoinOptions): BarJoin => {
  const openOf = (bar: Bar): number => bar.timeMs - frameMs;

  const ask = (state: BarJoinState, sinceMs: number): void => {
    if (state.isAsking) return;
    state.isAsking = true;
    state.attempt += 1;
    state.outputs.push({ type: 'fetch', sinceMs, attempt: state.attempt });
  };

  /** Gives what follows. */
  const drain = (state: BarJoinState): void => {
    for (;;) {
      const bar = state.nextOpenMs === undefined ? undefined : state.closed.get(state.nextOpenMs);
      if (bar === undefined) return;
      state.closed.delete(openOf(bar));
      state.nextOpenMs = bar.timeMs;
      state.attempt = 0;
      state.outputs.push({ type: 'bar', bar });
    }
  };

  const keep = (state: BarJoinState, bar: Bar): void => {
    state.closed.set(openOf(bar), bar);
    if (state.closed.size > mostWaiting) state.closed.delete(Math.max(...state.closed.keys()));
  };

  /** Reads a row that may be given; `undefined` for one that is refused or was given before. */
  const readRow = (state: BarJoinState, row: unknown, nowMs: number): Bar | undefined => {
    const bar = readBar(row, instrumentId, frameMs);
    if (bar.type === 'refused') {
      state.outputs.push(bar);
      return undefined;
    }
    const openMs = openOf(bar);
    if (openMs > nowMs + aheadMs) {
      state.outputs.push(refused('INVALID_TIME', `open time ${openMs} lay after ${nowMs}`));
      return undefined;
    }
    const { nextOpenMs } = state;
    if (nextOpenMs === undefined) return bar;
    if (openMs < nextOpenMs) return undefined;
    if ((openMs - nextOpenMs) % frameMs === 0) return bar;
    state.outputs.push(refused('OFF_GRID', `open time ${openMs} was no whole bar after ${nextOpenMs}`));
    return undefined;
  };

  const onStreamed = (state: BarJoinState, bar: Bar): void => {
    const { forming } = state;
    if (forming === undefined || bar.timeMs === forming.timeMs) state.forming = bar;
    else if (bar.timeMs > forming.timeMs) {
      if (confirm === 'stream' && openOf(forming) >= (state.nextOpenMs as number)) keep(state, forming);
      state.forming = bar;
    } else if (state.closed.has(openOf(bar))) state.closed.set(openOf(bar), bar);
  };

  /** Opens of the rows of an answer from `nextOpenMs` on, whether they are closed or not. */
  const onAnswer = (state: BarJoinState, rows: readonly unknown[], askedMs: number, nowMs: number): number[] => {
    const opens: number[] = [];
    for (const row of rows) {
      const bar = readRow(state, row, nowMs);
      if (bar === undefined) continue;
      opens.push(openOf(bar));
      if (bar.timeMs + settleMs <= askedMs) keep(state, bar);
    }
    return opens;
  };

  const tellHole = (state: BarJoinState, firstOpenMs: number, nextMs: number): void => {
    const missing = Math.floor((nextMs - firstOpenMs) / frameMs);
    state.nextOpenMs = nextMs;
    state.attempt = 0;
    if (missing < 1) return;
    state.outputs.push({ type: 'hole', fromMs: nextMs - (missing - 1) * frameMs, toMs: nextMs, missing });
  };

  /** History begins with the first bar that the venue has from `fromMs` on. */
  const begin = (state: BarJoinState, rows: readonly unknown[]): void => {
    if (fromMs === undefined || state.nextOpenMs !== undefined) return;
    const opens = rows
      .map((row) => readBar(row, instrumentId, frameMs))
      .flatMap((bar) => (bar.type === 'refused' ? [] : [openOf(bar)]))
      .filter((openMs) => openMs >= fromMs);
    if (opens.length > 0) tellHole(state, fromMs, Math.min(...opens));
  };

  const askLater = (state: BarJoinState, askedMs: number): void => {
    state.askAgainMs = askedMs + Math.min(frameMs, Math.max(settleMs, 250) * 2 ** Math.min(state.attempt, 16));
  };

  return {
    start: () => ({
      nextOpenMs: undefined,
      closed: new Map(),
      forming: undefined,
      isAsking: false,
      attempt: 0,
      backfilled: 0,
      askAgainMs: 0,
      outputs: [],
    }),

    connected: (state) => {
      state.forming = undefined;
      state.isAsking = false;
      state.attempt = 0;
      const sinceMs = state.nextOpenMs ?? fromMs;
      if (sinceMs !== undefined) ask(state, sinceMs);
      return take(state);
    },

    streamed: (state, rows, nowMs) => {
      const bars = rows.map((row) => readRow(state, row, nowMs)).filter((bar) => bar !== undefined);
      const last = bars.at(-1);
      // Some venues begin with candles of the past; the last one is the one that is open.
      if (state.nextOpenMs === undefined && fromMs === undefined && last !== undefined) {
        state.nextOpenMs = openOf(last);
      }
      for (const bar of bars) {
        if (state.nextOpenMs === undefined || openOf(bar) >= state.nextOpenMs) onStreamed(state, bar);
      }
      drain(state);
      const { forming, nextOpenMs } = state;
      if (nextOpenMs !== undefined && forming !== undefined && openOf(forming) > nextOpenMs) ask(state, nextOpenMs);
      return take(state);
    },

    fetched: (state, rows, askedMs, nowMs) => {
      state.isAsking = false;
      begin(state, rows);
      if (state.nextOpenMs === undefined) {
        askLater(state, askedMs);
        return take(state);
      }
      const before = state.nextOpenMs;
      const opens = onAnswer(state, rows, askedMs, nowMs);
      const answered = new Set(opens);
      const giveOn = (): void => {
        const from = state.outputs.length;
        drain(state);
        const given = state.outputs.slice(from);
        state.backfilled += given.filter((one) => one.type === 'bar' && answered.has(openOf(one.bar))).length;
      };
      giveOn();
      const isDue = (): boolean => (state.nextOpenMs as number) + frameMs + settleMs <= askedMs;
      if (state.nextOpenMs === before && isDue()) {
        const later = opens.filter((openMs) => openMs > before);
        if (later.length > 0 && state.attempt >= patience) {
          tellHole(state, before, Math.min(...later, ...state.closed.keys()));
          giveOn();
        } else {
          askLater(state, askedMs);
          // What the venue does not have yet, with nothing after it, is waited for without a hurry.
          if (later.length > 0) ask(state, before);
          return take(state);
        }
      }
      if (isDue()) ask(state, state.nextOpenMs);
      else {
        state.outputs.push({ type: 'backfilled', count: state.backfilled });
        state.backfilled = 0;
        state.attempt = 0;
      }
      return take(state);
    },

    tick: (state, nowMs) => {
      const { nextOpenMs, isAsking, askAgainMs } = state;
      if (isAsking) return [];
      if (nextOpenMs === undefined) {
        if (fromMs !== undefined && nowMs >= askAgainMs && askAgainMs > 0) ask(state, fromMs);
      } else if (nowMs >= nextOpenMs + frameMs + settleMs && nowMs >= askAgainMs) ask(state, nextOpenMs);
      return take(state);
    },
  };
};
