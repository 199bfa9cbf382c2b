import type { Qubo } from '../problem/qubo';
import { walkFields } from './field-tree';
import { blockBits, columnBits } from './qaoa-kernels';

/** Part of the sum: the couplings inside a block, for each setting of its bits. */
const lowCosts = (couplings: Float64Array, size: number, lowBits: number): Float64Array => {
  const sums = new Float64Array(2 ** lowBits);
  for (let bit = 1; bit < lowBits; bit++) {
    const field = new Float64Array(2 ** bit);
    for (let other = 0; other < bit; other++) {
      const coupling = couplings[bit * size + other]!;
      for (let x = 2 ** other; x < 2 ** (other + 1); x++) field[x] = field[x - 2 ** other]! + coupling;
    }
    const step = 2 ** bit;
    for (let x = 0; x < step; x++) sums[x + step] = sums[x]! + field[x]!;
  }
  return sums;
};

/** Sums of a subset of `count` fields from `first` on, for each subset. */
const subsetSums = (fields: Float64Array, at: number, count: number, start: number, out: Float64Array): void => {
  out[0] = start;
  for (let bit = 0; bit < count; bit++) {
    const field = fields[at + bit]!;
    const step = 2 ** bit;
    for (let x = 0; x < step; x++) out[x + step] = out[x]! + field;
  }
};

/**
 * A walk over the costs of all bit strings: calls with those of each block of 2^10, in an array that is reused. Cost: three
 * additions a bit string.
 */
export const blockCosts = (qubo: Qubo) => {
  const size = qubo.linear.length;
  const lowBits = Math.min(size, blockBits);
  const columns = Math.min(size, columnBits);
  const low = lowCosts(qubo.couplings, size, lowBits);
  const width = size + 1;
  const fields = new Float64Array((size - lowBits + 1) * width);
  const columnSums = new Float64Array(2 ** columns);
  const rowSums = new Float64Array(2 ** (lowBits - columns));
  const costs = new Float64Array(2 ** lowBits);

  return (visit: (costs: Float64Array, start: number) => void): void => {
    fields.set(qubo.linear, (size - lowBits) * width);
    fields[(size - lowBits) * width + size] = qubo.constant;
    const turnOn = (from: number, to: number, bit: number): void => {
      const [source, target] = [from * width, to * width];
      for (let i = 0; i < bit; i++) fields[target + i] = fields[source + i]! + qubo.couplings[bit * size + i]!;
      fields[target + size] = fields[source + size]! + fields[source + bit]!;
    };
    const leaf = (block: number, row: number): void => {
      subsetSums(fields, row * width, columns, fields[row * width + size]!, columnSums);
      subsetSums(fields, row * width + columns, lowBits - columns, 0, rowSums);
      let x = 0;
      for (let r = 0; r < rowSums.length; r++) {
        const across = rowSums[r]!;
        for (let c = 0; c < columnSums.length; c++, x++) costs[x] = low[x]! + (columnSums[c]! + across);
      }
      visit(costs, block * 2 ** lowBits);
    };
    walkFields(lowBits, size, turnOn, leaf);
  };
};
