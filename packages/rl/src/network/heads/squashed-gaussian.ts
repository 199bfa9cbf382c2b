import { exponential, hyperbolicTangent, naturalLogarithm } from '../../portable-math';
import type { Numbers } from '../network-core';
import type { ActionLaw } from './action-law';

/** ½ ln 2π */
const halfLogTwoPi = 0.9189385332046727;

/** ln σ is kept between these. Source: Stable-Baselines3, `sac/policies.py`. */
const leastLog = -20;
const greatestLog = 2;

/** A squashed normal law, whose actions follow from the network's numbers and standard normal noise. */
export interface SquashedGaussian extends ActionLaw {
  /**
   * Writes the action between −1 and 1 of the noise at `noise[noiseAt …]` to `actions[to …]` and returns the logarithm of its
   * density there.
   */
  draw(
    outputs: ArrayLike<number>,
    at: number,
    noise: ArrayLike<number>,
    noiseAt: number,
    actions: { [index: number]: number },
    to: number,
  ): number;
  /**
   * Writes into `gradients[to …]` the derivatives, with respect to the network's numbers, of Σ `slopes` · action + `logScale` · ln p
   * of what `draw` gives for the same numbers and noise.
   */
  differentiate(
    outputs: ArrayLike<number>,
    at: number,
    noise: ArrayLike<number>,
    noiseAt: number,
    slopes: ArrayLike<number>,
    slopesAt: number,
    logScale: number,
    gradients: Numbers,
    to: number,
  ): void;
  /** Stretches an action between −1 and 1 to the bounds. */
  stretch(actions: ArrayLike<number>, at: number, out: { [index: number]: number }, to: number): void;
}

/** ln(1 − tanh² u) = 2 (ln 2 − |u| − ln(1 + e^(−2|u|))), which does not lose its digits where tanh is nearly 1. */
const logSlope = (u: number): number => {
  const size = Math.abs(u);
  return 2 * (Math.LN2 - size - naturalLogarithm(1 + exponential(-2 * size)));
};

/**
 * Independent numbers a = tanh(μ + σ ε), ε standard normal, stretched from (−1, 1) to the bounds; μ and ln σ from the network.
 *
 * ln p = Σ −ε² / 2 − ln σ − ½ ln 2π − ln(1 − a²), and for `sample` less ln of half the width of the bounds. The likeliest action is
 * taken to be tanh μ. Masks do not apply. Source: Haarnoja et al. 2018, appendix C.
 */
export const squashedGaussian = ({
  low,
  high,
}: {
  readonly low: readonly number[];
  readonly high: readonly number[];
}): SquashedGaussian => {
  const size = low.length;
  const centres = low.map((least, index) => (least + (high[index] as number)) / 2);
  const halves = low.map((least, index) => ((high[index] as number) - least) / 2);
  const logHalves = halves.reduce((sum, half) => sum + naturalLogarithm(half), 0);
  const noises = new Float64Array(size);
  const drawn = new Float64Array(size);
  const logDeviation = (given: number): number =>
    given < leastLog ? leastLog : given > greatestLog ? greatestLog : given;

  const self: SquashedGaussian = {
    width: size,
    outputSize: 2 * size,
    sample: (outputs, at, _mask, _maskAt, random, actions, to) => {
      for (let index = 0; index < size; index++) noises[index] = random.normal();
      const logProbability = self.draw(outputs, at, noises, 0, drawn, 0);
      self.stretch(drawn, 0, actions, to);
      return logProbability - logHalves;
    },
    mode: (outputs, at, _mask, _maskAt, actions, to) => {
      for (let index = 0; index < size; index++) drawn[index] = hyperbolicTangent(outputs[at + index] as number);
      self.stretch(drawn, 0, actions, to);
    },
    draw: (outputs, at, noise, noiseAt, actions, to) => {
      let logProbability = 0;
      for (let index = 0; index < size; index++) {
        const log = logDeviation(outputs[at + size + index] as number);
        const score = noise[noiseAt + index] as number;
        const u = (outputs[at + index] as number) + exponential(log) * score;
        actions[to + index] = hyperbolicTangent(u);
        logProbability -= (score * score) / 2 + log + halfLogTwoPi + logSlope(u);
      }
      return logProbability;
    },
    differentiate: (outputs, at, noise, noiseAt, slopes, slopesAt, logScale, gradients, to) => {
      for (let index = 0; index < size; index++) {
        const given = outputs[at + size + index] as number;
        const spread = exponential(logDeviation(given)) * (noise[noiseAt + index] as number);
        const action = hyperbolicTangent((outputs[at + index] as number) + spread);
        const byNumber = (slopes[slopesAt + index] as number) * (1 - action * action) + logScale * 2 * action;
        gradients[to + index] = byNumber;
        const isHeld = given < leastLog || given > greatestLog;
        gradients[to + size + index] = isHeld ? 0 : byNumber * spread - logScale;
      }
    },
    stretch: (actions, at, out, to) => {
      for (let index = 0; index < size; index++) {
        out[to + index] = (centres[index] as number) + (halves[index] as number) * (actions[at + index] as number);
      }
    },
  };
  return self;
};
