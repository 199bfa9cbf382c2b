import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Column } from '../column';
import type { BarColumns } from '../define-indicator';
import { type Cells, isKnown, numbersOf, type Values, worstExcess } from '../printed-values';
import { valuesOf } from '../test-support';

const folder = fileURLToPath(new URL('../../../../../../shared/data/vectors/lean_indicators/', import.meta.url));
export const isHere = existsSync(folder);
const reason = isHere ? '' : ' (skipped: ../shared/data/vectors is not beside the repository)';

/** A reference table: its columns as printed, and its bars; what it does not have of a bar is 0. */
export const leanTable = (file: string) => {
  const text = gunzipSync(readFileSync(`${folder}${file}.gz`)).toString();
  const [head = '', ...rows] = text.replace('\ufeff', '').trim().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  const cells = (name: string): Cells => rows.map((row) => row.split(',')[names.indexOf(name)]?.trim() ?? '');
  const column = (name: string) => numbersOf(cells(names.includes(name) ? name : name.toLowerCase()));
  const bars: BarColumns = {
    length: rows.length,
    open: column('Open'),
    high: column('High'),
    low: column('Low'),
    close: column('Close'),
    volume: column('Volume'),
  };
  return { cells, bars };
};

/** A column of a reference table, and what computes it. */
export interface Vector {
  readonly file: string;
  readonly column: string;
  readonly compute: (bars: BarColumns) => Column | Values;
  /** What the table is off beyond its last digit. Defaults to nothing. */
  readonly slack?: number;
  /** The table writes 0 for what it does not know yet. */
  readonly zeroIsUnknown?: true;
  /** The table leaves out values that the indicator has. */
  readonly startsLate?: true;
  /** Rows that are not compared, since the indicator starts later than the table or its start has to fade first. */
  readonly skip?: number;
  /** Rows from here on are not compared, for a reason that stands beside it. */
  readonly end?: number;
}

/** What single precision, in which some of the tables were computed, is off at the highest price in them. */
export const single = 2 ** -24 * 212;

/** The values of a column, each changed where it is known. */
export const mapped = (column: Column, change: (value: number, index: number) => number): Values =>
  valuesOf(column).map((value, index) => (value === undefined ? undefined : change(value, index)));

/** Holds the columns of indicators against those of reference tables, wherever these have a value. */
export const describeVectors = (what: string, vectors: readonly Vector[]): void => {
  describe.skipIf(!isHere)(`reference tables of QuantConnect LEAN, ${what}${reason}`, () => {
    it.each(vectors)('$file, $column', (vector) => {
      const { file, column, compute, slack = 0, zeroIsUnknown, startsLate, skip = 0, end = Infinity } = vector;
      const { cells, bars } = leanTable(file);
      const computed = compute(bars);
      const actual = 'valid' in computed ? valuesOf(computed) : computed;
      const isShown = (cell: string, row: number) => row >= skip && row < end && !(zeroIsUnknown && Number(cell) === 0);
      const shown = cells(column).map((cell, row) => (isShown(cell, row) ? cell : ''));
      expect(shown.filter(isKnown).length).toBeGreaterThan(25);
      expect(worstExcess(actual, shown)).toBeLessThanOrEqual(slack);
      if (startsLate || skip > 0) return;
      expect(actual.findIndex((value) => value !== undefined)).toBe(shown.findIndex(isKnown));
    });
  });
};
