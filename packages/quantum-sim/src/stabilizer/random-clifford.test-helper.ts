import { type Circuit, circuit } from '../circuit/circuit';
import { pauliRotation } from '../gates/custom-gates';
import { type Gate, gateQubitCount } from '../gates/gate';
import { standardGates } from '../gates/standard-gates';
import type { Random } from '../seeded-random';

const half = Math.PI / 2;

/** Gates with the step in which their angles keep them Clifford gates, known from textbooks and not from the code under test. */
export const cliffordGates: readonly (readonly [gate: Gate, step: number])[] = [
  ...(
    ['id', 'x', 'y', 'z', 'h', 's', 'sdg', 'sx', 'sxdg', 'cx', 'cy', 'cz', 'swap', 'iswap', 'ecr', 'dcx'] as const
  ).map((name) => [standardGates[name], 0] as const),
  ...(['p', 'rx', 'ry', 'rz', 'u', 'u1', 'u2', 'u3', 'gphase', 'rxx', 'ryy', 'rzz', 'rzx'] as const).map(
    (name) => [standardGates[name], half] as const,
  ),
  ...(['cp', 'cu1', 'crx', 'cry', 'crz', 'xx_plus_yy', 'xx_minus_yy'] as const).map(
    (name) => [standardGates[name], Math.PI] as const,
  ),
  [pauliRotation('XYZ'), half],
  [pauliRotation('YXZY'), half],
  [pauliRotation('ZZXXY'), half],
];

export const shuffled = (count: number, random: Random): number[] => {
  const qubits = Array.from({ length: count }, (_, qubit) => qubit);
  for (let index = count - 1; index > 0; index--) {
    const other = random.integer(index + 1);
    [qubits[index], qubits[other]] = [qubits[other]!, qubits[index]!];
  }
  return qubits;
};

/** A circuit of random Clifford gates on random qubits. */
export const randomClifford = (qubitCount: number, gateCount: number, random: Random): Circuit => {
  let built = circuit(qubitCount);
  while (built.operations.length < gateCount) {
    const [gate, step] = cliffordGates[random.integer(cliffordGates.length)]!;
    if (gateQubitCount(gate) > qubitCount) continue;
    const angles = Array.from({ length: gate.base.angleCount }, () => step * (random.integer(17) - 8));
    built = built.apply(gate, shuffled(qubitCount, random).slice(0, gateQubitCount(gate)), ...angles);
  }
  return built;
};

/** A product of random Pauli matrices as text. */
export const randomPauli = (qubitCount: number, random: Random): string =>
  Array.from({ length: qubitCount }, (_, qubit) => ['', `X${qubit}`, `Y${qubit}`, `Z${qubit}`][random.integer(4)]).join(
    ' ',
  );
