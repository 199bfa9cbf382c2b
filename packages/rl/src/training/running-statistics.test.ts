import { expect, it } from 'vitest';
import { pcg64 } from '../random/pcg64';
import { runningStatistics } from './running-statistics';

it('has the mean and variance of all rows together with 1e-4 rows of mean 0 and variance 1', () => {
  const random = pcg64(6);
  const statistics = runningStatistics(2);
  const rows: [number, number][] = [];
  for (const count of [1, 7, 3, 40]) {
    const batch = Array.from({ length: count }, (): [number, number] => [5 + random.normal(), -1e3 * random.uniform()]);
    rows.push(...batch);
    statistics.update(batch.flat(), count);
  }
  const weight = rows.length + 1e-4;
  for (const column of [0, 1] as const) {
    const mean = rows.reduce((sum, row) => sum + row[column], 0) / weight;
    const squares = rows.reduce((sum, row) => sum + (row[column] - mean) ** 2, 1e-4 * (1 + mean ** 2));
    expect(statistics.mean[column]).toBeCloseTo(mean, 9);
    expect((statistics.variance[column] as number) / (squares / weight)).toBeCloseTo(1, 12);
  }
  expect(statistics.state().count).toBeCloseTo(weight, 12);
});

it('goes on from its state', () => {
  const one = runningStatistics(1);
  one.update([1, 2, 3], 3);
  const other = runningStatistics(1);
  other.restore(JSON.parse(JSON.stringify(one.state())));
  for (const statistics of [one, other]) statistics.update([10, -3], 2);
  expect(other.state()).toEqual(one.state());
});
