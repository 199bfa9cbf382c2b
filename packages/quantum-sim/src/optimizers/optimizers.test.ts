import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { adam } from './adam';
import { cobyla } from './cobyla';
import { lbfgs } from './lbfgs';
import type { CommonOptions, Minimum, Objective, ObjectiveWithGradient } from './minimum';
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
    spsa(withoutGradient(objective), start, {
      seed: 3,
      maximumIterations: 2000,
      learningRate: 0.002,
      perturbation: 0.01,
      ...options,
    }),
  'second-order spsa': (objective, start, options) =>
    spsa(withoutGradient(objective), start, {
      seed: 3,
      maximumIterations: 2000,
      learningRate: 0.2,
      perturbation: 0.01,
      order: 'second',
      ...options,
    }),
  cobyla: (objective, start, options) =>
    cobyla(withoutGradient(objective), start, { maximumEvaluations: 4000, ...options }),
};

const problems: Record<string, { objective: ObjectiveWithGradient; start: readonly number[] }> = {
  rosenbrock: { objective: rosenbrock, start: [-1.2, 1] },
  'rosenbrock-6': { objective: rosenbrock, start: [-1.2, 1, -1.2, 1, -1.2, 1] },
  beale: { objective: beale, start: [1, 1] },
  powell: { objective: powell, start: [3, -1, 0, 1] },
};

/** How low each gets, and the digest of every bit of its run. */
const expected: Record<string, readonly [below: number, digest: string]> = {
  'lbfgs rosenbrock': [1e-21, '5f16936cee70'],
  'lbfgs rosenbrock-6': [1e-14, '159ea43296cc'],
  'lbfgs beale': [1e-19, 'e66531c49f85'],
  'lbfgs powell': [1e-12, '10e6dab44aab'],
  'adam rosenbrock': [1e-11, 'f62d0c418725'],
  'adam rosenbrock-6': [1e-6, 'f50f9dac1423'],
  'adam beale': [1e-11, 'f844737859f9'],
  'adam powell': [1e-4, '6207cb421c80'],
  'nelderMead rosenbrock': [1e-17, '71ec1d387eb0'],
  'nelderMead rosenbrock-6': [1e-16, 'e8c9948d830f'],
  'nelderMead beale': [1e-18, 'afdddedc6b22'],
  'nelderMead powell': [1e-30, 'c3c8dd745f96'],
  'spsa rosenbrock': [10, 'dc38cf764c4c'],
  'spsa rosenbrock-6': [10, '36ad3143cc0b'],
  'spsa beale': [10, '26b0e822d1cd'],
  'spsa powell': [10, '700688295da4'],
  'second-order spsa rosenbrock': [10, '2f2268027edc'],
  'second-order spsa rosenbrock-6': [10, '045a2d7f49c4'],
  'second-order spsa beale': [1e-2, '7365e0198b56'],
  'second-order spsa powell': [10, '46b3c130ce1b'],
  'cobyla rosenbrock': [0.1, '8d15a3a801d8'],
  'cobyla rosenbrock-6': [0.1, 'd93b9e10e46d'],
  'cobyla beale': [1e-8, '89eafd53a2f0'],
  'cobyla powell': [1e-4, '2d82e98d270b'],
};

