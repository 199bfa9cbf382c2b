import { CircuitError, QuantumOptionsError } from '../errors';
import { controlled } from '../gates/controlled-gate';
import { type Gate, gateQubitCount } from '../gates/gate';
import { type StandardGateName, standardGates } from '../gates/standard-gates';
import type { Angle } from './angle';
import { checkIndex, checkIndices } from './check-qubits';
import { controlledOperation } from './controlled-operation';
import { inverseOperation } from './inverse-operation';
import type { Condition, Operation } from './operation';

/** Operations that several circuits share: each reads as many as it has, and the longest may append. */
type SharedList = Operation[];

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const checkCount = (what: string, field: string, count: number, least: number): void => {
  if (Number.isSafeInteger(count) && count >= least) return;
  throw new QuantumOptionsError({
    code: 'INVALID_COUNT',
    message: `${what}: ${field} was ${count}.`,
    remedy: `Pass a whole number from ${least}.`,
    context: { [field]: count },
  });
};

/** How many classical bits a number can hold exactly. */
const maximumConditionBits = 53;

/**
 * A quantum circuit: operations on `qubitCount` qubits and `bitCount` classical bits, in order.
 *
 * A circuit never changes: each method returns a longer one, and costs no copy when it is called on the longest.
 * Qubit 0 is the least significant bit of a state's index. One-qubit gates take any number of qubits and act on each;
 * angles come first, controls before targets. Made by {@link circuit}.
 */
export class Circuit {
  readonly qubitCount: number;
  readonly bitCount: number;
  readonly #shared: SharedList;
  readonly #length: number;
  #operations: readonly Operation[] | undefined;

  constructor(qubitCount: number, bitCount: number, shared: SharedList = [], length = shared.length) {
    this.qubitCount = qubitCount;
    this.bitCount = bitCount;
    this.#shared = shared;
    this.#length = length;
  }

  /** What the circuit does, in order. */
  get operations(): readonly Operation[] {
    this.#operations ??= this.#shared.slice(0, this.#length);
    return this.#operations;
  }

  /** The names of the parameters, in the order of their first use. */
  get parameterNames(): readonly string[] {
    const names = new Set<string>();
    for (const operation of this.operations) {
      if (operation.kind === 'gate') {
        for (const angle of operation.angles) {
          if (typeof angle !== 'number') for (const { name } of angle.terms) names.add(name);
        }
      } else if (operation.kind === 'circuit') {
        for (const name of operation.circuit.parameterNames) names.add(name);
      } else if (operation.kind === 'conditional') {
        for (const name of operation.body.parameterNames) names.add(name);
        for (const name of operation.otherwise?.parameterNames ?? []) names.add(name);
      }
    }
    return [...names];
  }

  #with(operation: Operation): Circuit {
    const isLongest = this.#shared.length === this.#length;
    const shared = isLongest ? this.#shared : this.#shared.slice(0, this.#length);
    shared.push(operation);
    return new Circuit(this.qubitCount, this.bitCount, shared, this.#length + 1);
  }

  /**
   * Applies a gate, by itself or by its name, to qubits, controls first.
   *
   * @throws {CircuitError} A qubit is out of range or given twice, or the number of qubits or angles is not the gate's.
   */
  apply(gate: Gate | StandardGateName, qubits: readonly number[], ...angles: readonly Angle[]): Circuit {
    const chosen = typeof gate === 'string' ? standardGates[gate] : gate;
    if (chosen === undefined) {
      throw new CircuitError({
        code: 'UNKNOWN_GATE',
        message: `apply: gate was ${JSON.stringify(gate)}.`,
        remedy: 'Pass a gate, or a name of standardGates.',
        context: { gate },
      });
    }
    const { name, base } = chosen;
    checkIndices(name, 'qubit', qubits, this.qubitCount);
    const expected = { qubits: gateQubitCount(chosen), angles: base.angleCount };
    for (const [what, count] of [
      ['qubits', qubits.length],
      ['angles', angles.length],
    ] as const) {
      if (count === expected[what]) continue;
      throw new CircuitError({
        code: 'WRONG_COUNT',
        message: `${name}: was given ${count} ${what}.`,
        remedy: `Pass ${expected[what]} ${what}.`,
        context: { gate: name, [what]: count, expected: expected[what] },
      });
    }
    const wrong = angles.find((angle) =>
      typeof angle === 'number'
        ? !Number.isFinite(angle)
        : !Array.isArray((angle as { terms?: unknown } | null)?.terms),
    );
    if (wrong !== undefined) {
      throw new CircuitError({
        code: 'INVALID_ANGLE',
        message: `${name}: an angle was ${String(wrong)}.`,
        remedy: 'Pass a finite number of radians, or a parameter.',
        context: { gate: name },
      });
    }
    return this.#with({ kind: 'gate', gate: chosen, qubits: [...qubits], angles });
  }

