import { probabilisticSharpe, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import recomputed from './__fixtures__/recomputed.json';
import { backtestOverfitting } from './backtest-overfitting';
import { deflatedSharpe, expectedBestSharpe } from './deflated-sharpe';
import { interquartileMean } from './interquartile-mean';
import { probabilityOfImprovement } from './probability-of-improvement';
import { stratifiedBootstrap } from './stratified-bootstrap';

const { scores, iqmOfSquares, overfitting } = recomputed;
const iqm = (strata: readonly (readonly number[])[]) => interquartileMean(strata.flat());

describe('interquartileMean', () => {
  it.each(Object.entries(iqmOfSquares))('of %s squares is what scipy.stats.trim_mean says', (count, expected) => {
    const squares = Array.from({ length: Number(count) }, (_, index) => index * index);
    expect(interquartileMean(squares.reverse())).toBeCloseTo(expected, 12);
  });

  it('agrees on drawn scores, and refuses what is no score', () => {
    expect(iqm(scores.x)).toBeCloseTo(scores.iqm, 12);
    expect(iqm(scores.y)).toBeCloseTo(scores.iqmY, 12);
    expect(() => interquartileMean([])).toThrow(expect.objectContaining({ code: 'NO_SCORES' }));
    expect(() => interquartileMean([1, Number.NaN])).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }));
  });
});

describe('stratifiedBootstrap', () => {
  it('has the interval of 50,000 resamples of NumPy', () => {
    const { value, low, high } = stratifiedBootstrap(scores.x, iqm, { random: seededRandom(3), resamples: 20_000 });
    expect(value).toBeCloseTo(scores.iqm, 12);
    // The 2.5 % point of 20,000 resamples has a standard error of about 0.003 here.
    expect(Math.abs(low - scores.low)).toBeLessThan(0.015);
    expect(Math.abs(high - scores.high)).toBeLessThan(0.015);
  });

  it('never mixes strata: with one run each there is nothing to draw', () => {
    const { value, low, high } = stratifiedBootstrap([[1], [5], [9]], iqm, { random: seededRandom(3) });
    expect([value, low, high]).toEqual([5, 5, 5]);
  });

  it('agrees with the exact distribution of all resamples', () => {
    // Means of two strata of 2: 16 resamples, of which one has the least mean and one the greatest.
    const mean = (strata: readonly (readonly number[])[]) => strata.flat().reduce((sum, score) => sum + score, 0) / 4;
    const { low, high } = stratifiedBootstrap(
      [
        [0, 4],
        [0, 8],
      ],
      mean,
      {
        random: seededRandom(1),
        resamples: 4_000,
        level: 0.9,
      },
    );
    expect([low, high]).toEqual([0, 6]);
    const inner = stratifiedBootstrap(
      [
        [0, 4],
        [0, 8],
      ],
      mean,
      { random: seededRandom(1), resamples: 4_000, level: 0.8 },
    );
    expect([inner.low, inner.high]).toEqual([1, 5]);
  });

  it('repeats for one seed, and refuses nothing at all', () => {
    const again = () => stratifiedBootstrap(scores.x, iqm, { random: seededRandom(3), resamples: 100 });
    expect(again()).toEqual(again());
    expect(() => stratifiedBootstrap([], iqm, { random: seededRandom(3) })).toThrow(/no stratum/);
    expect(() => stratifiedBootstrap([[1], []], iqm, { random: seededRandom(3) })).toThrow(/no score/);
    expect(() => stratifiedBootstrap([[1]], iqm, { random: seededRandom(3), level: 1 })).toThrow(/level was 1/);
  });
});

describe('probabilityOfImprovement', () => {
  it('is the mean Mann–Whitney statistic, and 1 minus that of the other', () => {
    expect(probabilityOfImprovement(scores.x, scores.y)).toBeCloseTo(scores.poi, 12);
    expect(probabilityOfImprovement(scores.y, scores.x)).toBeCloseTo(1 - scores.poi, 12);
    expect(probabilityOfImprovement(scores.x, scores.x)).toBe(0.5);
  });

  it('needs the same strata of both', () => {
    expect(() => probabilityOfImprovement([[1]], [])).toThrow(expect.objectContaining({ code: 'STRATA_DIFFER' }));
  });
});

