import { describe, expect, it } from 'vitest';
import { adam } from './adam';
import { lbfgs } from './lbfgs';
import type { CommonOptions, Minimum, ObjectiveWithGradient } from './minimum';
import { nelderMead } from './nelder-mead';
import { spsa } from './spsa';
import { beale, digestOf, powell, rosenbrock, withoutGradient } from './test-functions.test-helper';

type Run = (objective: ObjectiveWithGradient, start: readonly number[], options?: CommonOptions) => Minimum;

const runs: Record<string, Run> = {
  lbfgs: (objective, start, options) => lbfgs(objective, start, options),
  adam: (objective, start, options) => adam(objective, start, { maximumIterations: 3000, ...options }),
  nelderMead: (objective, start, options) =>
    nelderMead(withoutGradient(objective), start, { maximumEvaluations: 4000, ...options }),
  spsa: (objective, start, options) =>
    spsa(withoutGradient(objective), start, { seed: 3, maximumIterations: 1000, learningRate: 0.02, ...options }),
};

const problems: Record<string, { objective: ObjectiveWithGradient; start: readonly number[] }> = {
  rosenbrock: { objective: rosenbrock, start: [-1.2, 1] },
  'rosenbrock-6': { objective: rosenbrock, start: [-1.2, 1, -1.2, 1, -1.2, 1] },
  beale: { objective: beale, start: [1, 1] },
  powell: { objective: powell, start: [3, -1, 0, 1] },
};

/** How low each gets, and the digest of every bit of its run. */
const expected: Record<string, readonly [below: number, digest: string]> = {};

describe.each(Object.keys(runs))('%s', (name) => {
  const run = runs[name] as Run;

  it.each(Object.entries(problems))('on %s gives the same bits and ends low', (problem, { objective, start }) => {
    const minimum = run(objective, start);
    const [below, digest] = expected[`${name} ${problem}`] ?? [0, ''];
    expect(minimum.value).toBeLessThan(below);

    expect(digestOf(minimum)).toBe(digest);
  });
});
