import type { GateOperation } from '../circuit/operation';
import { adjointOf, type ComplexMatrix, zeroMatrix } from '../gates/complex-matrix';
import { arcTangent2 } from '../portable-math';
import { type GateList, on, withControls } from './operation-list';

/** The gate of a 2 × 2 matrix as e^(iδ) u(θ, φ, λ). */
export const lowerOneQubit = ({ re, im }: ComplexMatrix, qubit: number): GateList => {
  const length = (at: number): number => Math.sqrt(re[at]! * re[at]! + im[at]! * im[at]!);
  const angle = (at: number): number => arcTangent2(im[at]!, re[at]!);
  const theta = 2 * arcTangent2(length(2), length(0));
  // Where an entry is 0, its angle is free.
  if (length(0) < 1e-14) {
    const delta = angle(2);
    return [on('gphase', [], delta), on('u', [qubit], theta, 0, arcTangent2(-im[1]!, -re[1]!) - delta)];
  }
  const delta = angle(0);
  const phi = length(2) < 1e-14 ? 0 : angle(2) - delta;
  return [on('gphase', [], delta), on('u', [qubit], theta, phi, angle(3) - delta - phi)];
};

/** −2 times the coefficient of each product of Z, by which products of bits are parities: Walsh's transform. */
const parityAngles = (phases: readonly number[]): number[] =>
  phases.map((_, parity) => {
    let sum = 0;
    for (const [index, phase] of phases.entries()) {
      let odd = 0;
      for (let bits = index & parity; bits > 0; bits &= bits - 1) odd ^= 1;
      sum += odd === 1 ? -phase : phase;
    }
    return (-2 * sum) / phases.length;
  });

/** A diagonal matrix of these phases as rotations of parities. */
export const lowerDiagonal = (phases: readonly number[]): GateList => {
  const list: GateOperation[] = [];
  parityAngles(phases).forEach((angle, parity) => {
    if (angle === 0) return;
    if (parity === 0) {
      list.push(on('gphase', [], -angle / 2));
      return;
    }
    const qubits = phases.flatMap((_, qubit) => ((parity >> qubit) & 1 ? [qubit] : []));
    const last = qubits.at(-1)!;
    const ladder = qubits.slice(0, -1).map((qubit) => on('cx', [qubit, last]));
    list.push(...ladder, on('rz', [last], angle), ...ladder.reverse());
  });
  return list;
};

/** Multiplies the rows `low` and `high` by [[a, b], [c, d]], each a pair of real and imaginary part. */
const turnRows = (matrix: ComplexMatrix, [low, high]: readonly [number, number], by: ComplexMatrix): void => {
  const { size, re, im } = matrix;
  for (let column = 0; column < size; column++) {
    const [x, y] = [low * size + column, high * size + column];
    const [xr, xi, yr, yi] = [re[x]!, im[x]!, re[y]!, im[y]!];
    for (const [at, first] of [
      [x, 0],
      [y, 2],
    ] as const) {
      const [ar, ai, br, bi] = [by.re[first]!, by.im[first]!, by.re[first + 1]!, by.im[first + 1]!];
      re[at] = ar * xr - ai * xi + br * yr - bi * yi;
      im[at] = ar * xi + ai * xr + br * yi + bi * yr;
    }
  }
};

/** A gate of a 2 × 2 matrix between two states whose numbers differ in one bit. */
const betweenStates = (low: number, high: number, matrix: ComplexMatrix, qubitCount: number): GateList => {
  const target = 31 - Math.clz32(low ^ high);
  const controls = Array.from({ length: qubitCount }, (_, qubit) => qubit).filter((qubit) => qubit !== target);
  const flips = controls.filter((qubit) => ((low >> qubit) & 1) === 0).map((qubit) => on('x', [qubit]));
  const inner = lowerOneQubit(matrix, target).map((operation) => withControls(operation, controls));
  return [...flips, ...inner, ...flips];
};

/**
 * A unitary matrix as rotations between two states each, which differ in one bit, and a diagonal rest.
 *
 * Rows are taken in the order of a Gray code, so that neighbours differ in one bit; each rotation makes one entry 0.
 * Source: Reck et al. 1994; Vartiainen et al. 2004, arXiv quant-ph/0312218, for the order.
 */
export const lowerMatrix = (unitary: ComplexMatrix): GateList => {
  const { size } = unitary;
  const qubitCount = 31 - Math.clz32(size);
  if (qubitCount === 1) return lowerOneQubit(unitary, 0);
  const left: ComplexMatrix = { size, re: unitary.re.slice(), im: unitary.im.slice() };
  const gray = Array.from({ length: size }, (_, index) => index ^ (index >> 1));
  const undone: GateList[] = [];
  for (let column = 0; column < size - 1; column++) {
    for (let row = size - 1; row > column; row--) {
      const [a, b] = [gray[row - 1]!, gray[row]!];
      // The rotation's first row belongs to the state with the 0 in the bit that differs.
      const [low, high] = a < b ? [a, b] : [b, a];
      const at = (state: number): number => state * size + gray[column]!;
      const [keep, drop] = [at(a), at(b)];
      const [kr, ki, dr, di] = [left.re[keep]!, left.im[keep]!, left.re[drop]!, left.im[drop]!];
      const length = Math.sqrt(kr * kr + ki * ki + dr * dr + di * di);
      if (dr * dr + di * di < 1e-30) continue;
      const turn = zeroMatrix(2);
      const set = (entry: number, re: number, im: number): void => {
        turn.re[entry] = re / length;
        turn.im[entry] = im / length;
      };
      // (k̄, d̄; −d, k) / length takes (k, d) to (length, 0); with the rows exchanged where the kept state is the higher one.
      if (low === a) {
        set(0, kr, -ki);
        set(1, dr, -di);
        set(2, -dr, -di);
        set(3, kr, ki);
      } else {
        set(0, kr, ki);
        set(1, -dr, -di);
        set(2, dr, -di);
        set(3, kr, -ki);
      }
      turnRows(left, [low, high], turn);
      undone.push(betweenStates(low, high, adjointOf(turn), qubitCount));
    }
  }
  const phases = Array.from({ length: size }, (_, state) => {
    const at = state * (size + 1);
    return arcTangent2(left.im[at]!, left.re[at]!);
  });
  return [...lowerDiagonal(phases), ...undone.reverse().flat()];
};

/** The diagonal's phases. */
export const phasesOf = ({ size, re, im }: ComplexMatrix): number[] =>
  Array.from({ length: size }, (_, row) => arcTangent2(im[row * (size + 1)]!, re[row * (size + 1)]!));

/** Where two matrices differ most. */
export const largestEntryDifference = (a: ComplexMatrix, b: ComplexMatrix): number =>
  a.re.reduce((worst, value, at) => Math.max(worst, Math.abs(value - b.re[at]!), Math.abs(a.im[at]! - b.im[at]!)), 0);

/** A gate with these angles as a matrix. */
export const boundMatrix = (
  base: { readonly qubitCount: number; writeMatrix(out: ComplexMatrix, angles: ArrayLike<number>): void },
  angles: ArrayLike<number>,
): ComplexMatrix => {
  const matrix = zeroMatrix(2 ** base.qubitCount);
  base.writeMatrix(matrix, angles);
  return matrix;
};
