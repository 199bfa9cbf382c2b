import type { Circuit } from '../circuit/circuit';
import type { Condition, GateOperation, Operation } from '../circuit/operation';
import { operationCount } from '../circuit/operation-count';
import { QuantumCapacityError } from '../errors';
import { standardGates } from '../gates/standard-gates';
import { angleLabel } from './angle-label';

/** True where the bits, the first of them least significant, read the value; or where they do not. */
export interface LayoutCondition {
  readonly bits: readonly number[];
  readonly value: number;
  readonly isNegated: boolean;
}

/** What stands in one column on one or more qubits. */
export interface LayoutOperation {
  /**
   * - `gate`: `label` in a box on each of `targets`
   * - `flip`: the target of a controlled x
   * - `swap`: two crosses
   * - `circuit`: one box for a circuit inside, which is not written out
   */
  readonly kind: 'gate' | 'flip' | 'swap' | 'measure' | 'reset' | 'barrier' | 'circuit';
  /** The name as it is shown, without angles. */
  readonly label: string;
  /** The angles as they are shown. */
  readonly angles: readonly string[];
  readonly targets: readonly number[];
  /** Qubits that have to be 1. */
  readonly controls: readonly number[];
  /** The bit that a measurement writes to. */
  readonly bit?: number;
  /** All of them have to hold. */
  readonly conditions: readonly LayoutCondition[];
}

/** A circuit as plain data for whoever draws it: columns from left to right, none of whose operations overlap. */
export interface CircuitLayout {
  readonly qubitLabels: readonly string[];
  readonly bitCount: number;
  readonly columns: readonly (readonly LayoutOperation[])[];
  /** Phases of the whole state, which stand on no qubit. */
  readonly globalPhases: readonly string[];
}

export interface CircuitLayoutOptions {
  /** Whether circuits inside are written out; otherwise each is one box. True by default. */
  readonly isExpanded?: boolean;
  /** One for each qubit; `q0`, `q1`, … by default. */
  readonly qubitLabels?: readonly string[];
  /** The most operations that are drawn. */
  readonly maximumOperations?: number;
}

const labels: Readonly<Record<string, string>> = {
  sdg: 'S†',
  tdg: 'T†',
  sx: '√X',
  sxdg: '√X†',
  id: 'I',
  xx_plus_yy: 'XX+YY',
  xx_minus_yy: 'XX−YY',
  uphase: 'U',
};

const gateLayout = (
  { gate, qubits, angles }: GateOperation,
  conditions: readonly LayoutCondition[],
): LayoutOperation => {
  const { base, controlCount } = gate;
  const isFlip = base === standardGates.x.base && controlCount > 0;
  const isSwap = base === standardGates.swap.base;
  const controls = qubits.slice(0, controlCount);
  return {
    kind: isFlip ? 'flip' : isSwap ? 'swap' : 'gate',
    label: labels[base.name] ?? (/^[a-z]{1,5}\d?$/.test(base.name) ? base.name.toUpperCase() : base.name),
    angles: angles.map(angleLabel),
    // A controlled phase of nothing stands on its controls alone.
    targets: qubits.length === controlCount ? controls.slice(-1) : qubits.slice(controlCount),
    controls: qubits.length === controlCount ? controls.slice(0, -1) : controls,
    conditions,
  };
};

/** The rows that an operation needs for itself; with a line to the bits, all rows below it. */
const rowsOf = (
  { targets, controls, bit, conditions }: LayoutOperation,
  qubitCount: number,
): readonly [first: number, last: number] => {
  const rows = [...targets, ...controls];
  const isDown = bit !== undefined || conditions.length > 0;
  return [Math.min(...rows), isDown ? qubitCount - 1 : Math.max(...rows)];
};