describe.each(Object.keys(runs))('%s', (name) => {
  const run = runs[name] as Run;

  it.each(Object.entries(problems))('on %s gives the same bits and ends low', (problem, { objective, start }) => {
    const minimum = run(objective, start);
    const [below, digest] = expected[`${name} ${problem}`] ?? [0, ''];
    expect(minimum.value).toBeLessThan(below);
    expect(minimum.value).toBe(objective(minimum.point, new Float64Array(start.length)));
    expect(minimum.trace).toHaveLength(minimum.iterations);
    minimum.trace.slice(1).forEach((value, index) => {
      expect(value).toBeLessThanOrEqual(minimum.trace[index] as number);
    });

    expect(digestOf(minimum)).toBe(digest);
  });

  it('tells each iteration and can be stopped', () => {
    const signal = { aborted: false };
    const seen: number[] = [];
    const minimum = run(rosenbrock, [-1.2, 1], {
      signal,
      onIteration: ({ iteration, value }) => {
        seen.push(value);
        if (iteration === 3) signal.aborted = true;
      },
    });
    expect(minimum.reason).toBe('stopped');
    expect(minimum.trace).toEqual(seen);
    expect(seen).toHaveLength(3);
  });

  it('refuses a start that is no number, an objective that is none, and unknown options', () => {
    expect(() => run(rosenbrock, [Number.NaN, 1])).toThrow('start[0] was NaN');
    expect(() => run(() => Number.NaN, [1, 1])).toThrow('The objective was NaN at [1, 1].');
    expect(() => run(rosenbrock, [1, 2], { steps: 3 } as never)).toThrow("option 'steps' was 3");
  });
});

it('an angle of 0 dimensions is a minimum', () => {
  const empty = () => 7;
  for (const { value, point } of [lbfgs(empty, []), nelderMead(empty, []), cobyla(empty, [])]) {
    expect(value).toBe(7);
    expect(point).toHaveLength(0);
  }
});

it.each(['first', 'second'] as const)('spsa of %s order finds the bottom of a noisy bowl', (order) => {
  const random = seededRandom(5);
  const noisy = (point: Float64Array) =>
    point.reduce((sum, one, index) => sum + (index + 1) * (one - index) ** 2, 0) + 0.01 * random.normal();
  const { point } = spsa(noisy, [2, -1, 0, 1], { seed: 1, order, maximumIterations: 3000 });
  point.forEach((one, index) => {
    expect(Math.abs(one - index)).toBeLessThan(0.15);
  });
});

describe('cobyla under constraints', () => {
  // Powell 1994, section 4: A, B, C, D, E and G with their published minima.
  const cases: [string, Objective, readonly Objective[], readonly number[], number][] = [
    ['A', ([x, y]) => 10 * (x! + 1) ** 2 + y! ** 2, [], [1, 1], 0],
    ['B', ([x, y]) => x! * y!, [([x, y]) => 1 - x! ** 2 - y! ** 2], [1, 1], -0.5],
    [
      'C',
      ([x, y, z]) => x! * y! * z!,
      [([x, y, z]) => 1 - x! ** 2 - 2 * y! ** 2 - 3 * z! ** 2],
      [1, 1, 1],
      -0.078567420131838,
    ],
    ['D', ([x, y]) => (x! ** 2 - y!) ** 2 + (1 + x!) ** 2, [], [1, 1], 0],
    ['E', ([x, y]) => 10 * (x! ** 2 - y!) ** 2 + (1 + x!) ** 2, [], [1, 1], 0],
    ['F', ([x, y]) => -x! - y!, [([x, y]) => y! - x! ** 2, ([x, y]) => 1 - x! ** 2 - y! ** 2], [1, 1], -Math.SQRT2],
    [
      'G',
      ([, , z]) => z!,
      [
        ([x, y, z]) => 5 * x! - y! + z!,
        ([x, y, z]) => -(x! ** 2) - y! ** 2 - 4 * y! + z!,
        ([x, y, z]) => -5 * x! - y! + z!,
      ],
      [1, 1, 1],
      -3,
    ],
  ];

  it.each(cases)('problem %s ends at its published minimum', (_, objective, constraints, start, minimum) => {
    const found = cobyla(objective, start, { constraints, finalRadius: 1e-5, maximumEvaluations: 3000 });
    expect(found.violation).toBeLessThan(1e-4);
    expect(Math.abs(found.value - minimum)).toBeLessThan(2e-3);
  });

  it('says by how much nothing is feasible', () => {
    const { violation, point } = cobyla(([x]) => x!, [5], { constraints: [([x]) => x! - 1, ([x]) => -1 - x!] });
    expect(violation).toBeCloseTo(1, 4);
    expect(point[0]).toBeCloseTo(0, 4);
  });
});
