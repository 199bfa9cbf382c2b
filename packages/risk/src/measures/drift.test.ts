/** After a million ticks a running measure still gives what the whole series gives. */
import { expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { type Columns, type MeasureCase, measureCases, randomColumns, windowsOf } from './measure-cases.test-helper';

const length = share(12_000, 1_000_000);
const between = 9_973;

/** Ordinary moves, and now and then one three hundred times as large, which must leave nothing behind when it has left. */
const withJumps = (kind: MeasureCase['kind']): Columns =>
  randomColumns(kind, length, profileSeed()).map((column) =>
    kind === 'bar' ? column : column.map((value, index) => (index % between === 100 ? 3 : value - 0.0005)),
  );

const columnsOf = new Map<MeasureCase['kind'], Columns>();
const columnsFor = (kind: MeasureCase['kind']): Columns => {
  const known = columnsOf.get(kind) ?? withJumps(kind);
  columnsOf.set(kind, known);
  return known;
};

it.each(measureCases)('$name', { timeout: 600_000 }, (measure) => {
  const columns = columnsFor(measure.kind);
  // The entropic ones cost as much a tick as their window is long.
  for (const window of windowsOf(measure, [measure.windows === 'numbers' ? 20 : 250])) {
    const size = window === undefined ? length : (window as { window: number }).window;
    const running = measure.start(window);
    // Just after the last jump has left the window, and at the end.
    const jumpLeft = Math.floor((length - 101) / between) * between + 100 + size;
    const row: number[] = [];
    for (let index = 0; index < length; index++) {
      columns.forEach((column, place) => {
        row[place] = column[index] as number;
      });
      const figure = running.next(row);
      if (index !== jumpLeft && index !== length - 1) continue;
      const from = Math.max(0, index - 2 * size);
      const sinceStart = 'peaks' in running.definition && running.definition.peaks === 'since-start';
      const seen = columns.map((column) => column.slice(sinceStart ? 0 : from, index + 1));
      const { value } = measure.of(seen, window);
      if (value === undefined || figure === undefined) expect(figure).toBe(value);
      else expect(Math.abs(figure - value)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(value)));
    }
  }
});
