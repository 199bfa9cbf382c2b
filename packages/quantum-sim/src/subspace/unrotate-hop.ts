import type { Amplitudes } from './amplitudes';
import type { Hop } from './hop';

/**
 * Takes {@link rotateHop} back from two states at once, in place, and returns Im ⟨λ| (XX + YY) / 2 |ψ⟩ over the pairs of the hop.
 *
 * Twice the sum is the derivative of an energy with respect to β, where λ is the weighted final state carried back to here. Cost:
 * 32 operations a pair, in one pass over both states.
 */
export const unrotateHop = (
  psi: Amplitudes,
  lambda: Amplitudes,
  { runs, first, second }: Hop,
  c: number,
  s: number,
): number => {
  let sum = 0;
  for (const { length, starts } of runs) {
    sum +=
      length === 1 ? unrotateNeighbours(psi, lambda, starts, c, s) : unrotateRuns(psi, lambda, starts, length, c, s);
  }
  return sum + unrotatePairs(psi, lambda, first, second, c, s);
};

const unrotateNeighbours = (psi: Amplitudes, lambda: Amplitudes, starts: Int32Array, c: number, s: number): number => {
  const { re: psiRe, im: psiIm } = psi;
  const { re: lambdaRe, im: lambdaIm } = lambda;
  let sum = 0;
  for (let index = 0; index < starts.length; index++) {
    const a = starts[index]!;
    const b = a + 1;
    const pr = psiRe[a]!;
    const pi = psiIm[a]!;
    const qr = psiRe[b]!;
    const qi = psiIm[b]!;
    const lr = lambdaRe[a]!;
    const li = lambdaIm[a]!;
    const mr = lambdaRe[b]!;
    const mi = lambdaIm[b]!;
    sum += lr * qi - li * qr + mr * pi - mi * pr;
    psiRe[a] = c * pr - s * qi;
    psiIm[a] = c * pi + s * qr;
    psiRe[b] = c * qr - s * pi;
    psiIm[b] = c * qi + s * pr;
    lambdaRe[a] = c * lr - s * mi;
    lambdaIm[a] = c * li + s * mr;
    lambdaRe[b] = c * mr - s * li;
    lambdaIm[b] = c * mi + s * lr;
  }
  return sum;
};

const unrotateRuns = (
  psi: Amplitudes,
  lambda: Amplitudes,
  starts: Int32Array,
  length: number,
  c: number,
  s: number,
): number => {
  const { re: psiRe, im: psiIm } = psi;
  const { re: lambdaRe, im: lambdaIm } = lambda;
  let sum = 0;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index]!;
    const end = start + length;
    for (let a = start, b = end; a < end; a++, b++) {
      const pr = psiRe[a]!;
      const pi = psiIm[a]!;
      const qr = psiRe[b]!;
      const qi = psiIm[b]!;
      const lr = lambdaRe[a]!;
      const li = lambdaIm[a]!;
      const mr = lambdaRe[b]!;
      const mi = lambdaIm[b]!;
      sum += lr * qi - li * qr + mr * pi - mi * pr;
      psiRe[a] = c * pr - s * qi;
      psiIm[a] = c * pi + s * qr;
      psiRe[b] = c * qr - s * pi;
      psiIm[b] = c * qi + s * pr;
      lambdaRe[a] = c * lr - s * mi;
      lambdaIm[a] = c * li + s * mr;
      lambdaRe[b] = c * mr - s * li;
      lambdaIm[b] = c * mi + s * lr;
    }
  }
  return sum;
};

const unrotatePairs = (
  psi: Amplitudes,
  lambda: Amplitudes,
  first: Int32Array,
  second: Int32Array,
  c: number,
  s: number,
): number => {
  const { re: psiRe, im: psiIm } = psi;
  const { re: lambdaRe, im: lambdaIm } = lambda;
  let sum = 0;
  for (let index = 0; index < first.length; index++) {
    const a = first[index]!;
    const b = second[index]!;
    const pr = psiRe[a]!;
    const pi = psiIm[a]!;
    const qr = psiRe[b]!;
    const qi = psiIm[b]!;
    const lr = lambdaRe[a]!;
    const li = lambdaIm[a]!;
    const mr = lambdaRe[b]!;
    const mi = lambdaIm[b]!;
    sum += lr * qi - li * qr + mr * pi - mi * pr;
    psiRe[a] = c * pr - s * qi;
    psiIm[a] = c * pi + s * qr;
    psiRe[b] = c * qr - s * pi;
    psiIm[b] = c * qi + s * pr;
    lambdaRe[a] = c * lr - s * mi;
    lambdaIm[a] = c * li + s * mr;
    lambdaRe[b] = c * mr - s * li;
    lambdaIm[b] = c * mi + s * lr;
  }
  return sum;
};
