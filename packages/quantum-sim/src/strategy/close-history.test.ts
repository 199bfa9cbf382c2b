import type { Bar } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { closeHistory } from './close-history';

/** Pushes rows of closes, one column an asset; `undefined` is a gap. */
const pushed = (rows: readonly (readonly (number | undefined)[])[], lookback: number, staleBars: number) => {
  const history = closeHistory(['a', 'b'], lookback, staleBars);
  for (const row of rows) {
    history.push({
      barOf: (id) => {
        const close = row[id === 'a' ? 0 : 1];
        return close === undefined ? undefined : ({ close } as Bar);
      },
    });
  }
  return history;
};

describe('closeHistory', () => {
  it('gives the returns of the last closes, oldest first', () => {
    const history = pushed(
      [
        [1, 8],
        [2, 4],
        [4, 2],
        [6, 3],
      ],
      2,
      0,
    );
    expect(history.live()).toEqual(['a', 'b']);
    expect(history.returns().columns.map((column) => Array.from(column))).toEqual([
      [1, 0.5],
      [-0.5, 0.5],
    ]);
  });

  it('takes an asset in once it has a full window', () => {
    expect(
      pushed(
        [
          [1, undefined],
          [2, 5],
          [3, 6],
        ],
        2,
        0,
      ).live(),
    ).toEqual(['a']);
    expect(
      pushed(
        [
          [1, undefined],
          [2, 5],
          [3, 6],
          [4, 7],
        ],
        2,
        0,
      ).live(),
    ).toEqual(['a', 'b']);
  });

  it('repeats the last close in a gap, says that a bar is missing, and leaves out what stays away', () => {
    const gap = pushed(
      [
        [1, 1],
        [2, 2],
        [3, undefined],
      ],
      2,
      1,
    );
    expect(gap.isComplete()).toBe(false);
    expect(Array.from(gap.returns().columns[1]!)).toEqual([1, 0]);
    const gone = pushed(
      [
        [1, 1],
        [2, 2],
        [3, undefined],
        [4, undefined],
      ],
      2,
      1,
    );
    expect(gone.live()).toEqual(['a']);
    expect(gone.isComplete()).toBe(true);
  });
});
