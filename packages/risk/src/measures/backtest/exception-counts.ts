import { DataError } from '@sigmax/core';

/**
 * How often losses exceeded a value at risk. A transition is what a period was and what the next one was: `calmThenHit` of
 * them went from a period without an exception to one with.
 */
export interface ExceptionCounts {
  readonly periods: number;
  readonly exceptions: number;
  readonly calmThenCalm: number;
  readonly calmThenHit: number;
  readonly hitThenCalm: number;
  readonly hitThenHit: number;
}

/**
 * Returns the counts of a series of exceptions, 1 or true for a loss beyond the value at risk.
 *
 * @throws {DataError} an element is neither 0 nor 1.
 * @example
 * ```ts
 * import { exceptionCounts } from '@sigmax/risk';
 * const { exceptions, calmThenHit, hitThenHit } = exceptionCounts([0, 1, 1, 0, 1]);
 * [exceptions, calmThenHit, hitThenHit]; // => [3, 2, 1]
 * ```
 */
export const exceptionCounts = (exceptions: ArrayLike<number | boolean>): ExceptionCounts => {
  const transitions: [number, number, number, number] = [0, 0, 0, 0];
  let count = 0;
  let before = -1;
  for (let index = 0; index < exceptions.length; index++) {
    const now = Number(exceptions[index]);
    if (now !== 0 && now !== 1) {
      throw new DataError({
        code: 'NOT_AN_EXCEPTION',
        message: `exceptionCounts: element ${index} was ${exceptions[index]}.`,
        remedy: 'Give 1 or true for a loss beyond the value at risk, 0 or false otherwise.',
        context: { index },
      });
    }
    count += now;
    if (before >= 0) transitions[2 * before + now] = (transitions[2 * before + now] as number) + 1;
    before = now;
  }
  const [calmThenCalm, calmThenHit, hitThenCalm, hitThenHit] = transitions;
  return { periods: exceptions.length, exceptions: count, calmThenCalm, calmThenHit, hitThenCalm, hitThenHit };
};
