import { cosine, sine } from '../portable-math';
import type { Amplitudes } from './amplitudes';
import { binomial, binomials } from './binomials';
import type { Mixer } from './mixer';
import { defaultMaximumBytes, requireMemory } from './require-memory';
import { requireParts } from './ring-mixer';
import type { Subspace, SubspacePart } from './subspace';

/** For each selection of k out of n, in order, the ranks of the k selections that lack one of its assets. */
const deletions = (count: number, choose: number): Int32Array => {
  const width = choose + 1;
  const table = binomials(count, choose);
  const all = new Int32Array(binomial(count, choose) * choose);
  const positions = Int32Array.from({ length: choose }, (_, index) => index);
  for (let at = 0; at < all.length; at += choose) {
    // Those above the one that leaves move down a place.
    let rank = 0;
    for (let j = 1; j < choose; j++) rank += table[(positions[j] as number) * width + j] as number;
    for (let j = 0; j < choose; j++) {
      all[at + j] = rank;
      if (j + 1 === choose) break;
      rank += table[(positions[j] as number) * width + j + 1] as number;
      rank -= table[(positions[j + 1] as number) * width + j + 1] as number;
    }
    advance(positions);
  }
  return all;
};

/** The next selection in colexicographic order. */
const advance = (positions: Int32Array): void => {
  let j = 0;
  while (j + 1 < positions.length && (positions[j] as number) + 1 === positions[j + 1]) {
    positions[j] = j;
    j += 1;
  }
  positions[j] = (positions[j] as number) + 1;
};

/** The points in the order of Leja: each as far from those before as can be, so that divided differences keep their digits. */
const lejaOrder = (points: readonly number[]): number[] => {
  const rest = [...points];
  const ordered: number[] = [];
  while (rest.length > 0) {
    let best = 0;
    let farthest = -1;
    rest.forEach((point, index) => {
      const distance = ordered.reduce(
        (product, other) => product * Math.abs(point - other),
        ordered.length === 0 ? point : 1,
      );
      if (distance > farthest) {
        farthest = distance;
        best = index;
      }
    });
    ordered.push(...rest.splice(best, 1));
  }
  return ordered;
};

/** Divided differences of a function given by its values. */
const dividedDifferences = (points: readonly number[], values: readonly number[]): number[] => {
  const table = [...values];
  for (let order = 1; order < points.length; order++) {
    for (let index = points.length - 1; index >= order; index--) {
      const span = (points[index] as number) - (points[index - order] as number);
      table[index] = ((table[index] as number) - (table[index - 1] as number)) / span;
    }
  }
  return table;
};

/** One sector's generator, acting on a plane of the whole state. */
interface Generator {
  /** Its distinct eigenvalues, in units that make the points about one apart from their middle. */
  readonly points: readonly number[];
  readonly scale: number;
  /** out = (G − shift · scale) · plane / scale. */
  readonly multiply: (plane: Float64Array, shift: number, out: Float64Array) => void;
}

const generatorOf = ({ members, choose, dimension, stride }: SubspacePart, total: number): Generator => {
  const count = members.length;
  const ranks = deletions(count, choose);
  const smaller = new Float64Array(binomial(count, choose - 1));
  const eigenvalues = Array.from(
    { length: Math.min(choose, count - choose) + 1 },
    (_, j) => (choose - j) * (count - choose - j) - j,
  );
  const scale = Math.max(1, ((eigenvalues[0] as number) - (eigenvalues.at(-1) as number)) / 4);
  const block = dimension * stride;
  const multiply = (plane: Float64Array, shift: number, out: Float64Array): void => {
    for (let outer = 0; outer < total; outer += block) {
      for (let inner = outer; inner < outer + stride; inner++) {
        smaller.fill(0);
        for (let rank = 0, at = 0; rank < dimension; rank++) {
          const value = plane[inner + rank * stride]!;
          for (let j = 0; j < choose; j++) smaller[ranks[at++]!]! += value;
        }
        for (let rank = 0, at = 0; rank < dimension; rank++) {
          let sum = -(choose + shift * scale) * plane[inner + rank * stride]!;
          for (let j = 0; j < choose; j++) sum += smaller[ranks[at++]!]!;
          out[inner + rank * stride] = sum / scale;
        }
      }
    }
  };
  return { points: lejaOrder(eigenvalues.map((value) => value / scale)), scale, multiply };
};

