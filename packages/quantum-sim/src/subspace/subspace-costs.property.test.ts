import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quboValue } from '../problem/qubo';
import { randomQubo } from '../problem/random-qubo.test-helper';
import { listSubspace } from './list-subspace';
import { sectorSubspace } from './sector-subspace';
import { costsOf, subspaceCosts } from './subspace-costs';

it('is the value of the QUBO in every state of every product of sectors', () => {
  const sector = fc
    .integer({ min: 1, max: 5 })
    .chain((count) => fc.integer({ min: 0, max: count }).map((choose) => ({ count, choose })));
  fc.assert(
    fc.property(fc.array(sector, { minLength: 1, maxLength: 3 }), fc.nat(1000), (shapes, seed) => {
      const size = shapes.reduce((sum, { count }) => sum + count, 0);
      const qubo = randomQubo(size, seed);
      let next = 0;
      const sectors = shapes.map(({ count, choose }) => {
        next += count;
        return { assets: qubo.names.slice(next - count, next), choose };
      });
      const subspace = sectorSubspace({ sectors });
      const costs = subspaceCosts(subspace, qubo);
      const slow = costsOf(subspace, (units) => quboValue(qubo, units));
      slow.forEach((value, index) => {
        expect(costs[index]).toBeCloseTo(value, 11);
      });
    }),
  );
});

it('refuses another problem', () => {
  const qubo = randomQubo(2, 1);
  const list = listSubspace({ assets: ['x0', 'x1'], states: [[0, 1]] });
  expect(() => subspaceCosts(list, qubo)).toThrow('the subspace has no sectors');
  const other = sectorSubspace({ sectors: [{ assets: ['x1', 'x0'], choose: 1 }] });
  expect(() => subspaceCosts(other, qubo)).toThrow('assets x1, x0, the QUBO has x0, x1');
});
