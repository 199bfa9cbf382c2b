import { InvalidOptionsError } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinatorialSplits } from './combinatorial-splits';
import type { BarRange } from './walk-forward-splits';

const choose = (n: number, k: number): number => (k === 0 ? 1 : (n * choose(n - 1, k - 1)) / k);

describe('combinatorialSplits', () => {
  it('tests every group as often, reads no bar on both sides, and its paths are whole', () => {
    const options = fc.record({
      groups: fc.integer({ min: 2, max: 8 }),
      tested: fc.integer({ min: 1, max: 7 }),
      featureBars: fc.integer({ min: 1, max: 6 }),
      labelBars: fc.integer({ min: 1, max: 4 }),
      embargoBars: fc.integer({ min: 0, max: 5 }),
      extra: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(options, ({ groups, tested, featureBars, labelBars, embargoBars, extra }) => {
        const testGroups = Math.min(tested, groups - 1);
        const bars = groups * (2 * (featureBars + labelBars + embargoBars) + 2) + featureBars + labelBars + extra;
        const { splits, paths } = combinatorialSplits({
          bars,
          groups,
          testGroups,
          featureBars,
          labelBars,
          embargoBars,
        });
        expect(splits).toHaveLength(Math.round(choose(groups, testGroups)));
        expect(paths).toHaveLength(Math.round(choose(groups - 1, testGroups - 1)));
        for (const { train, test } of splits) {
          const read = (ranges: readonly BarRange[], margin: number): Set<number> =>
            new Set(
              ranges.flatMap(({ from, to }) => {
                const begin = from - featureBars + 1 - margin;
                return Array.from({ length: to - 1 + labelBars + margin - begin + 1 }, (_, step) => begin + step);
              }),
            );
          const forbidden = read(test, embargoBars);
          for (const bar of read(train, 0)) {
            expect(forbidden.has(bar)).toBe(false);
            expect(bar >= 0 && bar < bars).toBe(true);
          }
          for (const { from, to, firstBar, endBar } of [...train, ...test]) {
            expect([firstBar, endBar]).toEqual([from - featureBars + 1, to + labelBars]);
            expect(to).toBeGreaterThan(from);
          }
        }
        const used = paths.flatMap((path) => path.map((split, group) => `${split} ${group}`));
        expect(new Set(used).size).toBe(splits.length * testGroups);
        for (const path of paths) {
          const pieces = path.map((split, group) => {
            const { groups: of, test } = splits[split]!;
            return test[of.indexOf(group)]!;
          });
          expect(pieces[0]?.from).toBe(featureBars - 1);
          expect(pieces.at(-1)?.to).toBe(bars - labelBars);
          pieces.slice(1).forEach((piece, place) => {
            expect(piece.from).toBe(pieces[place]?.to);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the paths of the book: 6 groups, 2 tested', () => {
    const { splits, paths } = combinatorialSplits({ bars: 601 });
    expect(splits[0]?.groups).toEqual([0, 1]);
    // Figure 12.2 of López de Prado, with splits counted from 0.
    expect(paths[0]).toEqual([0, 0, 1, 2, 3, 4]);
    expect(paths[4]).toEqual([4, 8, 11, 13, 14, 14]);
  });

  it('says when there is too little, and what is no option', () => {
    expect(() => combinatorialSplits({ bars: 12, groups: 6, testGroups: 5, embargoBars: 3 })).toThrow(
      /12 bars leave a split of 6 groups without/,
    );
    expect(() => combinatorialSplits({ bars: 100, groups: 3, testGroups: 3 })).toThrow(
      /expected testGroups below groups/,
    );
    expect(() => combinatorialSplits({ bars: 100, fold: 3 } as never)).toThrow(InvalidOptionsError);
  });
});
