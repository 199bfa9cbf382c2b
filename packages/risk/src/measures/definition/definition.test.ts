import { describe, expect, it } from 'vitest';
import { betaMeasure } from '../benchmark/beta-measure';
import { maximumDrawdownMeasure } from '../drawdown/maximum-drawdown-measure';
import { annualReturnMeasure } from '../ratios/annual-return-measure';
import { historicalValueAtRiskMeasure } from '../tail/historical-value-at-risk-measure';
import { yangZhangVolatilityMeasure } from '../volatility/yang-zhang-volatility-measure';
import { definitionOf } from './definition-of';
import { describeDefinition } from './describe-definition';
import { returnsOf } from './returns-of';
import { RunningReturns } from './running-returns';

describe('a definition', () => {
  it('leaves out what was not given, and cannot be changed', () => {
    const definition = definitionOf(
      'ulcer-index',
      'fraction',
      { level: undefined, window: 'all' },
      { peaks: 'since-start' },
    );
    expect(definition).toEqual({ measure: 'ulcer-index', unit: 'fraction', window: 'all', peaks: 'since-start' });
    expect(Object.isFrozen(definition)).toBe(true);
  });

  it('is one line for a report', () => {
    const { definition } = maximumDrawdownMeasure.of([], { compounded: true, window: 30 });
    expect(describeDefinition(definition)).toBe(
      'maximum-drawdown (fraction): returns given, missing refuse, window 30, compounded true, peak from start, peaks in-window, sign loss',
    );
  });

  it('is that of a running measure before its first input', () => {
    expect(historicalValueAtRiskMeasure({ level: 0.99, window: 10 }).definition).toMatchObject({
      measure: 'historical-value-at-risk',
      level: 0.99,
      quantile: 'linear',
      sign: 'loss',
      window: 10,
    });
  });
});

/** The returns one by one, `undefined` where a value makes none. */
const running = (values: readonly number[], settings: Parameters<typeof returnsOf>[1]): number[] => {
  const stream = new RunningReturns('test', settings);
  return values.flatMap((value) => (stream.take(value) ? [stream.latest] : []));
};

describe('returns', () => {
  const cases: readonly (readonly number[])[] = [
    [100, 110, 99],
    [Number.NaN, 100, Number.NaN, 110],
    [100, 0, 50, 60],
    [100, -5, Number.NaN, 60],
    [0, 10, 11],
    [Number.NaN],
    [],
  ];

  it.each(cases)('are the same one by one as of the whole series: %j', (...prices) => {
    for (const returns of ['given', 'simple'] as const) {
      for (const missing of ['drop', 'zero'] as const) {
        const settings = { returns, missing };
        expect(running(prices, settings)).toEqual(Array.from(returnsOf(prices, settings, 'test')));
      }
    }
  });

  it('of a gap: none, or no change', () => {
    const prices = [Number.NaN, 100, Number.NaN, 110];
    expect(running(prices, { returns: 'simple', missing: 'drop' })).toHaveLength(1);
    expect(running(prices, { returns: 'log', missing: 'zero' })).toEqual([0, Math.log(110) - Math.log(100)]);
    expect(running([Number.NaN, 0.1], { returns: 'given', missing: 'zero' })).toEqual([0, 0.1]);
  });

  it('need prices above 0 for a logarithm', () => {
    const settings = { returns: 'log', missing: 'refuse' } as const;
    expect(() => running([1, 0], settings)).toThrow('test: value was 0.');
    expect(() => returnsOf([1, 0], settings, 'test')).toThrow(/value 1 was 0/);
  });

  it('refuse what is too large, by index', () => {
    const settings = { returns: 'given', missing: 'zero' } as const;
    expect(() => returnsOf([0.1, 1e51], settings, 'test')).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }));
    expect(() => returnsOf([0.1, Infinity], settings, 'test')).toThrow('test: value 1 was Infinity.');
    expect(() => running([-Infinity], settings)).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }));
  });
});

it('a compounded drawdown refuses a return that loses more than everything, both ways', () => {
  const options = { compounded: true } as const;
  expect(() => maximumDrawdownMeasure.of([0.1, -1.2], options)).toThrow('a return was -1.2');
  expect(() => maximumDrawdownMeasure(options).next(-1.2)).toThrow(/compounded: false/);
  expect(maximumDrawdownMeasure.of([0.1, -1.2], { compounded: false }).value).toBeCloseTo(1.2, 12);
  expect(annualReturnMeasure.of([0.1, -1.2], { periodsPerYear: 2 }).value).toBeUndefined();
  const running = annualReturnMeasure({ periodsPerYear: 2 });
  expect([running.next(0.1)?.toFixed(2), running.next(-1.2)]).toEqual(['0.21', undefined]);
});

it('pairs must have one length, and bars four prices that go together', () => {
  expect(() => betaMeasure.of([0.1], [], {})).toThrow('betaMeasure: the series have 1 and 0 values.');
  const volatility = yangZhangVolatilityMeasure({ periodsPerYear: 365 });
  for (const bar of [
    { open: 1, high: 2, low: 1.5, close: 1.8 },
    { open: 1, high: 0.9, low: 0.5, close: 0.8 },
    { open: 1, high: 2, low: 0, close: 1 },
    { open: 1, high: 2, low: 0.5, close: 3 },
    { open: 1, high: Infinity, low: 0.5, close: 1 },
  ]) {
    expect(() => volatility.next(bar)).toThrow(expect.objectContaining({ code: 'NOT_A_BAR' }));
  }
});
