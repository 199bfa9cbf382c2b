import { describe, expect, it } from 'vitest';
import { portfolioSelection } from '../problem/portfolio-selection';
import { factorModel, fourAssets } from '../problem/reference-portfolios.test-helper';
import { exactSelection } from '../solvers/exact-selection';
import { selectByAnsatz } from './select-by-ansatz';
import type { SelectionReport } from './selection-report';

const rowOf = (report: SelectionReport, method: string) => report.rows.find((row) => row.method === method)!;

/** The defaults: ring XY, spread order, expectation, linear ramps, interpolation, scaled cost, L-BFGS. */
const defaults = { layers: 3, seed: 1 };

describe('at p = 3 with default settings', () => {
  it('4 choose 2 of qiskit-finance: lift of 3.5 and more, above the tutorial’s QAOA and VQE', () => {
    const problem = portfolioSelection(fourAssets);
    const { report } = selectByAnsatz(problem, defaults);
    const { metrics, best } = rowOf(report, 'ansatz');
    expect(metrics!.lift).toBeGreaterThan(3.5);
    // The tutorial prints 0.1797 for QAOA and 0.0410 for VQE; guessing is 0.1667.
    expect(metrics!.optimumProbability).toBeGreaterThan(0.58);
    expect(best.assets).toEqual(['TICKER0', 'TICKER3']);
    expect(rowOf(report, 'exact').best.assets).toEqual(exactSelection(problem).best[0]!.assets);
  });

  it.each([
    [10, 5, 40],
    [12, 4, 20],
  ])('factor model %d choose %d: lift above %d for each of 12 seeds, the exact answer beside', (size, choose, lift) => {
    for (let seed = 1; seed <= 12; seed++) {
      const problem = portfolioSelection(factorModel(size, choose, seed));
      const { report } = selectByAnsatz(problem, defaults);
      const { metrics, best } = rowOf(report, 'ansatz');
      expect(metrics!.lift, `seed ${seed}`).toBeGreaterThan(lift);
      const exact = exactSelection(problem);
      expect(rowOf(report, 'exact').best.assets).toEqual(exact.best[0]!.assets);
      expect(best.assets).toEqual(exact.best[0]!.assets);
      expect(best.gap).toBe(0);
    }
  });
});

describe('the report', () => {
  const problem = portfolioSelection(factorModel(10, 5, 3));

  it('puts every method beside the exact answer, in the names of the assets', () => {
    let now = 0;
    const { report, optimized } = selectByAnsatz(problem, { ...defaults, shots: 200, clock: () => now++ });
    const exact = exactSelection(problem);
    expect(report.rows.map(({ method }) => method)).toEqual([
      'ansatz',
      'uniform',
      'ranking',
      'simulated-annealing',
      'exact',
    ]);
    expect(report.states).toBe(252);
    expect(report.minimum).toBeCloseTo(exact.minimum, 14);
    expect(report.maximum).toBeCloseTo(exact.maximum, 14);
    expect(report.mean).toBeCloseTo(exact.mean, 14);
    expect(report.deviation).toBeCloseTo(exact.deviation, 14);
    expect(rowOf(report, 'uniform').metrics!.lift).toBeCloseTo(1, 12);
    expect(rowOf(report, 'simulated-annealing').best.gap).toBeLessThan(1e-12);
    expect(rowOf(report, 'exact').best.gap).toBe(0);
    expect(rowOf(report, 'ansatz').durationMs).toBe(2);
    expect(rowOf(report, 'exact').durationMs).toBe(1);
    expect(report.mostFrequent.length).toBeLessThanOrEqual(10);
    expect(report.mostFrequent[0]!.assets).toHaveLength(5);
    expect(optimized.depths.map(({ layers }) => layers)).toEqual([1, 2, 3]);
    for (const [index, { value }] of optimized.depths.entries()) {
      if (index > 0) expect(value).toBeLessThanOrEqual(optimized.depths[index - 1]!.value);
    }
  });

  it('is the same each time, and has no durations without a clock', () => {
    const first = selectByAnsatz(problem, defaults).report;
    expect(selectByAnsatz(problem, defaults).report).toEqual(first);
    expect(first.rows.every((row) => !('durationMs' in row))).toBe(true);
  });

  it.each(['ring-xy', 'parity-ring-xy', 'complete-xy', 'grover'] as const)('beats guessing with %s', (mixer) => {
    for (const ringOrder of ['spread', 'given'] as const) {
      const { report } = selectByAnsatz(problem, { ...defaults, mixer, ringOrder });
      expect(report.mixer).toBe(mixer);
      expect(rowOf(report, 'ansatz').metrics!.lift).toBeGreaterThan(5);
    }
  });

  it('can be aborted, and refuses what it does not know', () => {
    const signal = { aborted: true };
    expect(() => selectByAnsatz(problem, { ...defaults, signal })).toThrow('optimizeAngles was aborted');
    expect(() => selectByAnsatz(problem, { ...defaults, mixer: 'x' as never })).toThrow("mixer was 'x'");
    expect(() => selectByAnsatz(problem, { ...defaults, depth: 3 } as never)).toThrow("option 'depth'");
    expect(() => selectByAnsatz(problem, { ...defaults, maximumBytes: 1000 })).toThrow('needs 18144 bytes');
  });
});
