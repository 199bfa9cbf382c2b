import { expect, it } from 'vitest';
import { createQubo, quboValue } from '../problem/qubo';
import { randomQubo } from '../problem/random-qubo.test-helper';
import { meanFieldCosts, spreadRingOrder } from './ring-order';
import { selectionSubspace } from './sector-subspace';

it('mean-field costs differ as the mean costs of selections with each asset do', () => {
  const qubo = randomQubo(7, 4);
  const costs = meanFieldCosts(qubo, [{ assets: qubo.names, choose: 3 }]);
  const subspace = selectionSubspace({ assets: qubo.names, choose: 3 });
  const units = new Int32Array(7);
  const sums = new Float64Array(7);
  for (let index = 0; index < 35; index++) {
    subspace.unitsAt(index, units);
    // Linear terms of the others and pairs among them, which the mean field leaves out, are taken off.
    const value = quboValue(qubo, units);
    units.forEach((held, i) => {
      if (held === 0) return;
      const without = units.map((one, other) => (other === i ? 0 : one));
      sums[i]! += (value - quboValue(qubo, without)) / 15;
    });
  }
  qubo.names.forEach((name, i) => {
    expect(costs.get(name)).toBeCloseTo(sums[i] as number, 12);
  });
});

it('spreads the cheapest of each sector', () => {
  const qubo = createQubo({ names: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], linear: [1, 2, 3, 4, 5, 6, 7] });
  const order = spreadRingOrder(qubo, [
    { assets: ['e', 'd', 'c', 'b', 'a'], choose: 2 },
    { assets: ['f', 'g'], choose: 0 },
  ]);
  expect(order).toEqual([
    { assets: ['a', 'c', 'e', 'b', 'd'], choose: 2 },
    { assets: ['f', 'g'], choose: 0 },
  ]);
});
