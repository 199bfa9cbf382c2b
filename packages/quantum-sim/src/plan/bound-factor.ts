import type { Angle } from '../circuit/angle';
import type { BaseGate } from '../gates/gate';
import { type Factor, qubitsOf } from './plan-node';

/** An angle as numbers: a constant, and factors of parameters known by their place. */
interface PlacedAngle {
  readonly constant: number;
  readonly places: readonly number[];
  readonly factors: readonly number[];
}

/** A gate of a node with all that can be known before the parameters have values. */
export interface BoundFactor {
  readonly base: BaseGate;
  /** Bits of the node's index that the base gate acts on, in its order. */
  readonly positions: readonly number[];
  /** The bits of `positions`. */
  readonly moved: number;
  /** Bits that must be 1; the controls of the node itself are left out. */
  readonly controls: number;
  readonly angles: readonly PlacedAngle[];
}

/** The places of parameter names in an array of values. */
export type ParameterPlaces = ReadonlyMap<string, number>;

const placed = (angle: Angle, places: ParameterPlaces): PlacedAngle => {
  if (typeof angle === 'number') return { constant: angle, places: [], factors: [] };
  return {
    constant: angle.constant,
    places: angle.terms.map(({ name }) => places.get(name)!),
    factors: angle.terms.map(({ factor }) => factor),
  };
};

/** A factor in a node on the qubits of `mask`, which has `nodeControls` for all its factors. */
export const boundFactor = (
  { gate, qubits, angles }: Factor,
  mask: number,
  nodeControls: number,
  places: ParameterPlaces,
): BoundFactor => {
  const order = qubitsOf(mask);
  const position = (qubit: number): number => order.indexOf(qubit);
  const controls = qubits.slice(0, gate.controlCount).filter((qubit) => ((nodeControls >> qubit) & 1) === 0);
  const positions = qubits.slice(gate.controlCount).map(position);
  return {
    base: gate.base,
    positions,
    moved: positions.reduce((bits, at) => bits | (1 << at), 0),
    controls: controls.reduce((bits, qubit) => bits | (1 << position(qubit)), 0),
    angles: angles.map((angle) => placed(angle, places)),
  };
};

/** Writes the values of a factor's angles. */
export const readAngles = ({ angles }: BoundFactor, values: ArrayLike<number>, out: Float64Array): void => {
  for (let index = 0; index < angles.length; index++) {
    const { constant, places, factors } = angles[index]!;
    let sum = constant;
    for (let term = 0; term < places.length; term++) sum += factors[term]! * values[places[term]!]!;
    out[index] = sum;
  }
};
