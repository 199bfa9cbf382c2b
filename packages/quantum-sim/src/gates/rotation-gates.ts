import { cosine, sine } from '../portable-math';
import { angleGate } from './angle-gate';
import { type ComplexMatrix, setEntry } from './complex-matrix';

/** Writes c·1 − i·s·P for a Pauli matrix P. */
type PauliWriter = (out: ComplexMatrix, c: number, s: number) => void;

/** exp(−iθP/2) = cos(θ/2) − i sin(θ/2) P; its derivative is half of the same with the angle θ + π. */
const rotation = (name: string, structure: 'diagonal' | 'general', write: PauliWriter) =>
  angleGate({
    name,
    qubitCount: 1,
    angleCount: 1,
    structure,
    shiftRules: ['rotation'],
    matrix: (out, angles) => write(out, cosine(angles[0]! / 2), sine(angles[0]! / 2)),
    derivative: (out, angles) => write(out, -sine(angles[0]! / 2) / 2, cosine(angles[0]! / 2) / 2),
  });

/** rx(θ) = exp(−iθX/2). */
export const rotationX = rotation('rx', 'general', (out, c, s) => {
  setEntry(out, 0, 0, c, 0);
  setEntry(out, 0, 1, 0, -s);
  setEntry(out, 1, 0, 0, -s);
  setEntry(out, 1, 1, c, 0);
});

/** ry(θ) = exp(−iθY/2). */
export const rotationY = rotation('ry', 'general', (out, c, s) => {
  setEntry(out, 0, 0, c, 0);
  setEntry(out, 0, 1, -s, 0);
  setEntry(out, 1, 0, s, 0);
  setEntry(out, 1, 1, c, 0);
});

/** rz(θ) = exp(−iθZ/2). */
export const rotationZ = rotation('rz', 'diagonal', (out, c, s) => {
  setEntry(out, 0, 0, c, -s);
  setEntry(out, 1, 1, c, s);
});
