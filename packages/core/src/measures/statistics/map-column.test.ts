import { expect, it } from 'vitest';
import { mapColumn } from './map-column';

it('mapColumn makes a column of its own', () => {
  const values = [1, 2];
  expect(mapColumn(values, (value, index) => value * 10 + index)).toEqual(Float64Array.of(10, 21));
  expect(values).toEqual([1, 2]);
});
