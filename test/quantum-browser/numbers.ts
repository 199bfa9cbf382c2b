import {
  adam,
  adjointGradient,
  type Circuit,
  circuit,
  cobyla,
  exactSelection,
  gateQubitCount,
  groverMixer,
  lbfgs,
  nelderMead,
  parameter,
  pauliSum,
  portfolioSelection,
  type Random,
  runShots,
  sampledExpectation,
  seededRandom,
  selectByAnsatz,
  selectionSubspace,
  simulate,
  simulatedAnnealing,
  spsa,
  standardGates,
  subspaceAnsatz,
  subspaceCosts,
  tabuSearch,
} from '@sigmax/quantum-sim';
import { groverAdaptiveSearch, qaoaAnsatz, selectByQaoa } from '@sigmax/quantum-sim/qaoa';
import { efficientSu2, samplingVqe } from '@sigmax/quantum-sim/vqe';

/** FNV-1a over bytes, in two halves with different beginnings, so that 64 bits have to agree. */
const digestOf = (bytes: Uint8Array): string => {
  const halves = [0x811c9dc5, 0x1b873593].map((start) => {
    let hash = start;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
  return halves.join('');
};

const ofNumbers = (...lists: ArrayLike<number>[]): string => {
  const count = lists.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(8 * count));
  let at = 0;
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      // −0 counts as 0.
      view.setFloat64(at, list[index]! + 0);
      at += 8;
    }
  }
  return digestOf(new Uint8Array(view.buffer));
};

/** JSON keeps every bit of a number. */
const ofData = (data: unknown): string =>
  digestOf(Uint8Array.from([...JSON.stringify(data)].map((letter) => letter.charCodeAt(0) & 0xff)));

const gates = Object.values(standardGates);

const randomCircuit = (qubits: number, count: number, random: Random): Circuit => {
  let built = circuit(qubits);
  for (let index = 0; index < count; index++) {
    const gate = gates[random.integer(gates.length)]!;
    const places = Array.from({ length: qubits }, (_, qubit) => qubit);
    for (let place = qubits - 1; place > 0; place--) {
      const other = random.integer(place + 1);
      [places[place], places[other]] = [places[other]!, places[place]!];
    }
    const angles = Array.from({ length: gate.base.angleCount }, () => 3 * random.normal());
    built = built.apply(gate, places.slice(0, gateQubitCount(gate)), ...angles);
  }
  return built;
};

const amplitudes = (options: Parameters<typeof simulate>[1]): string => {
  const states = [3, 8, 13].map((qubits) => simulate(randomCircuit(qubits, 120, seededRandom(qubits)), options));
  return ofNumbers(...states.flatMap(({ re, im }) => [re, im]));
};

/** Eight assets of made-up figures: a common part, and one of each asset's own. */
const problem = () => {
  const random = seededRandom(5);
  const assets = Array.from({ length: 8 }, (_, index) => `asset${index}`);
  const loadings = assets.map(() => 0.15 + 0.05 * random.normal());
  const own = assets.map(() => 0.01 + 0.08 * random.uniform());
  return portfolioSelection({
    assets,
    expectedReturns: assets.map(() => 0.08 + 0.06 * random.normal()),
    covariance: loadings.map((a, i) => loadings.map((b, j) => a * b + (i === j ? own[i]! : 0))),
    riskAversion: 1.5,
    choose: 3,
  });
};

const bowl = (point: ArrayLike<number>): number => {
  const [a, b] = [point[0]! - 1.5, point[1]! + 0.25];
  return a * a + 3 * b * b * b * b + 0.3 * a * b;
};

const bowlWithGradient = (point: Float64Array, gradient: Float64Array): number => {
  const [a, b] = [point[0]! - 1.5, point[1]! + 0.25];
  gradient[0] = 2 * a + 0.3 * b;
  gradient[1] = 12 * b * b * b + 0.3 * a;
  return bowl(point);
};

