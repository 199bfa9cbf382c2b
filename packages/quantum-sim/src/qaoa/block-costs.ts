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

/** What the costs of a block are made of: cost x = table[x] + (columns[c] + rows[r]), with c the lowest bits of x. */
export interface CostTable {
  readonly table: Float64Array;
  readonly columns: Float64Array;
  readonly rows: Float64Array;
}

/** Walks over all bit strings in blocks of 2^10: `leaf` is called when the sums of a block are in the table. */
export const costTables = (qubo: Qubo) => {
  const size = qubo.linear.length;
  const lowBits = Math.min(size, blockBits);
  const columnCount = Math.min(size, columnBits);
  const low = lowCosts(qubo.couplings, size, lowBits);
  const width = size + 1;
  const fields = new Float64Array((size - lowBits + 1) * width);
  const turnOn = (from: number, to: number, bit: number): void => {
    const [source, target] = [from * width, to * width];
    for (let i = 0; i < bit; i++) fields[target + i] = fields[source + i]! + qubo.couplings[bit * size + i]!;
    fields[target + size] = fields[source + size]! + fields[source + bit]!;
  };

  return (into: CostTable, leaf: (start: number) => void): void => {
    into.table.set(low);
    fields.set(qubo.linear, (size - lowBits) * width);
    fields[(size - lowBits) * width + size] = qubo.constant;
    walkFields(lowBits, size, turnOn, (block, row) => {
      subsetSums(fields, row * width, columnCount, fields[row * width + size]!, into.columns);
      subsetSums(fields, row * width + columnCount, lowBits - columnCount, 0, into.rows);
      leaf(block * 2 ** lowBits);
    });
  };
};

/**
 * A walk over the costs of all bit strings: calls with those of each block of 2^10, in an array that is reused. Cost: three
 * additions a bit string.
 */
export const blockCosts = (qubo: Qubo) => {
  const size = qubo.linear.length;
  const lowBits = Math.min(size, blockBits);
  const columnCount = Math.min(size, columnBits);
  const walk = costTables(qubo);
  const table = new Float64Array(2 ** lowBits);
  const columns = new Float64Array(2 ** columnCount);
  const rows = new Float64Array(2 ** (lowBits - columnCount));
  const costs = new Float64Array(2 ** lowBits);

  return (visit: (costs: Float64Array, start: number) => void): void =>
    walk({ table, columns, rows }, (start) => {
      let x = 0;
      for (let r = 0; r < rows.length; r++) {
        const across = rows[r]!;
        for (let c = 0; c < columns.length; c++, x++) costs[x] = table[x]! + (columns[c]! + across);
      }
      visit(costs, start);
    });
};
