import { expect, test } from 'vitest';
import { dayShape } from './day-shape';

const hourMs = 3_600_000;

test.each([60_000, 900_000, hourMs, 4 * hourMs, 24 * hourMs])(
  'bars of %d ms have mean activity 1 over a day',
  (barMs) => {
    const bars = (24 * hourMs) / barMs;
    let sum = 0;
    for (let bar = 0; bar < bars; bar++) sum += dayShape(1_704_067_200_000 + bar * barMs, barMs);
    expect(sum / bars).toBeCloseTo(1, 12);
  },
);

test('the afternoon is busier than the early morning, in UTC', () => {
  expect(dayShape(14 * hourMs, hourMs)).toBeGreaterThan(2 * dayShape(5 * hourMs, hourMs));
  expect(dayShape(14 * hourMs - 24 * hourMs * 365, hourMs)).toBe(dayShape(14 * hourMs, hourMs));
});
