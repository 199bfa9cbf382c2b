import { describe, expect, it } from 'vitest';
import { portfolioSelection } from '../problem/portfolio-selection';
import { quboValue } from '../problem/qubo';
import { factorModel, fourAssets } from '../problem/reference-portfolios.test-helper';
import { exactQubo } from '../solvers/exact-qubo';
import { exactSelection } from '../solvers/exact-selection';
import { selectByAnsatz } from '../subspace/select-by-ansatz';
import { penalisedSelection } from './penalised-selection';
import { type FullMixerName, selectByQaoa } from './select-by-qaoa';

const four = portfolioSelection(fourAssets);

describe('the four assets of qiskit-finance', () => {
  const probabilityOf = (mixer?: FullMixerName): number => {
    const { report } = selectByQaoa(four, { layers: 3, seed: 1, ...(mixer === undefined ? {} : { mixer }) });
    const [ansatz] = report.rows;
    expect(ansatz?.method).toBe('ansatz');
    expect(ansatz?.best.assets).toEqual(['TICKER0', 'TICKER3']);
    expect(ansatz?.best.value).toBeCloseTo(-0.0148846206257, 12);
    return ansatz?.metrics?.optimumProbability as number;
  };

  // The tutorial prints 0.1797 with three layers; guessing among the feasible is 0.1667.
  it('are chosen more likely than in the tutorial by defaults', () => {
    expect(probabilityOf()).toBeGreaterThan(0.1797);
  });

  it.each(['ring-xy', 'parity-xy', 'complete-xy', 'grover'] as FullMixerName[])(
    'are chosen far more likely by %s, which needs no penalty',
    (mixer) => {
      expect(probabilityOf(mixer)).toBeGreaterThan(0.5);
    },
  );

  it('give on all bit strings what the feasible selections alone give', () => {
    const full = selectByQaoa(four, { layers: 2, seed: 1, mixer: 'ring-xy' });
    const { ansatz } = selectByAnsatz(four, { layers: 2, seed: 1, ringOrder: 'given' });
    // The same angles: costs are scaled by another deviation there.
    const angles = full.optimized.angles.map((one, index) =>
      index < 2 ? (one * ansatz.deviation) / full.ansatz.deviation : one,
    );
    const inside = ansatz.probabilitiesAt(angles);
    const outside = full.ansatz.probabilitiesAt(full.optimized.angles);
    const feasible = [3, 5, 6, 9, 10, 12].map((bits) => outside[bits] as number);
    feasible.forEach((one, rank) => {
      expect(one).toBeCloseTo(inside[rank] as number, 12);
    });
    expect(full.report.rows[0]?.metrics?.feasibleProbability).toBeCloseTo(1, 12);
    expect(full.penalties).toEqual([]);
    expect(full.feasibleShots).toBe(1000);
  });
});

describe('ten assets', () => {
  const problem = portfolioSelection(factorModel(10, 5, 1));

  it('with penalties are often missed and found far less than without, and the report says so', () => {
    const { report, feasibleShots, penalties } = selectByQaoa(problem, { layers: 2, seed: 1, starts: 2 });
    const [ansatz, uniform] = report.rows;
    const without = selectByAnsatz(problem, { layers: 2, seed: 1, starts: 2 }).report.rows[0]?.metrics?.lift as number;
    expect(without).toBeGreaterThan(5 * (ansatz?.metrics?.lift as number));
    expect(ansatz?.metrics?.feasibleProbability).toBeLessThan(0.9);
    expect(Math.abs(feasibleShots / 1000 - (ansatz?.metrics?.feasibleProbability as number))).toBeLessThan(0.06);
    expect(uniform?.metrics?.lift).toBeCloseTo(1, 12);
    expect(report.rows.at(-1)?.best.value).toBeCloseTo(exactSelection(problem).minimum, 12);
    expect(report.rows.map(({ method }) => method)).toEqual([
      'ansatz',
      'uniform',
      'ranking',
      'simulated-annealing',
      'exact',
    ]);
    expect(penalties[0]).toBeGreaterThan(0);
  });

  it('with a penalty that is larger than need be are found no more often than by guessing', () => {
    const { report } = selectByQaoa(problem, { layers: 2, seed: 1, starts: 2, penalty: 1 });
    expect(report.rows[0]?.metrics?.lift).toBeLessThan(1.5);
    expect(report.rows[0]?.metrics?.feasibleProbability).toBeGreaterThan(0.9);
  });

  it('warm-started are likely where the relaxed solution points', () => {
    const options = { layers: 1, seed: 1, starts: 2 };
    const [cold, warm] = (['x', 'warm-start'] as const).map(
      (mixer) => selectByQaoa(problem, { ...options, mixer }).report.rows[0]?.metrics?.optimumProbability as number,
    );
    expect(warm).toBeGreaterThan(2 * (cold as number));
  });
});

describe('penalties', () => {
  it('are just large enough: the minimiser is feasible, and not with a little less', () => {
    const { qubo, penalties } = penalisedSelection(four, 'tight', 1);
    const { best } = exactSelection(four);
    expect(exactQubo(qubo).selected).toEqual(best[0]?.assets);
    const less = penalisedSelection(four, (penalties[0] as number) * 0.96, 1).qubo;
    expect(exactQubo(less).selected).not.toEqual(best[0]?.assets);
  });

  it('leave feasible costs as they are', () => {
    const { qubo } = penalisedSelection(four, 3, 1);
    expect(quboValue(qubo, [1, 0, 0, 1])).toBeCloseTo(quboValue(four.qubo, [1, 0, 0, 1]), 14);
    expect(quboValue(qubo, [1, 0, 0, 0])).toBeCloseTo(quboValue(four.qubo, [1, 0, 0, 0]) + 3, 14);
  });
});

it('tells durations by the clock that it is given, and repeats without', () => {
  let now = 0;
  const { report } = selectByQaoa(four, { layers: 1, seed: 1, clock: () => now++ });
  expect(report.rows[0]?.durationMs).toBeGreaterThan(0);
  const options = { layers: 1, seed: 4 };
  expect(selectByQaoa(four, options).report).toEqual(selectByQaoa(four, options).report);
});

it.each([
  ["mixer was 'y'", { mixer: 'y' as never }],
  ['penalty was -1', { penalty: -1 }],
  ['epsilon was 1', { epsilon: 1 }],
  ['shots was 0', { shots: 0 }],
  ["option 'budget'", { budget: 2 } as never],
  ['layers was 0', { layers: 0 }],
])('refuses: %s', (message, wrong) => {
  expect(() => selectByQaoa(four, { layers: 1, seed: 1, ...wrong })).toThrow(message);
});

it('refuses several sectors where a mixer keeps one number of ones', () => {
  const [a, b] = [four.qubo.names.slice(0, 2), four.qubo.names.slice(2)];
  const sectors = [
    { assets: a, choose: 1 },
    { assets: b, choose: 1 },
  ];
  expect(() => selectByQaoa({ qubo: four.qubo, sectors }, { layers: 1, seed: 1, mixer: 'grover' })).toThrow(
    'for 2 sectors',
  );
  const { report, penalties } = selectByQaoa({ qubo: four.qubo, sectors }, { layers: 1, seed: 1 });
  expect(penalties).toHaveLength(2);
  expect(report.states).toBe(4);
});
