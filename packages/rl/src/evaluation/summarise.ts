import { type BarSeries, seededRandom } from '@sigmax/core';
import { bandOf, learningBand } from './band-of';
import { degeneratePolicy } from './checks/degenerate-policy';
import type { EvaluationSettings, LearningPoint } from './evaluation-options';
import { luckOf } from './luck-of';
import type { Contender, PolicyEvaluation, ScoreIntervals, SensitivityRow, TestRun } from './policy-evaluation';
import { type RegimePeriod, regimesOf, regimeTable } from './regime-table';
import type { WalkForwardFold } from './splits/walk-forward-splits';
import { growthDifference } from './statistics/growth-difference';
import { interquartileMean } from './statistics/interquartile-mean';
import { probabilityOfImprovement } from './statistics/probability-of-improvement';
import { stratifiedBootstrap } from './statistics/stratified-bootstrap';
import type { FoldTest, PlayedRun } from './test-fold';
import { scoreNames, type TradingScores } from './trading-scores';
import { verdictOf } from './verdict';

/** All that was played in one fold. */
export interface TestedFold {
  readonly split: WalkForwardFold;
  readonly timeMs: Float64Array;
  readonly held: FoldTest['held'];
  readonly seeds: readonly {
    readonly seed: number;
    readonly curve: readonly LearningPoint[] | undefined;
    readonly run: PlayedRun;
    readonly random: PlayedRun;
    readonly free: PlayedRun;
    readonly dear: PlayedRun;
    readonly late: PlayedRun;
  }[];
  readonly rules: readonly { readonly name: string; readonly run: PlayedRun }[];
}

type Scored = { readonly scores: TradingScores };

/** One account through all tests, 1 at the beginning. */
const chained = (parts: readonly Float64Array[]): Float64Array => {
  let wealth = 1;
  const values = [1];
  for (const equity of parts) {
    for (let index = 1; index < equity.length; index++) {
      values.push(wealth * ((equity[index] as number) / (equity[0] as number)));
    }
    wealth = values.at(-1) as number;
  }
  return Float64Array.from(values);
};

const chainedTimes = (folds: readonly TestedFold[]): Float64Array =>
  Float64Array.from(folds.flatMap(({ timeMs }, fold) => [...timeMs.subarray(fold === 0 ? 0 : 1)]));

/** Growth in each tested period, mean over seeds, with the regime that was known when it began. */
const regimePeriods = (folds: readonly TestedFold[], series: BarSeries): RegimePeriod[] => {
  const regimes = regimesOf(series);
  return folds.flatMap(({ split, held, seeds }) =>
    [...held.growths].map((buyAndHoldGrowth, period) => ({
      regime: regimes[split.test.from + period],
      growth: seeds.reduce((sum, { run }) => sum + (run.growths[period] as number), 0) / seeds.length,
      buyAndHoldGrowth,
    })),
  );
};

const findingsOf = (runs: readonly TestRun[]): PolicyEvaluation['findings'] => {
  const all = runs.flatMap(({ findings }) => findings);
  return [...new Map(all.map((finding) => [finding.code, finding])).values()].map((finding) => ({
    ...finding,
    share: all.filter(({ code }) => code === finding.code).length / runs.length,
  }));
};

const warningsOf = (
  { seeds, trials }: EvaluationSettings,
  folds: readonly TestedFold[],
  isSimulated: boolean,
): string[] => [
  ...(seeds.length < 10 ? [`${seeds.length} seeds; with fewer than 10, intervals are narrower than luck is.`] : []),
  ...(folds.length < 2 ? ['One fold: one stretch of one market.'] : []),
  ...(trials.length === 0 ? ['No other trial was counted; deflation is right only if nothing else was tried.'] : []),
  ...(isSimulated ? ['The prices are simulated.'] : []),
];

