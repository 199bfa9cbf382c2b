import { sineCosine } from '../portable-math';
import type { Qubo } from '../problem/qubo';
import type { Amplitudes } from '../subspace/amplitudes';
import { walkFields } from './field-tree';
import { blockBits, blocksAtOnce, columnBits, phasesLength, type QaoaState, tableLength } from './qaoa-kernels';

/** Products of a subset of the `count` factors from `at` on, times a start, for each subset. */
const subsetProducts = (factors: Amplitudes, at: number, count: number, start: readonly number[], out: Amplitudes) => {
  const { re, im } = out;
  re[0] = start[0]!;
  im[0] = start[1]!;
  for (let bit = 0; bit < count; bit++) {
    const c = factors.re[at + bit]!;
    const s = factors.im[at + bit]!;
    const step = 2 ** bit;
    for (let x = 0; x < step; x++) {
      const a = re[x]!;
      const b = im[x]!;
      re[x + step] = a * c - b * s;
      im[x + step] = a * s + b * c;
    }
  }
};

const one = [1, 0] as const;

const planes = (length: number): Amplitudes => ({ re: new Float64Array(length), im: new Float64Array(length) });

const setPhase = (out: Amplitudes, place: number, angle: number, pair: { 0: number; 1: number }): void => {
  sineCosine(angle, pair);
  out.re[place] = pair[1];
  out.im[place] = pair[0];
};

/** The phases of the couplings among the lowest bits, for each setting of them. */
const setLow = (pairs: Amplitudes, size: number, lowBits: number, part: Amplitudes, { re, im }: Amplitudes): void => {
  re[0] = 1;
  im[0] = 0;
  for (let bit = 0; bit < lowBits; bit++) {
    subsetProducts(pairs, bit * size, bit, one, part);
    const step = 2 ** bit;
    for (let x = 0; x < step; x++) {
      const a = re[x]!;
      const b = im[x]!;
      const c = part.re[x]!;
      const s = part.im[x]!;
      re[x + step] = a * c - b * s;
      im[x + step] = a * s + b * c;
    }
  }
};

/**
 * What multiplies states by the phases e^{−iγf} of a quadratic function, a product of few factors for each amplitude: those of
 * the couplings inside a block of 2^10 (formed once), and those of the fields on its columns and rows that the bits above leave.
 *
 * Source: the product form is that of gates rz and rzz; its factors are grouped so that they are formed by doubling.
 */
export const phaseProducts = (qubo: Qubo) => {
  const size = qubo.linear.length;
  const lowBits = Math.min(size, blockBits);
  const columnCount = Math.min(size, columnBits);
  const high = size - lowBits;
  const width = size + 1;
  const pairs = planes(size * size);
  /** A row of fields, and the constant behind them. */
  const fields = planes((high + 1) * width);
  const part = planes(2 ** lowBits);
  const pair = { 0: 0, 1: 0 };
  const whole = [1, 0];

  const setPhases = (gamma: number): void => {
    for (let i = 0; i < size; i++) {
      setPhase(fields, high * width + i, -gamma * qubo.linear[i]!, pair);
      for (let j = 0; j < i; j++) setPhase(pairs, i * size + j, -gamma * qubo.couplings[i * size + j]!, pair);
    }
    setPhase(fields, high * width + size, -gamma * qubo.constant, pair);
  };

  const multiply = (to: number, from: number, { re, im }: Amplitudes, factor: number): void => {
    const a = fields.re[from]!;
    const b = fields.im[from]!;
    const c = re[factor]!;
    const s = im[factor]!;
    fields.re[to] = a * c - b * s;
    fields.im[to] = a * s + b * c;
  };

  const turnOn = (from: number, to: number, bit: number): void => {
    for (let i = 0; i < bit; i++) multiply(to * width + i, from * width + i, pairs, bit * size + i);
    multiply(to * width + size, from * width + size, fields, from * width + bit);
  };

  return (gamma: number, states: readonly QaoaState[]): void => {
    const { kernels } = states[0] as QaoaState;
    const { memory, tableAt } = kernels;
    const view = (at: number, length: number): Amplitudes => ({
      re: memory.subarray(tableAt + at, tableAt + at + length),
      im: memory.subarray(tableAt + at + length, tableAt + at + 2 * length),
    });
    const across = 2 ** columnBits;
    const blocks = Array.from({ length: Math.min(blocksAtOnce, 2 ** high) }, (_, index) => ({
      columns: view(tableLength + index * phasesLength, across),
      rows: view(tableLength + index * phasesLength + 2 * across, across),
    }));
    setPhases(gamma);
    setLow(pairs, size, lowBits, part, view(0, 2 ** blockBits));
    walkFields(lowBits, size, turnOn, (block, row) => {
      const at = row * width;
      const place = block % blocks.length;
      const { columns, rows } = blocks[place]!;
      whole[0] = fields.re[at + size]!;
      whole[1] = fields.im[at + size]!;
      subsetProducts(fields, at, columnCount, whole, columns);
      subsetProducts(fields, at + columnCount, lowBits - columnCount, one, rows);
      // Both numbers are powers of two, so that the last place is the last block's too.
      if (place + 1 < blocks.length) return;
      const start = (block - place) * 2 ** lowBits;
      for (let index = 0; index < states.length; index++) {
        const { reAt, imAt } = states[index]!;
        kernels.turn(reAt + start, imAt + start, lowBits, blocks.length);
      }
    });
  };
};
