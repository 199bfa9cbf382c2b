import { describe, expect, it } from 'vitest';
import { type Qubo, quboValue } from '../problem/qubo';
import { randomQubo } from '../problem/random-qubo.test-helper';
import { seededRandom } from '../seeded-random';
import { completeMixer } from './complete-mixer';
import { type Dense, densePhase, denseUniform, denseXY, denseXYSum } from './dense-oracle.test-helper';
import { groverMixer } from './grover-mixer';
import { listSubspace } from './list-subspace';
import type { Mixer } from './mixer';
import type { SubspaceObjective } from './objective';
import { ringMixer } from './ring-mixer';
import { type Sector, sectorSubspace, selectionSubspace } from './sector-subspace';
import type { Subspace } from './subspace';
import { subspaceAnsatz } from './subspace-ansatz';
import { costsOf, subspaceCosts } from './subspace-costs';

const bitsOf = (subspace: Subspace, index: number): number => {
  const units = new Int32Array(subspace.names.length);
  subspace.unitsAt(index, units);
  return units.reduce((bits, held, position) => bits | (held << position), 0);
};

type DenseMixer = (state: Dense, sectors: readonly (readonly number[])[], beta: number) => void;

const ringPairs = (members: readonly number[]): [number, number][] => {
  const pairs = members.slice(1).map((member, index): [number, number] => [members[index] as number, member]);
  return members.length > 2 ? [...pairs, [members.at(-1) as number, members[0] as number]] : pairs;
};

const denseMixers: Record<string, DenseMixer> = {
  ring: (state, sectors, beta) => {
    for (const members of sectors) for (const [i, j] of ringPairs(members)) denseXY(state, i, j, beta);
  },
  parity: (state, sectors, beta) => {
    for (const members of sectors) {
      const chain = members.slice(1).map((member, index): [number, number] => [members[index] as number, member]);
      for (const parity of [0, 1]) {
        chain.forEach(([i, j], index) => {
          if (index % 2 === parity) denseXY(state, i, j, beta);
        });
      }
      if (members.length > 2) denseXY(state, members[0] as number, members.at(-1) as number, beta);
    }
  },
  complete: (state, sectors, beta) => {
    for (const members of sectors) {
      denseXYSum(
        state,
        members.flatMap((i) => members.filter((j) => j > i).map((j) => [i, j] as const)),
        beta,
      );
    }
  },
};

const ourMixers: Record<string, (subspace: Subspace) => Mixer> = {
  ring: (subspace) => ringMixer(subspace),
  parity: (subspace) => ringMixer(subspace, { order: 'parity' }),
  complete: (subspace) => completeMixer(subspace),
  grover: (subspace) => groverMixer(subspace),
};

const sectorsOf = (qubo: Qubo, shapes: readonly (readonly [number, number])[]): Sector[] => {
  let next = 0;
  return shapes.map(([count, choose]) => {
    next += count;
    return { assets: qubo.names.slice(next - count, next), choose };
  });
};

const angles = [0.7, -0.4, 1.1, -0.8, 0.5, -1.3];

const shapes: (readonly [number, number])[][] = [
  [[10, 4]],
  [[9, 7]],
  [[2, 1]],
  [[3, 1]],
  [
    [4, 2],
    [5, 2],
  ],
  [
    [2, 1],
    [3, 3],
    [4, 1],
  ],
];

describe.each(['ring', 'parity', 'complete'])('the %s mixer', (name) => {
  it.each(shapes.map((shape) => [shape]))('gives the state of the full 2^n simulation for %j', (shape) => {
    const size = shape.reduce((sum, [count]) => sum + count, 0);
    const qubo = randomQubo(size, 5);
    const subspace = sectorSubspace({ sectors: sectorsOf(qubo, shape) });
    const costs = subspaceCosts(subspace, qubo);
    const ansatz = subspaceAnsatz({ subspace, costs, mixer: ourMixers[name]!(subspace) });
    const state = ansatz.stateAt(angles);

    const indexOf = new Map(Array.from({ length: subspace.dimension }, (_, index) => [bitsOf(subspace, index), index]));
    const dense = denseUniform(size, (bits) => indexOf.has(bits));
    const cost = (bits: number) =>
      (quboValue(
        qubo,
        Array.from({ length: size }, (_, i) => (bits >> i) & 1),
      ) -
        ansatz.mean) /
      ansatz.deviation;
    const members = subspace.parts.map((part) => part.members);
    for (let layer = 0; layer < 3; layer++) {
      densePhase(dense, cost, angles[layer]!);
      denseMixers[name]!(dense, members, angles[3 + layer]!);
    }
    let difference = 0;
    let leakage = 0;
    for (let bits = 0; bits < 2 ** size; bits++) {
      const index = indexOf.get(bits);
      if (index === undefined) leakage = Math.max(leakage, Math.abs(dense.re[bits]!), Math.abs(dense.im[bits]!));
      else {
        difference = Math.max(
          difference,
          Math.abs(dense.re[bits]! - state.re[index]!),
          Math.abs(dense.im[bits]! - state.im[index]!),
        );
      }
    }
    expect(leakage).toBe(0);
    expect(difference).toBeLessThan(1e-13);
  });
});

