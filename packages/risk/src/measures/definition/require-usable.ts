import { DataError } from '@sigmax/core';

/** Fourth powers of inputs up to here stay finite when a million of them are added. */
const largest = 1e50;

export const isUsable = (value: number): boolean => Math.abs(value) <= largest;

/** The error for an input that cannot be measured. */
export const unusable = (name: string, field: string, value: number, index?: number): DataError =>
  new DataError({
    code: Math.abs(value) > largest && Number.isFinite(value) ? 'TOO_LARGE' : 'NOT_FINITE',
    message: `${name}: ${field}${index === undefined ? '' : ` ${index}`} was ${value}.`,
    remedy: `Give finite numbers up to ±${largest}; a gap in returns is read as the option missing says.`,
    context: { what: name, field, value, ...(index === undefined ? {} : { index }) },
  });

/** A result, or `undefined` when it is not a finite number: no measure returns NaN or Infinity. */
export const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Math.abs(value) < Number.POSITIVE_INFINITY ? value : undefined;
