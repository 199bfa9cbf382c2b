import type { ComplexMatrix } from './complex-matrix';

/** What is known of a gate's matrix whatever its angles are. */
export type MatrixStructure = 'diagonal' | 'permutation' | 'general';

/**
 * Which frequencies an expectation has in an angle, and so how its derivative follows from shifted angles.
 *
 * - `rotation`: exp(−iθG) with the eigenvalues ±1/2 of G: frequency 1; 1/2 and 1 once it is controlled
 * - `phase`: eigenvalues 0 and 1: frequency 1, controlled or not
 * - `exchange`: eigenvalues −1/2, 0 and 1/2: frequencies 1/2 and 1
 * - `exchange-phase`: a gate between exp(iβG) and exp(−iβG): frequencies 1 and 2
 */
export type ShiftRule = 'rotation' | 'phase' | 'exchange' | 'exchange-phase';

/**
 * A unitary matrix with a name, on `qubitCount` qubits, as a function of `angleCount` angles in radians.
 *
 * What an implementer guarantees: the same angles give the same bits, and the matrix is unitary to 1e-14 and has the stated
 * structure for all finite angles.
 */
export interface BaseGate {
  readonly name: string;
  readonly qubitCount: number;
  readonly angleCount: number;
  readonly structure: MatrixStructure;
  /** One rule for each angle. */
  readonly shiftRules: readonly ShiftRule[];
  /** Writes the matrix, 2^qubitCount rows, over whatever `out` held. */
  writeMatrix(out: ComplexMatrix, angles: ArrayLike<number>): void;
  /** Writes the derivative of the matrix by the angle of that index. */
  writeDerivative(out: ComplexMatrix, angles: ArrayLike<number>, index: number): void;
  /** The inverse, as another gate or the same, on these qubits with these angles. */
  inverse<Angle>(
    qubits: readonly number[],
    angles: readonly Angle[],
    arithmetic: AngleArithmetic<Angle>,
  ): BaseCall<Angle>;
}

/** A base gate on qubits with angles. */
export interface BaseCall<Angle> {
  readonly base: BaseGate;
  readonly qubits: readonly number[];
  readonly angles: readonly Angle[];
}

/** What an inverse needs of angles, which may be numbers or expressions. */
export interface AngleArithmetic<Angle> {
  negate(angle: Angle): Angle;
  add(angle: Angle, constant: number): Angle;
  constant(value: number): Angle;
}

/** A base gate that acts where `controlCount` qubits, the first of its qubits, are all 1. */
export interface Gate {
  readonly name: string;
  readonly controlCount: number;
  readonly base: BaseGate;
}

/** How many qubits a gate is applied to, controls included. */
export const gateQubitCount = (gate: Gate): number => gate.controlCount + gate.base.qubitCount;
