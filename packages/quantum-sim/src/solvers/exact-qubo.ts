import { QuantumCapacityError } from '../errors';
import { requireKnownKeys, requireWhole } from '../problem/checks';
import { type Qubo, quboValue } from '../problem/qubo';
import { selectedNames } from './selection-problem';
import { type WatchOptions, watcher } from './watch';

export interface ExactQuboOptions extends WatchOptions {
  /** Above this many variables the call is refused. Defaults to 28, about 1 s; 34 is about a minute. */
  readonly maximumVariables?: number;
}

/** An assignment of zeros and ones, by name and in the order of the names. */
export interface Assignment {
  /** The variables that are 1. */
  readonly selected: readonly string[];
  readonly bits: Uint8Array;
  readonly value: number;
}

/** Variables that one inner walk changes; values are formed anew at the start of each. */
const innerVariables = 16;

/**
 * The minimum of a QUBO by visiting all 2^n assignments in Gray-code order, one flip at a time.
 *
 * When variable i flips, all below i − 1 are 0 and i − 1 is 1; so a flip needs to tell only the variables below it, which is
 * one update amortised. Every 2^16 steps the value is formed anew, so rounding does not build up.
 *
 * - State: none. Cost: about 4 ns an assignment; O(n) memory beyond the QUBO. Of equal values the first visited is returned.
 *
 * Source: Knuth 2011, The Art of Computer Programming 4A, section 7.2.1.1 (Gray binary code).
 *
 * @throws {QuantumCapacityError} there are more variables than `maximumVariables`.
 * @throws {QuantumError} `ABORTED`, when the signal is.
 * @example
 * ```ts
 * import { createQubo, exactQubo } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['a', 'b', 'c'], linear: [-1, -1, 2], couplings: [['a', 'b', 3]] });
 * const { selected, value } = exactQubo(qubo);
 * selected; // => ['a']
 * value; // => -1
 * ```
 */
export const exactQubo = (qubo: Qubo, options: ExactQuboOptions = {}): Assignment => {
  requireKnownKeys(options, ['maximumVariables', 'onProgress', 'signal'], 'exactQubo');
  const limit = requireWhole(options.maximumVariables ?? 28, 'exactQubo: maximumVariables', 0, 40);
  const size = qubo.linear.length;
  if (size > limit) {
    throw new QuantumCapacityError({
      code: 'TOO_MANY_VARIABLES',
      message: `exactQubo: ${size} variables have ${2 ** size} assignments, about ${(2 ** size * 4e-9).toPrecision(2)} s; the limit is ${limit} variables.`,
      remedy: 'Raise maximumVariables to at most 40, or use branchAndBound or annealQubo.',
      context: { size, limit },
    });
  }
  const inner = Math.min(size, innerVariables);
  const outerCount = 2 ** (size - inner);
  const bits = new Uint8Array(size);
  const fields = new Float64Array(inner);
  const step = watcher(options, 2 ** size, 'exactQubo');
  let best = Number.POSITIVE_INFINITY;
  let bestBits = bits.slice();
  for (let outer = 0; outer < outerCount; outer++) {
    for (let i = inner; i < size; i++) bits[i] = Math.floor(outer / 2 ** (i - inner)) % 2;
    const found = walk(qubo, inner, bits, fields, best);
    if (found < best) {
      best = found;
      bestBits = bits.slice();
    }
    step(2 ** inner);
  }
  return { selected: selectedNames(qubo.names, bestBits), bits: bestBits, value: quboValue(qubo, bestBits) };
};

/** Walks the inner variables from zero; where it finds less than `best`, leaves the assignment in `bits`. */
const walk = (qubo: Qubo, inner: number, bits: Uint8Array, fields: Float64Array, best: number): number => {
  const { linear, couplings } = qubo;
  const size = linear.length;
  bits.fill(0, 0, inner);
  for (let i = 0; i < inner; i++) {
    let field = linear[i] as number;
    for (let j = inner; j < size; j++) if (bits[j] === 1) field += couplings[i * size + j] as number;
    fields[i] = field;
  }
  const clean = fields.slice();
  let value = quboValue(qubo, bits);
  let lowest = value;
  let lowestStep = 0;
  let gray = 0;
  for (let count = 1; count < 2 ** inner; count++) {
    const i = 31 - Math.clz32(count & -count);
    const mask = 1 << i;
    const isOn = (gray & mask) === 0;
    gray ^= mask;
    // All below i are 0, but for i − 1.
    let field = fields[i]!;
    if (i > 0) field += couplings[i * size + i - 1]!;
    value += isOn ? field : -field;
    for (let j = 0; j < i; j++) fields[j]! += isOn ? couplings[i * size + j]! : -couplings[i * size + j]!;
    if (value < lowest) {
      lowest = value;
      lowestStep = count;
    }
  }
  fields.set(clean);
  if (!(lowest < best)) return lowest;
  const code = lowestStep ^ (lowestStep >> 1);
  for (let i = 0; i < inner; i++) bits[i] = (code >> i) & 1;
  return quboValue(qubo, bits);
};
