import { createRequire } from 'node:module';

interface PlacedCircuit {
  addGate(name: string, column: number, wires: number | readonly number[], options?: unknown): void;
  run(): void;
}

interface ImmutableState {
  hadamard(qubit: number): ImmutableState;
  rotateX(qubit: number, angle: number): ImmutableState;
}

const load = createRequire(import.meta.url);

/** Neither has types. */
const quantumCircuit = (): (new (qubits: number) => PlacedCircuit) => load('quantum-circuit') as never;

const jsqubits = (): ((bits: string) => ImmutableState) => {
  const found = load('jsqubits') as { readonly jsqubits?: unknown };
  return (found.jsqubits ?? found) as never;
};

const secondsOf = (act: () => unknown): number => {
  const start = process.hrtime.bigint();
  act();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

const least = (rounds: number, act: () => number): number => Math.min(...Array.from({ length: rounds }, () => act()));

type PlacedGate = readonly [name: string, wires: number | readonly number[], options?: unknown];

const timeOf = (qubits: number, gates: readonly PlacedGate[]): number => {
  const Circuit = quantumCircuit();
  const circuit = new Circuit(qubits);
  gates.forEach(([name, wires, options], column) => {
    circuit.addGate(name, column, wires, options);
  });
  return secondsOf(() => circuit.run());
};

const onAll = (qubits: number, name: string, options?: unknown): PlacedGate[] =>
  Array.from({ length: qubits }, (_, qubit) => [name, qubit, options]);

/** Seconds of one H and one RX of quantum-circuit on a state without zeros: a run with one layer more, less the run without. */
export const quantumCircuitGates = (qubits: number): { readonly h: number; readonly rx: number } => {
  const start = onAll(qubits, 'h');
  const turned = [...start, ...onAll(qubits, 'rx', { params: { theta: 0.3 } })];
  const [one, two, three] = [start, turned, [...turned, ...onAll(qubits, 'h')]].map((gates) =>
    least(2, () => timeOf(qubits, gates)),
  ) as [number, number, number];
  return { h: (three - two) / qubits, rx: (two - one) / qubits };
};

/** Seconds of one QAOA layer and the H layer before it, on a dense QUBO, of quantum-circuit. */
export const quantumCircuitLayer = (qubits: number): number => {
  const gates = onAll(qubits, 'h');
  for (let i = 0; i < qubits; i++) {
    gates.push(['rz', i, { params: { phi: 0.1 * i + 0.1 } }]);
    for (let j = 0; j < i; j++) gates.push(['zz', [j, i], { params: { theta: 0.01 * (i + j) } }]);
  }
  gates.push(...onAll(qubits, 'rx', { params: { theta: 0.3 } }));
  return timeOf(qubits, gates);
};

/** Seconds of one H and one RX of jsqubits on a state without zeros. */
export const jsqubitsGates = (qubits: number): { readonly h: number; readonly rx: number } => {
  let state = jsqubits()(`|${'0'.repeat(qubits)}>`);
  for (let qubit = 0; qubit < qubits; qubit++) state = state.hadamard(qubit).rotateX(qubit, 0.3 + 0.1 * qubit);
  return {
    h: least(3, () => secondsOf(() => state.hadamard(qubits >> 1))),
    rx: least(3, () => secondsOf(() => state.rotateX(qubits >> 1, 0.3))),
  };
};
