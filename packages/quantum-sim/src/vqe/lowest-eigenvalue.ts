import { QuantumCapacityError } from '../errors';
import { applyPauliSum } from '../measurement/apply-pauli-sum';
import { pauliMasks } from '../measurement/pauli-masks';
import type { PauliSum } from '../measurement/pauli-sum';
import { requireWhole } from '../problem/checks';
import { seededRandom } from '../seeded-random';
import { type Amplitudes, zeroAmplitudes } from '../subspace/amplitudes';

const maximumQubits = 14;

const dotRe = (a: Amplitudes, b: Amplitudes): number => {
  let sum = 0;
  for (let x = 0; x < a.re.length; x++) sum += a.re[x]! * b.re[x]! + a.im[x]! * b.im[x]!;
  return sum;
};

const dotIm = (a: Amplitudes, b: Amplitudes): number => {
  let sum = 0;
  for (let x = 0; x < a.re.length; x++) sum += a.re[x]! * b.im[x]! - a.im[x]! * b.re[x]!;
  return sum;
};

/** a ← a + (re + i im) b. */
const add = (a: Amplitudes, b: Amplitudes, re: number, im: number): void => {
  for (let x = 0; x < a.re.length; x++) {
    a.re[x]! += re * b.re[x]! - im * b.im[x]!;
    a.im[x]! += re * b.im[x]! + im * b.re[x]!;
  }
};

const scaled = ({ re, im }: Amplitudes, factor: number): Amplitudes => ({
  re: re.map((one) => one * factor),
  im: im.map((one) => one * factor),
});

/** How many eigenvalues of a symmetric tridiagonal matrix are below x (Sturm). */
const countBelow = (diagonal: readonly number[], beside: readonly number[], x: number): number => {
  let count = 0;
  let pivot = 1;
  diagonal.forEach((one, index) => {
    const off = index === 0 ? 0 : (beside[index - 1] as number);
    pivot = one - x - (off * off) / pivot;
    if (pivot === 0) pivot = 1e-300;
    if (pivot < 0) count += 1;
  });
  return count;
};

const lowestOf = (diagonal: readonly number[], beside: readonly number[]): number => {
  const radius = diagonal.reduce(
    (most, one, index) =>
      Math.max(most, Math.abs(one) + Math.abs(beside[index - 1] ?? 0) + Math.abs(beside[index] ?? 0)),
    0,
  );
  let [low, high] = [-radius, radius];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (countBelow(diagonal, beside, middle) >= 1) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
};

/**
 * The lowest eigenvalue of an observable, by Lanczos' method with full reorthogonalisation: the exact answer beside a variational
 * one.
 *
 * - State: none. Cost: at most 200 products of the observable with a vector, and as many vectors of 16 · 2^n bytes.
 *
 * Source: Golub and Van Loan 2013, Matrix Computations, section 10.1.
 *
 * @throws {QuantumCapacityError} there are more than 14 qubits.
 * @throws {QuantumOptionsError} the observable acts on a qubit that there is not.
 * @example
 * ```ts
 * import { pauliSum } from '@sigmax/quantum-sim';
 * import { lowestEigenvalue } from '@sigmax/quantum-sim/vqe';
 * lowestEigenvalue(pauliSum([[1, 'X0 X1'], [1, 'Z0 Z1']]), 2).toFixed(10); // => '-2.0000000000'
 * ```
 */
export const lowestEigenvalue = (observable: PauliSum, qubitCount: number): number => {
  requireWhole(qubitCount, 'lowestEigenvalue: qubitCount', 1);
  if (qubitCount > maximumQubits) {
    throw new QuantumCapacityError({
      code: 'TOO_MANY_QUBITS',
      message: `lowestEigenvalue: qubitCount was ${qubitCount}.`,
      remedy: `Pass at most ${maximumQubits}: two hundred vectors of 2^n amplitudes are kept.`,
      context: { qubitCount },
    });
  }
  for (const term of observable) pauliMasks(term, qubitCount);
  const size = 2 ** qubitCount;
  const random = seededRandom(qubitCount);
  const first = zeroAmplitudes(size);
  for (let x = 0; x < size; x++) {
    first.re[x] = random.normal();
    first.im[x] = random.normal();
  }
  const basis: Amplitudes[] = [scaled(first, 1 / Math.sqrt(dotRe(first, first)))];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < Math.min(200, size); step++) {
    const vector = basis[step] as Amplitudes;
    const next = zeroAmplitudes(size);
    applyPauliSum(observable, vector, next);
    diagonal.push(dotRe(vector, next));
    // Twice is enough: what the first pass leaves is rounding.
    for (let pass = 0; pass < 2; pass++) for (const one of basis) add(next, one, -dotRe(one, next), -dotIm(one, next));
    const value = lowestOf(diagonal, beside);
    const length = Math.sqrt(dotRe(next, next));
    const isStill = step > 10 && Math.abs(value - lowest) <= 1e-14 * Math.max(1, Math.abs(value));
    lowest = value;
    if (isStill || length <= 1e-12 * Math.max(1, Math.abs(value))) break;
    beside.push(length);
    basis.push(scaled(next, 1 / length));
  }
  return lowest;
};
