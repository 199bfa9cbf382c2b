import { only, quarantine, shareLatest, systemClock, type Trade, timeBars, watchStaleness } from '@sigmax/core';
import { filter, map, Observable, ReplaySubject, scan, share, tap } from 'rxjs';
import { type Bench, type Figure, interleave } from './bench';

const minute = 60_000;
const instrumentId = 'bench:BTC/USDT';

/** A fresh trade every 10 ms of their times; prices go up and down in a triangle of 2,000 steps. */
const trades = (count: number, each?: (index: number) => void): Observable<Trade> =>
  new Observable((subscriber) => {
    for (let index = 0; index < count; index++) {
      const step = index % 2_000;
      subscriber.next({
        type: 'trade',
        instrumentId,
        timeMs: 1_700_000_000_000 + index * 10,
        id: '7',
        price: 50_000 + (step < 1_000 ? step : 2_000 - step),
        quantity: 0.5,
        side: 'buy',
      });
      if (each !== undefined && index % 1_000_000 === 0) each(index);
    }
    subscriber.complete();
  });

/** What both pipes check. */
const check = (trade: Trade): Trade => {
  if (!(trade.price > 0 && trade.quantity > 0)) throw new Error(`Trade at ${trade.timeMs} has no price or quantity.`);
  return trade;
};

const total = (bars: Observable<{ readonly close: number; readonly volume: number }>): number => {
  let sum = 0;
  bars.subscribe(({ close, volume }) => {
    sum += close + volume;
  });
  return sum;
};

const ours = (source: Observable<Trade>): number =>
  total(
    source.pipe(
      only('trade'),
      quarantine(check, { maximumFailures: 10, outOf: 1_000 }),
      watchStaleness({ maxAgeMs: 5_000, clock: systemClock, action: 'error' }),
      timeBars({ timeframe: '1m' }),
      shareLatest(),
    ),
  );

interface Running {
  closeMs: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  finished: { timeMs: number; open: number; high: number; low: number; close: number; volume: number } | undefined;
}

const addTrade = (state: Running, { timeMs, price, quantity }: Trade): Running => {
  state.finished = undefined;
  if (timeMs >= state.closeMs) {
    const { closeMs, open, high, low, close, volume } = state;
    if (volume > 0) state.finished = { timeMs: closeMs, open, high, low, close, volume };
    state.closeMs = timeMs - (timeMs % minute) + minute;
    state.open = state.high = state.low = price;
    state.volume = 0;
  }
  if (price > state.high) state.high = price;
  if (price < state.low) state.low = price;
  state.close = price;
  state.volume += quantity;
  return state;
};

/** The nearest that RxJS has: a mark for a timer to look at, and bars by hand for one instrument, without checks or lateness. */
const bareRxjs = (source: Observable<Trade>): number => {
  let hasCome = false;
  const start: Running = { closeMs: 0, open: 0, high: 0, low: 0, close: 0, volume: 0, finished: undefined };
  const sum = total(
    source.pipe(
      filter(({ type }) => type === 'trade'),
      map(check),
      tap(() => {
        hasCome = true;
      }),
      scan(addTrade, start),
      map(({ finished }) => finished),
      filter((bar) => bar !== undefined),
      share({ connector: () => new ReplaySubject(1), resetOnRefCountZero: true }),
    ),
  );
  return hasCome ? sum : Number.NaN;
};

const perRound = 1_000_000;
const forMemory = 50_000_000;

/** How far the resident memory rises over 50,000,000 events, from the 2,000,000th on, when the code is compiled. */
const memoryGrowth = (): number => {
  let first = 0;
  let highest = 0;
  ours(
    trades(forMemory, (index) => {
      const { rss } = process.memoryUsage();
      if (index === 2_000_000) first = rss;
      if (index > 2_000_000 && rss > highest) highest = rss;
    }),
  );
  return Math.max(0, highest - first) / 1024 / 1024;
};

export const pipeBench: Bench = {
  name: 'pipe',
  what: 'trades through only, quarantine, watchStaleness, timeBars and shareLatest; memory over 50,000,000 of them',
  async measure({ hasPeers }): Promise<Figure[]> {
    const sigmax = () => ours(trades(perRound));
    if (!hasPeers) {
      interleave({ sigmax }, 1, 1);
      return [];
    }
    const rxjs = () => bareRxjs(trades(perRound));
    if (sigmax() !== rxjs()) throw new Error('The two pipes gave different bars.');
    const growth = memoryGrowth();
    const seconds = interleave({ sigmax, rxjs }, 9);
    return [
      {
        bench: 'pipe',
        metric: 'events_per_second',
        value: perRound / seconds.sigmax,
        unit: 'events/s',
        peers: { rxjs: perRound / seconds.rxjs },
      },
      { bench: 'pipe', metric: 'rss_growth_mb', value: growth, unit: 'MB', peers: {} },
    ];
  },
};
