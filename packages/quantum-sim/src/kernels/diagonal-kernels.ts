import type { KernelMemory } from './kernel-memory';
import type { Kernels } from './kernels';

export const phaseKernel =
  ({ re, im, coefficients }: KernelMemory): Kernels['phase'] =>
  (at, bits, mask, slot) => {
    const c = coefficients[slot]!;
    const s = coefficients[slot + 1]!;
    const end = 2 ** bits;
    // Without a mask every amplitude turns, in one run.
    const run = mask === 0 ? end : mask & -mask;
    for (let free = 0; free < end; free = mask === 0 ? end : ((free | mask) + run) & ~mask) {
      const start = at + (free | mask);
      for (let i = start; i < start + run; i++) {
        const x = re[i]!;
        const y = im[i]!;
        re[i] = c * x - s * y;
        im[i] = c * y + s * x;
      }
    }
  };

const bitCount = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

export const diagonalKernel =
  ({ re, im, coefficients }: KernelMemory): Kernels['diagonal'] =>
  (at, bits, mask, slot) => {
    const size = 2 ** bitCount(mask);
    // Qubits 0 and 1 are in every table and are the innermost loop; the other qubits of the mask choose four entries.
    const upper = mask & ~3;
    const end = 2 ** bits;
    const run = upper === 0 ? end : upper & -upper;
    let chosen = 0;
    for (let group = 0; group < size; group += 4) {
      const table = slot + group;
      for (let free = 0; free < end; free = upper === 0 ? end : ((free | upper) + run) & ~upper) {
        const start = at + (free | chosen);
        for (let i = start; i < start + run; i++) {
          const entry = table + (i & 3);
          const c = coefficients[entry]!;
          const s = coefficients[entry + size]!;
          const x = re[i]!;
          const y = im[i]!;
          re[i] = c * x - s * y;
          im[i] = c * y + s * x;
        }
      }
      // The next subset of the mask.
      chosen = (chosen - upper) & upper;
    }
  };
