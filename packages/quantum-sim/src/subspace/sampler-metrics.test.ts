import { expect, it } from 'vitest';
import { samplerMetrics } from './sampler-metrics';

it('guessing has lift 1 and sees each of many optima', () => {
  const costs = Float64Array.of(3, 1, 5, 1);
  const metrics = samplerMetrics({ costs, probabilities: new Float64Array(4).fill(0.25), alpha: 0.5 });
  expect(metrics).toEqual({
    expectation: 2.5,
    approximationRatio: 0.625,
    optimumProbability: 0.5,
    feasibleProbability: 1,
    lift: 1,
    shotsFor99: 7,
    conditionalValueAtRisk: 1,
  });
});

it('what is infeasible lowers P(optimum), and not the mean of what is feasible', () => {
  const metrics = samplerMetrics({ costs: Float64Array.of(0, 10), probabilities: Float64Array.of(0.1, 0.1) });
  expect(metrics.expectation).toBe(5);
  expect(metrics.feasibleProbability).toBe(0.2);
  expect(metrics.optimumProbability).toBe(0.1);
  expect(metrics.lift).toBe(0.2);
  expect(metrics.shotsFor99).toBe(44);
});

it.each([
  [1, 1],
  [0.995, 1],
  [0.9, 2],
  [0.004, 1149],
  [1e-9, 4605170184],
  [0, undefined],
])('P = %d needs %s shots for 99 %%', (probability, shots) => {
  const probabilities = Float64Array.of(probability, 1 - probability);
  expect(samplerMetrics({ costs: Float64Array.of(0, 1), probabilities }).shotsFor99).toBe(shots);
});

it('equal costs leave nothing to improve', () => {
  const metrics = samplerMetrics({ costs: Float64Array.of(2, 2), probabilities: Float64Array.of(1, 0) });
  expect([metrics.approximationRatio, metrics.lift, metrics.optimumProbability]).toEqual([1, 1, 1]);
});

it.each([
  [() => samplerMetrics({ costs: Float64Array.of(1), probabilities: Float64Array.of() }), '1 costs, 0 probabilities'],
  [() => samplerMetrics({ costs: Float64Array.of(1), probabilities: Float64Array.of(0) }), 'that add up to 0'],
  [
    () => samplerMetrics({ costs: Float64Array.of(1), probabilities: Float64Array.of(1), alpha: 0 }),
    'samplerMetrics: alpha was 0',
  ],
])('refuses %s', (call, message) => {
  expect(call).toThrow(message);
});
