import type { Guard } from '../guard/guard';
import type { Bar } from '../market/bar';
import { spotInstrument } from '../market/instrument';
import type { OrderIntent } from '../orders/order-intent';
import { seededRandom } from '../random';
import { simulatedBroker } from '../simulation/simulated-broker';
import { hold, orders, target, targets } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import type { SyncStrategy } from '../strategy/strategy';
import { type BotOptions, createBot } from './bot';
import type { RunResult } from './run-result';
import type { SessionOptions } from './session';

const [btc, eth, ethBtc] = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:ETH/BTC'] as const;

/** A random walk in ticks of 0.01, from whole numbers and divisions alone; a bar in ten is missing but for the first. */
const walk = (instrumentId: string, start: number, seed: number, count: number, hasGaps: boolean): Bar[] => {
  const random = seededRandom(seed);
  let last = start;
  return Array.from({ length: count }, (_, index) => {
    const step = () => random.integer(201) - 100;
    const open = Math.max(500, last + step());
    const close = Math.max(500, open + 3 * step());
    const high = Math.max(open, close) + random.integer(100);
    const low = Math.max(1, Math.min(open, close) - random.integer(100));
    last = close;
    const isMissing = hasGaps && index > 0 && random.integer(10) === 0;
    const volume = random.integer(50);
    const price = (ticks: number) => ticks / 100;
    return {
      isMissing,
      bar: {
        type: 'bar' as const,
        instrumentId,
        timeMs: (index + 1) * 60_000,
        open: price(open),
        high: price(high),
        low: price(low),
        close: price(close),
        volume,
      },
    };
  }).flatMap(({ isMissing, bar }) => (isMissing ? [] : [bar]));
};

const merged = (...series: Bar[][]): Bar[] =>
  series.flat().sort((a, b) => a.timeMs - b.timeMs || (a.instrumentId < b.instrumentId ? -1 : 1));

/** Follows two averages of the close, each over its own number of bars. */
const trend = defineStrategy({
  name: 'trend',
  start: () => {
    let [fast, slow] = [0, 0];
    return ({ bar }) => {
      fast = fast === 0 ? bar.close : fast + (bar.close - fast) / 4;
      slow = slow === 0 ? bar.close : slow + (bar.close - slow) / 16;
      return target(bar.instrumentId, fast > slow ? 0.9 : 0);
    };
  },
});

/** Sends one of every kind of order, with brackets and cancels, by lot. */
const everything = defineStrategy({
  name: 'everything',
  start: (_params, { random }) => {
    let count = 0;
    const one = (price: number): OrderIntent => {
      const side = random.integer(2) === 0 ? 'buy' : 'sell';
      const away = (share: number) => price * (1 + (random.integer(201) - 100) * share);
      const base = {
        instrumentId: btc,
        side,
        quantity: 0.01 + random.integer(300) / 100,
        reduceOnly: random.integer(5) === 0,
      } as const;
      const bracket =
        random.integer(3) === 0 ? { bracket: { takeProfitPrice: away(0.001), stopLossPrice: away(0.001) } } : {};
      const timeInForce = (['gtc', 'ioc', 'fok'] as const)[random.integer(3)] ?? 'gtc';
      const kinds: OrderIntent[] = [
        { type: 'market', ...base, ...bracket, timeInForce },
        { type: 'limit', ...base, ...bracket, limitPrice: away(0.0005), timeInForce, tag: 'ünïcode ₿' },
        { type: 'limit', ...base, limitPrice: away(0.0005), postOnly: true },
        { type: 'stop', ...base, stopPrice: away(0.0005) },
        { type: 'stop-limit', ...base, stopPrice: away(0.0005), limitPrice: away(0.0005) },
        { type: 'trailing-stop', ...base, trail: { fraction: 0.002 } },
        { type: 'trailing-stop', ...base, trail: { ticks: 30 }, activationPrice: away(0.0005) },
      ];
      return kinds[random.integer(kinds.length)] as OrderIntent;
    };
    return ({ bar, portfolio }) => {
      count += 1;
      if (random.integer(3) === 0) return hold;
      const cancel =
        random.integer(6) === 0
          ? 'all'
          : portfolio.openOrders.slice(0, random.integer(3)).map(({ clientOrderId }) => clientOrderId);
      return orders(
        Array.from({ length: count % 3 }, () => one(bar.close)),
        { cancel },
      );
    };
  },
});

