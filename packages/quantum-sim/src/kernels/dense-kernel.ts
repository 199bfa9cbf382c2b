import type { KernelMemory } from './kernel-memory';
import type { Kernels } from './kernels';

const largest = 32;

/** The distances of the 2^k amplitudes that belong together, in the order of the matrix. */
const offsetsOf = (mask: number, out: Int32Array): number => {
  let size = 1;
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    const bit = rest & -rest;
    for (let index = 0; index < size; index++) out[size + index] = out[index]! | bit;
    size *= 2;
  }
  return size;
};

export const denseKernel = ({ re, im, coefficients }: KernelMemory): Kernels['dense'] => {
  const offsets = new Int32Array(largest);
  const oldRe = new Float64Array(largest);
  const oldIm = new Float64Array(largest);
  return (at, bits, mask, controls, slot) => {
    const size = offsetsOf(mask, offsets);
    const imaginary = slot + size * size;
    const fixed = mask | controls;
    const run = fixed & -fixed;
    const end = 2 ** bits;
    for (let free = 0; free < end; free = ((free | fixed) + run) & ~fixed) {
      const start = at + (free | controls);
      for (let i = start; i < start + run; i++) {
        for (let column = 0; column < size; column++) {
          const from = i + offsets[column]!;
          oldRe[column] = re[from]!;
          oldIm[column] = im[from]!;
        }
        for (let row = 0; row < size; row++) {
          let x = 0;
          let y = 0;
          for (let column = 0; column < size; column++) {
            const c = coefficients[slot + row * size + column]!;
            const s = coefficients[imaginary + row * size + column]!;
            x += c * oldRe[column]! - s * oldIm[column]!;
            y += c * oldIm[column]! + s * oldRe[column]!;
          }
          const to = i + offsets[row]!;
          re[to] = x;
          im[to] = y;
        }
      }
    }
  };
};
