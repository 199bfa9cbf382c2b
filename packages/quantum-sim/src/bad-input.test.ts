import { describe, expect, it } from 'vitest';
import { circuitSvg, convergenceSvg, distributionSvg } from './drawing';
import {
  adam,
  adjointGradient,
  branchAndBound,
  CircuitError,
  circuit,
  cobyla,
  controlled,
  createQubo,
  diagonal,
  exactQubo,
  exactSelection,
  expectation,
  feasibleUnits,
  groverMixer,
  inequalitiesToSlack,
  interpolatedAngles,
  lbfgs,
  linearRampAngles,
  listSubspace,
  maxCut,
  nelderMead,
  objectiveFunction,
  optimizeAngles,
  ProblemError,
  parameter,
  parameterShiftGradient,
  pauliRotation,
  pauliSum,
  pauliSumToIsing,
  portfolioSelection,
  portfolioUnits,
  QuantumCapacityError,
  QuantumError,
  QuantumOptionsError,
  quadraticProgram,
  ringMixer,
  runShots,
  StateVector,
  sampledExpectation,
  samplerMetrics,
  sectorSubspace,
  seededRandom,
  selectByAnsatz,
  selectionSubspace,
  simulate,
  simulatedAnnealing,
  spinPolynomial,
  spsa,
  subspaceAnsatz,
  subspaceCosts,
  tabuSearch,
  unitary,
} from './index';
import { parseLp } from './lp';
import { exportOpenQasm2, importOpenQasm, OpenQasmError } from './open-qasm';
import { optimizeQaoa, qaoaAnsatz, selectByQaoa } from './qaoa';
import { lineCoupling, routeCircuit } from './routing';
import { ansatzCircuit, dickeCircuit } from './strategy';
import { twoLocal } from './vqe';

type ErrorClass = abstract new (...parameters: never[]) => QuantumError;

interface BadInput {
  /** What is wrong, as a user would say it. */
  readonly kind: string;
  readonly act: () => unknown;
  readonly type: ErrorClass;
  readonly code: string;
  /** The field and the value, as the message has them. */
  readonly names: readonly string[];
}

const names = ['BTC', 'ETH', 'SOL'];
const qubo = createQubo({ names, linear: [-3, -2, -1], couplings: [['BTC', 'ETH', 4]] });
const problem = { qubo, sectors: [{ assets: names, choose: 2 }] };
const subspace = selectionSubspace({ assets: names, choose: 2 });
const ansatz = () => subspaceAnsatz({ subspace, costs: subspaceCosts(subspace, qubo), mixer: ringMixer(subspace) });
const portfolio = {
  assets: names,
  expectedReturns: [0.1, 0.2, 0.3],
  covariance: [
    [0.04, 0.01, 0],
    [0.01, 0.09, 0],
    [0, 0, 0.16],
  ],
  riskAversion: 1,
  choose: 2,
};
const units = {
  ...portfolio,
  choose: undefined,
  unitWeights: 0.25,
  maximumUnits: 4,
  invested: { minimum: 1, maximum: 1 },
};
const { choose: _, ...unitOptions } = units;
const bell = circuit(2).h(0).cx(0, 1);
const turned = circuit(1).rx(parameter('theta'), 0);
const nan = Number.NaN;
const infinity = Number.POSITIVE_INFINITY;
const bowl = (point: ArrayLike<number>): number => point[0]! * point[0]!;
const slope = (point: Float64Array, gradient: Float64Array): number => {
  gradient[0] = 2 * point[0]!;
  return bowl(point);
};
const wrong = <Value>(value: unknown): Value => value as Value;

const row = (kind: string, act: () => unknown, type: ErrorClass, code: string, ...named: string[]): BadInput => ({
  kind,
  act,
  type,
  code,
  names: named,
});