/** state ← e^{−iβG} state, as the polynomial that agrees with the exponential at every eigenvalue. */
const exponentiate = ({ re, im }: Amplitudes, { points, scale, multiply }: Generator, beta: number): void => {
  const real = dividedDifferences(
    points,
    points.map((point) => cosine(beta * scale * point)),
  );
  const imaginary = dividedDifferences(
    points,
    points.map((point) => -sine(beta * scale * point)),
  );
  let [vr, vi] = [re.slice(), im.slice()];
  let [nr, ni] = [new Float64Array(re.length), new Float64Array(re.length)];
  re.fill(0);
  im.fill(0);
  points.forEach((point, order) => {
    const [dr, di] = [real[order] as number, imaginary[order] as number];
    for (let x = 0; x < re.length; x++) {
      re[x]! += dr * vr[x]! - di * vi[x]!;
      im[x]! += dr * vi[x]! + di * vr[x]!;
    }
    if (order + 1 === points.length) return;
    multiply(vr, point, nr);
    multiply(vi, point, ni);
    [vr, nr] = [nr, vr];
    [vi, ni] = [ni, vi];
  });
};

const imaginaryOverlap = (lambda: Amplitudes, psi: Amplitudes, { scale, multiply }: Generator): number => {
  const out = new Float64Array(psi.re.length);
  let sum = 0;
  multiply(psi.im, 0, out);
  for (let x = 0; x < out.length; x++) sum += lambda.re[x]! * out[x]!;
  multiply(psi.re, 0, out);
  for (let x = 0; x < out.length; x++) sum -= lambda.im[x]! * out[x]!;
  return sum * scale;
};

/**
 * The exact XY mixer on all pairs of a sector: e^{−iβG}, G = Σ_{i<j} (X_i X_j + Y_i Y_j) / 2, with no Trotter error.
 *
 * Inside k of n, G is the adjacency of the Johnson graph: it has only min(k, n − k) + 1 eigenvalues
 * (k − j)(n − k − j) − j, so a polynomial of that many terms is exact; each term removes an asset and adds one.
 *
 * - State: none; holds 4 k bytes a state. Cost: O(k²) operations a state. Error below 1e-12 for k up to 10.
 *
 * Source: Delsarte 1973, "An algebraic approach to the association schemes of coding theory", section 4.2 (eigenvalues).
 *
 * @throws {ProblemError} the subspace is a list, which has no neighbours.
 * @throws {QuantumCapacityError} its table would need more than `maximumBytes`, 2^31 where not given.
 * @example
 * ```ts
 * import { completeMixer, selectionSubspace } from '@sigmax/quantum-sim';
 * const mixer = completeMixer(selectionSubspace({ assets: ['BTC', 'ETH', 'SOL'], choose: 1 }));
 * const state = { re: Float64Array.of(1, 0, 0), im: Float64Array.of(0, 0, 0) };
 * mixer.apply(state, Math.PI / 3);
 * const stayed = state.re[0]!; // e^{−2iβ}/3 + 2e^{iβ}/3
 * Math.abs(stayed - (Math.cos(2 * Math.PI / 3) + 2 * Math.cos(Math.PI / 3)) / 3) < 1e-15; // => true
 * ```
 */
export const completeMixer = (
  subspace: Subspace,
  { maximumBytes = defaultMaximumBytes }: { readonly maximumBytes?: number } = {},
): Mixer => {
  requireParts(subspace, 'completeMixer');
  const { dimension, parts } = subspace;
  const moving = parts.filter(({ members, choose }) => choose > 0 && choose < members.length);
  const bytes = moving.reduce((sum, part) => sum + 4 * part.choose * part.dimension, 32 * dimension);
  requireMemory(bytes, maximumBytes, 'completeMixer: its table', 'Use ringMixer or groverMixer.');
  const generators = moving.map((part) => generatorOf(part, dimension));
  return {
    name: 'complete-xy',
    dimension,
    apply: (state, beta) => {
      for (const generator of generators) exponentiate(state, generator, beta);
    },
    unapply: (psi, lambda, beta) => {
      let overlap = 0;
      for (const generator of generators) {
        overlap += imaginaryOverlap(lambda, psi, generator);
        exponentiate(psi, generator, -beta);
        exponentiate(lambda, generator, -beta);
      }
      return overlap;
    },
  };
};