const shots = () => {
  const measured = circuit(3, 3)
    .h(0)
    .cx(0, 1)
    .measure(0)
    .when(0, 1, circuit(3).ry(0.7, 2), circuit(3).h(2))
    .reset(0)
    .rx(1.1, 0)
    .measureAll();
  return [
    runShots(measured, { shots: 2_000, seed: 7 }),
    sampledExpectation(
      simulate(randomCircuit(4, 40, seededRandom(9))),
      pauliSum([
        [1, 'Z0 Z1'],
        [0.5, 'X2'],
        [0.25, 'Y3'],
      ]),
      {
        shotsPerGroup: 500,
        seed: 3,
      },
    ),
  ];
};

const gradients = () => {
  const ansatz = circuit(3)
    .ry(parameter('a'), 0)
    .cx(0, 1)
    .rzz(parameter('b').times(2), 1, 2)
    .rx(parameter('a').plus(0.3), 2);
  return adjointGradient(
    ansatz,
    pauliSum([
      [1, 'Z0 Z2'],
      [0.4, 'X1'],
    ]),
  ).valueAndGradient({ a: 0.7, b: -0.2 });
};

const subspaces = () =>
  (['ring-xy', 'parity-ring-xy', 'complete-xy', 'grover'] as const).map((mixer) => {
    const { report, optimized } = selectByAnsatz(problem(), { layers: 2, seed: 1, mixer, starts: 1 });
    return { report, optimized };
  });

const qaoa = () => {
  const { qubo } = problem();
  const ansatz = qaoaAnsatz({ cost: qubo });
  return [
    ...(['x', 'warm-start', 'grover'] as const).map((mixer) => {
      const { report, optimized } = selectByQaoa(problem(), { layers: 2, seed: 1, mixer, starts: 1 });
      return { report, optimized };
    }),
    Array.from(ansatz.probabilitiesAt([0.3, 0.5, -0.4, -0.2])),
    groverAdaptiveSearch(qubo, { seed: 4 }),
    samplingVqe({ circuit: efficientSu2(8, { repetitions: 1 }), cost: qubo, seed: 2, starts: 1, maximumIterations: 5 }),
  ];
};

const optimisers = () => [
  lbfgs(bowlWithGradient, [3, 2]),
  adam(bowlWithGradient, [3, 2], { maximumIterations: 60 }),
  nelderMead(bowl, [3, 2]),
  spsa(bowl, [3, 2], { seed: 6, maximumIterations: 60 }),
  cobyla(bowl, [3, 2], { constraints: [([x]) => 2 - x! * x!] }),
];

const classical = () => [
  exactSelection(problem(), { keep: 5 }),
  simulatedAnnealing(problem(), { seed: 2, reads: 3, sweeps: 100 }),
  tabuSearch(problem(), { seed: 2 }),
];

const gradientsInside = () => {
  const { qubo } = problem();
  const subspace = selectionSubspace({ assets: qubo.names, choose: 3 });
  const ansatz = subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer: groverMixer(subspace) });
  const gradient = new Float64Array(4);
  return [ansatz.valueAndGradientAt([0.2, 0.5, -0.6, -0.3], gradient), ...gradient];
};

/** A digest of every kind of number that the package makes, by name, so that a difference says where it is. */
export const digests = (): Readonly<Record<string, string>> => ({
  'state vector, WebAssembly': amplitudes({ implementation: 'webassembly' }),
  'state vector, TypeScript': amplitudes({ implementation: 'typescript' }),
  'state vector, single precision': amplitudes({ precision: 'f32' }),
  shots: ofData(shots()),
  gradients: ofData(gradients()),
  'gradients inside a subspace': ofData(gradientsInside()),
  'selections inside a subspace': ofData(subspaces()),
  'QAOA and VQE': ofData(qaoa()),
  optimisers: ofData(optimisers().map(({ point, ...rest }) => [Array.from(point), rest])),
  'classical solvers': ofData(classical()),
});
