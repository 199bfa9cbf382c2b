import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { portfolioSelection } from '../problem/portfolio-selection';
import { factorModel } from '../problem/reference-portfolios.test-helper';
import { seededRandom } from '../seeded-random';
import { samplingVqe } from '../vqe/sampling-vqe';
import { transverseFieldIsing } from '../vqe/transverse-field-ising';
import { efficientSu2 } from '../vqe/two-local';
import { vqe } from '../vqe/vqe';
import { groverAdaptiveSearch } from './grover-adaptive-search';
import { randomQubo } from './random-cost.test-helper';
import { recursiveQaoa } from './recursive-qaoa';
import { selectByQaoa } from './select-by-qaoa';

/** Seen alike with Node 20.20, 22 and 24. */
it('every number of a run has the same bits on every Node', () => {
  const problem = portfolioSelection(factorModel(8, 3, 3));
  const cost = randomQubo(6, seededRandom(1));
  const results: unknown[] = (['x', 'warm-start', 'complete-xy', 'grover'] as const).map((mixer) => {
    const { report, optimized } = selectByQaoa(problem, { layers: 2, seed: 1, mixer, starts: 2 });
    return [report, optimized];
  });
  results.push(
    selectByQaoa(problem, { layers: 2, seed: 1, strategy: 'fourier', starts: 2 }).optimized,
    recursiveQaoa(cost, { seed: 1 }),
    groverAdaptiveSearch(cost, { seed: 1 }),
    samplingVqe({ circuit: efficientSu2(6, { repetitions: 1 }), cost, seed: 1, starts: 1, maximumIterations: 20 }),
    vqe({
      circuit: efficientSu2(3, { repetitions: 1, entanglement: 'sca' }),
      observable: transverseFieldIsing(3, { coupling: 1, field: 0.7 }),
      seed: 1,
    }),
  );
  expect(createHash('sha256').update(JSON.stringify(results)).digest('hex')).toBe(
    '7488b1e1763d59474cc0db27a46a3d73d6108039e3714adaa97ca3cca962260e',
  );
});
