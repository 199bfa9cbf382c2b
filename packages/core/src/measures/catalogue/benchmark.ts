import { benchmarkAlpha, benchmarkBeta, benchmarkCorrelation, treynorRatio } from '../benchmark/alpha-beta';
import { captureRatio } from '../benchmark/capture';
import { informationRatio, trackingError } from '../benchmark/tracking';
import { annually, type MeasureRecipe, percent, recipe, yearly } from './definition';
import type { MeasureSubject } from './subject';

/** Runs `compute` with the returns of buying and holding, where there are any. */
const against =
  (compute: (subject: MeasureSubject, benchmark: Float64Array) => number | undefined) =>
  (subject: MeasureSubject): number | undefined =>
    subject.benchmark && compute(subject, subject.benchmark.returns);

const annuallyAgainst = (
  compute: (subject: MeasureSubject, benchmark: Float64Array, periodsPerYear: number) => number | undefined,
): MeasureRecipe['compute'] =>
  annually(
    (subject, periodsPerYear) => subject.benchmark && compute(subject, subject.benchmark.returns, periodsPerYear),
  );

export const benchmarkRecipes: readonly MeasureRecipe[] = [
  recipe(
    'benchmark',
    'fraction',
    'higher',
    ['excess-return', 'Return above buy and hold'],
    'Total return minus that of buying and holding all instruments in equal parts, with fees.',
    ({ performance, benchmark }) => {
      const own = performance.wealth.at(-1);
      const other = benchmark?.wealth.at(-1);
      return own === undefined || other === undefined ? undefined : own - other;
    },
  ),
  recipe(
    'benchmark',
    'fraction per year',
    'higher',
    ['alpha', 'Alpha'],
    ({ riskFreeRate, alphaAnnualisation }, periods) =>
      `Return that the beta to buy and hold does not explain, above ${percent(riskFreeRate)} a year, ${yearly(periods)} (${alphaAnnualisation}).`,
    annuallyAgainst((one, benchmark, periodsPerYear) =>
      benchmarkAlpha(one.returns, benchmark, {
        periodsPerYear,
        annualisation: one.settings.alphaAnnualisation,
        riskFreePerPeriod: one.perPeriod(one.settings.riskFreeRate),
      }),
    ),
  ),
  recipe(
    'benchmark',
    'number',
    undefined,
    ['beta', 'Beta'],
    'Covariance with the returns of buy and hold over their variance.',
    against(({ returns }, benchmark) => benchmarkBeta(returns, benchmark)),
  ),
  recipe(
    'benchmark',
    'number',
    undefined,
    ['correlation', 'Correlation'],
    'Pearson correlation with the returns of buy and hold.',
    against(({ returns }, benchmark) => benchmarkCorrelation(returns, benchmark)),
  ),
  recipe(
    'benchmark',
    'fraction per year',
    undefined,
    ['tracking-error', 'Tracking error'],
    (_, periods) => `Standard deviation (ddof 1) of returns minus those of buy and hold, ${yearly(periods)}.`,
    annuallyAgainst(({ returns }, benchmark, periodsPerYear) => trackingError(returns, benchmark, { periodsPerYear })),
  ),
  recipe(
    'benchmark',
    'number',
    'higher',
    ['information-ratio', 'Information ratio'],
    (_, periods) =>
      `Mean return minus that of buy and hold over the standard deviation (ddof 1) of the difference, ${yearly(periods)}.`,
    annuallyAgainst(({ returns }, benchmark, periodsPerYear) =>
      informationRatio(returns, benchmark, { periodsPerYear }),
    ),
  ),
  recipe(
    'benchmark',
    'number',
    'higher',
    ['treynor-ratio', 'Treynor ratio'],
    ({ riskFreeRate }, periods) =>
      `Arithmetic mean return above ${percent(riskFreeRate)} a year over beta, ${yearly(periods)}.`,
    annuallyAgainst((one, benchmark, periodsPerYear) =>
      treynorRatio(one.returns, benchmark, {
        periodsPerYear,
        riskFreePerPeriod: one.perPeriod(one.settings.riskFreeRate),
      }),
    ),
  ),
  recipe(
    'benchmark',
    'number',
    'higher',
    ['up-capture', 'Up capture'],
    'Geometric mean return over that of buy and hold, in the periods in which that rose; not annualised, which would let short periods explode.',
    against(({ returns }, benchmark) => captureRatio(returns, benchmark, { side: 'up', periodsPerYear: 1 })),
  ),
  recipe(
    'benchmark',
    'number',
    'lower',
    ['down-capture', 'Down capture'],
    'Geometric mean return over that of buy and hold, in the periods in which that fell; not annualised, which would let short periods explode.',
    against(({ returns }, benchmark) => captureRatio(returns, benchmark, { side: 'down', periodsPerYear: 1 })),
  ),
];
