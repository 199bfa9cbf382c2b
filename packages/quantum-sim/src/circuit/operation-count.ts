import type { Circuit } from './circuit';

/** How many operations a circuit has, circuits inside written out; those that repeat count once for each time, or once. */
export const operationCount = (circuit: Circuit, isEachTime: boolean): number => {
  // Each circuit is counted once, however often it stands in others.
  const known = new Map<Circuit, number>();
  const count = (of: Circuit): number => {
    const found = known.get(of);
    if (found !== undefined) return found;
    let sum = 0;
    for (const operation of of.operations) {
      if (operation.kind === 'circuit') {
        sum += (isEachTime ? operation.repetitions : Math.min(1, operation.repetitions)) * count(operation.circuit);
      } else if (operation.kind === 'conditional') {
        sum += 1 + count(operation.body) + (operation.otherwise === undefined ? 0 : count(operation.otherwise));
      } else sum += 1;
    }
    known.set(of, sum);
    return sum;
  };
  return count(circuit);
};
