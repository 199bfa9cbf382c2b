import type { Amplitudes } from './amplitudes';
import type { Hop } from './hop';

/**
 * Applies e^{−iβ (XX + YY) / 2} on the pairs of a hop, in place: (a, b) → (c a − i s b, c b − i s a) with c = cos β and
 * s = sin β. Cost: 12 operations a pair.
 */
export const rotateHop = ({ re, im }: Amplitudes, { runs, first, second }: Hop, c: number, s: number): void => {
  for (const { length, starts } of runs) {
    if (length === 1) rotateNeighbours(re, im, starts, c, s);
    else rotateRuns(re, im, starts, length, c, s);
  }
  rotatePairs(re, im, first, second, c, s);
};

const rotateNeighbours = (re: Float64Array, im: Float64Array, starts: Int32Array, c: number, s: number): void => {
  for (let index = 0; index < starts.length; index++) {
    const a = starts[index]!;
    const b = a + 1;
    const ar = re[a]!;
    const ai = im[a]!;
    const br = re[b]!;
    const bi = im[b]!;
    re[a] = c * ar + s * bi;
    im[a] = c * ai - s * br;
    re[b] = c * br + s * ai;
    im[b] = c * bi - s * ar;
  }
};

const rotateRuns = (
  re: Float64Array,
  im: Float64Array,
  starts: Int32Array,
  length: number,
  c: number,
  s: number,
): void => {
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!;
    const end = start + length;
    for (let a = start, b = end; a < end; a++, b++) {
      const ar = re[a]!;
      const ai = im[a]!;
      const br = re[b]!;
      const bi = im[b]!;
      re[a] = c * ar + s * bi;
      im[a] = c * ai - s * br;
      re[b] = c * br + s * ai;
      im[b] = c * bi - s * ar;
    }
  }
};

const rotatePairs = (
  re: Float64Array,
  im: Float64Array,
  first: Int32Array,
  second: Int32Array,
  c: number,
  s: number,
): void => {
  for (let index = 0; index < first.length; index++) {
    const a = first[index]!;
    const b = second[index]!;
    const ar = re[a]!;
    const ai = im[a]!;
    const br = re[b]!;
    const bi = im[b]!;
    re[a] = c * ar + s * bi;
    im[a] = c * ai - s * br;
    re[b] = c * br + s * ai;
    im[b] = c * bi - s * ar;
  }
};

/**
 * Im ⟨λ| (XX + YY) / 2 |ψ⟩ over the pairs of a hop: twice this is the derivative of an energy with respect to β, where λ
 * is the weighted final state carried back to the hop.
 */
export const hopOverlap = (lambda: Amplitudes, psi: Amplitudes, { runs, first, second }: Hop): number => {
  let sum = 0;
  for (const { length, starts } of runs) sum += runOverlap(lambda, psi, starts, length);
  return sum + pairOverlap(lambda, psi, first, second);
};

const runOverlap = (lambda: Amplitudes, psi: Amplitudes, starts: Int32Array, length: number): number => {
  const { re: lr, im: li } = lambda;
  const { re: pr, im: pi } = psi;
  let sum = 0;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!;
    const end = start + length;
    for (let a = start, b = end; a < end; a++, b++) {
      sum += lr[a]! * pi[b]! - li[a]! * pr[b]! + lr[b]! * pi[a]! - li[b]! * pr[a]!;
    }
  }
  return sum;
};

const pairOverlap = (lambda: Amplitudes, psi: Amplitudes, first: Int32Array, second: Int32Array): number => {
  const { re: lr, im: li } = lambda;
  const { re: pr, im: pi } = psi;
  let sum = 0;
  for (let index = 0; index < first.length; index++) {
    const a = first[index]!;
    const b = second[index]!;
    sum += lr[a]! * pi[b]! - li[a]! * pr[b]! + lr[b]! * pi[a]! - li[b]! * pr[a]!;
  }
  return sum;
};
