import { checkIndex, checkIndices } from '../circuit/check-qubits';
import { CircuitError, QuantumCapacityError, QuantumOptionsError } from '../errors';
import type { ComplexMatrix } from '../gates/complex-matrix';
import { type Gate, gateQubitCount } from '../gates/gate';
import { gateMatrix } from '../gates/gate-matrix';
import { standardGates } from '../gates/standard-gates';
import type { PauliSum, PauliTerm } from '../measurement/pauli-sum';
import { chooseOutcome } from '../noise/choose-outcome';
import { cosine } from '../portable-math';
import type { Random } from '../seeded-random';
import { defaultMaximumBytes } from '../state-vector/state-bytes';
import { applyMatrix, reorderedMatrix } from './apply-matrix';
import { adjointTable, multiplyTables, reshaped, squaredNorm, zeroTable } from './complex-table';
import { matrixProductStateBytes } from './matrix-product-state-bytes';
import { SiteChain } from './site-chain';

export const defaultMaximumBond = 64;

export interface MatrixProductStateOptions {
  /** How many singular values are kept at most between two neighbours; 64 by default. 2^(n/2) is exact for n qubits. */
  readonly maximumBond?: number;
  /** The weight that may be left out at each splitting although there is room; 1e-28 by default, which is rounding. */
  readonly cutoff?: number;
  /** The largest memory, in bytes, that the tensors may grow to; 2 GiB by default. */
  readonly maximumBytes?: number;
}

/** Gates on more qubits would need blocks too large. */
const largestGate = 6;

const refuse = (field: string, value: number, remedy: string): never => {
  throw new QuantumOptionsError({
    code: 'INVALID_COUNT',
    message: `MatrixProductState: ${field} was ${value}.`,
    remedy,
    context: { [field]: value },
  });
};

const pauliMatrix = (pauli: 'X' | 'Y' | 'Z'): ComplexMatrix => gateMatrix(standardGates[pauli.toLowerCase() as 'x']);

/**
 * A state of n qubits as a product of tensors in a row, starting as |0…0⟩: exact where entanglement between neighbouring halves is
 * small, and with a reported error where the bond cap cuts it.
 *
 * Memory: 32 · n · bond² bytes at most. A gate on neighbours costs O(bond³); qubits far apart are first moved together by swaps, whose
 * order is kept.
 *
 * Source: Vidal 2003, "Efficient classical simulation of slightly entangled quantum computations"; Schollwöck 2011, §4.
 *
 * @throws {QuantumOptionsError} A count is no whole number from 1, or the cutoff is not from 0 to below 1.
 * @throws {QuantumCapacityError} The tensors could grow beyond `maximumBytes`.
 * @example
 * ```ts
 * import { pauliSum, standardGates } from '@sigmax/quantum-sim';
 * import { MatrixProductState } from '@sigmax/quantum-sim/matrix-product-state';
 * const state = new MatrixProductState(50);
 * state.apply(standardGates.x, [7]);
 * state.apply(standardGates.cx, [7, 42]);
 * state.expectation(pauliSum([[1, 'Z42']])); // => -1
 * state.largestBond; // => 1
 * ```
 */
export class MatrixProductState {
  readonly qubitCount: number;
  #chain: SiteChain;
  /** The site of each qubit, and the qubit of each site. */
  readonly #siteOf: number[];
  readonly #qubitAt: number[];

