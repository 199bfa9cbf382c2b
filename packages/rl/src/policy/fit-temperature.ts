import { InvalidOptionsError } from '@sigmax/core';
import { choiceProbabilities } from './choice-probabilities';

/** Temperatures are looked for between 1/20 and 20. */
const mostSharp = 20;

/**
 * The temperature T for which softmax(logits / T) fits labels best: the least mean −ln p(label).
 *
 * Give logits and labels of bars that training did not see. One number cannot change which choice is likeliest, only how sure it is.
 * −ln p is convex in 1/T, so the root of its slope is bisected, to 1e-9; T stays between 0.05 and 20.
 * Cost: 40 · rows · choices.
 *
 * Source: Guo, Pleiss, Sun and Weinberger 2017, "On calibration of modern neural networks", section 4.2.
 *
 * @throws {InvalidOptionsError} there is no row, or a label is no choice.
 * @example
 * ```ts
 * import { fitTemperature } from '@sigmax/rl';
 * const sure = Array.from({ length: 4 }, () => [2, 0]);
 * fitTemperature(sure, [0, 0, 0, 1]).toFixed(4); // => '1.8205'
 * ```
 */
export const fitTemperature = (logits: readonly ArrayLike<number>[], labels: readonly number[]): number => {
  const wrong = logits.findIndex((row, index) => !((labels[index] as number) in Array.from(row)));
  if (logits.length === 0 || labels.length !== logits.length || wrong >= 0) {
    throw new InvalidOptionsError({
      code: 'INVALID_LABELS',
      message: `fitTemperature: there were ${logits.length} rows and ${labels.length} labels${wrong >= 0 ? `; label ${wrong} was ${labels[wrong]}` : ''}.`,
      remedy: 'Give at least one row of logits, and for each the number of one of its choices.',
    });
  }
  /** Slope of Σ −ln p in the sharpness 1/T: Σ (mean logit under p − logit of the label). */
  const slope = (sharpness: number): number =>
    logits.reduce((sum, row, index) => {
      const probabilities = choiceProbabilities(row, [row.length], 1 / sharpness, undefined);
      const mean = probabilities.reduce(
        (total, probability, choice) => total + probability * (row[choice] as number),
        0,
      );
      return sum + mean - (row[labels[index] as number] as number);
    }, 0);
  let [low, high] = [1 / mostSharp, mostSharp];
  if (slope(low) >= 0) return 1 / low;
  if (slope(high) <= 0) return 1 / high;
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) high = middle;
    else low = middle;
  }
  return 2 / (low + high);
};
