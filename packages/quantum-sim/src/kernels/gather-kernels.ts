import type { KernelMemory } from './kernel-memory';
import type { Kernels } from './kernels';

/** Calls back with the distance of each part of 2^low amplitudes in the state and in the block. */
const eachPart = (low: number, high: number, visit: (inState: number, inBlock: number) => void): void => {
  let inBlock = 0;
  let inState = 0;
  do {
    visit(inState, inBlock);
    inBlock += 2 ** low;
    inState = (inState - high) & high;
  } while (inState !== 0);
};

export const gatherKernel =
  ({ re, im }: KernelMemory): Kernels['gather'] =>
  (from, to, low, high) =>
    eachPart(low, high, (inState, inBlock) => {
      const start = from + inState;
      re.copyWithin(to + inBlock, start, start + 2 ** low);
      im.copyWithin(to + inBlock, start, start + 2 ** low);
    });

export const scatterKernel =
  ({ re, im }: KernelMemory): Kernels['scatter'] =>
  (from, to, low, high) =>
    eachPart(low, high, (inState, inBlock) => {
      const start = from + inBlock;
      re.copyWithin(to + inState, start, start + 2 ** low);
      im.copyWithin(to + inState, start, start + 2 ** low);
    });
