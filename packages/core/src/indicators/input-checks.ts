import { z } from 'zod';
import { DataError } from '../errors';
import { parseOptions } from '../options';

/** Products and squares of inputs up to here, summed over the longest period, stay finite. */
export const largestInput = 1e100;

/** Whether every number is finite and none is beyond ±`limit`. */
export const isUsable = (values: Float64Array, limit: number): boolean => {
  for (let index = 0; index < values.length; index++) {
    if (!(Math.abs(values[index] as number) <= limit)) return false;
  }
  return true;
};

const reject = (indicator: string, field: string, value: number): never => {
  throw new DataError({
    code: Number.isFinite(value) ? 'TOO_LARGE' : 'NOT_FINITE',
    message: `${indicator}: ${field} was ${value}.`,
    remedy: `Remove or mend the input; indicators take finite numbers up to ±${largestInput}.`,
    context: { indicator, field, value },
  });
};

const rejectFirst = (indicator: string, fields: Readonly<Record<string, number>>): void => {
  for (const [field, value] of Object.entries(fields)) requireFinite(indicator, field, value);
};

/** Throws a `DataError` that names the indicator unless `value` is finite and at most ±1e100. */
export const requireFinite = (indicator: string, field: string, value: number): void => {
  if (!(Math.abs(value) <= largestInput)) reject(indicator, field, value);
};

/** Throws as `requireFinite` does for the first of high, low and close that cannot be used. */
export const requireFiniteRange = (indicator: string, high: number, low: number, close: number): void => {
  // One comparison, which a NaN fails, so that a good bar costs nothing more.
  if (!(Math.abs(high) + Math.abs(low) + Math.abs(close) <= largestInput)) rejectFirst(indicator, { high, low, close });
};

/** A number of inputs. The upper limit keeps a typing mistake from allocating the memory of the machine. */
export const periodSchema = (minimum = 1) => z.int().min(minimum).max(longestPeriod);

const longestPeriod = 1_000_000;

/** A factor by which a band is widened. */
export const multiplierSchema = z.number().nonnegative().max(1e6);

/** Checks the one option of an indicator that takes only a period. */
export const checkedPeriod = (indicator: string, period: number, minimum = 1): number =>
  // A search starts thousands of indicators, and a schema costs more to make than a small backtest to run.
  Number.isInteger(period) && period >= minimum && period <= longestPeriod
    ? period
    : parseOptions(z.strictObject({ period: periodSchema(minimum) }), { period }, indicator).period;