/** Moves weights between three pairs, one of which is quoted in an asset of the others. */
const rotation = defineStrategy({
  name: 'rotation',
  start: () => {
    let count = 0;
    return ({ bars }) => {
      count += 1;
      if (count % 7 !== 0) return hold;
      const place = bars.length % 3;
      return targets({ [btc]: place === 0 ? 0.5 : 0.2, [eth]: place === 1 ? 0.5 : 0, [ethBtc]: 0.1 });
    };
  },
});

/** Shrinks what is large, delays in every tenth minute, denies sales of the second instrument, and halts on a loss. */
const guards: readonly Guard[] = [
  {
    name: 'size',
    options: { limit: 3_000 },
    initial: undefined,
    check: ({ quantity, instrumentId, side }, portfolio) => {
      const most = 3_000 / ((portfolio.price(instrumentId) ?? 1) * (portfolio.quoteValue(instrumentId) ?? 1));
      if (side === 'sell' || quantity <= most) return { type: 'pass' };
      return { type: 'shrink', quantity: most, code: 'SIZE', limit: most, observed: quantity };
    },
  } satisfies Guard,
  {
    name: 'rhythm',
    initial: { moments: 0 },
    update: (state, { type }) =>
      type === 'snapshot' ? { moments: (state as { moments: number }).moments + 1 } : state,
    check: (_intent, _portfolio, state) =>
      (state as { moments: number }).moments % 10 === 0
        ? { type: 'delay', code: 'RHYTHM', limit: 10, observed: 0 }
        : { type: 'pass' },
  },
  {
    name: 'loss',
    initial: { peak: 0 },
    update: (state, { type }, { equity }) =>
      type === 'snapshot' ? { peak: Math.max((state as { peak: number }).peak, equity) } : state,
    intervene: (state, { equity }) => {
      const { peak } = state as { peak: number };
      return equity >= 0.7 * peak
        ? undefined
        : { action: 'flatten', code: 'LOSS', limit: 0.3, observed: 1 - equity / peak };
    },
  },
];

export interface GoldenRun {
  readonly strategy: SyncStrategy;
  readonly bars: readonly Bar[];
  readonly settings: Omit<BotOptions, 'strategy'>;
  readonly options: SessionOptions;
}

const steps = { priceStep: 0.01, quantityStep: 0.0001 };

const signed = { reason: 'exercise', by: 'operator on duty' };

/** Lets only exits through in every ninth minute, and cuts large orders to what is left then. */
const softGuards: readonly Guard[] = [
  {
    name: 'exits',
    isSoft: true,
    initial: undefined,
    check: (_intent, { timeMs }) =>
      timeMs % 540_000 === 0
        ? { type: 'reduce-only', quantity: 0.01, code: 'EXITS', limit: 1, observed: 2 }
        : { type: 'pass' },
  },
  {
    name: 'fuse',
    initial: { blown: false },
    update: (state, event) => {
      if (event.type === 'control' && event.control.type === 'observed')
        return { blown: event.control.value === 'hot' };
      return event.type === 'bot-rearmed' && event.of === 'fuse' ? { blown: false } : state;
    },
    intervene: (state) =>
      (state as { blown: boolean }).blown
        ? { action: 'cancel', scope: { instrumentId: btc }, code: 'FUSE', limit: 0, observed: 1 }
        : undefined,
  } satisfies Guard,
];

