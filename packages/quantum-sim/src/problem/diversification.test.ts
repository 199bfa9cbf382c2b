import { expect, it } from 'vitest';
import { exactQubo } from '../solvers/exact-qubo';
import { diversification } from './diversification';
import { programToQubo } from './program-to-qubo';
import { programValue, programViolations } from './quadratic-program';

it('two assets of qiskit-finance’s tutorial: 2 feasible of 64, value 1.000779571614484', () => {
  // Similarity of the tutorial's two tickers (Apache-2.0, 02_portfolio_diversification.ipynb), read off its optimal value.
  const program = diversification({
    assets: ['TICKER1', 'TICKER2'],
    similarity: [
      [1, 0.000779571614484],
      [0.000779571614484, 1],
    ],
    representatives: 1,
  });
  const all = Array.from({ length: 64 }, (_, code) => Array.from({ length: 6 }, (_value, i) => (code >> i) & 1));
  const feasible = all.filter((values) => Object.keys(programViolations(program, values)).length === 0);
  expect(feasible).toHaveLength(2);
  for (const values of feasible) expect(programValue(program, values)).toBeCloseTo(1.000779571614484, 14);
  const { qubo, answer } = programToQubo(program);
  const best = answer(exactQubo(qubo).bits);
  expect(best.isFeasible).toBe(true);
  expect(best.objective).toBeCloseTo(1.000779571614484, 14);
});

it('chooses the one that is like the others', () => {
  const program = diversification({
    assets: ['a', 'b', 'c'],
    similarity: [
      [1, 0.9, 0.1],
      [0.9, 1, 0.8],
      [0.1, 0.8, 1],
    ],
    representatives: 1,
  });
  const { qubo, answer } = programToQubo(program, { penalties: 'sufficient' });
  const { values, isFeasible } = answer(exactQubo(qubo).bits);
  expect(isFeasible).toBe(true);
  expect(values).toMatchObject({ 'b chosen': 1, 'a → b': 1, 'c → b': 1, 'a chosen': 0 });
});

it.each([
  [{ representatives: 3 }, 'representatives was 3'],
  [{ similarity: [[1]] }, 'similarity[0][1] was undefined'],
])('refuses %j', (change, message) => {
  const similarity = [
    [1, 0],
    [0, 1],
  ];
  expect(() => diversification({ assets: ['a', 'b'], similarity, representatives: 1, ...change })).toThrow(message);
});
