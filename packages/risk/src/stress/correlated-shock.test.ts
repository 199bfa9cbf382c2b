import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { correlatedShock, type Exposure } from './correlated-shock';

const exposures: Exposure[] = [
  { value: 5_000, deviation: 0.03 },
  { value: 2_000, deviation: 0.05 },
  { value: -1_000, deviation: 0.08 },
  { value: 0, deviation: 0.1 },
];
const rho = 0.95;
const covariance = (one: number, other: number) =>
  (one === other ? 1 : rho) * exposures[one]!.deviation * exposures[other]!.deviation;
const loss = (returns: readonly number[]) =>
  returns.reduce((sum, value, index) => sum + value * exposures[index]!.value, 0);
const worst = correlatedShock(exposures, rho, 3)!;

it('costs three standard deviations of the portfolio', () => {
  let variance = 0;
  for (const one of exposures.keys()) {
    for (const other of exposures.keys()) {
      variance += exposures[one]!.value * covariance(one, other) * exposures[other]!.value;
    }
  }
  expect(loss(worst)).toBeCloseTo(-3 * Math.sqrt(variance), 8);
});

it('is the worst of many moves of that size', () => {
  // Any Σw′ / √(w′ᵀΣw′) · 3 lies on the same ellipsoid.
  const random = seededRandom(8);
  for (let trial = 0; trial < 2_000; trial++) {
    const weights = exposures.map(() => random.normal());
    const risks = exposures.map((_, one) =>
      weights.reduce((sum, weight, other) => sum + covariance(one, other) * weight, 0),
    );
    const size = Math.sqrt(risks.reduce((sum, risk, index) => sum + risk * weights[index]!, 0));
    expect(loss(risks.map((risk) => (3 * risk) / size))).toBeGreaterThanOrEqual(loss(worst) - 1e-9);
  }
});

it('uses a matrix that is positive semidefinite: every sum of assets has a variance', () => {
  const random = seededRandom(9);
  for (let trial = 0; trial < 2_000; trial++) {
    const weights = exposures.map(() => random.normal());
    let variance = 0;
    for (const one of weights.keys())
      for (const other of weights.keys()) variance += weights[one]! * covariance(one, other) * weights[other]!;
    expect(variance).toBeGreaterThanOrEqual(0);
  }
});

it('is not known where nothing can lose', () => {
  expect(correlatedShock([], 0.95, 3)).toBeUndefined();
  expect(correlatedShock([{ value: 0, deviation: 0.1 }], 0.95, 3)).toBeUndefined();
});
