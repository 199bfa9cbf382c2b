import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../random';
import { randomWalk, testBars, testRun } from '../test-run';
import { activityRecipes } from './activity';
import { benchmarkRecipes } from './benchmark';
import { allMeasures, measureDefinitions, recipes } from './catalogue';
import { percent, recipe, trim } from './definition';
import { drawdownRecipes } from './drawdowns';
import { luckRecipes } from './luck';
import { ratioRecipes } from './ratios';
import { returnRecipes } from './returns';
import { riskRecipes } from './risk';
import { measureSettings } from './settings';
import { runSubjects } from './subject';
import { tradeRecipes } from './trades';

const market = [testBars('demo:BTC/USDT', randomWalk(seededRandom(3), 1500))];
const trades = Array.from({ length: 40 }, (_, index) => ({
  bar: 10 + index * 30,
  quantity: index % 2 === 0 ? 40 : -40,
}));
const run = testRun({ market, trades, slippageRate: 0.0005 });
const figureOf = (id: string, result = run, options = {}) =>
  allMeasures(result, options).find((one) => one.id === id)?.value;

describe('the catalogue of measures', () => {
  it('has more than forty measures with names, units and definitions of their own', () => {
    expect(measureDefinitions.length).toBeGreaterThanOrEqual(40);
    expect(measureDefinitions.length).toBe(recipes.length);
    for (const key of ['id', 'name', 'definition'] as const) {
      expect(new Set(measureDefinitions.map((one) => one[key])).size, key).toBe(recipes.length);
    }
    for (const { id, definition } of measureDefinitions) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(definition, id).toMatch(/^[A-Z].{15,}\.$/);
    }
    const groups = [
      returnRecipes,
      riskRecipes,
      ratioRecipes,
      drawdownRecipes,
      benchmarkRecipes,
      tradeRecipes,
      activityRecipes,
      luckRecipes,
    ];
    expect(groups.flat().length).toBe(recipes.length);
  });

  it('gives every measure a value on a run with trades', () => {
    const missing = allMeasures(run)
      .filter(({ value }) => value === undefined)
      .map(({ id }) => id);
    // A deepest fall that has not recovered, no profit before costs, a Sharpe ratio below 0.
    expect(
      missing.filter(
        (id) => !['recovery-time', 'cost-share', 'minimum-track-record', 'cornish-fisher-value-at-risk'].includes(id),
      ),
    ).toEqual([]);
  });

  it('says in each definition what was chosen', () => {
    const text = (id: string, options = {}) => allMeasures(run, options).find((one) => one.id === id)?.definition;
    expect(text('sharpe-ratio')).toContain('8760 periods a year');
    expect(text('sharpe-ratio')).toContain('ddof 1');
    expect(text('sharpe-ratio', { ddof: 0, daysPerYear: 252, riskFreeRate: 0.04, sharpeMean: 'geometric' })).toBe(
      'Geometric mean return above 4 % a year over its standard deviation (ddof 0), annualised with 6048 periods a year.',
    );
    expect(text('sortino-ratio', { sortinoDenominator: 'shortfalls' })).toContain('only shortfalls');
    expect(text('value-at-risk', { quantile: 'order-statistic', tailLevel: 0.99 })).toContain('worst 1 % of periods');
    expect(text('conditional-value-at-risk', { tail: 'mean' })).toContain('at or below the value at risk');
    expect(text('omega-ratio', { requiredReturn: 0.1 })).toContain('10 % a year, de-annualised');
    expect(text('alpha', { alphaAnnualisation: 'compounded' })).toContain('(compounded)');
    expect(text('maximum-drawdown')).toContain('compounded');
  });

  it('changes the value with the choice', () => {
    expect(figureOf('sharpe-ratio', run, { riskFreeRate: 0.5 })).not.toBe(figureOf('sharpe-ratio'));
    expect(figureOf('sortino-ratio', run, { requiredReturn: 0.5 })).not.toBe(figureOf('sortino-ratio'));
    expect(figureOf('value-at-risk', run, { quantile: 'lower' })).not.toBe(figureOf('value-at-risk'));
    expect(figureOf('volatility', run, { periodsPerYear: 1 })).toBeCloseTo(
      (figureOf('volatility') as number) / Math.sqrt(8760),
      12,
    );
    expect(() => allMeasures(run, { tailLevel: 95 })).toThrow(/tailLevel was 95/);
  });

  it('counts money in the same way as the account', () => {
    expect(figureOf('net-profit')).toBeCloseTo(run.finalEquity - run.initialEquity, 9);
    expect(figureOf('total-return')).toBeCloseTo(run.finalEquity / run.initialEquity - 1, 12);
    expect(figureOf('fees-paid')).toBeCloseTo(
      run.fills.reduce((total, { fee }) => total + fee, 0),
      9,
    );
    expect(figureOf('slippage-paid')).toBeCloseTo(
      run.fills.reduce((total, fill) => total + fill.slippageCost, 0),
      9,
    );
    expect(figureOf('trade-count')).toBe(20);
    expect(figureOf('fill-count')).toBe(40);
    const { profits } = runSubjects(run, measureSettings({}, 'test')).strategy;
    expect(profits?.reduce((a, b) => a + b, 0)).toBeCloseTo(run.finalEquity - run.initialEquity, 7);
    expect(figureOf('exposure-time')).toBeCloseTo((20 * 30) / 1500, 12);
  });

  it('measures buying and holding beside the strategy, trades excepted', () => {
    const measures = allMeasures(run);
    const of = (id: string) => measures.find((one) => one.id === id)?.buyAndHold;
    expect(of('total-return')).toBeDefined();
    expect(of('sharpe-ratio')).toBeDefined();
    expect(of('trade-count')).toBeUndefined();
    expect(of('beta')).toBeUndefined();
    expect(figureOf('excess-return')).toBeCloseTo(
      (figureOf('total-return') as number) - (of('total-return') as number),
      12,
    );
  });

  it('leaves out fills whose quote asset has no price, and says which', () => {
    const odd = { ...run, market: [], instruments: run.instruments.map((one) => ({ ...one, quote: 'EUR' })) };
    const { trading } = runSubjects(odd, measureSettings({}, 'test')).strategy;
    expect(trading).toMatchObject({ trips: [], unpriced: ['demo:BTC/USDT'] });
    // A fee in the quote asset tells its price.
    const priced = { ...odd, fills: odd.fills.map((fill) => ({ ...fill, feeAsset: 'EUR', feeValue: fill.fee * 2 })) };
    const { trips } = runSubjects(priced, measureSettings({}, 'test')).strategy.trading ?? { trips: [] };
    const [first] = runSubjects(run, measureSettings({}, 'test')).strategy.trading?.trips ?? [];
    expect(trips[0]?.grossPnl).toBeCloseTo(2 * (first?.grossPnl as number), 9);
  });

  it('works without trades, with one bar and with nothing', () => {
    for (const result of [
      testRun({ market }),
      testRun({ market: [testBars('demo:BTC/USDT', [100])] }),
      testRun({ market: [] }),
    ]) {
      for (const { value, buyAndHold } of allMeasures(result)) {
        for (const figure of [value, buyAndHold]) if (figure !== undefined) expect(Number.isFinite(figure)).toBe(true);
      }
    }
    expect(figureOf('sharpe-ratio', testRun({ market }))).toBeUndefined();
    expect(figureOf('win-rate', testRun({ market }))).toBeUndefined();
  });

  it('writes numbers shortly', () => {
    expect([trim(8760), trim(0.1 + 0.2), percent(0.05), percent(1 - 0.95)]).toEqual(['8760', '0.3', '5 %', '5 %']);
    expect(recipe('luck', 'count', undefined, ['a', 'b'], 'text', () => 1).define({} as never, undefined)).toBe('text');
  });
});