/** Which qubits and bits of the whole circuit those of a part are. */
interface Places {
  readonly qubits: readonly number[];
  readonly bits: readonly number[];
  readonly conditions: readonly LayoutCondition[];
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/**
 * A circuit in columns: each operation stands in the first column in which its rows, and those between them, are free.
 *
 * State: none. Cost: O(operations · qubits).
 *
 * @throws {QuantumCapacityError} There are more than `maximumOperations` operations, 10,000 unless given.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { circuitLayout } from '@sigmax/quantum-sim/drawing';
 * const { columns } = circuitLayout(circuit(3).h(0).ry(Math.PI / 4, 2).cx(0, 1).measure(1));
 * columns.map((column) => column.map(({ kind, label }) => `${kind} ${label}`)); // => [['gate H', 'gate RY'], ['flip X'], ['measure M']]
 * columns[0]?.[1]?.angles; // => ['π/4']
 * ```
 */
export const circuitLayout = (circuit: Circuit, options: CircuitLayoutOptions = {}): CircuitLayout => {
  const { isExpanded = true, maximumOperations = 10_000 } = options;
  const { qubitCount, bitCount } = circuit;
  const count = isExpanded ? operationCount(circuit, true) : circuit.operations.length;
  if (!(count <= maximumOperations)) {
    throw new QuantumCapacityError({
      code: 'TOO_MANY_OPERATIONS',
      message: `circuitLayout: the circuit has ${count} operations, the limit is ${maximumOperations}.`,
      remedy: 'Pass a larger maximumOperations, or isExpanded: false.',
      context: { count, maximumOperations },
    });
  }
  const columns: LayoutOperation[][] = [];
  const free = new Array<number>(qubitCount).fill(0);
  // Operations that write or read bits keep their order.
  let bitsFree = 0;
  const globalPhases: string[] = [];

  const place = (operation: LayoutOperation): void => {
    const [first, last] = rowsOf(operation, qubitCount);
    const asksBits = operation.bit !== undefined || operation.conditions.length > 0;
    let column = asksBits ? bitsFree : 0;
    for (let row = first; row <= last; row++) column = Math.max(column, free[row]!);
    for (let row = first; row <= last; row++) free[row] = column + 1;
    if (asksBits) bitsFree = column + 1;
    while (columns.length <= column) columns.push([]);
    columns[column]!.push(operation);
  };

  const box = (
    kind: LayoutOperation['kind'],
    label: string,
    targets: readonly number[],
    conditions: readonly LayoutCondition[],
  ): LayoutOperation => ({ kind, label, angles: [], targets, controls: [], conditions });

  const visit = (operation: Operation, places: Places): void => {
    const { qubits, bits, conditions } = places;
    const mapped = (list: readonly number[]): number[] => list.map((qubit) => qubits[qubit]!);
    switch (operation.kind) {
      case 'gate': {
        if (operation.qubits.length === 0) globalPhases.push(operation.angles.map(angleLabel).join(', '));
        else place(gateLayout({ ...operation, qubits: mapped(operation.qubits) }, conditions));
        return;
      }
      case 'measure':
        place({ ...box('measure', 'M', mapped([operation.qubit]), conditions), bit: bits[operation.bit]! });
        return;
      case 'reset':
        place(box('reset', '|0⟩', mapped([operation.qubit]), conditions));
        return;
      case 'barrier':
        // A barrier is no operation of the state, so no condition is drawn to it.
        place(box('barrier', '', mapped(operation.qubits), []));
        return;
      case 'circuit': {
        const inner: Places = {
          qubits: mapped(operation.qubits),
          bits: operation.bits.map((bit) => bits[bit]!),
          conditions,
        };
        if (!isExpanded) {
          const times = operation.repetitions === 1 ? '' : ` ×${operation.repetitions}`;
          if (inner.qubits.length > 0) place(box('circuit', `circuit${times}`, inner.qubits, conditions));
          return;
        }
        for (let time = 0; time < operation.repetitions; time++) visitAll(operation.circuit, inner);
        return;
      }
      case 'conditional': {
        const asked: Condition = { ...operation.condition, bits: operation.condition.bits.map((bit) => bits[bit]!) };
        const under = (isNegated: boolean): Places => ({
          ...places,
          conditions: [...conditions, { ...asked, isNegated }],
        });
        visitAll(operation.body, under(false));
        if (operation.otherwise !== undefined) visitAll(operation.otherwise, under(true));
      }
    }
  };
  const visitAll = (of: Circuit, places: Places): void => {
    for (const operation of of.operations) visit(operation, places);
  };

  visitAll(circuit, { qubits: upTo(qubitCount), bits: upTo(bitCount), conditions: [] });
  const qubitLabels = upTo(qubitCount).map((qubit) => options.qubitLabels?.[qubit] ?? `q${qubit}`);
  return { qubitLabels, bitCount: circuit.usesBits ? bitCount : 0, columns, globalPhases };
};