const circuits: BadInput[] = [
  row('a circuit without qubits', () => circuit(0), QuantumOptionsError, 'INVALID_COUNT', 'qubitCount', '0'),
  row('half a qubit', () => circuit(1.5), QuantumOptionsError, 'INVALID_COUNT', 'qubitCount', '1.5'),
  row('a negative number of bits', () => circuit(1, -1), QuantumOptionsError, 'INVALID_COUNT', 'bitCount', '-1'),
  row('a qubit out of range', () => circuit(2).h(2), CircuitError, 'QUBIT_OUT_OF_RANGE', 'h: qubit', '2'),
  row('a negative qubit', () => circuit(2).h(-1), CircuitError, 'QUBIT_OUT_OF_RANGE', 'qubit', '-1'),
  row('a qubit that is no number', () => circuit(2).h(wrong('0')), CircuitError, 'QUBIT_OUT_OF_RANGE', 'qubit', '0'),
  row('one qubit twice', () => circuit(2).cx(1, 1), CircuitError, 'QUBIT_TWICE', 'cx: qubit', '1'),
  row('a bit out of range', () => circuit(1, 1).measure(0, 3), CircuitError, 'BIT_OUT_OF_RANGE', 'bit', '3'),
  row(
    'an unknown gate',
    () => circuit(1).apply(wrong('hadamard'), [0]),
    CircuitError,
    'UNKNOWN_GATE',
    'gate',
    'hadamard',
  ),
  row('too few qubits for a gate', () => circuit(2).apply('cx', [0]), CircuitError, 'WRONG_COUNT', 'cx', '1 qubits'),
  row(
    'too many angles for a gate',
    () => circuit(1).apply('rx', [0], 1, 2),
    CircuitError,
    'WRONG_COUNT',
    'rx',
    '2 angles',
  ),
  row('an angle that is NaN', () => circuit(1).rx(nan, 0), CircuitError, 'INVALID_ANGLE', 'rx: an angle', 'NaN'),
  row('an infinite angle', () => circuit(1).rz(infinity, 0), CircuitError, 'INVALID_ANGLE', 'rz: an angle', 'Infinity'),
  row('an angle as a text', () => circuit(1).ry(wrong('pi'), 0), CircuitError, 'INVALID_ANGLE', 'ry: an angle', 'pi'),
  row('a parameter with a bad name', () => parameter('2x'), CircuitError, 'INVALID_PARAMETER_NAME', 'name', '"2x"'),
  row('a parameter times NaN', () => parameter('x').times(nan), CircuitError, 'INVALID_ANGLE', 'times', 'NaN'),
  row(
    'a condition that bits cannot hold',
    () => circuit(1, 1).when(0, 2, circuit(1).x(0)),
    CircuitError,
    'INVALID_CONDITION',
    'value',
    '2',
  ),
  row(
    'a circuit inside that is larger',
    () => circuit(1, 1).when(0, 1, bell),
    CircuitError,
    'CIRCUIT_TOO_LARGE',
    'inner circuit',
    '2 qubits',
  ),
  row(
    'the inverse of a measurement',
    () => circuit(1, 1).measure(0).inverse(),
    CircuitError,
    'NOT_INVERTIBLE',
    'inverse',
    'measure',
  ),
  row(
    'a control on a measurement',
    () => circuit(1, 1).measure(0).controlled(1),
    CircuitError,
    'NOT_CONTROLLABLE',
    'controlled',
    'measure',
  ),
  row(
    'a matrix that is not unitary',
    () =>
      unitary([
        [1, 1],
        [0, 1],
      ]),
    CircuitError,
    'NOT_UNITARY',
    'M·M†',
    '1',
  ),
  row(
    'a matrix with NaN in it',
    () =>
      unitary([
        [nan, 0],
        [0, 1],
      ]),
    CircuitError,
    'NOT_UNITARY',
    'M·M†',
    'NaN',
  ),
  row(
    'a matrix of three rows',
    () =>
      unitary([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]),
    CircuitError,
    'INVALID_GATE_SIZE',
    'size',
    '3',
  ),
  row('a matrix with an uneven row', () => unitary([[1, 0], [0]]), CircuitError, 'NOT_SQUARE', 'row 1', '1 entries'),
  row('a diagonal with a phase that is NaN', () => diagonal([0, nan]), CircuitError, 'INVALID_PHASE', 'phase 1', 'NaN'),
  row('a Pauli letter that is none', () => pauliRotation('XQ'), CircuitError, 'INVALID_PAULI', 'paulis', '"XQ"'),
  row(
    'a negative number of controls',
    () =>
      controlled(
        unitary([
          [1, 0],
          [0, 1],
        ]),
        -1,
      ),
    QuantumOptionsError,
    'INVALID_CONTROL_COUNT',
    'count',
    '-1',
  ),
];

