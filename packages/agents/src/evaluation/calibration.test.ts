import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { calibrationOf, wilsonInterval } from './calibration';

const drawn = (count: number, said: (truth: number) => number) => {
  const random = seededRandom(8);
  return Array.from({ length: count }, () => {
    const truth = random.integer(11) / 10;
    return { probability: said(truth), outcome: random.uniform() < truth };
  });
};

it('finds nothing wrong with what is said as it comes', () => {
  expect(calibrationOf(drawn(20_000, (truth) => truth)).expectedCalibrationError).toBeLessThan(0.01);
});

it('finds who is too sure', () => {
  const { expectedCalibrationError } = calibrationOf(drawn(20_000, (truth) => (truth > 0.5 ? 1 : 0)));
  // Σ over the 11 truths of the distance to 0 or 1, over 11; the two bins are right on average by chance of symmetry only when mixed.
  expect(expectedCalibrationError).toBeGreaterThan(0.15);
});

it('parts the Brier score into reliability − resolution + uncertainty where bins hold one probability', () => {
  const { brier, reliability, resolution, uncertainty } = calibrationOf(
    drawn(5_000, (truth) => truth),
    { bins: 11 },
  );
  expect(reliability - resolution + uncertainty).toBeCloseTo(brier, 12);
});

it('is a quarter for who always says one half, and 0 for who knows', () => {
  const coin = [true, false].map((outcome) => ({ probability: 0.5, outcome }));
  expect(calibrationOf(coin).brier).toBe(0.25);
  expect(calibrationOf([{ probability: 1, outcome: true }]).brier).toBe(0);
});

it('agrees with sums by hand', () => {
  const pairs = [
    { probability: 0.85, outcome: true },
    { probability: 0.85, outcome: false },
    { probability: 0.15, outcome: false },
    { probability: 1, outcome: true },
  ];
  const { brier, expectedCalibrationError, count } = calibrationOf(pairs);
  expect(count).toBe(4);
  expect(brier).toBeCloseTo((0.15 ** 2 + 0.85 ** 2 + 0.15 ** 2) / 4, 12);
  expect(expectedCalibrationError).toBeCloseTo((0.7 + 0.15) / 4, 12);
});

it('has the interval of Wilson for 8 of 10', () => {
  const [low, high] = wilsonInterval(8, 10);
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
});

it('refuses what is no probability', () => {
  expect(() => calibrationOf([])).toThrow('no forecasts');
  expect(() => calibrationOf([{ probability: Number.NaN, outcome: true }])).toThrow('NaN');
});