export const summarise = (
  settings: EvaluationSettings,
  market: readonly BarSeries[],
  folds: readonly TestedFold[],
): PolicyEvaluation => {
  const { name, seeds, periodsPerYear, trials, intervalSeed } = settings;
  const [series] = market as [BarSeries];
  const random = seededRandom(intervalSeed);
  const interval = (strata: readonly (readonly Scored[])[], score: keyof TradingScores, what: string) =>
    stratifiedBootstrap(
      strata.map((runs) => runs.map(({ scores }) => scores[score])),
      (drawn) => interquartileMean(drawn.flat()),
      { random: random.split(`${what} ${score}`) },
    );
  const own = folds.map((fold) => fold.seeds.map(({ run }) => run));
  const growthOf = (strata: readonly (readonly Scored[])[]) =>
    strata.map((runs) => runs.map(({ scores }) => scores.growth));
  const contender = (label: string, strata: readonly (readonly Scored[])[]): Contender => ({
    name: label,
    scores: Object.fromEntries(
      scoreNames.map((score) => [score, interval(strata, score, label)]),
    ) as unknown as ScoreIntervals,
    probabilityBeaten: strata === own ? undefined : probabilityOfImprovement(growthOf(own), growthOf(strata)),
  });
  const ruleNames = folds[0]?.rules.map((rule) => rule.name) ?? [];
  const runs = folds.flatMap((fold, index) =>
    fold.seeds.map(({ seed, run }): TestRun => {
      const { played, result, equity, scores } = run;
      const findings = degeneratePolicy({ ...played, fills: result.fillCount, exposure: result.exposure.subarray(1) });
      return { fold: index, seed, scores, wealth: equity.map((value) => value / (equity[0] as number)), findings };
    }),
  );
  const wealth = seeds.map((_, place) => chained(own.map((fold) => (fold[place] as PlayedRun).equity)));
  const difference = growthDifference(
    folds.map(({ held, seeds: tested }) =>
      tested.map(({ run }) => run.growths.map((growth, period) => growth - (held.growths[period] as number))),
    ),
    { periodsPerYear, random: random.split('difference') },
  );
  const sensitivity = (
    [
      ['free', 0, 0],
      ['run', 1, 0],
      ['dear', 2, 0],
      ['late', 1, 1],
    ] as const
  ).map(
    ([kind, costFactor, delayBars]): SensitivityRow => ({
      costFactor,
      delayBars,
      growth: interval(
        folds.map((fold) => fold.seeds.map((seed) => seed[kind])),
        'growth',
        kind,
      ),
    }),
  );
  const curves = folds.flatMap((fold) => fold.seeds.flatMap(({ curve }) => (curve === undefined ? [] : [curve])));
  const isSimulated = market.some((one) => one.isSimulated);
  const timeAt = (bar: number): number => series.timeMs[Math.min(bar, series.length - 1)] as number;
  return {
    name,
    instrumentIds: market.map(({ instrumentId }) => instrumentId),
    isSimulated,
    periodsPerYear,
    seeds,
    folds: folds.map(({ split: { train, test } }) => ({
      trainFromMs: timeAt(train.from),
      trainToMs: timeAt(train.to - 1),
      testFromMs: timeAt(test.from),
      testToMs: timeAt(test.to),
    })),
    runs,
    contenders: [
      contender(name, own),
      contender(
        'buy and hold',
        folds.map(({ held }) => [held]),
      ),
      ...ruleNames.map((rule, place) =>
        contender(
          rule,
          folds.map((fold) => [(fold.rules[place] as TestedFold['rules'][number]).run]),
        ),
      ),
      contender(
        'random, same turnover',
        folds.map((fold) => fold.seeds.map((seed) => seed.random)),
      ),
    ],
    difference,
    luck: luckOf(wealth, trials),
    sensitivity,
    regimes: regimeTable(regimePeriods(folds, series), periodsPerYear),
    findings: findingsOf(runs),
    equity: bandOf(chainedTimes(folds), wealth),
    buyAndHold: chained(folds.map(({ held }) => held.equity)),
    learning: learningBand(curves),
    verdict: verdictOf(difference),
    warnings: warningsOf(settings, folds, isSimulated),
  };
};