const simulations: BadInput[] = [
  row(
    'more qubits than fit into memory',
    () => simulate(circuit(40).h(0)),
    QuantumCapacityError,
    'STATE_TOO_LARGE',
    '40 qubits',
    'bytes',
  ),
  row(
    'a state above the caller’s limit',
    () => simulate(bell, { maximumBytes: 10 }),
    QuantumCapacityError,
    'STATE_TOO_LARGE',
    '2 qubits',
    '10 bytes',
  ),
  row(
    'a parameter without a value',
    () => simulate(turned, { parameters: {} }),
    CircuitError,
    'UNBOUND_PARAMETER',
    'theta',
    'undefined',
  ),
  row(
    'a parameter whose value is NaN',
    () => simulate(turned, { parameters: { theta: nan } }),
    CircuitError,
    'UNBOUND_PARAMETER',
    'theta',
    'NaN',
  ),
  row(
    'a value for no parameter',
    () => simulate(turned, { parameters: { theta: 1, phi: 2 } }),
    CircuitError,
    'UNKNOWN_PARAMETER',
    'phi',
    'theta',
  ),
  row(
    'too many values in a list',
    () => simulate(turned, { parameters: [1, 2] }),
    CircuitError,
    'WRONG_COUNT',
    '2 values',
    '1 parameters',
  ),
  row(
    'a measurement where amplitudes are asked',
    () => simulate(bell.measureAll()),
    CircuitError,
    'NOT_ONLY_GATES',
    'simulator',
    'measure',
  ),
  row('a state of no qubits', () => new StateVector(0), QuantumOptionsError, 'INVALID_COUNT', 'qubitCount', '0'),
  row(
    'an index out of range',
    () => simulate(bell).probability(4),
    QuantumOptionsError,
    'OUT_OF_RANGE',
    'basisState',
    '4',
  ),
  row(
    'no shots',
    () => runShots(bell.measureAll(), { shots: 0, seed: 1 }),
    QuantumOptionsError,
    'INVALID_SHOTS',
    'shots',
    '0',
  ),
  row('a seed that is no whole number', () => seededRandom(0.5), QuantumOptionsError, 'INVALID_SEED', 'seed', '0.5'),
  row(
    'an observable that is no text of Paulis',
    () => pauliSum([[1, 'Z0 W1']]),
    QuantumOptionsError,
    'INVALID_PAULI',
    'term',
    'Z0 W1',
  ),
  row(
    'an observable on a qubit that is not there',
    () => expectation(simulate(bell), pauliSum([[1, 'Z5']])),
    QuantumOptionsError,
    'QUBIT_OUT_OF_RANGE',
    'qubit',
    '5',
  ),
  row(
    'one shot for an estimate with an error',
    () => sampledExpectation(simulate(bell), pauliSum([[1, 'Z0']]), { shotsPerGroup: 1, seed: 1 }),
    QuantumOptionsError,
    'INVALID_SHOTS',
    'shotsPerGroup',
    '1',
  ),
  row(
    'a gradient through a measurement',
    () => adjointGradient(bell.measureAll(), pauliSum([[1, 'Z0']])),
    CircuitError,
    'NOT_ONLY_GATES',
    'adjointGradient',
    'measure',
  ),
  row(
    'a shift gradient through a reset',
    () => parameterShiftGradient(circuit(1).reset(0), pauliSum([[1, 'Z0']])),
    CircuitError,
    'NOT_ONLY_GATES',
    'parameterShiftGradient',
    'reset',
  ),
  row(
    'a machine in parts',
    () => routeCircuit(circuit(2), { qubitCount: 3, pairs: [[1, 2]] }),
    QuantumOptionsError,
    'COUPLING_IN_PARTS',
    'coupling map',
    '1 of 3',
  ),
  row(
    'a coupling with a qubit that is not there',
    () => routeCircuit(circuit(2), { qubitCount: 2, pairs: [[0, 5]] }),
    QuantumOptionsError,
    'INVALID_COUPLING',
    'pair',
    '[0, 5]',
  ),
  row(
    'a circuit larger than the machine',
    () => routeCircuit(circuit(4), lineCoupling(3)),
    CircuitError,
    'NOT_ROUTABLE',
    '4 qubits',
    '3',
  ),
];

