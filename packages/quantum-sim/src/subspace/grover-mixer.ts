import { cosine, sine } from '../portable-math';
import type { Amplitudes } from './amplitudes';
import type { Mixer } from './mixer';
import type { Subspace } from './subspace';

const sumOf = (values: Float64Array): number => {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
};

const addTo = (values: Float64Array, amount: number): void => {
  for (let index = 0; index < values.length; index++) values[index]! += amount;
};

/** Adds (e^{−iβ} − 1) |s⟩⟨s| of a state whose sums are given. */
const reflect = ({ re, im }: Amplitudes, sumRe: number, sumIm: number, c: number, s: number): void => {
  const meanRe = sumRe / re.length;
  const meanIm = sumIm / im.length;
  addTo(re, (c - 1) * meanRe + s * meanIm);
  addTo(im, (c - 1) * meanIm - s * meanRe);
};

/**
 * The Grover mixer e^{−iβ |s⟩⟨s|}, s the uniform superposition of all feasible states: amplitudes depend on cost alone.
 *
 * - State: none. Cost: 4 operations a state.
 *
 * Source: Bärtschi and Eidenbenz 2020, "Grover mixers for QAOA", equation 2.
 *
 * @example
 * ```ts
 * import { groverMixer, listSubspace } from '@sigmax/quantum-sim';
 * const mixer = groverMixer(listSubspace({ assets: ['BTC'], states: [[0], [1]] }));
 * const state = { re: Float64Array.of(1, 0), im: Float64Array.of(0, 0) };
 * mixer.apply(state, Math.PI);
 * Math.abs(state.re[1]! + 1) < 1e-15; // => true
 * ```
 */
export const groverMixer = ({ dimension }: Subspace): Mixer => ({
  name: 'grover',
  dimension,
  apply: (state, beta) => reflect(state, sumOf(state.re), sumOf(state.im), cosine(beta), sine(beta)),
  unapply: (psi, lambda, beta) => {
    const [pr, pi, lr, li] = [sumOf(psi.re), sumOf(psi.im), sumOf(lambda.re), sumOf(lambda.im)];
    const [c, s] = [cosine(beta), sine(beta)];
    reflect(psi, pr, pi, c, -s);
    reflect(lambda, lr, li, c, -s);
    return (lr * pi - li * pr) / dimension;
  },
});