  #each(gate: Gate, angles: readonly Angle[], qubits: readonly number[]): Circuit {
    return qubits.reduce((result: Circuit, qubit) => result.apply(gate, [qubit], ...angles), this);
  }

  id(...qubits: number[]): Circuit {
    return this.#each(standardGates.id, [], qubits);
  }
  x(...qubits: number[]): Circuit {
    return this.#each(standardGates.x, [], qubits);
  }
  y(...qubits: number[]): Circuit {
    return this.#each(standardGates.y, [], qubits);
  }
  z(...qubits: number[]): Circuit {
    return this.#each(standardGates.z, [], qubits);
  }
  h(...qubits: number[]): Circuit {
    return this.#each(standardGates.h, [], qubits);
  }
  s(...qubits: number[]): Circuit {
    return this.#each(standardGates.s, [], qubits);
  }
  sdg(...qubits: number[]): Circuit {
    return this.#each(standardGates.sdg, [], qubits);
  }
  t(...qubits: number[]): Circuit {
    return this.#each(standardGates.t, [], qubits);
  }
  tdg(...qubits: number[]): Circuit {
    return this.#each(standardGates.tdg, [], qubits);
  }
  sx(...qubits: number[]): Circuit {
    return this.#each(standardGates.sx, [], qubits);
  }
  sxdg(...qubits: number[]): Circuit {
    return this.#each(standardGates.sxdg, [], qubits);
  }
  p(lambda: Angle, ...qubits: number[]): Circuit {
    return this.#each(standardGates.p, [lambda], qubits);
  }
  rx(theta: Angle, ...qubits: number[]): Circuit {
    return this.#each(standardGates.rx, [theta], qubits);
  }
  ry(theta: Angle, ...qubits: number[]): Circuit {
    return this.#each(standardGates.ry, [theta], qubits);
  }
  rz(theta: Angle, ...qubits: number[]): Circuit {
    return this.#each(standardGates.rz, [theta], qubits);
  }
  u(theta: Angle, phi: Angle, lambda: Angle, ...qubits: number[]): Circuit {
    return this.#each(standardGates.u, [theta, phi, lambda], qubits);
  }
  u1(lambda: Angle, ...qubits: number[]): Circuit {
    return this.#each(standardGates.u1, [lambda], qubits);
  }
  u2(phi: Angle, lambda: Angle, ...qubits: number[]): Circuit {
    return this.#each(standardGates.u2, [phi, lambda], qubits);
  }
  u3(theta: Angle, phi: Angle, lambda: Angle, ...qubits: number[]): Circuit {
    return this.#each(standardGates.u3, [theta, phi, lambda], qubits);
  }
  gphase(gamma: Angle): Circuit {
    return this.apply(standardGates.gphase, [], gamma);
  }

  cx(control: number, target: number): Circuit {
    return this.apply(standardGates.cx, [control, target]);
  }
  cy(control: number, target: number): Circuit {
    return this.apply(standardGates.cy, [control, target]);
  }
  cz(control: number, target: number): Circuit {
    return this.apply(standardGates.cz, [control, target]);
  }
  ch(control: number, target: number): Circuit {
    return this.apply(standardGates.ch, [control, target]);
  }
  cp(lambda: Angle, control: number, target: number): Circuit {
    return this.apply(standardGates.cp, [control, target], lambda);
  }
  crx(theta: Angle, control: number, target: number): Circuit {
    return this.apply(standardGates.crx, [control, target], theta);
  }
  cry(theta: Angle, control: number, target: number): Circuit {
    return this.apply(standardGates.cry, [control, target], theta);
  }
  crz(theta: Angle, control: number, target: number): Circuit {
    return this.apply(standardGates.crz, [control, target], theta);
  }
  cu(theta: Angle, phi: Angle, lambda: Angle, gamma: Angle, control: number, target: number): Circuit {
    return this.apply(standardGates.cu, [control, target], theta, phi, lambda, gamma);
  }

  swap(first: number, second: number): Circuit {
    return this.apply(standardGates.swap, [first, second]);
  }
  iswap(first: number, second: number): Circuit {
    return this.apply(standardGates.iswap, [first, second]);
  }
  ecr(first: number, second: number): Circuit {
    return this.apply(standardGates.ecr, [first, second]);
  }
  dcx(first: number, second: number): Circuit {
    return this.apply(standardGates.dcx, [first, second]);
  }
  rxx(theta: Angle, first: number, second: number): Circuit {
    return this.apply(standardGates.rxx, [first, second], theta);
  }
  ryy(theta: Angle, first: number, second: number): Circuit {
    return this.apply(standardGates.ryy, [first, second], theta);
  }
  rzz(theta: Angle, first: number, second: number): Circuit {
    return this.apply(standardGates.rzz, [first, second], theta);
  }
  rzx(theta: Angle, first: number, second: number): Circuit {
    return this.apply(standardGates.rzx, [first, second], theta);
  }
  xxPlusYy(theta: Angle, beta: Angle, first: number, second: number): Circuit {
    return this.apply(standardGates.xx_plus_yy, [first, second], theta, beta);
  }
  xxMinusYy(theta: Angle, beta: Angle, first: number, second: number): Circuit {
    return this.apply(standardGates.xx_minus_yy, [first, second], theta, beta);
  }

  ccx(first: number, second: number, target: number): Circuit {
    return this.apply(standardGates.ccx, [first, second, target]);
  }
  ccz(first: number, second: number, target: number): Circuit {
    return this.apply(standardGates.ccz, [first, second, target]);
  }
  cswap(control: number, first: number, second: number): Circuit {
    return this.apply(standardGates.cswap, [control, first, second]);
  }
  /** x of the target where all controls are 1. */
  mcx(controls: readonly number[], target: number): Circuit {
    return this.apply(controlled(standardGates.x, controls.length), [...controls, target]);
  }
  /** p(λ) of the target where all controls are 1. */
  mcp(lambda: Angle, controls: readonly number[], target: number): Circuit {
    return this.apply(controlled(standardGates.p, controls.length), [...controls, target], lambda);
  }

  /** Measures a qubit into a bit, the one of the same number unless given. */
  measure(qubit: number, bit = qubit): Circuit {
    checkIndex('measure', 'qubit', qubit, this.qubitCount);
    checkIndex('measure', 'bit', bit, this.bitCount);
    return this.#with({ kind: 'measure', qubit, bit });
  }

  /** Measures each qubit into the bit of the same number. */
  measureAll(): Circuit {
    return upTo(this.qubitCount).reduce((result: Circuit, qubit) => result.measure(qubit), this);
  }

  reset(...qubits: number[]): Circuit {
    return qubits.reduce((result: Circuit, qubit) => {
      checkIndex('reset', 'qubit', qubit, this.qubitCount);
      return result.#with({ kind: 'reset', qubit });
    }, this);
  }

  /** A barrier across these qubits, or across all. */
  barrier(...qubits: number[]): Circuit {
    checkIndices('barrier', 'qubit', qubits, this.qubitCount);
    return this.#with({ kind: 'barrier', qubits: qubits.length === 0 ? upTo(this.qubitCount) : qubits });
  }

  /**
   * Runs `body` where the bits, the first of them least significant, read `value`, and else `otherwise`.
   *
   * @throws {CircuitError} A bit is out of range, the bits cannot read the value, or a circuit has more qubits or bits than this.
   */
  when(bits: number | readonly number[], value: number, body: Circuit, otherwise?: Circuit): Circuit {
    const condition: Condition = { bits: typeof bits === 'number' ? [bits] : [...bits], value };
    checkIndices('when', 'bit', condition.bits, this.bitCount);
    const { length } = condition.bits;
    if (
      !(
        length >= 1 &&
        length <= maximumConditionBits &&
        Number.isSafeInteger(value) &&
        value >= 0 &&
        value < 2 ** length
      )
    ) {
      throw new CircuitError({
        code: 'INVALID_CONDITION',
        message: `when: value was ${value} of ${length} bits.`,
        remedy: `Pass 1 to ${maximumConditionBits} bits and a whole number that they can hold.`,
        context: { value, bits: condition.bits },
      });
    }
    for (const part of otherwise === undefined ? [body] : [body, otherwise]) this.#checkFits('when', part);
    return this.#with({ kind: 'conditional', condition, body, ...(otherwise === undefined ? {} : { otherwise }) });
  }

  #checkFits(what: string, part: Circuit): void {
    if (part.qubitCount <= this.qubitCount && (part.bitCount <= this.bitCount || !part.usesBits)) return;
    throw new CircuitError({
      code: 'CIRCUIT_TOO_LARGE',
      message: `${what}: the inner circuit has ${part.qubitCount} qubits and ${part.bitCount} bits, the outer ${this.qubitCount} and ${this.bitCount}.`,
      remedy: 'Make the outer circuit larger.',
      context: { inner: [part.qubitCount, part.bitCount], outer: [this.qubitCount, this.bitCount] },
    });
  }

  /** Whether something in it writes or reads a classical bit. */
  get usesBits(): boolean {
    return this.operations.some(
      (operation) =>
        operation.kind === 'measure' ||
        operation.kind === 'conditional' ||
        (operation.kind === 'circuit' && operation.circuit.usesBits),
    );
  }

  /**
   * Appends another circuit as one operation: its qubit k is `qubits[k]` here, its bit k is `bits[k]`; by default the same
   * numbers.
   *
   * @throws {CircuitError} Qubits or bits are missing, out of range or given twice.
   */
  add(part: Circuit, qubits: readonly number[] = upTo(part.qubitCount), bits?: readonly number[]): Circuit {
    const chosenBits = bits ?? (part.usesBits ? upTo(part.bitCount) : []);
    checkIndices('add', 'qubit', qubits, this.qubitCount);
    checkIndices('add', 'bit', chosenBits, this.bitCount);
    if (qubits.length !== part.qubitCount || (part.usesBits && chosenBits.length !== part.bitCount)) {
      throw new CircuitError({
        code: 'WRONG_COUNT',
        message: `add: was given ${qubits.length} qubits and ${chosenBits.length} bits.`,
        remedy: `Pass ${part.qubitCount} qubits and ${part.usesBits ? part.bitCount : 0} bits.`,
        context: { qubits: qubits.length, bits: chosenBits.length },
      });
    }
    return this.#with({
      kind: 'circuit',
      circuit: part,
      qubits: [...qubits],
      bits: [...chosenBits],
      repetitions: 1,
    });
  }

  /** The circuit `count` times in a row, held once. */
  repeat(count: number): Circuit {
    checkCount('repeat', 'count', count, 0);
    const whole: Operation = {
      kind: 'circuit',
      circuit: this,
      qubits: upTo(this.qubitCount),
      bits: upTo(this.bitCount),
      repetitions: count,
    };
    return new Circuit(this.qubitCount, this.bitCount, [whole]);
  }

  /**
   * The circuit that undoes this one.
   *
   * @throws {CircuitError} Something in it measures, resets or asks classical bits.
   */
  inverse(): Circuit {
    return new Circuit(this.qubitCount, this.bitCount, this.operations.map(inverseOperation).reverse());
  }

  /**
   * The circuit on `count` more qubits, the first ones, that acts where all of those are 1. Its qubit k becomes k + count.
   *
   * @throws {CircuitError} Something in it measures, resets or asks classical bits.
   */
  controlled(count = 1): Circuit {
    checkCount('controlled', 'count', count, 0);
    const operations = this.operations.map((operation) => controlledOperation(operation, count));
    return new Circuit(this.qubitCount + count, this.bitCount, operations);
  }
}

/**
 * An empty circuit on `qubitCount` qubits, all |0⟩ at the start, with `bitCount` classical bits, as many as qubits by default.
 *
 * Cost: O(1) for each operation that is added.
 *
 * @throws {QuantumOptionsError} A count is not a whole number, or there is no qubit.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * const bell = circuit(2).h(0).cx(0, 1);
 * const twice = circuit(4).add(bell, [0, 1]).add(bell.inverse(), [2, 3]).measureAll();
 * twice.operations.length; // => 6
 * ```
 */
export const circuit = (qubitCount: number, bitCount: number = qubitCount): Circuit => {
  checkCount('circuit', 'qubitCount', qubitCount, 1);
  checkCount('circuit', 'bitCount', bitCount, 0);
  return new Circuit(qubitCount, bitCount);
};
