import type { Observable } from 'rxjs';
import type { Bar } from '../../market/bar';
import { type BarSeries, barAt } from '../../market/bar-series';
import { isBarSeries } from '../../market/market';
import { mergeIterablesByTime } from '../merge/merge-iterables-by-time';
import { fromIterable } from './from-iterable';

function* barsOfSeries(series: BarSeries): Generator<Bar> {
  for (let index = 0; index < series.length; index++) yield barAt(series, index);
}

/**
 * Emits stored bars in time order, then completes; several series are merged by time, and bars of one time come in the order
 * of the list.
 *
 * - State: none; each subscription starts at the first bar.
 * - Cost: one object per bar, and O(log series) comparisons.
 *
 * @example
 * ```ts
 * import { fromBarSeries } from '@sigmax/core';
 * import { barsFromCloses } from '@sigmax/core/testing';
 * import { lastValueFrom, map, toArray } from 'rxjs';
 * const closes = fromBarSeries(barsFromCloses([100, 103])).pipe(map(({ close }) => close), toArray());
 * await lastValueFrom(closes); // => [100, 103]
 * ```
 */
export const fromBarSeries = (series: BarSeries | readonly BarSeries[]): Observable<Bar> =>
  isBarSeries(series)
    ? fromIterable({ [Symbol.iterator]: () => barsOfSeries(series) })
    : fromIterable({
        [Symbol.iterator]: () => mergeIterablesByTime((series as readonly BarSeries[]).map(barsOfSeries)),
      });
