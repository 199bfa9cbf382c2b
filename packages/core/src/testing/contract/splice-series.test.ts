import { expect, it } from 'vitest';
import { barsFromCloses } from '../bars-from-closes';
import { barsBefore, changedColumns, keptBars, withOtherFuture } from './splice-series';

const series = barsFromCloses([1, 2, 3, 4], { timeframeMs: 10 });
const other = barsFromCloses([5, 6, 7, 8], { timeframeMs: 10 });

it('keeps the bars that are let through', () => {
  const kept = keptBars(series, (index) => index % 2 === 1);
  expect([kept.length, [...kept.close], [...kept.timeMs]]).toEqual([2, [2, 4], [20, 40]]);
});

it('ends before a time', () => {
  expect(barsBefore([series], 30).map(({ close }) => [...close])).toEqual([[1, 2]]);
});

it('goes on with another future', () => {
  const [spliced] = withOtherFuture([series], [other], 30);
  expect([[...spliced!.close], [...spliced!.timeMs]]).toEqual([
    [1, 2, 7, 8],
    [10, 20, 30, 40],
  ]);
});

it('changes some columns and no other', () => {
  const changed = changedColumns(series, ['volume'], (_, index) => index);
  expect([[...changed.volume], [...changed.close], [...series.volume]]).toEqual([
    [0, 1, 2, 3],
    [1, 2, 3, 4],
    [1_000, 1_000, 1_000, 1_000],
  ]);
});