  constructor(qubitCount: number, options: MatrixProductStateOptions = {}) {
    const { maximumBond = defaultMaximumBond, cutoff = 1e-28, maximumBytes = defaultMaximumBytes } = options;
    if (!(Number.isSafeInteger(qubitCount) && qubitCount >= 1)) {
      refuse('qubitCount', qubitCount, 'Pass a whole number from 1.');
    }
    if (!(Number.isSafeInteger(maximumBond) && maximumBond >= 1)) {
      refuse('maximumBond', maximumBond, 'Pass a whole number from 1.');
    }
    if (!(cutoff >= 0 && cutoff < 1)) refuse('cutoff', cutoff, 'Pass a number from 0 to below 1.');
    const bytes = matrixProductStateBytes(qubitCount, maximumBond);
    if (!(bytes <= maximumBytes)) {
      throw new QuantumCapacityError({
        code: 'STATE_TOO_LARGE',
        message: `A matrix product state of ${qubitCount} qubits and bond ${maximumBond} may need ${bytes.toLocaleString('en-US')} bytes; the limit is ${maximumBytes.toLocaleString('en-US')} bytes.`,
        remedy: 'Use a smaller maximumBond, or a larger maximumBytes where the machine has the memory.',
        context: { qubitCount, maximumBond, bytes, maximumBytes },
      });
    }
    this.qubitCount = qubitCount;
    this.#chain = SiteChain.ground(qubitCount, { maximumBond, cutoff });
    this.#siteOf = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    this.#qubitAt = [...this.#siteOf];
  }

