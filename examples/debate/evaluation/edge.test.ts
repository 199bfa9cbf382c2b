import { createBot, defineStrategy, simulatedBroker, simulatedMarket, targets } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { edgeOf, verdictOf } from './edge';

const mean = (value: number, low: number, high: number) => ({ value, low, high });

describe('the verdict', () => {
  it.each([
    ['both intervals above 0', mean(0.3, 0.1, 0.5), mean(0.4, 0.2, 0.6), 'BETTER'],
    ['only cash beaten', mean(0.1, -0.1, 0.3), mean(0.4, 0.2, 0.6), 'NO_EVIDENCE'],
    ['only holding beaten', mean(0.3, 0.1, 0.5), mean(0.1, -0.1, 0.3), 'NO_EVIDENCE'],
    ['worse than holding', mean(-0.3, -0.5, -0.1), mean(0.1, -0.1, 0.3), 'WORSE'],
    ['0 inside', mean(0.1, 0, 0.3), mean(0.1, 0, 0.3), 'NO_EVIDENCE'],
    ['no numbers', mean(Number.NaN, Number.NaN, Number.NaN), mean(0.1, 0.05, 0.3), 'NO_EVIDENCE'],
    ['no trade', undefined, undefined, 'NOT_TRADED'],
  ])('%s', (_, same, cash, code) => {
    const verdict = verdictOf(same, cash);
    expect(verdict.code).toBe(code);
    expect(verdict.text.startsWith('No evidence of an edge')).toBe(code !== 'BETTER');
  });
});

describe('an edge', () => {
  const market = simulatedMarket({ seed: 4, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 1_500 });
  const [series] = market;
  const backtest = (weightAt: (place: number) => number) => {
    let place = 0;
    const strategy = defineStrategy({
      name: 'planted',
      start: () => {
        place = 0;
        return ({ bar }) => targets({ [bar.instrumentId]: weightAt(place++) });
      },
    });
    const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
    return createBot({ strategy: strategy(), cash: { USDT: 10_000 } }).backtest({ market, broker, seed: 1 });
  };

  it('is found in one that knows the next bar, also after its trials are counted', () => {
    const { open } = series;
    // Decided at bar i, filled at the open of i + 1, and held to the open of i + 2.
    const result = backtest((place) => ((open[place + 2] ?? 0) > (open[place + 1] ?? 0) ? 0.9 : 0));
    const { verdict, luck, timing } = edgeOf(result, [backtest(() => 0.5)], 3, 1);
    expect(verdict.code).toBe('BETTER');
    expect(luck.trials).toBe(5);
    expect(luck.deflated).toBeGreaterThan(0.95);
    expect(timing?.shareAsGood).toBeLessThan(0.05);
  });

  it('is none in holding, whatever the market did', () => {
    const { overSameExposure, verdict } = edgeOf(
      backtest(() => 0.5),
      [],
      0,
      1,
    );
    expect(verdict.code).toBe('NO_EVIDENCE');
    expect(Math.abs(overSameExposure?.value ?? 1)).toBeLessThan(0.1);
  });

  it('is none where nothing was traded', () => {
    expect(
      edgeOf(
        backtest(() => 0),
        [],
        0,
        1,
      ).verdict.code,
    ).toBe('NOT_TRADED');
  });
});
