import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { cobyla } from '../optimizers/cobyla';
import { spsa } from '../optimizers/spsa';
import { portfolioSelection } from '../problem/portfolio-selection';
import { factorModel } from '../problem/reference-portfolios.test-helper';
import { branchAndBound } from '../solvers/branch-and-bound';
import { simulatedAnnealing } from '../solvers/simulated-annealing';
import type { SubspaceObjective } from './objective';
import { selectByAnsatz } from './select-by-ansatz';

const objectives: SubspaceObjective[] = [
  { kind: 'expectation' },
  { kind: 'gibbs', eta: 2 },
  { kind: 'cvar', alpha: 0.2 },
];

/** Seen alike with Node 20.20, 22.23 and 24.21; Node 24 rounds x ** 2 otherwise than 20 does, and sines and logarithms may differ too. */
it('every number of a run has the same bits on every Node', () => {
  const problem = portfolioSelection(factorModel(12, 4, 3, 2));
  const results: unknown[] = [];
  for (const mixer of ['ring-xy', 'parity-ring-xy', 'complete-xy', 'grover'] as const) {
    for (const objective of objectives) {
      const { report, optimized } = selectByAnsatz(problem, { layers: 2, seed: 1, mixer, objective });
      results.push(report, optimized);
    }
  }
  results.push(
    simulatedAnnealing(problem, { seed: 2 }),
    branchAndBound(problem),
    spsa(([x, y]) => x! * x! + y! * y! * y! * y!, [1, 2], { seed: 4 }),
    cobyla(([x, y]) => x! + y! * y!, [1, 2], { constraints: [([x]) => 1 - x! * x!] }),
  );
  const digest = createHash('sha256').update(JSON.stringify(results)).digest('hex');
  expect(digest).toBe('1b9f1b4dc9cebedf548bc05142fcdac15f154ffb34293f6fc3feb94db7c08b73');
});
