import { CircuitError } from '../errors';

const range = (count: number): string => (count === 1 ? '0' : `0 to ${count - 1}`);

/** Refuses an index that is not one of `count`. */
export const checkIndex = (what: string, kind: 'qubit' | 'bit', index: number, count: number): void => {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new CircuitError({
    code: kind === 'qubit' ? 'QUBIT_OUT_OF_RANGE' : 'BIT_OUT_OF_RANGE',
    message: `${what}: ${kind} was ${index}, the circuit has ${count} ${kind}s.`,
    remedy: count === 0 ? `Make the circuit with more ${kind}s.` : `Pass ${range(count)}.`,
    context: { [kind]: index, count },
  });
};

/** Refuses indices out of range or given twice. */
export const checkIndices = (what: string, kind: 'qubit' | 'bit', indices: readonly number[], count: number): void => {
  for (const index of indices) checkIndex(what, kind, index, count);
  const twice = indices.find((index, at) => indices.indexOf(index) !== at);
  if (twice === undefined) return;
  throw new CircuitError({
    code: kind === 'qubit' ? 'QUBIT_TWICE' : 'BIT_TWICE',
    message: `${what}: ${kind} ${twice} was given twice.`,
    remedy: `Pass different ${kind}s.`,
    context: { [kind]: twice },
  });
};
