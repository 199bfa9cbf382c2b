import { DataError, InvalidOptionsError } from '../../errors';

/**
 * Throws at the first value that is not a finite number.
 *
 * A gap that were counted as a period would change an annualised measure without a word, so it is refused.
 */
export const requireFinite = (values: ArrayLike<number>, what: string): void => {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (Math.abs(value) < Infinity) continue;
    throw new DataError({
      code: 'NOT_FINITE',
      message: `${what}: value ${index} was ${value}.`,
      remedy: 'Drop the period or fill it before measuring; a gap is not a return of 0.',
      context: { what, index },
    });
  }
};

export const requireSameLength = (a: ArrayLike<number>, b: ArrayLike<number>, what: string): void => {
  if (a.length === b.length) return;
  throw new DataError({
    code: 'LENGTHS_DIFFER',
    message: `${what}: the series have ${a.length} and ${b.length} values.`,
    remedy: 'Align them to the same periods first.',
    context: { what, lengths: [a.length, b.length] },
  });
};

export const requirePositive = (value: number, name: string, what: string): void => {
  if (value > 0 && value < Infinity) return;
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `${what}: ${name} was ${value}.`,
    remedy: 'Give a finite number above 0.',
    context: { what, name },
  });
};

/** A probability strictly between 0 and 1. */
export const requireProbability = (value: number, name: string, what: string): void => {
  if (value > 0 && value < 1) return;
  throw new InvalidOptionsError({
    code: 'INVALID_OPTIONS',
    message: `${what}: ${name} was ${value}.`,
    remedy: 'Give a number between 0 and 1, for example 0.95.',
    context: { what, name },
  });
};

/** The value, or `undefined` when it is not a finite number: no measure returns NaN or Infinity. */
export const defined = (value: number): number | undefined => (Math.abs(value) < Infinity ? value : undefined);

/** A quotient, or `undefined` when it has no finite value. */
export const ratio = (numerator: number | undefined, denominator: number | undefined): number | undefined =>
  numerator === undefined || denominator === undefined || denominator === 0
    ? undefined
    : defined(numerator / denominator);
