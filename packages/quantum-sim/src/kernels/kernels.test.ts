import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random';
import { profileSeed, share } from '../testing-profile.test-helper';
import { createKernels } from './create-kernels';
import { blockBits, type Kernels, type Precision } from './kernels';
import { typescriptKernels } from './typescript-kernels';
import { webAssemblyKernels } from './web-assembly-kernels';

const random = seededRandom(profileSeed());

const fill = (kernels: readonly Kernels[], bits: number): void => {
  for (let index = 0; index < 2 ** bits; index++) {
    const [re, im] = [random.normal(), random.normal()];
    for (const one of kernels) {
      one.re[index] = re;
      one.im[index] = im;
    }
  }
  for (let slot = 0; slot < 2048; slot++) {
    const value = random.normal();
    for (const one of kernels) one.coefficients[slot] = value;
  }
};

/** Numbers that are equal; 0 and −0 count as the same. */
const expectSame = (a: Kernels, b: Kernels, size: number, tolerance: number): void => {
  for (const plane of ['re', 'im'] as const) {
    let worst = 0;
    for (let index = 0; index < size; index++) worst = Math.max(worst, Math.abs(a[plane][index]! - b[plane][index]!));
    expect(worst).toBeLessThanOrEqual(tolerance);
  }
};

const subset = (bits: number, count: number): number => {
  let mask = 0;
  while ([...mask.toString(2)].filter((bit) => bit === '1').length < count) mask |= 1 << random.integer(bits);
  return mask;
};

const calls: Record<string, (bits: number) => (kernels: Kernels, at: number) => void> = {};
for (const kind of ['real', 'cross', 'general'] as const) {
  calls[kind] = (bits) => {
    const target = random.integer(bits);
    const controls = subset(bits, random.integer(Math.min(3, bits))) & ~(1 << target);
    return (kernels, at) => kernels[kind](at, bits, target, controls, 5);
  };
}
calls.hadamard = (bits) => {
  const act = calls.real!(bits);
  return (kernels, at) => {
    kernels.coefficients.set([0.75, 0.75, 0.75, -0.75], 5);
    act(kernels, at);
  };
};
calls.flip = (bits) => {
  const target = random.integer(bits);
  const controls = subset(bits, random.integer(Math.min(3, bits))) & ~(1 << target);
  return (kernels, at) => kernels.flip(at, bits, target, controls);
};
calls.swap = (bits) => {
  const first = random.integer(bits);
  const second = (first + 1 + random.integer(bits - 1)) % bits;
  const controls = subset(bits, random.integer(2)) & ~(1 << first) & ~(1 << second);
  return (kernels, at) => kernels.swap(at, bits, first, second, controls);
};
calls.phase = (bits) => {
  const mask = subset(bits, random.integer(Math.min(4, bits)));
  return (kernels, at) => kernels.phase(at, bits, mask, 3);
};
calls.diagonal = (bits) => {
  const mask = subset(bits, random.integer(Math.min(5, bits))) | 3;
  return (kernels, at) => kernels.diagonal(at, bits, mask, 8);
};
calls.dense = (bits) => {
  const mask = subset(bits, 1 + random.integer(Math.min(5, bits)));
  const controls = subset(bits, random.integer(2)) & ~mask;
  return (kernels, at) => kernels.dense(at, bits, mask, controls, 1);
};

describe.each([
  ['f64', 0],
  // Products of numbers of magnitude 1, summed up to 32 times, in 24 bits.
  ['f32', 6e-5],
] as readonly [Precision, number][])('the kernels in WebAssembly, %s', (precision, tolerance) => {
  it.each(Object.keys(calls))('%s gives the numbers of the one in TypeScript', (name) => {
    for (const bits of [2, 3, 4, 6, 9]) {
      const kernels = [typescriptKernels(bits + 1), webAssemblyKernels(bits + 1, precision)!] as const;
      for (let trial = 0; trial < share(12, 200); trial++) {
        fill(kernels, bits + 1);
        const call = calls[name]!(bits);
        for (const one of kernels) call(one, 2 ** bits);
        expectSame(...kernels, 2 ** (bits + 1), tolerance);
      }
    }
  });

  it('give the numbers of those in TypeScript on large states too, which are worked on in blocks', () => {
    const bits = 17;
    const kernels = [typescriptKernels(bits + 1), webAssemblyKernels(bits + 1, precision)!] as const;
    for (const name of Object.keys(calls)) {
      fill(kernels, bits + 1);
      for (let trial = 0; trial < 6; trial++) {
        const call = calls[name]!(bits);
        for (const one of kernels) {
          // Coefficients of magnitude 1 and less, so that six calls in a row stay small.
          for (let slot = 0; slot < 2048; slot++) one.coefficients[slot] = ((slot * 7) % 11) / 11 - 0.5;
          call(one, 2 ** bits);
        }
      }
      expectSame(...kernels, 2 ** (bits + 1), tolerance * 30);
    }
  });

  it('gathers and scatters', () => {
    const bits = 15;
    const kernels = [typescriptKernels(bits), webAssemblyKernels(bits, precision)!] as const;
    fill(kernels, bits);
    const high = (1 << 8) | (1 << 10) | (1 << 12) | (1 << 13) | (1 << 14);
    for (const one of kernels) {
      one.gather(1 << 9, 2 ** bits, 8, high);
      one.flip(2 ** bits, blockBits, 9, 0);
      one.flip(2 ** bits, blockBits, 3, 0);
      one.scatter(2 ** bits, 1 << 9, 8, high);
    }
    expectSame(...kernels, 2 ** bits + 2 ** blockBits, precision === 'f64' ? 0 : 1e-6);
    const direct = typescriptKernels(bits);
    const before = typescriptKernels(bits);
    for (let index = 0; index < 2 ** bits; index++) before.re[index] = direct.re[index] = index;
    before.gather(1 << 9, 2 ** bits, 8, high);
    before.flip(2 ** bits, blockBits, 9, 0);
    before.scatter(2 ** bits, 1 << 9, 8, high);
    // Bit 9 of the block is qubit 10; only indices with qubit 9 set and 11 clear are in it.
    direct.flip(0, bits, 10, 1 << 9);
    for (let index = 0; index < 2 ** bits; index++) {
      const isInside = ((index >> 9) & 1) === 1 && ((index >> 11) & 1) === 0;
      expect(before.re[index]).toBe(isInside ? direct.re[index] : index);
    }
  });
});

describe('a choice of kernels', () => {
  it('is WebAssembly where there is SIMD', () => {
    expect(createKernels(3)).toMatchObject({ name: 'webassembly', precision: 'f64' });
    expect(createKernels(3, { precision: 'f32' }).re).toBeInstanceOf(Float32Array);
    expect(createKernels(3, { implementation: 'typescript' }).name).toBe('typescript');
  });

  it('has no single precision in TypeScript', () => {
    expect(() => createKernels(3, { implementation: 'typescript', precision: 'f32' })).toThrow(
      "precision was 'f32', and the kernels in TypeScript are in double precision only",
    );
  });
});
