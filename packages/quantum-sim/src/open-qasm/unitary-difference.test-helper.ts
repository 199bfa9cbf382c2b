import { type Circuit, circuit } from '../circuit/circuit';
import { referenceState } from '../state-vector/reference-state.test-helper';
import { simulate } from '../state-vector/simulator';

interface Amplitudes {
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
}

type Kind = 'exact' | 'phase';

/** How far amplitudes are apart, after the phase that makes them nearest if a phase does not count. */
const distance = (pairs: readonly (readonly [Amplitudes, Amplitudes])[], kind: Kind): number => {
  let [re, im] = [0, 0];
  for (const [a, b] of pairs) {
    for (let index = 0; index < a.re.length; index++) {
      re += a.re[index]! * b.re[index]! + a.im[index]! * b.im[index]!;
      im += a.re[index]! * b.im[index]! - a.im[index]! * b.re[index]!;
    }
  }
  const length = Math.hypot(re, im);
  const [c, s] = kind === 'exact' ? [1, 0] : [re / length, im / length];
  let worst = 0;
  for (const [a, b] of pairs) {
    for (let index = 0; index < a.re.length; index++) {
      const x = a.re[index]! * c - a.im[index]! * s - b.re[index]!;
      const y = a.re[index]! * s + a.im[index]! * c - b.im[index]!;
      worst = Math.max(worst, Math.hypot(x, y));
    }
  }
  return worst;
};

const basis = (of: Circuit): Circuit[] =>
  Array.from({ length: 2 ** of.qubitCount }, (_, column) => {
    let start = circuit(of.qubitCount);
    for (let qubit = 0; qubit < of.qubitCount; qubit++) if ((column >> qubit) & 1) start = start.x(qubit);
    return start;
  });

export const unitaryDifference = {
  /** The largest difference of an entry of what two circuits of gates do, as whole matrices. */
  of(a: Circuit, b: Circuit, kind: Kind): number {
    const states = basis(a).map(
      (start) =>
        [
          referenceState(circuit(a.qubitCount).add(start).add(a)),
          referenceState(circuit(b.qubitCount).add(start).add(b)),
        ] as const,
    );
    return distance(states, kind);
  },
  /** The same for one state that they start from. */
  ofState(a: Circuit, b: Circuit, kind: Kind, start: Circuit): number {
    return distance([[simulate(start.add(a)), simulate(start.add(b))]], kind);
  },
  /** Where |0…0⟩ goes, as pairs. */
  columnOf(of: Circuit): [number, number][] {
    const { re, im } = referenceState(of);
    return Array.from(re, (value, index) => [value, im[index]!]);
  },
};
