import { logReturns, simpleReturns } from '@sigmax/core';
import { isUsable, unusable } from './require-usable';

export interface InputSettings {
  readonly returns: 'given' | 'simple' | 'log';
  readonly missing: 'refuse' | 'drop' | 'zero';
}

const hasGap = (values: ArrayLike<number>): boolean => {
  for (let index = 0; index < values.length; index++) if (Number.isNaN(values[index])) return true;
  return false;
};

const requireUsable = (values: ArrayLike<number>, name: string, mayHaveGaps: boolean): void => {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!isUsable(value) && !(mayHaveGaps && Number.isNaN(value))) throw unusable(name, 'value', value, index);
  }
};

/** The values without gaps: left out, or filled with no change. A gap before the first price cannot be filled. */
const withoutGaps = (values: ArrayLike<number>, { returns, missing }: InputSettings): ArrayLike<number> => {
  if (missing === 'drop') return Float64Array.from(values).filter((value) => !Number.isNaN(value));
  let last = returns === 'given' ? 0 : Number.NaN;
  const filled = Float64Array.from(values, (value) => {
    if (Number.isNaN(value)) return last;
    if (returns !== 'given') last = value;
    return value;
  });
  return filled.filter((value) => !Number.isNaN(value));
};

/**
 * The returns of a whole series under its settings. `RunningReturns` gives the same one by one.
 *
 * @throws {DataError} a value cannot be used.
 */
export const returnsOf = (values: ArrayLike<number>, settings: InputSettings, name: string): ArrayLike<number> => {
  const mayHaveGaps = settings.missing !== 'refuse';
  requireUsable(values, name, mayHaveGaps);
  const whole = mayHaveGaps && hasGap(values) ? withoutGaps(values, settings) : values;
  if (settings.returns === 'given') return whole;
  return settings.returns === 'simple' ? simpleReturns(whole) : logReturns(whole);
};
