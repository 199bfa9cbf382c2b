import { type Circuit, circuit, seededRandom } from '@sigmax/quantum-sim';
import type { PeerGate } from './python-peers';

/** Eleven layers of rotations with ten rings of controlled X between them. */
export const qcbmGates = (qubits: number): PeerGate[] => {
  const gates: PeerGate[] = [];
  let angle = 0;
  const next = (): number[] => {
    angle += 0.37;
    return [angle];
  };
  for (let layer = 0; layer <= 10; layer++) {
    for (let qubit = 0; qubit < qubits; qubit++) {
      if (layer > 0) gates.push(['rz', [qubit], next()]);
      gates.push(['rx', [qubit], next()]);
      if (layer < 10) gates.push(['rz', [qubit], next()]);
    }
    for (let qubit = 0; layer < 10 && qubit < qubits; qubit++) gates.push(['cx', [qubit, (qubit + 1) % qubits], []]);
  }
  return gates;
};

/** Which pairs of a grid of 6 by 4 qubits a cycle joins. */
const cyclePairs = (cycle: number): [number, number][] => {
  const pairs: [number, number][] = [];
  // Two patterns along rows, two along columns, and the same shifted.
  const kind = cycle % 8;
  const shift = kind >> 2;
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 6; column++) {
      const at = 6 * row + column;
      if ((kind & 2) === 0) {
        const isFirst = column % 4 === ((kind & 1) === 0 ? 0 : 2) + shift;
        if (isFirst && column + 1 < 6) pairs.push([at, at + 1]);
      } else {
        const isFirst = (row + shift) % 2 === 1 && (column + kind) % 2 === 0;
        if (isFirst && row + 1 < 4) pairs.push([at, at + 6]);
      }
    }
  }
  return pairs;
};

/**
 * A random circuit on a grid, of the kind that qsim is measured by: H on all of 24 qubits, then cycles of CZ between neighbours, and on
 * each qubit that had one in the cycle before and has none now T, √X or √Y.
 *
 * Source of the rule: Boixo et al. 2018, "Characterizing quantum supremacy in near-term devices", section II.
 */
export const gridGates = (cycles: number): PeerGate[] => {
  const random = seededRandom(24);
  const gates: PeerGate[] = Array.from({ length: 24 }, (_, qubit): PeerGate => ['h', [qubit], []]);
  let before = new Set<number>();
  for (let cycle = 0; cycle < cycles; cycle++) {
    const pairs = cyclePairs(cycle);
    const now = new Set(pairs.flat());
    for (const pair of pairs) gates.push(['cz', pair, []]);
    for (const qubit of before) {
      if (!now.has(qubit)) gates.push([['t', 'sx', 'sy'][random.integer(3)]!, [qubit], []]);
    }
    before = now;
  }
  return gates;
};

/** The same gates as one of our circuits; √Y is ry(π/2) but for a phase of the whole state. */
export const circuitOf = (qubits: number, gates: readonly PeerGate[]): Circuit => {
  let built = circuit(qubits);
  for (const [name, on, angles] of gates) {
    const [first, second] = on as [number, number];
    const angle = angles[0]!;
    if (name === 'h') built = built.h(first);
    else if (name === 'rx') built = built.rx(angle, first);
    else if (name === 'rz') built = built.rz(angle, first);
    else if (name === 't') built = built.t(first);
    else if (name === 'sx') built = built.sx(first);
    else if (name === 'sy') built = built.ry(Math.PI / 2, first);
    else if (name === 'cx') built = built.cx(first, second);
    else if (name === 'cz') built = built.cz(first, second);
    else throw new Error(`circuitOf: no gate ${name}.`);
  }
  return built;
};
