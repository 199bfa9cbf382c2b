import { QuantumOptionsError } from '../errors';
import type { BaseGate, Gate } from './gate';
import { phaseGate } from './phase-gates';

/** The base gates whose controlled form has another name than c followed by their own. */
const names: Readonly<Record<string, string>> = { uphase: 'cu', sxdg: 'csxdg' };

const nameOf = (base: BaseGate, controlCount: number): string => {
  if (controlCount === 0) return base.name;
  if (controlCount === 1) return names[base.name] ?? `c${base.name}`;
  return controlCount === 2 ? `cc${base.name}` : `mc${base.name}`;
};

/** The gate that applies `base` where all of its first `controlCount` qubits are 1. */
export const gateOf = (base: BaseGate, controlCount = 0): Gate => ({
  name: nameOf(base, controlCount),
  controlCount,
  base,
});

/**
 * The same gate with more controls, which come before its other qubits.
 *
 * @throws {QuantumOptionsError} `count` is not a whole number from 0 to 30.
 * @example
 * ```ts
 * import { circuit, controlled, standardGates } from '@sigmax/quantum-sim';
 * controlled(standardGates.x, 2).name; // => 'ccx'
 * circuit(4).apply(controlled(standardGates.swap, 2), [0, 1, 2, 3]).operations.length; // => 1
 * ```
 */
export const controlled = (gate: Gate, count = 1): Gate => {
  if (!(Number.isInteger(count) && count >= 0 && count <= 30)) {
    throw new QuantumOptionsError({
      code: 'INVALID_CONTROL_COUNT',
      message: `controlled: count was ${count}.`,
      remedy: 'Pass a whole number from 0 to 30.',
      context: { count },
    });
  }
  if (count === 0) return gate;
  // A controlled phase of nothing is a phase of the last control.
  if (gate.base.qubitCount === 0) return gateOf(phaseGate, gate.controlCount + count - 1);
  return gateOf(gate.base, gate.controlCount + count);
};
