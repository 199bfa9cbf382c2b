import { cosine, sine } from '../portable-math';
import { angleGate } from './angle-gate';
import { setEntry } from './complex-matrix';

const phase = (name: string) =>
  angleGate({
    name,
    qubitCount: 1,
    angleCount: 1,
    structure: 'diagonal',
    shiftRules: ['phase'],
    matrix(out, angles) {
      setEntry(out, 0, 0, 1, 0);
      setEntry(out, 1, 1, cosine(angles[0]!), sine(angles[0]!));
    },
    derivative: (out, angles) => setEntry(out, 1, 1, -sine(angles[0]!), cosine(angles[0]!)),
  });

/** p(λ) = diag(1, e^(iλ)). */
export const phaseGate = phase('p');

/** The name that OpenQASM 2 has for p. */
export const phaseGateU1 = phase('u1');

/** The phase e^(iγ) on no qubit at all; with a control it is p(γ) of the control. */
export const globalPhase = angleGate({
  name: 'gphase',
  qubitCount: 0,
  angleCount: 1,
  structure: 'diagonal',
  shiftRules: ['phase'],
  matrix: (out, angles) => setEntry(out, 0, 0, cosine(angles[0]!), sine(angles[0]!)),
  derivative: (out, angles) => setEntry(out, 0, 0, -sine(angles[0]!), cosine(angles[0]!)),
});
