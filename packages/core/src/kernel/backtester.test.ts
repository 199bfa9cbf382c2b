import { describe, expect, it } from 'vitest';
import { InvalidOptionsError, StrategyContractError } from '../errors';
import { simulatedMarket } from '../simulation/market-simulator';
import { simulatedBroker } from '../simulation/simulated-broker';
import { type Decision, hold, target } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { createBacktester } from './backtester';
import { createBot } from './bot';

const id = 'demo:BTC/USDT';
const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
const market = simulatedMarket({ seed: 3, instruments: [id], timeframe: '1h', bars: 300 });
const cash = { USDT: 10_000 };

/** What is decided on moment `place`. */
const script = (place: number): Decision => (place % 7 === 0 ? target(id, (place % 4) / 4) : hold);

describe('createBacktester', () => {
  it('gives the result of bot.backtest, digest and all', () => {
    const scripted = defineStrategy({
      name: 'policy',
      start: () => {
        let place = 0;
        return () => script(place++);
      },
    });
    const expected = createBot({ strategy: scripted(), cash }).backtest({ market, broker, seed: 5, log: 'full' });
    const run = createBacktester({ cash, broker }).open({ market, seed: 5, log: 'full' });
    for (let place = 0; run.next(); place++) run.decide(script(place));
    const result = run.finish();
    expect(result.fillCount).toBeGreaterThan(20);
    expect(result.digest).toBe(expected.digest);
    expect(result.equity).toEqual(expected.equity);
    expect(result.events).toEqual(expected.events);
  });

  it('holds where nothing was decided', () => {
    const run = createBacktester({ cash, broker }).open({ market });
    while (run.next());
    const { finalEquity, fillCount } = run.finish();
    expect([finalEquity, fillCount]).toEqual([10_000, 0]);
  });

  it('opens runs that know nothing of each other', () => {
    const backtester = createBacktester({ cash, broker });
    const digests = [0, 1].map(() => {
      const run = backtester.open({ market });
      for (let place = 0; run.next(); place++) run.decide(script(place));
      return run.finish().digest;
    });
    expect(digests[0]).toBe(digests[1]);
  });

  it('takes one decision a moment', () => {
    const run = createBacktester({ cash, broker }).open({ market });
    expect(() => run.decide(hold)).toThrow(StrategyContractError);
    run.next();
    run.decide(hold);
    expect(() => run.decide(hold)).toThrow(/none was open/);
  });

  it('refuses wrong options', () => {
    expect(() => createBacktester({ cash, broker: {} as never })).toThrow(InvalidOptionsError);
    expect(() => createBacktester({ cash, broker }).open({ market: [{}] as never })).toThrow(/no columns/);
    expect(() => createBacktester({ cash: {}, broker })).toThrow(InvalidOptionsError);
    expect(() => createBacktester({ cash, broker, casch: 1 } as never)).toThrow(InvalidOptionsError);
  });
});
