import type { Circuit } from '../circuit/circuit';
import { requireWhole } from '../problem/checks';
import { dickeCircuit } from './dicke-circuit';
import type { QaoaState } from './qaoa-kernels';
import { weightStates } from './weight-states';

/** Equal amplitudes on some bit strings, and how to make them. */
export interface UniformStart {
  /** The bit strings; `undefined` stands for all. */
  readonly support: Int32Array | undefined;
  readonly write: (state: QaoaState) => void;
  readonly circuit: (circuit: Circuit) => Circuit;
}

/** The uniform superposition of all bit strings, or of those with `weight` ones. */
export const uniformStart = (qubitCount: number, weight: number | undefined, what: string): UniformStart => {
  requireWhole(qubitCount, `${what}: qubitCount`, 1, 30);
  if (weight === undefined) {
    return {
      support: undefined,
      write: ({ re, im }) => {
        re.fill(1 / Math.sqrt(re.length));
        im.fill(0);
      },
      circuit: (circuit) => circuit.h(...Array.from({ length: qubitCount }, (_, qubit) => qubit)),
    };
  }
  const support = weightStates(qubitCount, requireWhole(weight, `${what}: weight`, 0, qubitCount));
  const amplitude = 1 / Math.sqrt(support.length);
  return {
    support,
    write: ({ re, im }) => {
      re.fill(0);
      im.fill(0);
      for (const x of support) re[x] = amplitude;
    },
    circuit: (circuit) => dickeCircuit(circuit, qubitCount, weight),
  };
};