describe('deflatedSharpe', () => {
  const sample = { sharpePerPeriod: 2.5 / Math.sqrt(250), periods: 1250, skewness: -3, rawKurtosis: 10 };
  const variancePerPeriod = 0.5 / 250;

  // Bailey and López de Prado 2014, the numerical example; recomputed with scipy.
  it.each([
    [sample, 100, 0.900397],
    [sample, 46, 0.950502],
    [{ ...sample, skewness: 0, rawKurtosis: 3 }, 88, 0.950491],
  ])('has the published figures: %#', (one, trials, expected) => {
    expect(deflatedSharpe(one, { trials, variancePerPeriod })).toBeCloseTo(expected, 6);
  });

  it('of one trial is the probabilistic Sharpe ratio, and falls with trials', () => {
    expect(deflatedSharpe(sample, { trials: 1, variancePerPeriod })).toBe(probabilisticSharpe(sample));
    const best = [1, 2, 10, 1_000].map((trials) => expectedBestSharpe({ trials, variancePerPeriod }));
    expect(best).toEqual([...best].sort((a, b) => a - b));
    expect(best[0]).toBe(0);
    expect(() => expectedBestSharpe({ trials: 0, variancePerPeriod })).toThrow(/trials was 0/);
  });

  it('is about what the best of many configurations without an edge shows', () => {
    const random = seededRandom(9);
    let sum = 0;
    for (let study = 0; study < 400; study++) {
      sum += Math.max(...Array.from({ length: 50 }, () => 0.1 * random.normal()));
    }
    expect(Math.abs(sum / 400 - expectedBestSharpe({ trials: 50, variancePerPeriod: 0.01 }))).toBeLessThan(0.01);
  });
});

describe('backtestOverfitting', () => {
  it.each([
    [8, overfitting.blocks8],
    [6, overfitting.blocks6],
  ])('agrees with itertools.combinations over %i blocks', (blocks, expected) => {
    const result = backtestOverfitting(overfitting.returns, { blocks });
    expect(result.probability).toBeCloseTo(expected.probability, 12);
    expect(result.lossProbability).toBeCloseTo(expected.loss, 12);
    expect(result.logits.reduce((sum, logit) => sum + logit, 0) / result.logits.length).toBeCloseTo(
      expected.meanLogit,
      9,
    );
    expect([...result.logits.subarray(0, 3)].map((logit) => logit.toFixed(9))).toEqual(
      expected.first.map((logit) => logit.toFixed(9)),
    );
  });

  it('is near one half for luck and 0 for an edge', () => {
    const random = seededRandom(2);
    const luck = () => Float64Array.from({ length: 480 }, () => 0.01 * random.normal());
    let sum = 0;
    for (let study = 0; study < 40; study++)
      sum += backtestOverfitting(Array.from({ length: 10 }, luck), { blocks: 8 }).probability;
    expect(Math.abs(sum / 40 - 0.5)).toBeLessThan(0.12);
    const edge = luck().map((value) => value + 0.02);
    expect(backtestOverfitting([luck(), edge, luck()], { blocks: 8 }).probability).toBe(0);
  });

  it.each([
    [[[1, 2, 3, 4]], 'INVALID_RETURNS'],
    [
      [
        [1, 2, 3, 4],
        [1, 2, 3],
      ],
      'INVALID_RETURNS',
    ],
    [
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      'INVALID_RETURNS',
    ],
    [
      [
        [1, 2, 3, Number.NaN],
        [1, 2, 3, 4],
      ],
      'NOT_FINITE',
    ],
  ])('refuses %j', (returns, code) => {
    expect(() => backtestOverfitting(returns, { blocks: 2 })).toThrow(expect.objectContaining({ code }));
  });
});
