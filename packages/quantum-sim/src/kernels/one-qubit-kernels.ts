import type { KernelMemory } from './kernel-memory';
import type { Kernels } from './kernels';

// The loops go over the indices whose fixed bits (controls and target) are 0: setting all fixed bits and adding the lowest of
// them carries past them to the next free bits. Inside, the bits below the lowest fixed one run from 0.

export const realKernel =
  ({ re, im, coefficients }: KernelMemory): Kernels['real'] =>
  (at, bits, target, controls, slot) => {
    const m00 = coefficients[slot]!;
    const m01 = coefficients[slot + 1]!;
    const m10 = coefficients[slot + 2]!;
    const m11 = coefficients[slot + 3]!;
    const other = 1 << target;
    const fixed = controls | other;
    const run = fixed & -fixed;
    const end = 2 ** bits;
    const isHadamard = m01 === m00 && m10 === m00 && m11 === -m00;
    for (let free = 0; free < end; free = ((free | fixed) + run) & ~fixed) {
      const start = at + (free | controls);
      for (let i = start; i < start + run; i++) {
        const j = i + other;
        const re0 = re[i]!;
        const re1 = re[j]!;
        const im0 = im[i]!;
        const im1 = im[j]!;
        if (isHadamard) {
          re[i] = m00 * (re0 + re1);
          im[i] = m00 * (im0 + im1);
          re[j] = m00 * (re0 - re1);
          im[j] = m00 * (im0 - im1);
          continue;
        }
        re[i] = m00 * re0 + m01 * re1;
        im[i] = m00 * im0 + m01 * im1;
        re[j] = m11 * re1 + m10 * re0;
        im[j] = m11 * im1 + m10 * im0;
      }
    }
  };

export const crossKernel =
  ({ re, im, coefficients }: KernelMemory): Kernels['cross'] =>
  (at, bits, target, controls, slot) => {
    const m00 = coefficients[slot]!;
    const y01 = coefficients[slot + 1]!;
    const y10 = coefficients[slot + 2]!;
    const m11 = coefficients[slot + 3]!;
    const other = 1 << target;
    const fixed = controls | other;
    const run = fixed & -fixed;
    const end = 2 ** bits;
    for (let free = 0; free < end; free = ((free | fixed) + run) & ~fixed) {
      const start = at + (free | controls);
      for (let i = start; i < start + run; i++) {
        const j = i + other;
        const re0 = re[i]!;
        const re1 = re[j]!;
        const im0 = im[i]!;
        const im1 = im[j]!;
        re[i] = m00 * re0 - y01 * im1;
        im[i] = m00 * im0 + y01 * re1;
        re[j] = m11 * re1 - y10 * im0;
        im[j] = m11 * im1 + y10 * re0;
      }
    }
  };

export const generalKernel =
  ({ re, im, coefficients }: KernelMemory): Kernels['general'] =>
  (at, bits, target, controls, slot) => {
    const r00 = coefficients[slot]!;
    const i00 = coefficients[slot + 1]!;
    const r01 = coefficients[slot + 2]!;
    const i01 = coefficients[slot + 3]!;
    const r10 = coefficients[slot + 4]!;
    const i10 = coefficients[slot + 5]!;
    const r11 = coefficients[slot + 6]!;
    const i11 = coefficients[slot + 7]!;
    const other = 1 << target;
    const fixed = controls | other;
    const run = fixed & -fixed;
    const end = 2 ** bits;
    for (let free = 0; free < end; free = ((free | fixed) + run) & ~fixed) {
      const start = at + (free | controls);
      for (let i = start; i < start + run; i++) {
        const j = i + other;
        const re0 = re[i]!;
        const re1 = re[j]!;
        const im0 = im[i]!;
        const im1 = im[j]!;
        re[i] = r00 * re0 - i00 * im0 + (r01 * re1 - i01 * im1);
        im[i] = r00 * im0 + i00 * re0 + (r01 * im1 + i01 * re1);
        re[j] = r11 * re1 - i11 * im1 + (r10 * re0 - i10 * im0);
        im[j] = r11 * im1 + i11 * re1 + (r10 * im0 + i10 * re0);
      }
    }
  };

/** Exchanges the amplitudes at `one` and `two` above every index whose fixed bits are 0. */
const exchange = (
  { re, im }: KernelMemory,
  at: number,
  bits: number,
  fixed: number,
  one: number,
  two: number,
): void => {
  const run = fixed & -fixed;
  const end = 2 ** bits;
  for (let free = 0; free < end; free = ((free | fixed) + run) & ~fixed) {
    let j = at + free + two;
    const start = at + free + one;
    for (let i = start; i < start + run; i++, j++) {
      const reI = re[i]!;
      const imI = im[i]!;
      re[i] = re[j]!;
      im[i] = im[j]!;
      re[j] = reI;
      im[j] = imI;
    }
  }
};

export const flipKernel =
  (memory: KernelMemory): Kernels['flip'] =>
  (at, bits, target, controls) => {
    const other = 1 << target;
    exchange(memory, at, bits, controls | other, controls, controls | other);
  };

export const swapKernel =
  (memory: KernelMemory): Kernels['swap'] =>
  (at, bits, first, second, controls) => {
    const one = 1 << first;
    const two = 1 << second;
    exchange(memory, at, bits, controls | one | two, controls | one, controls | two);
  };
