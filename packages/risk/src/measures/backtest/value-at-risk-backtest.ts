import { DataError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type LevelOption, levelOption, type WindowOption, windowOption } from '../definition/options';
import { isUsable, unusable } from '../definition/require-usable';
import type { BacktestStatistic } from './backtest-statistic';
import { christoffersenTest } from './christoffersen-test';
import { conditionalCoverageTest } from './conditional-coverage-test';
import type { ExceptionCounts } from './exception-counts';
import { kupiecTest } from './kupiec-test';
import { type TrafficLight, trafficLight } from './traffic-light';

const name = 'valueAtRiskBacktest';

const schema = z.strictObject({
  level: levelOption,
  window: windowOption,
  firstPeriod: z.enum(['counted', 'dropped']).default('counted'),
});

export interface ValueAtRiskBacktestOptions extends LevelOption, WindowOption {
  /** See `conditionalCoverageTest`. Defaults to `counted`. */
  readonly firstPeriod?: 'counted' | 'dropped';
}

/** The four readings of a backtest, and the counts behind them. */
export interface ValueAtRiskVerdict {
  readonly counts: ExceptionCounts;
  readonly coverage: BacktestStatistic;
  readonly independence: BacktestStatistic;
  readonly conditionalCoverage: BacktestStatistic;
  readonly trafficLight: TrafficLight;
}

/** A backtest at work. */
export interface RunningBacktest {
  /**
   * Takes the return of a period and the value at risk that was forecast for it, a loss positive. Returns whether the loss
   * exceeded it; `undefined` without a forecast, when the period does not count. O(1), nothing is allocated.
   */
  next(periodReturn: number, valueAtRisk: number | undefined): boolean | undefined;
  /** The tests on the last `window` periods, fewer while there are fewer. */
  verdict(): ValueAtRiskVerdict;
}

export interface ValueAtRiskBacktest {
  (options: ValueAtRiskBacktestOptions): RunningBacktest;
  of(
    returns: ArrayLike<number>,
    valuesAtRisk: ArrayLike<number | undefined>,
    options: ValueAtRiskBacktestOptions,
  ): ValueAtRiskVerdict;
}

type Settings = z.output<typeof schema>;

class Backtest implements RunningBacktest {
  private readonly settings: Settings;
  /** The exceptions of the window in a ring; empty when all periods count. */
  private readonly ring: Uint8Array;
  private place = 0;
  private periods = 0;
  private exceptions = 0;
  private last = 0;
  /** Transitions, at 2 · before + after. */
  private readonly transitions = new Float64Array(4);

  constructor(settings: Settings) {
    this.settings = settings;
    this.ring = new Uint8Array(settings.window === 'all' ? 0 : settings.window);
  }

  next(periodReturn: number, valueAtRisk: number | undefined): boolean | undefined {
    if (!isUsable(periodReturn)) throw unusable(name, 'return', periodReturn);
    if (valueAtRisk === undefined) return undefined;
    if (!isUsable(valueAtRisk)) throw unusable(name, 'valueAtRisk', valueAtRisk);
    const isException = -periodReturn > valueAtRisk;
    this.count(isException ? 1 : 0);
    return isException;
  }

  verdict(): ValueAtRiskVerdict {
    const { periods, exceptions, transitions } = this;
    const { level, firstPeriod } = this.settings;
    const [calmThenCalm = 0, calmThenHit = 0, hitThenCalm = 0, hitThenHit = 0] = transitions;
    const counts = { periods, exceptions, calmThenCalm, calmThenHit, hitThenCalm, hitThenHit };
    return {
      counts,
      coverage: kupiecTest(counts, { level }),
      independence: christoffersenTest(counts),
      conditionalCoverage: conditionalCoverageTest(counts, { level, firstPeriod }),
      trafficLight: trafficLight(counts, { level }),
    };
  }

  private count(now: number): void {
    const { ring } = this;
    const { length } = ring;
    if (length > 0) {
      if (this.periods === length) {
        const leaving = ring[this.place] as number;
        this.exceptions -= leaving;
        this.periods -= 1;
        if (length > 1) this.add(2 * leaving + (ring[(this.place + 1) % length] as number), -1);
      }
      ring[this.place] = now;
      this.place = (this.place + 1) % length;
    }
    if (this.periods > 0) this.add(2 * this.last + now, 1);
    this.last = now;
    this.periods += 1;
    this.exceptions += now;
  }

  private add(transition: number, change: 1 | -1): void {
    this.transitions[transition] = (this.transitions[transition] as number) + change;
  }
}

const start = (options: ValueAtRiskBacktestOptions): RunningBacktest =>
  new Backtest(parseOptions(schema, options, name));

const of = (
  returns: ArrayLike<number>,
  valuesAtRisk: ArrayLike<number | undefined>,
  options: ValueAtRiskBacktestOptions,
): ValueAtRiskVerdict => {
  const backtest = start(options);
  if (returns.length !== valuesAtRisk.length) {
    throw new DataError({
      code: 'LENGTHS_DIFFER',
      message: `${name}: there are ${returns.length} returns and ${valuesAtRisk.length} values at risk.`,
      remedy: 'Give for each return the value at risk that was known before it, undefined where there was none.',
      context: { what: name, lengths: [returns.length, valuesAtRisk.length] },
    });
  }
  for (let index = 0; index < returns.length; index++) backtest.next(returns[index] as number, valuesAtRisk[index]);
  return backtest.verdict();
};

/**
 * Tests a value at risk against what happened: counts the losses beyond it and reads the counts with Kupiec's,
 * Christoffersen's and the Basel test.
 *
 * Each return is compared with the value at risk that was known **before** it; comparing with one that has seen the return is
 * the usual mistake. A loss beyond it is an exception: −r > VaR, a loss positive.
 *
 * - Call it for a running test, `of` for whole series. State: `window` bytes. Cost: O(1) per period.
 *
 * Source: Kupiec 1995; Christoffersen 1998; Basel Committee 1996.
 *
 * @throws {DataError} a return or a value at risk cannot be used, or the series differ in length.
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @example
 * ```ts
 * import { historicalValueAtRiskMeasure, valueAtRiskBacktest } from '@sigmax/risk';
 * const risk = historicalValueAtRiskMeasure({ level: 0.9, window: 50 });
 * const backtest = valueAtRiskBacktest({ level: 0.9 });
 * let known: number | undefined;
 * for (let day = 0; day < 400; day++) {
 *   const periodReturn = Math.sin(day * day) / 20;
 *   backtest.next(periodReturn, known);
 *   known = risk.next(periodReturn);
 * }
 * const { counts, coverage } = backtest.verdict();
 * counts.periods; // => 350
 * (coverage.pValue ?? 0) > 0.05; // => true
 * ```
 */
export const valueAtRiskBacktest: ValueAtRiskBacktest = Object.assign(start, { of });
