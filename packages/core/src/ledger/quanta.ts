import { LedgerError } from '../errors';

/**
 * Money as whole steps ("quanta") of an asset: 1.5 USDT at 8 decimals is 150,000,000 quanta.
 *
 * Whole numbers below 2^53 add and subtract without error in a double, and the one product that trading needs, price
 * times quantity, is rounded once, exactly, by {@link multiplyDivideRound}.
 *
 * @module
 */

/** Powers of ten that a double holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

export const powerOfTen = (exponent: number): number => powers[exponent] as number;

const overflow = (what: string, value: number | bigint) =>
  new LedgerError({
    code: 'OVERFLOW',
    message: `${what} was ${value} steps, more than 2^53 − 1.`,
    remedy:
      'Count the asset in larger steps, for example spotInstrument(id, { quantityStep: 1 }) and createBot({ decimals: { SHIB: 0 } }).',
    context: { what, value: String(value) },
  });

/** Returns the value when it is a whole number that a double holds exactly. */
export const requireSafe = (what: string, value: number): number => {
  if (!Number.isSafeInteger(value)) throw overflow(what, value);
  return value;
};

const viaBigInt = (a: number, b: number, divisor: number): number => {
  const product = BigInt(a) * BigInt(b);
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + BigInt(divisor)) / (2n * BigInt(divisor));
  if (rounded > BigInt(Number.MAX_SAFE_INTEGER)) throw overflow('A product', rounded);
  return Number(product < 0n ? -rounded : rounded);
};

/**
 * Returns a · b / divisor to the nearest whole number, halves away from zero, exactly.
 *
 * - Units: three whole numbers of magnitude below 2^53; `divisor` above 0.
 * - Cost: five multiplications while a · b fits 2^53, else four BigInt operations.
 *
 * @throws {LedgerError} `OVERFLOW`: the result does not fit.
 */
export const multiplyDivideRound = (a: number, b: number, divisor: number): number => {
  const product = a * b;
  if (!(product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER)) return viaBigInt(a, b, divisor);
  const size = Math.abs(product);
  // Exact: below 2^53 a quotient of whole numbers never rounds up to the next one.
  const whole = Math.floor(size / divisor);
  const rest = size - whole * divisor;
  const quotient = rest >= divisor - rest ? whole + 1 : whole;
  // 0 − 0 is 0, where −0 would be a second zero: equal in money, other bits in a log.
  return product < 0 ? 0 - quotient : quotient;
};

/** How far a quotient may lie from a whole number and still count as one: the noise of a few float operations. */
const relativeNoise = 1e-12;

/** A step as a quotient of whole numbers, 0.05 = 5 / 100, so that counting steps needs one division. */
export interface StepFraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** The fraction of a decimal step of up to 12 places; any other step is itself over 1. */
export const stepFraction = (step: number): StepFraction => {
  for (let decimals = 0; decimals <= 12; decimals++) {
    const denominator = powers[decimals] as number;
    const numerator = Math.round(step * denominator);
    if (numerator / denominator === step) return { numerator, denominator };
  }
  return { numerator: step, denominator: 1 };
};

/** `wholeSteps` for a step whose fraction is at hand. */
export const countSteps = (
  value: number,
  { numerator, denominator }: StepFraction,
  direction: 'down' | 'up' | 'nearest',
): number => {
  const quotient = (value * denominator) / numerator;
  const nearest = quotient < 0 ? 0 - Math.round(-quotient) : Math.round(quotient) + 0;
  // A decimal on a step is the quotient of two whole numbers: the count that gives back the value is the one it came from.
  if ((nearest * numerator) / denominator === value) {
    // Beyond 2^52 steps two counts may give one value; the lowest is the one that rounding down and up agree on.
    return ((nearest - 1) * numerator) / denominator === value ? nearest - 1 : nearest;
  }
  if (((nearest - 1) * numerator) / denominator === value) return nearest - 1;
  if (((nearest + 1) * numerator) / denominator === value) return nearest + 1;
  if (direction === 'nearest' || Math.abs(quotient - nearest) <= relativeNoise * Math.abs(quotient)) return nearest;
  return direction === 'down' ? Math.floor(quotient) : Math.ceil(quotient) + 0;
};

/** `roundToStep` for a step whose fraction is at hand. */
export const roundToFraction = (value: number, fraction: StepFraction, direction: 'down' | 'up' | 'nearest'): number =>
  // One division of whole numbers gives the closest double; a product with a step such as 0.1 does not.
  (countSteps(value, fraction, direction) * fraction.numerator) / fraction.denominator;

/**
 * Returns `value` in whole steps: the one place where a decimal becomes steps.
 *
 * A value within float noise of a step is that step, so that `wholeSteps(0.3, 0.1, 'down')` is 3 although 0.3 / 0.1 is
 * 2.9999999999999996.
 *
 * @example
 * ```ts
 * import { wholeSteps } from '@sigmax/core';
 * wholeSteps(0.3, 0.1, 'down'); // => 3
 * wholeSteps(1.25, 0.5, 'up'); // => 3
 * ```
 */
export const wholeSteps = (value: number, step: number, direction: 'down' | 'up' | 'nearest'): number =>
  countSteps(value, stepFraction(step), direction);

/**
 * Returns `value` rounded to a multiple of `step`, as the closest double to that decimal.
 *
 * @example
 * ```ts
 * import { roundToStep } from '@sigmax/core';
 * roundToStep(0.123456, 0.001, 'down'); // => 0.123
 * ```
 */
export const roundToStep = (value: number, step: number, direction: 'down' | 'up' | 'nearest'): number =>
  roundToFraction(value, stepFraction(step), direction);
