import type { RunResult } from '../../kernel/run-result';
import type { BuyAndHold } from '../../measures/benchmark/buy-and-hold';
import { type Measure, measure } from '../../measures/catalogue/catalogue';
import { measureSettings } from '../../measures/catalogue/settings';
import { type MeasureSubject, runSubjects } from '../../measures/catalogue/subject';
import { type BootstrapInterval, bootstrapInterval } from '../../measures/luck/bootstrap';
import { type RandomTiming, randomTiming } from '../../measures/luck/random-timing';
import { seededRandom } from '../../random';
import type { ReportSettings } from './options';

/** Orders that a guard refused for one reason. */
export interface DenialCount {
  readonly guard: string;
  readonly code: string;
  readonly count: number;
}

/** Everything that a report says about a run, computed once. */
export interface RunAnalysis {
  readonly result: RunResult;
  readonly settings: ReportSettings;
  readonly strategy: MeasureSubject;
  readonly benchmark: MeasureSubject | undefined;
  readonly buyAndHold: BuyAndHold | undefined;
  readonly measures: readonly Measure[];
  /** Value of a measure by its id. */
  readonly value: (id: string) => number | undefined;
  readonly held: (id: string) => number | undefined;
  readonly bootstrap: BootstrapInterval | undefined;
  readonly timing: RandomTiming | undefined;
  readonly luckSeed: number;
  readonly isSimulated: boolean;
  /** From the beginning of the first bar to the last snapshot. */
  readonly lengthMs: number;
  /** Most frequent first; empty when the run kept no events. */
  readonly denials: readonly DenialCount[];
}

const countDenials = ({ events }: RunResult): DenialCount[] => {
  const counts = new Map<string, { guard: string; code: string; count: number }>();
  for (const event of events) {
    if (event.type !== 'order-denied') continue;
    const key = `${event.guard} ${event.code}`;
    const entry = counts.get(key) ?? { guard: event.guard, code: event.code, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
};

/** Computes what both reports show. */
export const analyse = (result: RunResult, settings: ReportSettings): RunAnalysis => {
  const chosen = measureSettings(settings.measures, 'measures');
  const { strategy, benchmark, buyAndHold } = runSubjects(result, chosen);
  const measures = measure(strategy, benchmark);
  const byId = new Map(measures.map((one) => [one.id, one]));
  const luckSeed = settings.seed ?? result.seed;
  const random = seededRandom(luckSeed).split('luck');
  const { periodsPerYear, periodMs = 0 } = strategy.performance;
  const { timeMs } = result;
  return {
    result,
    settings,
    strategy,
    benchmark,
    buyAndHold,
    measures,
    luckSeed,
    value: (id) => byId.get(id)?.value,
    held: (id) => byId.get(id)?.buyAndHold,
    bootstrap:
      periodsPerYear === undefined
        ? undefined
        : bootstrapInterval(strategy.returns, {
            statistic: 'sharpe',
            periodsPerYear,
            random: random.split('bootstrap'),
            ...(settings.resamples === undefined ? {} : { resamples: settings.resamples }),
          }),
    timing: randomTiming(result, {
      random: random.split('timing'),
      ...(settings.timingRuns === undefined ? {} : { runs: settings.timingRuns }),
    }),
    isSimulated: result.market.some((series) => series.isSimulated),
    lengthMs: timeMs.length === 0 ? 0 : (timeMs.at(-1) as number) - (timeMs[0] as number) + periodMs,
    denials: countDenials(result),
  };
};
