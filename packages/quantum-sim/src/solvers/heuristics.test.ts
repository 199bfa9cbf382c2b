import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { quboValue } from '../problem/qubo';
import { randomQubo } from '../problem/random-qubo.test-helper';
import { exactQubo } from './exact-qubo';
import { exactSelection } from './exact-selection';
import type { HeuristicSolution } from './local-solution';
import { simulatedAnnealing } from './simulated-annealing';
import { steepestDescent } from './steepest-descent';
import { tabuSearch } from './tabu-search';
import { uniformSampling } from './uniform-sampling';

const free = randomQubo(18, 8);
const sectors = [
  { assets: free.names.slice(0, 7), choose: 3 },
  { assets: free.names.slice(7, 16), choose: 4 },
  { assets: free.names.slice(16), choose: 2 },
];
const bound = { qubo: free, sectors };

const digest = ({ bits, readValues }: HeuristicSolution): string =>
  createHash('sha256')
    .update(bits)
    .update(new Uint8Array(Float64Array.from(readValues).buffer))
    .digest('hex')
    .slice(0, 12);

const solvers = {
  'simulated annealing': { solve: simulatedAnnealing, digests: ['3279cbd3995a', '4c1c5bee85f8'] },
  'tabu search': { solve: tabuSearch, digests: ['f4219b13837b', '4c1c5bee85f8'] },
  'steepest descent': { solve: steepestDescent, digests: ['7677bfae77e4', '11f2b7b042bf'] },
};

describe.each(Object.entries(solvers))('%s', (name, { solve, digests }) => {
  it.each([
    ['a QUBO', free, exactQubo(free).value],
    ['selections', bound, exactSelection(bound).minimum],
  ])('finds the exact optimum of %s, feasibly, with the same bits each time', (_, problem, exact) => {
    const found = solve(problem, { seed: 5, reads: 20 });
    expect(found.value).toBeCloseTo(exact, 10);
    expect(quboValue(free, found.bits)).toBe(found.value);
    expect(found.selected).toEqual(free.names.filter((_name, index) => found.bits[index] === 1));
    expect(found.readValues).toHaveLength(20);
    if ('sectors' in problem) {
      for (const { assets, choose } of sectors) {
        expect(found.selected.filter((asset) => assets.includes(asset))).toHaveLength(choose);
      }
    }
    expect(digest(solve(problem, { seed: 5, reads: 20 }))).toBe(digest(found));
    expect(`${name} ${digest(found)}`).toBe(`${name} ${digests['sectors' in problem ? 1 : 0]}`);
  });

  it('has nothing to do where nothing can move', () => {
    const stuck = { qubo: free, sectors: [{ assets: free.names, choose: 18 }] };
    expect(solve(stuck, { seed: 1 }).selected).toHaveLength(18);
  });

  it('can be aborted and refuses what it does not know', () => {
    const control = new AbortController();
    const run = () =>
      solve(randomQubo(200, 1), { seed: 1, reads: 3000, signal: control.signal, onProgress: () => control.abort() });
    expect(run).toThrow(/was aborted after \d+ of \d+ steps/);
    expect(() => solve(free, { seed: 1, reads: 0 })).toThrow('reads was 0');
    expect(() => solve(free, { seed: 1, runs: 3 } as never)).toThrow("option 'runs' was 3");
  });
});

describe('simulated annealing', () => {
  it('takes the temperatures that it is given', () => {
    const cold = simulatedAnnealing(free, { seed: 1, reads: 1, sweeps: 5, betaRange: [1e6, 1e6] });
    const hot = simulatedAnnealing(free, { seed: 1, reads: 1, sweeps: 5, betaRange: [1e-9, 1e-9] });
    expect(cold.value).toBeLessThan(hot.value);
    expect(() => simulatedAnnealing(free, { seed: 1, betaRange: [0, 1] })).toThrow('betaRange[0] was 0');
  });
});

describe('uniform sampling', () => {
  it('draws every selection equally often', () => {
    const qubo = randomQubo(5, 2);
    const counts = new Map<string, number>();
    const shots = 20_000;
    for (let seed = 0; seed < shots; seed++) {
      const { selected } = uniformSampling({ qubo, sectors: [{ assets: qubo.names, choose: 2 }] }, { seed, shots: 1 });
      counts.set(selected.join(), (counts.get(selected.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - shots / 10) ** 2 / (shots / 10), 0);
    // Nine degrees of freedom: 27.9 is exceeded once in a thousand.
    expect(chi).toBeLessThan(27.9);
  });

  it('knows the mean and the best of what it drew', () => {
    const exact = exactSelection(bound);
    const { mean, value, moves } = uniformSampling(bound, { seed: 3, shots: 5000 });
    expect(moves).toBe(5000);
    expect(Math.abs(mean - exact.mean)).toBeLessThan((5 * exact.deviation) / Math.sqrt(5000));
    expect(value).toBeGreaterThanOrEqual(exact.minimum - 1e-12);
  });
});
