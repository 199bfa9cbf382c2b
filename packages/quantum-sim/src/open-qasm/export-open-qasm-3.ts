import type { Circuit } from '../circuit/circuit';
import type { Condition, Operation } from '../circuit/operation';
import { operationCount } from '../circuit/operation-count';
import { CircuitError } from '../errors';
import { type StandardGateName, standardGates } from '../gates/standard-gates';
import { bindAngle } from './bind-angle';
import { checkOperations, type ExportOpenQasmOptions, maximumOf } from './export-options';
import { type GateDialect, gateWriter } from './gate-writer';
import { isStandardBase, knownGates } from './known-gates';
import { reservedNames3 } from './reserved-names';

/** The gates of stdgates.inc that are ours to the phase; its u2 and u3 are not. */
const names = `p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu id u1`.split(
  ' ',
) as StandardGateName[];

const findKnown = knownGates(names);

const dialect: GateDialect = {
  known: (gate) => (gate.controlCount === 0 && gate.base === standardGates.u.base ? 'u' : findKnown(gate)),
  // U of OpenQASM 3 has e^(iθ/2) more.
  preludes: new Map([['u', 'gate u(theta, phi, lambda) q0 { gphase(-theta/2); U(theta, phi, lambda) q0; }']]),
  hasGlobalPhase: true,
  prefixOf: (controlCount) => (controlCount === 1 ? 'ctrl @ ' : `ctrl(${controlCount}) @ `),
  taken: reservedNames3,
};

const inputsOf = (parameterNames: readonly string[]): string[] => {
  const arrays = new Map<string, number>();
  const lines: string[] = [];
  for (const name of parameterNames) {
    const [, root, index] = /^([^[]+)(?:\[(\d+)\])?$/.exec(name)!;
    const isMixed = index === undefined ? arrays.has(root!) : parameterNames.includes(root!);
    if (reservedNames3.has(root!) || /^repetition/.test(root!) || isMixed) {
      throw new CircuitError({
        code: 'RESERVED_NAME',
        message: `exportOpenQasm3: the parameter ${name} has a name that OpenQASM 3 or another parameter has.`,
        remedy: 'Rename it, or pass its value in parameters.',
        context: { name },
      });
    }
    if (index === undefined) lines.push(`input float[64] ${root};`);
    else arrays.set(root!, Math.max(arrays.get(root!) ?? 0, Number(index) + 1));
  }
  return [...lines, ...[...arrays].map(([name, size]) => `input array[float[64], ${size}] ${name};`)];
};

const conditionText = ({ bits, value }: Condition, bitCount: number): string => {
  if (bits.length === bitCount && bits.every((bit, index) => bit === index)) return `c == ${value}`;
  return bits.map((bit, index) => `c[${bit}] == ${Math.floor(value / 2 ** index) % 2}`).join(' && ');
};

/** Which qubits and bits of the whole circuit those of a part are. */
interface Places {
  readonly qubits: readonly number[];
  readonly bits: readonly number[];
}

/**
 * A circuit as a program in OpenQASM 3: parameters without a value become inputs, circuits that repeat become loops, controls
 * become `ctrl`. Gates that stdgates.inc has not are defined; everything is exact, phases included.
 *
 * Cost: O(operations), each repeated circuit counted once.
 *
 * @throws {CircuitError} A parameter has a name that OpenQASM 3 reserves.
 * @throws {QuantumCapacityError} The text would hold more than `maximumOperations`.
 * @example
 * ```ts
 * import { circuit, parameter } from '@sigmax/quantum-sim';
 * import { exportOpenQasm3 } from '@sigmax/quantum-sim/open-qasm';
 * const lines = exportOpenQasm3(circuit(3, 0).ry(parameter('theta').times(2), 0).mcx([0, 1], 2)).trim().split('\n');
 * lines[2]; // => 'input float[64] theta;'
 * lines.slice(-2); // => ['ry(2*theta) q[0];', 'ccx q[0], q[1], q[2];']
 * ```
 */
export const exportOpenQasm3 = (circuit: Circuit, options: ExportOpenQasmOptions = {}): string => {
  checkOperations(operationCount(circuit, false), maximumOf(options));
  const writer = gateWriter(dialect, isStandardBase);
  const { parameters = {} } = options;
  const lines: string[] = [];
  let loops = 0;

  const writeAll = (operations: readonly Operation[], places: Places, indent: string): void => {
    for (const operation of operations) write(operation, places, indent);
  };

  const write = (operation: Operation, places: Places, indent: string): void => {
    const { qubits, bits } = places;
    const qubitText = (qubit: number): string => `q[${qubits[qubit]}]`;
    switch (operation.kind) {
      case 'gate': {
        const angles = operation.angles.map((angle) => bindAngle(angle, parameters));
        lines.push(`${indent}${writer.call({ ...operation, angles }, qubitText)};`);
        return;
      }
      case 'measure':
        lines.push(`${indent}c[${bits[operation.bit]}] = measure ${qubitText(operation.qubit)};`);
        return;
      case 'reset':
        lines.push(`${indent}reset ${qubitText(operation.qubit)};`);
        return;
      case 'barrier':
        lines.push(`${indent}barrier ${operation.qubits.map(qubitText).join(', ')};`);
        return;
      case 'circuit': {
        const inner: Places = {
          qubits: operation.qubits.map((qubit) => qubits[qubit]!),
          bits: operation.bits.map((bit) => bits[bit]!),
        };
        if (operation.repetitions === 0) return;
        if (operation.repetitions === 1) {
          writeAll(operation.circuit.operations, inner, indent);
          return;
        }
        loops++;
        lines.push(`${indent}for uint repetition${loops} in [1:${operation.repetitions}] {`);
        writeAll(operation.circuit.operations, inner, `${indent}  `);
        lines.push(`${indent}}`);
        return;
      }
      case 'conditional': {
        const asked = { ...operation.condition, bits: operation.condition.bits.map((bit) => bits[bit]!) };
        lines.push(`${indent}if (${conditionText(asked, circuit.bitCount)}) {`);
        writeAll(operation.body.operations, places, `${indent}  `);
        if (operation.otherwise !== undefined) {
          lines.push(`${indent}} else {`);
          writeAll(operation.otherwise.operations, places, `${indent}  `);
        }
        lines.push(`${indent}}`);
      }
    }
  };

  const all = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  writeAll(circuit.operations, { qubits: all(circuit.qubitCount), bits: all(circuit.bitCount) }, '');
  const open = circuit.parameterNames.filter((name) => parameters[name] === undefined);
  const head = ['OPENQASM 3.0;', 'include "stdgates.inc";', ...inputsOf(open), ...writer.definitions];
  const declared = [
    `qubit[${circuit.qubitCount}] q;`,
    ...(circuit.bitCount > 0 ? [`bit[${circuit.bitCount}] c;`] : []),
  ];
  return `${[...head, ...declared, ...lines].join('\n')}\n`;
};
