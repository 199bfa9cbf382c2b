import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomQubo } from '../problem/random-qubo.test-helper';
import { seededRandom } from '../seeded-random';
import { completeMixer } from './complete-mixer';
import { groverMixer } from './grover-mixer';
import type { Mixer } from './mixer';
import { ringMixer } from './ring-mixer';
import { sectorSubspace } from './sector-subspace';
import type { Subspace } from './subspace';
import { subspaceAnsatz } from './subspace-ansatz';
import { subspaceCosts } from './subspace-costs';

const mixers: Record<string, (subspace: Subspace) => Mixer> = {
  ring: (subspace) => ringMixer(subspace),
  parity: (subspace) => ringMixer(subspace, { order: 'parity' }),
  complete: (subspace) => completeMixer(subspace),
  grover: (subspace) => groverMixer(subspace),
};

const cases = fc.record({
  shapes: fc.array(
    fc.integer({ min: 1, max: 6 }).chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 0, max: count }))),
    { minLength: 1, maxLength: 3 },
  ),
  seed: fc.nat(1e6),
  angles: fc
    .integer({ min: 1, max: 4 })
    .chain((layers) =>
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2 * layers, maxLength: 2 * layers }),
    ),
});

const subspaceOf = (shapes: readonly (readonly [number, number])[], names: readonly string[]): Subspace => {
  let next = 0;
  return sectorSubspace({
    sectors: shapes.map(([count, choose]) => {
      next += count;
      return { assets: names.slice(next - count, next), choose };
    }),
  });
};

describe.each(Object.entries(mixers))('with the %s mixer', (_, mixerOf) => {
  it('the norm stays 1, and gradients are central differences', () => {
    fc.assert(
      fc.property(cases, ({ shapes, seed, angles }) => {
        const qubo = randomQubo(
          shapes.reduce((sum, [count]) => sum + count, 0),
          seed,
        );
        const subspace = subspaceOf(shapes, qubo.names);
        const ansatz = subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer: mixerOf(subspace) });
        const norm = ansatz.probabilitiesAt(angles).reduce((sum, one) => sum + one, 0);
        expect(Math.abs(norm - 1)).toBeLessThan(1e-12);
        const gradient = new Float64Array(angles.length);
        ansatz.valueAndGradientAt(angles, gradient);
        const place = seed % angles.length;
        const at = (step: number) => ansatz.valueAt(angles.map((one, index) => (index === place ? one + step : one)));
        // Fourth order, since angles up to 3 and many layers bend more than a second-order difference resolves.
        const step = 1e-3;
        const slope = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
        expect(Math.abs((gradient[place] as number) - slope)).toBeLessThan(1e-8);
      }),
      { numRuns: 40 },
    );
  });

  it('unapply takes apply back', () => {
    fc.assert(
      fc.property(cases, ({ shapes, seed, angles }) => {
        const names = Array.from({ length: shapes.reduce((sum, [count]) => sum + count, 0) }, (_name, i) => `x${i}`);
        const subspace = subspaceOf(shapes, names);
        const mixer = mixerOf(subspace);
        const random = seededRandom(seed);
        const draw = () => ({
          re: Float64Array.from({ length: subspace.dimension }, () => random.normal()),
          im: Float64Array.from({ length: subspace.dimension }, () => random.normal()),
        });
        const [psi, lambda] = [draw(), draw()];
        const copies = [psi, lambda].map(({ re, im }) => ({ re: re.slice(), im: im.slice() }));
        const beta = angles[0] as number;
        mixer.apply(psi, beta);
        mixer.apply(lambda, beta);
        mixer.unapply(psi, lambda, beta);
        [psi, lambda].forEach(({ re, im }, index) => {
          re.forEach((one, x) => {
            expect(Math.abs(one - copies[index]!.re[x]!)).toBeLessThan(1e-11);
            expect(Math.abs(im[x]! - copies[index]!.im[x]!)).toBeLessThan(1e-11);
          });
        });
      }),
      { numRuns: 40 },
    );
  });
});