it('the Grover mixer is e^{−iβ|s⟩⟨s|}', () => {
  const subspace = selectionSubspace({ assets: ['a', 'b', 'c', 'd', 'e'], choose: 2 });
  const random = seededRandom(1);
  const re = Float64Array.from({ length: 10 }, () => random.normal());
  const im = Float64Array.from({ length: 10 }, () => random.normal());
  const state = { re: re.slice(), im: im.slice() };
  groverMixer(subspace).apply(state, 0.9);
  const mean = { re: re.reduce((a, b) => a + b, 0) / 10, im: im.reduce((a, b) => a + b, 0) / 10 };
  const [c, s] = [Math.cos(0.9) - 1, -Math.sin(0.9)];
  for (let x = 0; x < 10; x++) {
    expect(state.re[x]).toBeCloseTo(re[x]! + c * mean.re - s * mean.im, 14);
    expect(state.im[x]).toBeCloseTo(im[x]! + c * mean.im + s * mean.re, 14);
  }
});

const objectives: SubspaceObjective[] = [
  { kind: 'expectation' },
  { kind: 'cvar', alpha: 0.25 },
  { kind: 'gibbs', eta: 1.5 },
];

describe.each(Object.keys(ourMixers))('gradients with the %s mixer', (name) => {
  it.each(objectives)('of $kind equal central differences to 1e-8', (objective) => {
    const qubo = randomQubo(9, 21);
    const subspace = sectorSubspace({
      sectors: sectorsOf(qubo, [
        [5, 2],
        [4, 2],
      ]),
    });
    const mixer = ourMixers[name]!(subspace);
    const ansatz = subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer, objective });
    const gradient = new Float64Array(6);
    expect(ansatz.valueAndGradientAt(angles, gradient)).toBe(ansatz.valueAt(angles));
    const step = 1e-5;
    angles.forEach((angle, index) => {
      const at = (moved: number) => ansatz.valueAt(angles.map((one, other) => (other === index ? moved : one)));
      expect(Math.abs(gradient[index]! - (at(angle + step) - at(angle - step)) / (2 * step))).toBeLessThan(1e-8);
    });
  });
});

it.each([
  ['ring', 40, 4],
  ['parity', 100, 3],
  ['grover', 40, 4],
  ['complete', 16, 8],
])('%s, %d choose %d: the norm stays 1 to 1e-12', (name, size, choose) => {
  const qubo = randomQubo(size, 2);
  const subspace = selectionSubspace({ assets: qubo.names, choose });
  const mixer = ourMixers[name]!(subspace);
  const ansatz = subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer });
  const norm = ansatz.probabilitiesAt(angles).reduce((sum, one) => sum + one, 0);
  expect(Math.abs(norm - 1)).toBeLessThan(1e-12);
});

it('a list of states mixes by Grover alone', () => {
  const subspace = listSubspace({
    assets: ['a', 'b'],
    states: [
      [0, 3],
      [1, 2],
      [3, 0],
    ],
  });
  const costs = costsOf(subspace, (units) => units[0]! * 2 + units[1]!);
  expect([...costs]).toEqual([3, 4, 6]);
  expect(() => ringMixer(subspace)).toThrow('explicit list');
  expect(() => completeMixer(subspace)).toThrow('explicit list');
  const ansatz = subspaceAnsatz({ subspace, costs, mixer: groverMixer(subspace) });
  expect(ansatz.mean).toBeCloseTo(13 / 3, 14);
  expect(ansatz.valueAt([0, 0])).toBeCloseTo(0, 14);
});

it('equal costs give no phase', () => {
  const subspace = selectionSubspace({ assets: ['a', 'b', 'c'], choose: 1 });
  const ansatz = subspaceAnsatz({ subspace, costs: Float64Array.of(7, 7, 7), mixer: ringMixer(subspace) });
  expect(ansatz.deviation).toBe(1);
  expect(ansatz.valueAt([0.3, 0.4])).toBe(0);
});

it('refuses what does not fit', () => {
  const subspace = selectionSubspace({ assets: ['a', 'b', 'c'], choose: 1 });
  const mixer = ringMixer(subspace);
  expect(() => subspaceAnsatz({ subspace, costs: Float64Array.of(1), mixer })).toThrow('costs has 1');
  expect(() => subspaceAnsatz({ subspace, costs: Float64Array.of(1, Number.NaN, 2), mixer })).toThrow(
    'costs[1] was NaN',
  );
  const ansatz = subspaceAnsatz({ subspace, costs: Float64Array.of(1, 2, 3), mixer });
  expect(() => ansatz.valueAt([1])).toThrow('angles was [1]');
  expect(() => ansatz.valueAt([1, Number.NaN])).toThrow('angles was [1, NaN]');
});
