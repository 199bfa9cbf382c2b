import { type BarSeries, barAt, marketRegime, regimeNames, regimeOf } from '@sigmax/core';
import type { RegimeRow } from './policy-evaluation';

/** The regime of each bar of a market; `undefined` while the detector warms up. It reads that bar and those before. */
export const regimesOf = (series: BarSeries): (RegimeRow['regime'] | undefined)[] => {
  const detector = marketRegime();
  return Array.from({ length: series.length }, (_, index) => {
    const value = detector.next(barAt(series, index));
    return value === undefined ? undefined : regimeOf(value.bits);
  });
};

/** One tested period: the regime that was known when it began, and what was earned in it. */
export interface RegimePeriod {
  readonly regime: RegimeRow['regime'] | undefined;
  /** Logarithmic returns. */
  readonly growth: number;
  readonly buyAndHoldGrowth: number;
}

/** Growth by regime, in the order of `regimeNames`; regimes that did not occur are left out. */
export const regimeTable = (periods: readonly RegimePeriod[], periodsPerYear: number): RegimeRow[] =>
  [...regimeNames, 'unknown' as const].flatMap((regime): RegimeRow[] => {
    const own = periods.filter((period) => (period.regime ?? 'unknown') === regime);
    if (own.length === 0) return [];
    const yearly = (pick: (period: RegimePeriod) => number): number =>
      (own.reduce((sum, period) => sum + pick(period), 0) / own.length) * periodsPerYear;
    return [
      {
        regime,
        bars: own.length,
        share: own.length / periods.length,
        growth: yearly(({ growth }) => growth),
        buyAndHoldGrowth: yearly(({ buyAndHoldGrowth }) => buyAndHoldGrowth),
      },
    ];
  });
