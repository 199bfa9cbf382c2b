import {
  type BarSeries,
  createBot,
  defineStrategy,
  type Guard,
  orders,
  pass,
  simulatedBroker,
  spotInstrument,
} from '@sigmax/core';
import {
  dataQuality,
  duplicateOrders,
  lossStreak,
  maxDrawdown,
  maxGrossExposure,
  maxLoss,
  maxOrderNotional,
  maxOrderQuantity,
  maxPosition,
  maxWeight,
  messageRate,
  minimumCash,
} from '@sigmax/risk';
import { type Bench, type Figure, median } from './bench';
import { allocationsOf, showLargest, totalBytes } from './heap-profile';
import { randomWalk } from './market';

const bars = 100_000;
const instrumentId = 'bench:BTC/USDT';
const large = { [instrumentId]: 1e6 };

const twelve = (): Guard[] => [
  maxOrderQuantity({ limits: large }),
  maxOrderNotional({ limit: 1e6 }),
  maxPosition({ limits: large }),
  maxWeight({ limit: 0.9 }),
  maxGrossExposure({ limit: 1e6 }),
  minimumCash({ reserves: { USDT: 10 }, costRate: 0.002 }),
  messageRate({ limit: 1_000, windowMs: 60_000, verdict: 'deny' }),
  duplicateOrders({ windowMs: 1 }),
  dataQuality({ maxAgeMs: 120_000 }),
  lossStreak({ losses: 1_000_000, action: 'pause' }),
  maxLoss({ limit: { fraction: 0.9 }, period: 'day', action: 'halt' }),
  maxDrawdown({ limit: 0.99, action: 'halt' }),
];

/** Two guards of our own that stand around the twelve and read the time; what they cost is measured and taken off. */
const stopwatch = () => {
  const nanoseconds = new Float64Array(bars);
  const state = { count: 0, begun: 0 };
  const first: Guard = {
    name: 'first',
    initial: undefined,
    check: () => {
      state.begun = performance.now();
      return pass;
    },
  };
  const last: Guard = {
    name: 'last',
    initial: undefined,
    check: () => {
      nanoseconds[state.count++] = (performance.now() - state.begun) * 1e6;
      return pass;
    },
  };
  return { first, last, sorted: () => nanoseconds.slice(0, state.count).sort() };
};

/** Sends an order at each bar, now to buy and now to sell, so that the account has a position and open orders. */
const busy = defineStrategy({
  name: 'busy',
  start: () => {
    let count = 0;
    const quantities = [0.01, 0.02, 0.03];
    return ({ bar }) => {
      count += 1;
      const side = count % 2 === 0 ? 'sell' : 'buy';
      const quantity = quantities[count % 3] as number;
      const limitPrice = side === 'buy' ? bar.close * 1.0005 : bar.close * 0.9995;
      return orders([{ type: 'limit', instrumentId, side, quantity, limitPrice, timeInForce: 'ioc' }]);
    };
  },
});

const broker = simulatedBroker({ takerFeeRate: 0.0001, makerFeeRate: 0, slippageRate: 0 });
const instrument = spotInstrument(instrumentId, { priceStep: 0.01, quantityStep: 0.00001 });

/** Runs the busy bot and returns how many orders its guards have seen. */
const run = (market: BarSeries, guards: readonly Guard[]): number => {
  const bot = createBot({ strategy: busy(), guards, cash: { USDT: 10_000 }, instruments: [instrument] });
  const { fillCount, deniedCount } = bot.backtest({ market, broker, log: 'digest' });
  if (fillCount < bars / 100 || deniedCount > bars / 100)
    throw new Error(`${fillCount} fills, ${deniedCount} denials.`);
  return fillCount;
};

const quantile = (sorted: Float64Array, part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] as number;

/** What a check takes, in nanoseconds, with nothing and with the twelve between the two that read the time. */
const timed = (market: BarSeries, guards: readonly Guard[]): Float64Array => {
  const { first, last, sorted } = stopwatch();
  run(market, [first, ...guards, last]);
  return sorted();
};

export const guardsBench: Bench = {
  name: 'guards',
  what: 'one check of an order by twelve guards in the kernel, 100,000 orders: median, 99th percentile, bytes',
  async measure({ hasPeers }): Promise<Figure[]> {
    const market = randomWalk(bars);
    if (!hasPeers) {
      run(market, twelve());
      return [];
    }
    const rounds = { nothing: [] as Float64Array[], twelve: [] as Float64Array[] };
    for (let round = -2; round < 7; round++) {
      const [nothing, checked] = [timed(market, []), timed(market, twelve())];
      if (round < 0) continue;
      rounds.nothing.push(nothing);
      rounds.twelve.push(checked);
    }
    const at = (samples: readonly Float64Array[], part: number) => median(samples.map((one) => quantile(one, part)));
    const guards = twelve();
    // Guards remember what left in `update`; what counts here is what asking them costs.
    const allocations = (await allocationsOf(() => run(market, guards))).filter(({ calls }) => calls.includes('check'));
    showLargest(allocations);
    const figure = (metric: string, part: number): Figure => {
      const clock = at(rounds.nothing, part);
      const value = Math.max(0, at(rounds.twelve, part) - (part === 0.5 ? clock : 0));
      return { bench: 'guards', metric, value, unit: 'ns', peers: { 'clock-alone': clock } };
    };
    return [
      figure('check_ns_median', 0.5),
      figure('check_ns_p99', 0.99),
      { bench: 'guards', metric: 'bytes_per_check', value: totalBytes(allocations) / bars, unit: 'bytes', peers: {} },
    ];
  },
};
