import { expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { profileSeed, share } from '../testing-profile.test-helper';
import { completeMixer } from './complete-mixer';
import { groverMixer } from './grover-mixer';
import type { Mixer } from './mixer';
import { ringMixer } from './ring-mixer';
import { sectorSubspace, selectionSubspace } from './sector-subspace';
import type { Subspace } from './subspace';
import { subspaceAnsatz } from './subspace-ansatz';
import { createSubspaceEngine } from './subspace-engine';

const random = seededRandom(profileSeed());

const assets = (count: number): string[] => Array.from({ length: count }, (_, index) => `a${index}`);

const randomCosts = (dimension: number): Float64Array =>
  Float64Array.from({ length: dimension }, () => random.normal());

const expectSameBits = (one: Float64Array, two: Float64Array): void => {
  expect(one.length).toBe(two.length);
  expect(one.findIndex((value, index) => value !== two[index])).toBe(-1);
};

const sectors = (): Subspace => {
  const names = assets(9);
  return sectorSubspace({
    assets: names,
    sectors: [
      { assets: names.slice(0, 5), choose: 2 },
      { assets: names.slice(5), choose: 3 },
    ],
  });
};

const subspaces = (): Subspace[] => {
  const size = 2 + random.integer(11);
  const choose = 1 + random.integer(size);
  return [selectionSubspace({ assets: assets(size), choose }), sectors()];
};

it('the kernels in WebAssembly give the bits of those in TypeScript: states, values and gradients', () => {
  for (let trial = 0; trial < share(6, 80); trial++) {
    for (const subspace of subspaces()) {
      for (const order of ['ring', 'parity'] as const) {
        const options = {
          subspace,
          costs: randomCosts(subspace.dimension),
          mixer: ringMixer(subspace, { order }),
        };
        const one = subspaceAnsatz({ ...options, implementation: 'webassembly' });
        const two = subspaceAnsatz({ ...options, implementation: 'typescript' });
        // One angle is beyond the table of sines.
        const angles = [random.normal(), trial === 0 ? 1e7 : random.normal(), random.normal(), random.normal()];
        expectSameBits(one.stateAt(angles).re, two.stateAt(angles).re);
        expectSameBits(one.stateAt(angles).im, two.stateAt(angles).im);
        const [first, second] = [new Float64Array(4), new Float64Array(4)];
        expect(one.valueAndGradientAt(angles, first)).toBe(two.valueAndGradientAt(angles, second));
        expectSameBits(first, second);
      }
    }
  }
});

it('mixers that are no product of hops stay in TypeScript', () => {
  const subspace = selectionSubspace({ assets: assets(5), choose: 2 });
  const engineOf = (mixer: Mixer): string => createSubspaceEngine(mixer, randomCosts(10), {}).name;
  expect(engineOf(ringMixer(subspace))).toBe('webassembly');
  expect(engineOf(completeMixer(subspace))).toBe('typescript');
  expect(engineOf(groverMixer(subspace))).toBe('typescript');
});

it('an implementation that is not there is refused', () => {
  const subspace = selectionSubspace({ assets: assets(3), choose: 1 });
  const ask = (implementation: 'webassembly', mixer: Mixer) => () =>
    createSubspaceEngine(mixer, randomCosts(3), { implementation });
  expect(ask('webassembly', groverMixer(subspace))).toThrow('which this machine or the mixer grover has not');
  expect(ask('assembler' as never, ringMixer(subspace))).toThrow('subspaceAnsatz: implementation');
});
