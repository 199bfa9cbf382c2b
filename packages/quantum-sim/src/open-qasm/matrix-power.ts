import { angleValue } from '../circuit/angle';
import type { GateOperation } from '../circuit/operation';
import { copyMatrix, multiplyInto, zeroMatrix } from '../gates/complex-matrix';
import { standardGates } from '../gates/standard-gates';
import { arcTangent2, cosine, sine } from '../portable-math';

/** The half angle of the vector (c, s) with c, s ≥ 0. */
const angleOf = (s: number, c: number): number => arcTangent2(s, c);

const gate = (name: 'gphase' | 'u', ...angles: number[]): GateOperation => ({
  kind: 'gate',
  gate: standardGates[name],
  qubits: name === 'gphase' ? [] : [0],
  angles,
});

/**
 * The principal power of what gates on one qubit do together: eigenvalues e^(iφ) with −π < φ ≤ π become e^(iφk).
 *
 * U = e^(iα)(cos ω − i sin ω n·σ), so the eigenvalues are e^(i(α ∓ ω)), and any function of U is a sum of 1 and n·σ.
 */
export const matrixPower = (operations: readonly GateOperation[], exponent: number): readonly GateOperation[] => {
  let total = zeroMatrix(2);
  total.re[0] = 1;
  total.re[3] = 1;
  let phase = 0;
  for (const operation of operations) {
    const { base } = operation.gate;
    const angles = operation.angles.map((angle) => angleValue(angle));
    if (base.qubitCount === 0) {
      phase += angles[0]!;
      continue;
    }
    const matrix = zeroMatrix(2);
    const next = zeroMatrix(2);
    base.writeMatrix(matrix, angles);
    multiplyInto(next, matrix, total);
    total = next;
  }
  const turned = zeroMatrix(2);
  copyMatrix(turned, total);
  for (let at = 0; at < 4; at++) {
    turned.re[at] = total.re[at]! * cosine(phase) - total.im[at]! * sine(phase);
    turned.im[at] = total.re[at]! * sine(phase) + total.im[at]! * cosine(phase);
  }
  const { re, im } = turned;
  // The determinant is e^(2iα).
  const determinantRe = re[0]! * re[3]! - im[0]! * im[3]! - re[1]! * re[2]! + im[1]! * im[2]!;
  const determinantIm = re[0]! * im[3]! + im[0]! * re[3]! - re[1]! * im[2]! - im[1]! * re[2]!;
  const alpha = arcTangent2(determinantIm, determinantRe) / 2;
  const [c, s] = [cosine(alpha), -sine(alpha)];
  // V = e^(−iα) U = cos ω − i (x, y, z)·σ
  const v = (at: number): readonly [number, number] => [re[at]! * c - im[at]! * s, re[at]! * s + im[at]! * c];
  const [v0, v1, v2, v3] = [v(0), v(1), v(2), v(3)];
  const [x, y, z] = [-(v1[1] + v2[1]) / 2, (v2[0] - v1[0]) / 2, (v3[1] - v0[1]) / 2];
  const length = Math.sqrt(x * x + y * y + z * z);
  const omega = arcTangent2(length, (v0[0] + v3[0]) / 2);
  const principal = (angle: number): number => {
    const turns = Math.ceil(angle / (2 * Math.PI) - 0.5 - 1e-12);
    return angle - 2 * Math.PI * turns;
  };
  const low = principal(alpha - omega) * exponent;
  const high = principal(alpha + omega) * exponent;
  const mean = (low + high) / 2;
  const half = (high - low) / 2;
  if (length < 1e-14) return [gate('gphase', low)];
  // e^(i mean) (cos half − i sin half n·σ) as e^(iδ) u(θ, φ, λ).
  const [nx, ny, nz] = [x / length, y / length, z / length];
  const [cos, sin] = [cosine(half), sine(half)];
  const first = [cos, -sin * nz] as const;
  const below = [sin * ny, -sin * nx] as const;
  const theta =
    2 *
    angleOf(Math.sqrt(below[0] * below[0] + below[1] * below[1]), Math.sqrt(first[0] * first[0] + first[1] * first[1]));
  const firstAngle = arcTangent2(first[1], first[0]);
  const belowAngle = arcTangent2(below[1], below[0]);
  // u has the real first entry, φ is the phase of the entry below it, and φ + λ that of the last one.
  const phi = belowAngle - firstAngle;
  const lambda = -2 * firstAngle - phi;
  return [gate('gphase', mean + firstAngle), gate('u', theta, phi, lambda)];
};