/** Everything that an operator can say, and something that nobody can. */
const operated: SessionOptions['controls'] = [
  { timeMs: 1_200_000, control: { type: 'pause', ...signed } },
  { timeMs: 2_400_000, control: { type: 'rearm', of: 'operator', ...signed } },
  { timeMs: 2_400_000, control: { type: 'rearm', of: 'nobody', ...signed } },
  { timeMs: 4_000_000, control: { type: 'override', guard: 'exits', untilMs: 9_000_000, ...signed } },
  { timeMs: 4_000_000, control: { type: 'override', guard: 'fuse', untilMs: 9_000_000, ...signed } },
  { timeMs: 6_030_000, control: { type: 'kill', scope: { instrumentId: btc }, ...signed } },
  { timeMs: 7_000_000, control: { type: 'rearm', of: 'operator', scope: { instrumentId: btc }, ...signed } },
  { timeMs: 9_000_000, control: { type: 'observed', name: 'temperature', value: 'hot' } },
  { timeMs: 12_000_000, control: { type: 'rearm', of: 'fuse', ...signed } },
  { timeMs: 18_000_000, control: { type: 'kill', action: 'flatten', collarRate: 0.01, ...signed } },
];

/** Runs that between them use every kind of order, event, guard answer and control. */
export const goldenRuns: Readonly<Record<'trend' | 'everything' | 'rotation' | 'operated', GoldenRun>> = {
  trend: {
    strategy: trend(),
    bars: walk(btc, 10_000, 1, 400, false),
    settings: { cash: { USDT: 10_000 } },
    options: { broker: simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 }) },
  },
  everything: {
    strategy: everything(),
    bars: walk(btc, 10_000, 2, 400, false),
    settings: {
      cash: { USDT: 5_000, BTC: 20 },
      reportingAsset: 'USDT',
      instruments: [spotInstrument(btc, { ...steps, minimumNotional: 5 })],
      accounting: 'fifo',
      decimals: { USDT: 6 },
    },
    options: {
      broker: simulatedBroker({
        takerFeeRate: 0.001,
        makerFeeRate: -0.0001,
        slippageTicks: 2,
        volumeShare: 0.2,
        feeAsset: 'received',
      }),
      seed: 77,
      runId: 'golden',
    },
  },
  rotation: {
    strategy: rotation(),
    bars: merged(walk(btc, 10_000, 3, 400, false), walk(eth, 1_000, 4, 400, true), walk(ethBtc, 1_000, 5, 400, true)),
    settings: {
      cash: { USDT: 10_000, BTC: 1 },
      reportingAsset: 'USDT',
      instruments: [spotInstrument(btc, steps), spotInstrument(eth, steps), spotInstrument(ethBtc, steps)],
      guards,
      sizing: { rebalanceBand: 0.01 },
    },
    options: {
      broker: simulatedBroker({
        takerFeeRate: 0.002,
        makerFeeRate: 0,
        slippageImpact: 0.1,
        intrabarPath: 'adaptive',
        feeAsset: 'BTC',
      }),
      cashMoves: [
        { timeMs: 9_000_000, asset: 'BTC', amount: -0.25 },
        { timeMs: 6_000_000, asset: 'USDT', amount: 2_500.5 },
      ],
    },
  },
  operated: {
    strategy: everything(),
    bars: walk(btc, 10_000, 6, 400, false),
    settings: {
      cash: { USDT: 5_000, BTC: 20 },
      reportingAsset: 'USDT',
      instruments: [spotInstrument(btc, steps)],
      guards: softGuards,
    },
    options: {
      broker: simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0, slippageRate: 0.0002 }),
      controls: operated,
    },
  },
};

/** Runs one of them as a backtest. */
export const goldenResult = ({ strategy, bars, settings, options }: GoldenRun): RunResult =>
  createBot({ ...settings, strategy }).backtest({ market: bars, ...options });

/** SHA-256 of each run's event log. */
export const goldenDigests = (): Record<string, string> =>
  Object.fromEntries(Object.entries(goldenRuns).map(([name, golden]) => [name, goldenResult(golden).digest]));
