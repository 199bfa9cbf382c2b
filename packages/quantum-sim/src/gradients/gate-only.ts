import type { Circuit } from '../circuit/circuit';
import { flatten } from '../circuit/flatten';
import type { GateOperation } from '../circuit/operation';
import { CircuitError } from '../errors';

/** The gates of a circuit, which has nothing else but barriers. */
export const gatesOf = (circuit: Circuit, what: string): GateOperation[] =>
  flatten(circuit).flatMap((operation) => {
    if (operation.kind === 'gate') return [operation];
    if (operation.kind === 'barrier') return [];
    throw new CircuitError({
      code: 'NOT_ONLY_GATES',
      message: `${what}: the circuit has a ${operation.kind} operation.`,
      remedy: 'Leave it out; a gradient is that of a state before measurements.',
      context: { kind: operation.kind },
    });
  });