const problems: BadInput[] = [
  row(
    'a coefficient that is NaN',
    () => createQubo({ names, linear: [nan, 0, 0] }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'linear.0',
    'NaN',
  ),
  row(
    'one name for two variables',
    () => createQubo({ names: ['a', 'a'] }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'names[1]',
    "'a'",
  ),
  row('an empty name', () => createQubo({ names: [''] }), QuantumOptionsError, 'INVALID_OPTIONS', 'names[0]', "''"),
  row(
    'a coupling of an unknown variable',
    () => createQubo({ names, couplings: [['BTC', 'XRP', 1]] }),
    ProblemError,
    'UNKNOWN_VARIABLE',
    'variable',
    'XRP',
  ),
  row(
    'a coupling of a variable with itself',
    () => createQubo({ names, couplings: [['BTC', 'BTC', 1]] }),
    ProblemError,
    'COUPLING_WITH_ITSELF',
    'couplings[0]',
    'BTC',
  ),
  row(
    'a covariance of the wrong shape',
    () => portfolioSelection({ ...portfolio, covariance: [[1]] }),
    ProblemError,
    'COVARIANCE_SHAPE',
    'covariance',
    '1 rows',
  ),
  row(
    'a covariance that is not symmetric',
    () =>
      portfolioSelection({
        ...portfolio,
        covariance: [
          [1, 0.5, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      }),
    ProblemError,
    'COVARIANCE_NOT_SYMMETRIC',
    'covariance[1][0]',
    '0.5',
  ),
  row(
    'a covariance that is not positive semidefinite',
    () =>
      portfolioSelection({
        ...portfolio,
        covariance: [
          [1, 2, 0],
          [2, 1, 0],
          [0, 0, 1],
        ],
      }),
    ProblemError,
    'COVARIANCE_NOT_POSITIVE',
    'covariance',
    '-1',
  ),
  row(
    'a covariance with NaN',
    () =>
      portfolioSelection({
        ...portfolio,
        covariance: [
          [nan, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'covariance[0][0]',
    'NaN',
  ),
  row(
    'a risk aversion below 0',
    () => portfolioSelection({ ...portfolio, riskAversion: -1 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'riskAversion',
    '-1',
  ),
  row(
    'a budget above the number of assets',
    () => portfolioSelection({ ...portfolio, choose: 4 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'choose',
    '4',
  ),
  row(
    'neither a budget nor sectors',
    () => portfolioSelection(wrong({ ...portfolio, choose: undefined })),
    ProblemError,
    'PORTFOLIO_SHAPE',
    'choose',
    'undefined',
  ),
  row(
    'too few expected returns',
    () => portfolioSelection({ ...portfolio, expectedReturns: [1] }),
    ProblemError,
    'PORTFOLIO_SHAPE',
    'expectedReturns',
    '1',
  ),
  row(
    'a misspelt option',
    () => portfolioSelection(wrong({ ...portfolio, riskAverson: 1 })),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    "'riskAverson'",
    '1',
  ),
  row(
    'a way of scaling that is none',
    () => portfolioSelection({ ...portfolio, scaling: wrong('half') }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'scaling',
    "'half'",
  ),
  row(
    'a budget that no portfolio keeps',
    () => feasibleUnits(portfolioUnits({ ...unitOptions, invested: { minimum: 0.1, maximum: 0.2 } })),
    ProblemError,
    'NO_FEASIBLE_STATE',
    'feasibleUnits',
    '0.1 to 0.2',
  ),
  row(
    'an invested range upside down',
    () => portfolioUnits({ ...unitOptions, invested: { minimum: 1, maximum: 0.5 } }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'invested.maximum',
    '0.5',
  ),
  row(
    'least units above the most',
    () => portfolioUnits({ ...unitOptions, minimumUnits: 5 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'maximumUnits of BTC',
    '4',
  ),
  row(
    'a sector of an unknown asset',
    () => portfolioUnits({ ...unitOptions, sectors: [{ name: 'large', assets: ['XRP'] }] }),
    ProblemError,
    'UNKNOWN_ASSET',
    'sector large',
    'XRP',
  ),
  row(
    'a unit without weight',
    () => portfolioUnits({ ...unitOptions, unitWeights: 0 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'unitWeights',
    '0',
  ),
  row(
    'more portfolios than allowed',
    () => feasibleUnits(portfolioUnits(unitOptions), { maximumStates: 2 }),
    QuantumCapacityError,
    'TOO_MANY_STATES',
    'feasible portfolios',
    '2',
  ),
  row(
    'more selections than allowed',
    () => exactSelection(problem, { maximumSelections: 2 }),
    QuantumCapacityError,
    'TOO_MANY_SELECTIONS',
    'selections',
    '3',
  ),
  row(
    'a sector that holds more than it has',
    () => sectorSubspace({ sectors: [{ assets: ['a'], choose: 2 }] }),
    ProblemError,
    'TOO_MANY_TO_CHOOSE',
    'choose',
    '2',
  ),
  row(
    'an asset in two sectors',
    () =>
      exactSelection({
        qubo,
        sectors: [
          { assets: names, choose: 1 },
          { assets: ['ETH'], choose: 1 },
        ],
      }),
    ProblemError,
    'ASSET_NOT_IN_ONE_SECTOR',
    'ETH',
    'two sectors',
  ),
  row(
    'an asset in no sector',
    () => exactSelection({ qubo, sectors: [{ assets: ['BTC', 'ETH'], choose: 1 }] }),
    ProblemError,
    'ASSET_NOT_IN_ONE_SECTOR',
    'SOL',
    'sectors',
  ),
  row(
    'more states than memory',
    () => selectionSubspace({ assets: Array.from({ length: 60 }, (__, i) => `a${i}`), choose: 20 }),
    QuantumCapacityError,
    'MEMORY_LIMIT',
    'feasible states',
    'bytes',
  ),
  row(
    'an empty list of states',
    () => listSubspace({ assets: names, states: [] }),
    ProblemError,
    'NO_FEASIBLE_STATE',
    'states',
    'empty',
  ),
  row(
    'a state that stands twice',
    () => listSubspace({ assets: ['a'], states: [[1], [1]] }),
    ProblemError,
    'INVALID_STATE',
    'states[1]',
    '[1]',
  ),
  row(
    'a ring mixer over a list',
    () => ringMixer(listSubspace({ assets: ['a'], states: [[1]] })),
    ProblemError,
    'LIST_HAS_NO_NEIGHBOURS',
    'ringMixer',
    'list',
  ),
  row(
    'costs of another subspace',
    () => subspaceAnsatz({ subspace, costs: new Float64Array(5), mixer: groverMixer(subspace) }),
    ProblemError,
    'DIMENSIONS_DIFFER',
    'costs',
    '5',
  ),
  row(
    'a cost that is infinite',
    () => subspaceAnsatz({ subspace, costs: Float64Array.of(1, infinity, 2), mixer: groverMixer(subspace) }),
    ProblemError,
    'COST_NOT_FINITE',
    'costs[1]',
    'Infinity',
  ),
  row(
    'an odd number of angles',
    () => ansatz().valueAt([1, 2, 3]),
    ProblemError,
    'INVALID_ANGLES',
    'angles',
    '1, 2, 3',
  ),
  row(
    'no layers',
    () => optimizeAngles(ansatz(), { layers: 0, seed: 1 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'layers',
    '0',
  ),
  row(
    'a start of another depth',
    () => optimizeAngles(ansatz(), { layers: 2, seed: 1, initialAngles: [1, 2] }),
    ProblemError,
    'INVALID_ANGLES',
    'initialAngles',
    '1, 2',
  ),
  row(
    'an unknown mixer',
    () => selectByAnsatz(problem, { layers: 1, seed: 1, mixer: wrong('x') }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'mixer',
    "'x'",
  ),
  row(
    'a part of the probability above 1',
    () => objectiveFunction(Float64Array.of(1), { kind: 'cvar', alpha: 2 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'alpha',
    '2',
  ),
  row(
    'probabilities of nothing',
    () => samplerMetrics({ costs: Float64Array.of(1), probabilities: Float64Array.of(0) }),
    ProblemError,
    'NOTHING_TO_MEASURE',
    'probabilities',
    '0',
  ),
  row(
    'an observable that is no Ising model',
    () => pauliSumToIsing(pauliSum([[1, 'X0']]), ['a']),
    ProblemError,
    'NOT_AN_ISING_TERM',
    'a term',
    'X0',
  ),
  row(
    'an edge of weight NaN',
    () => maxCut({ nodes: ['a', 'b'], edges: [['a', 'b', nan]] }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'the weight of edges[0]',
    'NaN',
  ),
];

const solvers: BadInput[] = [
  row(
    'annealing without reads',
    () => simulatedAnnealing(problem, { seed: 1, reads: 0 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'reads',
    '0',
  ),
  row(
    'temperatures upside down',
    () => simulatedAnnealing(problem, { seed: 1, betaRange: [2, 1] }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'betaRange',
    '1',
  ),
  row(
    'a search without nodes',
    () => branchAndBound(problem, { maximumNodes: 0 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'maximumNodes',
    '0',
  ),
  row(
    'tabu search with an unknown option',
    () => tabuSearch(problem, wrong({ seed: 1, tenur: 2 })),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    "'tenur'",
    '2',
  ),
  row(
    'too many variables to try all',
    () => exactQubo(createQubo({ names: Array.from({ length: 50 }, (__, i) => `x${i}`) })),
    QuantumCapacityError,
    'TOO_MANY_VARIABLES',
    'variables',
    '50',
  ),
  row('a start that is NaN', () => lbfgs(slope, [nan]), QuantumOptionsError, 'INVALID_OPTIONS', 'start', 'NaN'),
  row(
    'an objective that is NaN',
    () => nelderMead(() => nan, [1]),
    QuantumError,
    'OBJECTIVE_NOT_A_NUMBER',
    'objective',
    'NaN',
  ),
  row(
    'a learning rate of 0',
    () => adam(slope, [1], { learningRate: 0 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'learningRate',
    '0',
  ),
  row(
    'iterations below 1',
    () => spsa(bowl, [1], { seed: 1, maximumIterations: 0 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'maximumIterations',
    '0',
  ),
  row(
    'a trust region that grows',
    () => cobyla(bowl, [1], { startRadius: 0.1, endRadius: 1 } as never),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'adius',
    '1',
  ),
  row('a ramp of no layers', () => linearRampAngles(0, 0.8), QuantumOptionsError, 'INVALID_OPTIONS', 'layers', '0'),
];

const languages: BadInput[] = [
  row(
    'QASM of an unknown version',
    () => importOpenQasm('OPENQASM 7.0;'),
    OpenQasmError,
    'UNKNOWN_VERSION',
    'the version',
    '7.0',
  ),
  row(
    'QASM with a qubit that is not there',
    () => importOpenQasm('OPENQASM 2.0;\nqreg q[2];\nCX q[0], q[2];'),
    OpenQasmError,
    'OUT_OF_RANGE',
    'q has no element 2',
    'line 3',
  ),
  row(
    'QASM that ends in the middle',
    () => importOpenQasm('OPENQASM 2.0;\nqreg q[2'),
    OpenQasmError,
    'SYNTAX',
    'line 2',
    'end',
  ),
  row(
    'QASM with an unknown gate',
    () => importOpenQasm('OPENQASM 2.0;\nqreg q[1];\nfoo q[0];'),
    OpenQasmError,
    'UNKNOWN_GATE',
    '"foo"',
    'line 3',
  ),
  row(
    'QASM with a loop that is not supported',
    () => importOpenQasm('OPENQASM 3.0;\nqubit q;\nwhile (true) { }'),
    OpenQasmError,
    'UNSUPPORTED',
    'while',
    '3:1',
  ),
  row(
    'an export without values for parameters',
    () => exportOpenQasm2(turned),
    CircuitError,
    'UNBOUND_PARAMETER',
    'theta',
    'exportOpenQasm2',
  ),
  row(
    'an LP file without an objective',
    () => parseLp('banana: x + y'),
    ProblemError,
    'LP_SYNTAX',
    'Minimize',
    'banana',
  ),
  row(
    'a drawing too narrow',
    () => circuitSvg(bell, { width: 10 }),
    QuantumOptionsError,
    'INVALID_WIDTH',
    'width',
    '10',
  ),
  row(
    'a drawing of too many operations',
    () => circuitSvg(bell, { maximumOperations: 1 }),
    QuantumCapacityError,
    'TOO_MANY_OPERATIONS',
    'operations',
    '2',
  ),
  row(
    'a bar of negative weight',
    () => distributionSvg({ a: -1 }),
    QuantumOptionsError,
    'INVALID_DRAWING',
    'weights["a"]',
    '-1',
  ),
  row(
    'a curve with NaN',
    () => convergenceSvg([{ name: 'x', values: [nan] }]),
    QuantumOptionsError,
    'INVALID_DRAWING',
    'x[0]',
    'NaN',
  ),
];

const ansaetze: BadInput[] = [
  row(
    'a Dicke state of more ones than qubits',
    () => dickeCircuit(2, 3),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'choose',
    '3',
  ),
  row(
    'a circuit of a mixer that has none',
    () => ansatzCircuit(problem, { angles: [1, 1], deviation: 1, mixer: 'grover' }),
    ProblemError,
    'MIXER_HAS_NO_CIRCUIT',
    'mixer',
    'grover',
  ),
  row(
    'QAOA of more variables than memory',
    () => qaoaAnsatz({ cost: createQubo({ names: Array.from({ length: 40 }, (__, i) => `x${i}`) }) }),
    QuantumCapacityError,
    'MEMORY_LIMIT',
    '40 variables',
    'bytes',
  ),
  row(
    'QAOA of no layers',
    () => optimizeQaoa(qaoaAnsatz({ cost: qubo }), { layers: 0, seed: 1 }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'layers',
    '0',
  ),
  row(
    'QAOA with an unknown strategy',
    () => optimizeQaoa(qaoaAnsatz({ cost: qubo }), { layers: 1, seed: 1, strategy: wrong('luck') }),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'strategy',
    "'luck'",
  ),
  row(
    'a selection by QAOA with a penalty that is none',
    () => selectByQaoa(problem, wrong({ layers: 1, seed: 1, penalty: nan })),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'penalty',
    'NaN',
  ),
  row(
    'an ansatz of an unknown entanglement',
    () => twoLocal(3, wrong({ rotations: ['ry'], entanglers: ['cx'], entanglement: 'none' })),
    QuantumOptionsError,
    'INVALID_OPTIONS',
    'entanglement',
    'none',
  ),
  row(
    'a polynomial of a spin that is not there',
    () => spinPolynomial(['a'], [{ members: [3], coefficient: 1 }]),
    ProblemError,
    'UNKNOWN_VARIABLE',
    'variable',
    '3',
  ),
  row('interpolating three angles', () => interpolatedAngles([1, 2, 3]), ProblemError, 'INVALID_ANGLES', 'angles', '3'),
  row(
    'a cost without variables',
    () => qaoaAnsatz({ cost: createQubo({ names: [] }) }),
    ProblemError,
    'NO_VARIABLES',
    'cost',
    'no variables',
  ),
  row(
    'slack of a constraint that is not whole',
    () =>
      inequalitiesToSlack(
        quadraticProgram({
          variables: { x: 'binary' },
          sense: 'minimize',
          objective: {},
          constraints: [{ name: 'cash', linear: { x: 0.123456789012 }, relation: '<=', bound: 0.1 }],
        }),
      ),
    ProblemError,
    'SLACK_NOT_WHOLE',
    'cash',
    '0.123456789012',
  ),
];

const all = [...circuits, ...simulations, ...problems, ...solvers, ...languages, ...ansaetze];

describe('bad input is answered with a typed error, the field, the value and what to do', () => {
  it(`there are ${all.length} kinds of it, 60 at least, each once`, () => {
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(all.length);
    expect(new Set(all.map(({ code, names: named }) => [code, ...named].join())).size).toBeGreaterThanOrEqual(60);
    expect(new Set(all.map(({ code }) => code)).size).toBeGreaterThanOrEqual(40);
  });

  it.each(all)('$kind', ({ act, type, code, names: named }) => {
    let failure: unknown;
    try {
      act();
    } catch (error) {
      failure = error;
    }
    expect(QuantumError.isInstance(failure), String(failure)).toBe(true);
    const { message, remedy, code: found } = failure as QuantumError;
    expect(failure, message).toBeInstanceOf(type);
    expect(found, message).toBe(code);
    for (const part of named) expect(message).toContain(part);
    expect(remedy, message).toMatch(/^[A-Z].{5,}\.$/s);
    expect(message.endsWith(remedy!)).toBe(true);
    expect(message.length).toBeLessThan(500);
  });
});
