/** The measures on runs of the real kernel. */
import { describe, expect, it } from 'vitest';
import { createBot } from '../kernel/bot';
import { seededRandom } from '../random';
import { simulatedMarket } from '../simulation/market-simulator';
import { simulatedBroker } from '../simulation/simulated-broker';
import { hold, targets } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { buyAndHold } from './benchmark/buy-and-hold';
import { allMeasures } from './catalogue/catalogue';
import { randomTiming } from './luck/random-timing';
import { timeWeighted } from './returns/time-weighted';
import { randomWalk, testBars } from './test-run';
import { roundTrips } from './trades/round-trips';

const ids = ['demo:BTC/USDT', 'demo:ETH/USDT'];
const market = ids.map((id, index) => testBars(id, randomWalk(seededRandom(index), 800)));
const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.0005, slippageRate: 0.0002 });

/** Changes its weights every 7 bars, and rests in between. */
const restless = defineStrategy({
  name: 'restless',
  start: (_, { random }) => {
    let bars = 0;
    return () =>
      bars++ % 7 === 0
        ? targets(Object.fromEntries(ids.map((id) => [id, random.uniform() < 0.3 ? 0 : 0.4 * random.uniform()])))
        : hold;
  },
});
const still = defineStrategy({ name: 'still', start: () => () => hold });

describe('on a run of the kernel', () => {
  const result = createBot({ strategy: restless(), cash: { USDT: 10_000 } }).backtest({ market, broker, seed: 3 });

  it('trades, fees and what is still open add up to the change of equity', () => {
    const trips = roundTrips(result.fills);
    const closed = trips.reduce((total, { netPnl }) => total + netPnl, 0);
    const unrealised = result.positions.reduce((total, position) => total + position.unrealisedPnl, 0);
    expect(trips.length).toBeGreaterThan(20);
    expect(closed + unrealised).toBeCloseTo(result.finalEquity - result.initialEquity, 6);
    expect(trips.reduce((total, { grossPnl }) => total + grossPnl, 0)).toBeCloseTo(
      result.fills.reduce((total, { realisedPnl }) => total + realisedPnl, 0),
      6,
    );
  });

  it('the model behind random timing comes close to the run itself', () => {
    const own = randomTiming(result, { random: seededRandom(1), runs: 1 })?.ownReturn;
    expect(own).toBeCloseTo(result.finalEquity / result.initialEquity - 1, 2);
  });

  it('every measure of a run with trades has a finite value or none', () => {
    for (const { id, value } of allMeasures(result))
      if (value !== undefined) expect(Number.isFinite(value), id).toBe(true);
  });

  it('deposits and withdrawals change equity, not returns', () => {
    const times = market[0]?.timeMs as Float64Array;
    const cashMoves = [
      { timeMs: times[0] as number, asset: 'USDT', amount: 1_000 },
      { timeMs: times[100] as number, asset: 'USDT', amount: 5_000 },
      { timeMs: times[300] as number, asset: 'USDT', amount: -2_500 },
    ];
    const paid = createBot({ strategy: still(), cash: { USDT: 10_000 } }).backtest({ market, broker, cashMoves });
    const { wealth, returns, netDeposits } = timeWeighted(paid);
    expect(paid.finalEquity).toBe(13_500);
    expect(new Set(returns)).toEqual(new Set([0]));
    expect(wealth.at(-1)).toBe(1);
    expect(paid.initialEquity + netDeposits).toBe(13_500);
  });

  it('buying and holding is what a bot gets that buys once', () => {
    const bars = simulatedMarket({ seed: 5, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 300 });
    const once = defineStrategy({
      name: 'once',
      start: () => {
        let isFirst = true;
        return () => {
          const decision = isFirst ? targets({ 'demo:BTC/USDT': 0.9 }) : hold;
          isFirst = false;
          return decision;
        };
      },
    });
    const bought = createBot({
      strategy: once(),
      cash: { USDT: 10_000 },
    }).backtest({ market: bars, broker });
    const [fill] = bought.fills;
    const spent = (fill?.notional ?? 0) + (fill?.fee ?? 0);
    const kept = bought.balances.find(({ asset }) => asset === 'USDT')?.amount ?? 0;
    const growth = (bought.finalEquity - kept) / spent;
    expect(bought.fills.length).toBe(1);
    expect((buyAndHold(bought)?.equity.at(-1) as number) / 10_000).toBeCloseTo(growth, 6);
  });
});