  /** Takes the state of another of as many qubits; cheap, as tensors are never changed. */
  copyFrom(other: MatrixProductState): void {
    this.#chain = other.#chain.copy();
    other.#siteOf.forEach((site, qubit) => {
      this.#siteOf[qubit] = site;
      this.#qubitAt[site] = qubit;
    });
  }

  /** How many singular values there are between each two neighbours. */
  get bonds(): number[] {
    return this.#chain.sites.slice(1).map(({ left }) => left);
  }

  get largestBond(): number {
    return Math.max(1, ...this.bonds);
  }

  /** The sum of the weights that were left out, each of a state of norm 1: 0 up to rounding where the cap was never reached. */
  get truncationError(): number {
    return this.#chain.discarded.weight;
  }

  /**
   * What |⟨exact|this⟩|² is at least, as long as nothing but gates was applied: cos² of Σ arcsin √w over the weights left out, for
   * angles between states obey the triangle inequality; 0 where the sum passes a right angle.
   */
  get fidelityBound(): number {
    const { angle } = this.#chain.discarded;
    return angle < Math.PI / 2 ? cosine(angle) ** 2 : 0;
  }

  /** Exchanges the qubits of a site and the next. */
  #swapSites(site: number): void {
    const block = this.#chain.block(site, 2);
    this.#chain.setBlock(site, 2, applyMatrix(gateMatrix(standardGates.swap), block));
    this.#rename(this.#qubitAt[site]!, this.#qubitAt[site + 1]!);
  }

  #rename(first: number, second: number): void {
    const [a, b] = [this.#siteOf[first]!, this.#siteOf[second]!];
    this.#siteOf[first] = b;
    this.#siteOf[second] = a;
    this.#qubitAt[b] = first;
    this.#qubitAt[a] = second;
  }

  /** Moves qubits to neighbouring sites around the middle one of them; gives the first site. */
  #gather(qubits: readonly number[]): number {
    const inOrder = [...qubits].sort((a, b) => this.#siteOf[a]! - this.#siteOf[b]!);
    const middle = inOrder.length >> 1;
    const anchor = this.#siteOf[inOrder[middle]!]!;
    for (let k = middle - 1; k >= 0; k--) {
      for (let site = this.#siteOf[inOrder[k]!]!; site < anchor - (middle - k); site++) this.#swapSites(site);
    }
    for (let k = middle + 1; k < inOrder.length; k++) {
      for (let site = this.#siteOf[inOrder[k]!]!; site > anchor + (k - middle); site--) this.#swapSites(site - 1);
    }
    return anchor - middle;
  }

  /** The matrix with its qubits in the order of sites, the first site the most significant bit. */
  #inSiteOrder(matrix: ComplexMatrix, qubits: readonly number[], from: number): ComplexMatrix {
    const last = qubits.length - 1;
    return reorderedMatrix(
      matrix,
      qubits.map((qubit) => last - (this.#siteOf[qubit]! - from)),
    );
  }

  #checkWidth(name: string, qubits: readonly number[]): void {
    checkIndices(name, 'qubit', qubits, this.qubitCount);
    if (qubits.length <= largestGate) return;
    throw new CircuitError({
      code: 'GATE_TOO_WIDE',
      message: `matrix product state: ${name} acts on ${qubits.length} qubits.`,
      remedy: `Write it with gates on ${largestGate} qubits at most.`,
      context: { name, qubits },
    });
  }

  /**
   * Applies a gate.
   *
   * @throws {CircuitError} Qubits or angles are missing, out of range or given twice, or there are more than 6 qubits.
   */
  apply(gate: Gate, qubits: readonly number[], ...angles: readonly number[]): void {
    this.#checkWidth(gate.name, qubits);
    const expected = { qubits: gateQubitCount(gate), angles: gate.base.angleCount };
    if (qubits.length !== expected.qubits || angles.length !== expected.angles) {
      throw new CircuitError({
        code: 'WRONG_COUNT',
        message: `${gate.name}: was given ${qubits.length} qubits and ${angles.length} angles.`,
        remedy: `Pass ${expected.qubits} qubits and ${expected.angles} angles.`,
        context: { gate: gate.name, qubits, angles },
      });
    }
    // An exchange of two qubits moves no tensor.
    if (gate.base === standardGates.swap.base && gate.controlCount === 0) {
      this.#rename(qubits[0]!, qubits[1]!);
      return;
    }
    const matrix = gateMatrix(gate, angles);
    const from = qubits.length === 0 ? this.#chain.centre : this.#gather(qubits);
    const ordered = this.#inSiteOrder(matrix, qubits, from);
    if (qubits.length > 1) {
      const block = this.#chain.block(from, qubits.length);
      this.#chain.setBlock(from, qubits.length, applyMatrix(ordered, block));
      return;
    }
    // A unitary on one site keeps its rows or columns orthonormal, wherever the centre is.
    const { left, right, table } = this.#chain.sites[from]!;
    const wide = qubits.length === 0 ? reshaped(table, 1, 2 * left * right) : reshaped(table, left, 2 * right);
    this.#chain.sites[from] = { left, right, table: applyMatrix(ordered, wide) };
  }

  /** Applies one of several operators K, drawn with its probability ‖Kψ‖², and makes the norm 1 again; gives its number. */
  applyOneOf(operators: readonly ComplexMatrix[], qubits: readonly number[], random: Random): number {
    this.#checkWidth('channel', qubits);
    const from = this.#gather(qubits);
    this.#chain.moveCentre(Math.min(Math.max(this.#chain.centre, from), from + qubits.length - 1));
    const block = this.#chain.block(from, qubits.length);
    const results = operators.map((operator) => applyMatrix(this.#inSiteOrder(operator, qubits, from), block));
    const chosen = chooseOutcome(results.map(squaredNorm), random.uniform());
    this.#chain.setBlock(from, qubits.length, results[chosen]!);
    this.#chain.normalise();
    return chosen;
  }

  /** The probability that a measurement of one qubit gives 1. */
  probabilityOfOne(qubit: number): number {
    checkIndex('probabilityOfOne', 'qubit', qubit, this.qubitCount);
    const site = this.#siteOf[qubit]!;
    this.#chain.moveCentre(site);
    const { left, right, table } = this.#chain.sites[site]!;
    let one = 0;
    for (let row = 0; row < left; row++) {
      for (let at = (2 * row + 1) * right; at < (2 * row + 2) * right; at++) {
        one += table.re[at]! * table.re[at]! + table.im[at]! * table.im[at]!;
      }
    }
    return one / squaredNorm(table);
  }

  /** Measures a qubit; the state becomes what the reading leaves. */
  measure(qubit: number, random: Random): 0 | 1 {
    checkIndex('measure', 'qubit', qubit, this.qubitCount);
    const projector = (value: 0 | 1): ComplexMatrix => ({
      size: 2,
      re: Float64Array.of(1 - value, 0, 0, value),
      im: new Float64Array(4),
    });
    return this.applyOneOf([projector(0), projector(1)], [qubit], random) as 0 | 1;
  }

  /** The amplitude of a basis state, given by the value of each qubit. Cost: O(n · bond²). */
  amplitude(values: ArrayLike<number>): readonly [re: number, im: number] {
    if (values.length !== this.qubitCount)
      refuse('values.length', values.length, `Pass ${this.qubitCount} values of 0 or 1.`);
    let row = zeroTable(1, 1);
    row.re[0] = 1;
    for (let place = 0; place < this.qubitCount; place++) {
      row = multiplyTables(row, this.#slice(place, values[this.#qubitAt[place]!] === 1 ? 1 : 0));
    }
    return [row.re[0]!, row.im[0]!];
  }

  /** The matrix of a site for one value. */
  #slice(place: number, value: 0 | 1) {
    const { left, right, table } = this.#chain.sites[place]!;
    const out = zeroTable(left, right);
    for (let row = 0; row < left; row++) {
      const start = (2 * row + value) * right;
      out.re.set(table.re.subarray(start, start + right), row * right);
      out.im.set(table.im.subarray(start, start + right), row * right);
    }
    return out;
  }

  #termExpectation({ factors }: PauliTerm): number {
    const paulis = new Map<number, 'X' | 'Y' | 'Z'>();
    for (const { qubit, pauli } of factors) {
      checkIndex('expectation', 'qubit', qubit, this.qubitCount);
      paulis.set(this.#siteOf[qubit]!, pauli);
    }
    if (paulis.size === 0) return 1;
    const first = Math.min(...paulis.keys());
    const last = Math.max(...paulis.keys());
    // What stands before the centre and behind the last factor is the identity.
    this.#chain.moveCentre(first);
    let between = zeroTable(this.#chain.sites[first]!.left, this.#chain.sites[first]!.left);
    for (let at = 0; at < between.rows; at++) between.re[at * (between.rows + 1)] = 1;
    for (let place = first; place <= last; place++) {
      const { left, right, table } = this.#chain.sites[place]!;
      const pauli = paulis.get(place);
      const rows = reshaped(table, left, 2 * right);
      const ket = pauli === undefined ? rows : applyMatrix(pauliMatrix(pauli), rows);
      const carried = reshaped(multiplyTables(between, ket), 2 * left, right);
      between = multiplyTables(adjointTable(reshaped(table, 2 * left, right)), carried);
    }
    let trace = 0;
    for (let at = 0; at < between.rows; at++) trace += between.re[at * (between.rows + 1)]!;
    return trace;
  }

  /**
   * The expectation of an observable. Cost: O(bond³) for each site between the first and the last factor of a term.
   *
   * @throws {CircuitError} The observable acts on a qubit that the state has not.
   */
  expectation(observable: PauliSum): number {
    return observable.reduce((sum, term) => sum + term.coefficient * this.#termExpectation(term), 0);
  }

  /**
   * Draws readings of all qubits without changing the state and hands each over: values by qubit, the same array each time.
   *
   * Cost: O(n · bond²) for each draw. Source: Ferris and Vidal 2012, "Perfect sampling with unitary tensor networks".
   */
  sample(shots: number, random: Random, take: (values: Uint8Array) => void): void {
    this.#chain.moveCentre(0);
    const slices = this.#chain.sites.map((_, place) => [this.#slice(place, 0), this.#slice(place, 1)] as const);
    const values = new Uint8Array(this.qubitCount);
    for (let shot = 0; shot < shots; shot++) {
      let row = zeroTable(1, 1);
      row.re[0] = 1;
      slices.forEach(([zero, one], place) => {
        const rows = [multiplyTables(row, zero), multiplyTables(row, one)];
        const weights = rows.map(squaredNorm);
        const value = chooseOutcome(weights, random.uniform());
        values[this.#qubitAt[place]!] = value;
        row = rows[value]!;
        // Without this a long row would leave the range of numbers.
        const factor = 1 / Math.sqrt(weights[value]!);
        for (let at = 0; at < row.re.length; at++) {
          row.re[at]! *= factor;
          row.im[at]! *= factor;
        }
      });
      take(values);
    }
  }
}
