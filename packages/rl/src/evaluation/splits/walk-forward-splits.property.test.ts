import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BarRange, walkForwardSplits } from './walk-forward-splits';

const options = fc.record({
  folds: fc.integer({ min: 1, max: 6 }),
  mode: fc.constantFrom('rolling' as const, 'anchored' as const),
  testBars: fc.integer({ min: 1, max: 20 }),
  validationBars: fc.integer({ min: 0, max: 12 }),
  featureBars: fc.integer({ min: 1, max: 15 }),
  labelBars: fc.integer({ min: 1, max: 8 }),
  embargoBars: fc.integer({ min: 0, max: 10 }),
  extra: fc.integer({ min: 1, max: 50 }),
});

/** Bars that the decisions of a range read, one by one. */
const barsOf = ({ from, to }: BarRange, featureBars: number, labelBars: number): Set<number> => {
  const read = new Set<number>();
  for (let decision = from; decision < to; decision++) {
    for (let bar = decision - featureBars + 1; bar <= decision + labelBars; bar++) read.add(bar);
  }
  return read;
};

describe('walkForwardSplits', () => {
  it('no bar is read from two parts of a fold, the embargo lies between them, and tests close the market', () => {
    fc.assert(
      fc.property(options, ({ extra, ...given }) => {
        const { folds, testBars, validationBars, featureBars, labelBars, embargoBars } = given;
        const gap = labelBars + featureBars - 1 + embargoBars;
        const bars = featureBars - 1 + extra + 2 * gap + validationBars + folds * testBars + labelBars;
        const splits = walkForwardSplits({ bars, ...given });
        expect(splits).toHaveLength(folds);
        splits.forEach(({ train, validation, test }, fold) => {
          const parts = [train, validation, test].filter((part) => part !== undefined);
          const read = parts.map((part) => barsOf(part, featureBars, labelBars));
          read.forEach((own, place) => {
            const part = parts[place] as BarRange;
            expect([Math.min(...own), Math.max(...own) + 1]).toEqual([part.firstBar, part.endBar]);
            expect(part.firstBar).toBeGreaterThanOrEqual(0);
            expect(part.endBar).toBeLessThanOrEqual(bars);
            const next = read[place + 1];
            if (next !== undefined) expect(Math.min(...next) - Math.max(...own) - 1).toBe(embargoBars);
          });
          expect(test.to - test.from).toBe(testBars);
          expect(validation === undefined ? 0 : validation.to - validation.from).toBe(validationBars);
          if (given.mode === 'anchored') expect(train.firstBar).toBe(0);
          else expect(train.to - train.from).toBe((splits[0]?.train.to as number) - (splits[0]?.train.from as number));
          if (fold > 0) expect(test.from).toBe(splits[fold - 1]?.test.to);
        });
        expect(splits.at(-1)?.test.endBar).toBe(bars);
      }),
      { numRuns: 200 },
    );
  });

  it('by default the first training window is about twice as long as a test', () => {
    const [first] = walkForwardSplits({ bars: 1_000 });
    const length = ({ from, to }: BarRange) => to - from;
    expect(first && length(first.train) / length(first.test)).toBeCloseTo(2, 1);
  });

  it.each([
    [{ bars: 10, folds: 4, testBars: 3 }, 'TOO_FEW_BARS'],
    [{ bars: 5, folds: 4 }, 'TOO_FEW_BARS'],
    [{ bars: 100, folds: 2, testBars: 10, trainBars: 90 }, 'TOO_FEW_BARS'],
    [{ bars: 100, folds: 0 }, 'INVALID_OPTIONS'],
    [{ bars: 100, labelBars: 0 }, 'INVALID_OPTIONS'],
    [{ bars: 100, embargo: 3 }, 'INVALID_OPTIONS'],
  ])('refuses %j', (given, code) => {
    expect(() => walkForwardSplits(given)).toThrow(expect.objectContaining({ code }));
  });
});
