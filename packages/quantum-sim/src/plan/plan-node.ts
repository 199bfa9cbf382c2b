import type { Angle } from '../circuit/angle';
import type { GateOperation } from '../circuit/operation';
import type { Gate } from '../gates/gate';
import { type MatrixTraits, traitsOf } from './matrix-traits';

/** A gate inside a node, on qubits of the state. */
export interface Factor {
  readonly gate: Gate;
  readonly qubits: readonly number[];
  readonly angles: readonly Angle[];
}

/**
 * One operation on the state: a product of gates, the first factor applied first.
 *
 * - `phase`: multiplies where `mask` is all 1 by one number
 * - `diagonal`: a table over the qubits of `mask`
 * - `flip`, `one`: X or another matrix on the one qubit of `mask`, under `controls`
 * - `swap`: exchanges the two qubits of `mask`, under `controls`
 * - `dense`: a matrix on the qubits of `mask`, under `controls`
 */
export interface PlanNode {
  readonly kind: 'phase' | 'diagonal' | 'flip' | 'one' | 'swap' | 'dense';
  readonly mask: number;
  readonly controls: number;
  readonly traits: MatrixTraits;
  readonly factors: readonly Factor[];
}

export const maskOf = (qubits: readonly number[]): number => qubits.reduce((mask, qubit) => mask | (1 << qubit), 0);

export const popCount = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** The qubits of a mask, lowest first. */
export const qubitsOf = (mask: number): number[] => {
  const qubits: number[] = [];
  for (let rest = mask; rest !== 0; rest &= rest - 1) qubits.push(31 - Math.clz32(rest & -rest));
  return qubits;
};

const kindOf = (traits: MatrixTraits, qubitCount: number): PlanNode['kind'] => {
  if (traits.isPhase) return 'phase';
  if (traits.isDiagonal) return 'diagonal';
  if (traits.isFlip) return 'flip';
  if (traits.isSwap) return 'swap';
  return qubitCount === 1 ? 'one' : 'dense';
};

/** The node of one gate. */
export const nodeOf = ({ gate, qubits, angles }: Factor | GateOperation): PlanNode => {
  const { base, controlCount } = gate;
  const traits = traitsOf(base);
  const controls = maskOf(qubits.slice(0, controlCount));
  const targets = maskOf(qubits.slice(controlCount));
  const kind = kindOf(traits, base.qubitCount);
  const isDiagonal = kind === 'phase' || kind === 'diagonal';
  return {
    kind,
    // Of a diagonal gate the controls are qubits like all others.
    mask: isDiagonal ? targets | controls : targets,
    controls: isDiagonal ? 0 : controls,
    traits,
    factors: [{ gate, qubits, angles }],
  };
};

/** The parameters that a node depends on. */
export const isFixed = ({ factors }: PlanNode): boolean =>
  factors.every(({ angles }) => angles.every((angle) => typeof angle === 'number' || angle.terms.length === 0));
