import { expect, it } from 'vitest';
import { portfolioSelection } from '../problem/portfolio-selection';
import { factorModel } from '../problem/reference-portfolios.test-helper';
import { exactSelection } from '../solvers/exact-selection';
import { binomial } from './binomials';
import { selectByAnsatz } from './select-by-ansatz';
import { holdingAt } from './subspace';

/** State vectors of 2^40 and 2^100 amplitudes in the textbook form. */
it.each([
  [40, 4, 91_390],
  [100, 3, 161_700],
])(
  '%d choose %d: two layers measure the best of all states more than five times as often as guessing',
  (size, choose, states) => {
    const problem = portfolioSelection(factorModel(size, choose, 2));
    const { report, ansatz, optimized } = selectByAnsatz(problem, {
      layers: 2,
      seed: 1,
      starts: 0,
      maximumIterations: 15,
    });
    expect([report.states, binomial(size, choose)]).toEqual([states, states]);
    const exact = exactSelection(problem);
    expect(exact.count).toBe(states);
    const exactRow = report.rows.find(({ method }) => method === 'exact')!;
    expect(exactRow.best.assets).toEqual(exact.best[0]!.assets);
    expect(report.minimum).toBeCloseTo(exact.minimum, 14);
    const probabilities = ansatz.probabilitiesAt(optimized.angles);
    expect(Math.abs(probabilities.reduce((sum, one) => sum + one, 0) - 1)).toBeLessThan(1e-12);
    const { metrics } = report.rows[0]!;
    expect(metrics!.lift).toBeGreaterThan(5);
    expect(metrics!.optimumProbability).toBeCloseTo(metrics!.lift / states, 12);
    const best = report.mostFrequent[0]!;
    expect(best.assets).toHaveLength(choose);
    expect(holdingAt(ansatz.subspace, states - 1).assets).toHaveLength(choose);
  },
);
