import type { Circuit } from '../circuit/circuit';
import { type FlatConditional, type FlatOperation, flatten } from '../circuit/flatten';
import { operationCount } from '../circuit/operation-count';
import { CircuitError } from '../errors';
import type { StandardGateName } from '../gates/standard-gates';
import { bindAngle } from './bind-angle';
import { bitRegistersFor } from './bit-registers';
import { checkOperations, type ExportOpenQasmOptions, maximumOf } from './export-options';
import { type GateDialect, gateWriter } from './gate-writer';
import { isStandardBase, knownGates } from './known-gates';

/** The gates of qelib1.inc. */
const names =
  `u3 u2 u1 cx id x y z h s sdg t tdg rx ry rz cz cy ch ccx crz cu1 cu3 u p sx sxdg swap cswap crx cry cp csx cu
  rxx rzz`.split(/\s+/) as StandardGateName[];

const taken = new Set([
  ...names,
  ...`gate opaque qreg creg measure reset barrier if include pi sin cos tan exp ln sqrt q c u0 rccx rc3x c3x c3sqrtx
  c4x`.split(/\s+/),
]);

const dialect: GateDialect = {
  known: knownGates(names),
  preludes: new Map(),
  hasGlobalPhase: false,
  prefixOf: () => undefined,
  taken,
};

const refuse = (what: string, remedy: string): never => {
  throw new CircuitError({
    code: 'NOT_IN_OPEN_QASM_2',
    message: `exportOpenQasm2: ${what}.`,
    remedy,
    context: {},
  });
};

const conditionsOf = (operations: readonly FlatOperation[]): (readonly number[])[] =>
  operations.flatMap((operation) =>
    operation.kind === 'conditional'
      ? [operation.condition.bits, ...conditionsOf([...operation.body, ...operation.otherwise])]
      : [],
  );

/** A list in which no operation but the last changes the bits that decide about the rest. */
const checkSteady = ({ condition, body, otherwise }: FlatConditional): void => {
  const changes = (operation: FlatOperation): boolean =>
    operation.kind === 'measure' && condition.bits.includes(operation.bit);
  const before = otherwise.length > 0 ? [...body, ...otherwise.slice(0, -1)] : body.slice(0, -1);
  if (!before.some(changes)) return;
  refuse('what a condition decides about measures into its own bits', 'Use exportOpenQasm3.');
};

/**
 * A circuit as a program in OpenQASM 2. Circuits inside it are written out; gates that qelib1.inc has not are defined by
 * those that it has, exactly but for a phase of the whole state.
 *
 * Cost: O(operations); a gate with k controls is k definitions of at most 16 k gates each, without a helping qubit.
 *
 * @throws {CircuitError} A parameter has no value, or OpenQASM 2 cannot say a condition: it
 * compares whole registers, has no `else` of several bits and no condition in another.
 * @throws {QuantumCapacityError} The text would hold more than `maximumOperations`.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { exportOpenQasm2 } from '@sigmax/quantum-sim/open-qasm';
 * const lines = exportOpenQasm2(circuit(2).h(0).rz(Math.PI / 4, 0).cx(0, 1).measureAll()).trim().split('\n');
 * lines[4]; // => 'h q[0];'
 * lines[5]; // => 'rz(pi/4) q[0];'
 * lines.at(-1); // => 'measure q[1] -> c[1];'
 * ```
 */
export const exportOpenQasm2 = (circuit: Circuit, options: ExportOpenQasmOptions = {}): string => {
  checkOperations(operationCount(circuit, true), maximumOf(options));
  const operations = flatten(circuit);
  const registers = circuit.bitCount === 0 ? [] : bitRegistersFor(circuit.bitCount, conditionsOf(operations));
  const writer = gateWriter(dialect, isStandardBase);
  const { parameters = {} } = options;
  const lines: string[] = [];
  const qubitText = (qubit: number): string => `q[${qubit}]`;
  const registerOf = (bit: number) => registers.find(({ first, size }) => bit >= first && bit < first + size)!;
  const bitText = (bit: number): string => `${registerOf(bit).name}[${bit - registerOf(bit).first}]`;

  const writeGate = (operation: FlatOperation & { kind: 'gate' }): string => {
    const angles = operation.angles.map((angle) => bindAngle(angle, parameters));
    const open = angles.find((angle) => typeof angle !== 'number');
    if (open !== undefined) {
      const name = open.terms[0]!.name;
      throw new CircuitError({
        code: 'UNBOUND_PARAMETER',
        message: `exportOpenQasm2: parameter ${name} has no value.`,
        remedy: 'Pass it in parameters, or use exportOpenQasm3, which has inputs.',
        context: { name },
      });
    }
    return writer.call({ ...operation, angles }, qubitText);
  };

  const write = (operation: FlatOperation, prefix: string): void => {
    if (operation.kind === 'barrier') {
      lines.push(`barrier ${operation.qubits.map(qubitText).join(', ')};`);
    } else if (operation.kind === 'measure') {
      lines.push(`${prefix}measure ${qubitText(operation.qubit)} -> ${bitText(operation.bit)};`);
    } else if (operation.kind === 'reset') lines.push(`${prefix}reset ${qubitText(operation.qubit)};`);
    else if (operation.kind === 'gate') {
      const text = writeGate(operation);
      if (text !== '') lines.push(`${prefix}${text};`);
    } else {
      if (prefix !== '') refuse('a condition stands in another', 'Use exportOpenQasm3.');
      const { condition, body, otherwise } = operation;
      if (otherwise.length > 0 && condition.bits.length > 1) {
        refuse('a condition of several bits has an else', 'Use exportOpenQasm3.');
      }
      checkSteady(operation);
      const { name } = registerOf(condition.bits[0]!);
      for (const inner of body) write(inner, `if (${name} == ${condition.value}) `);
      for (const inner of otherwise) write(inner, `if (${name} == ${1 - condition.value}) `);
    }
  };

  for (const operation of operations) write(operation, '');
  const declared = registers.map(({ name, size }) => `creg ${name}[${size}];`);
  const head = ['OPENQASM 2.0;', 'include "qelib1.inc";', ...writer.definitions, `qreg q[${circuit.qubitCount}];`];
  return `${[...head, ...declared, ...lines].join('\n')}\n`;
};
