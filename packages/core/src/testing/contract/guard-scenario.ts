import type { TimedControl } from '../../control/control';
import type { Guard } from '../../guard/guard';
import { createBot } from '../../kernel/bot';
import type { RunResult } from '../../kernel/run-result';
import { type BarSeries, barAt } from '../../market/bar-series';
import type { MarketEvent } from '../../market/market';
import type { OrderIntent } from '../../orders/order-intent';
import { type Random, seededRandom } from '../../random';
import { simulatedBroker } from '../../simulation/simulated-broker';
import { orders, targets } from '../../strategy/decision';
import { defineStrategy } from '../../strategy/define-strategy';
import { barsFromCloses } from '../bars-from-closes';

export const scenarioInstruments = ['demo:BTC/USDT', 'demo:ETH/USDT'] as const;
const bars = 240;

/** Up by a half, then down to a third, with noise. */
const fallingMarket = (): BarSeries[] =>
  scenarioInstruments.map((instrumentId) => {
    const random = seededRandom(11).split(instrumentId);
    let price = 100;
    const closes = Array.from({ length: bars }, (_, index) => {
      price *= 1 + (index < bars / 2 ? 0.0034 : -0.0125) + 0.006 * random.normal();
      return price;
    });
    return barsFromCloses(closes, { instrumentId, wick: 0.004 });
  });

/** An order of any type, worth 10 to 1,000,000. */
const anyIntent = (random: Random, instrumentId: string, price: number): OrderIntent => {
  const side = random.integer(3) === 0 ? 'sell' : 'buy';
  const value = 10 * 10 ** (5 * random.uniform());
  const base = { instrumentId, side, quantity: value / price, tag: 'any' } as const;
  const near = price * (0.97 + 0.06 * random.uniform());
  switch (random.integer(5)) {
    case 0:
      return { ...base, type: 'limit', limitPrice: near };
    case 1:
      return { ...base, type: 'stop', stopPrice: near };
    case 2:
      return { ...base, type: 'stop-limit', stopPrice: near, limitPrice: near };
    case 3:
      return { ...base, type: 'trailing-stop', trail: { fraction: 0.02 } };
    default:
      return { ...base, type: 'market', reduceOnly: random.integer(8) === 0 };
  }
};

/** Holds most of its money through the fall, and throws orders of every kind and size at the guard. */
const reckless = defineStrategy({
  name: 'reckless',
  start: (_, { random }) => {
    let count = 0;
    return ({ bars: now }) => {
      if (count++ % 6 === 0) return targets(Object.fromEntries(now.map(({ instrumentId }) => [instrumentId, 0.49])));
      const intents = now.flatMap((bar) =>
        random.integer(2) === 0 ? [anyIntent(random, bar.instrumentId, bar.close)] : [],
      );
      return orders(intents, { cancel: random.integer(4) === 0 ? 'all' : [] });
    };
  },
});

/** The bars with a quote of both sides before each; one in twenty is wide, one in twenty thin. */
function* withQuotes(market: readonly BarSeries[]): Iterable<MarketEvent> {
  const random = seededRandom(17);
  for (let index = 0; index < bars; index++) {
    const now = market.map((series) => barAt(series, index));
    for (const { instrumentId, timeMs, close } of now) {
      const half = close * (random.integer(20) === 0 ? 0.02 : 0.0002);
      const size = random.integer(20) === 0 ? 0.01 : 1 + 50 * random.uniform();
      const quantities = { bidQuantity: size, askQuantity: size };
      yield { type: 'quote', instrumentId, timeMs, bid: close - half, ask: close + half, ...quantities };
    }
    yield* now;
  }
}

/** Runs a guard through the scenario, deposits and withdrawals included. */
export const runScenario = (guard: Guard, controls: readonly TimedControl[] = []): RunResult => {
  const market = fallingMarket();
  const at = (index: number) => market[0]?.timeMs[index] as number;
  return createBot({
    strategy: reckless(),
    guards: [guard],
    cash: { USDT: 10_000 },
    instruments: scenarioInstruments,
  }).backtest({
    market: withQuotes(market),
    controls,
    broker: simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.001 }),
    seed: 5,
    cashMoves: [
      { timeMs: at(30), asset: 'USDT', amount: 2_000 },
      { timeMs: at(60), asset: 'USDT', amount: -50 },
    ],
  });
};
