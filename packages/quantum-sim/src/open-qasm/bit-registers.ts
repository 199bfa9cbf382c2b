import { CircuitError } from '../errors';
import type { OpenQasmRegister } from './program-state';

/** Bits that follow each other upwards. */
const isRun = (bits: readonly number[]): boolean => bits.every((bit, index) => bit === bits[0]! + index);

/**
 * Bit registers, in order, such that each condition asks a whole one: OpenQASM 2 compares nothing else.
 *
 * @throws {CircuitError} The bits of a condition do not follow each other, or those of two overlap.
 */
export const bitRegistersFor = (
  bitCount: number,
  conditions: readonly (readonly number[])[],
): readonly OpenQasmRegister[] => {
  const runs = new Map<number, number>();
  for (const bits of conditions) {
    const [first] = bits;
    const isKnown = runs.get(first!) === bits.length;
    const overlaps = [...runs].some(([start, size]) => first! < start + size && start < first! + bits.length);
    if (isRun(bits) && (isKnown || !overlaps)) {
      runs.set(first!, bits.length);
      continue;
    }
    throw new CircuitError({
      code: 'NOT_IN_OPEN_QASM_2',
      message: `exportOpenQasm2: a condition asks the bits ${bits.join(', ')}.`,
      remedy: 'Let conditions ask registers that do not overlap, or use exportOpenQasm3.',
      context: { bits },
    });
  }
  const starts = [...runs].sort(([a], [b]) => a - b);
  const registers: { first: number; size: number }[] = [];
  let next = 0;
  for (const [first, size] of [...starts, [bitCount, 0] as const]) {
    if (first > next) registers.push({ first: next, size: first - next });
    if (size > 0) registers.push({ first, size });
    next = first + size;
  }
  return registers.map((register, index) => ({ name: registers.length === 1 ? 'c' : `c${index}`, ...register }));
};
