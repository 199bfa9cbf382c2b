import { SigmaxError } from '@sigmax/core';
import { type ErrorKind, errorKinds, unknownKind } from './ccxt-error-kinds';
import { redactor } from './redact';

export interface ErrorPlace {
  /** As ccxt calls it: `binance`. */
  readonly exchange: string;
  /** What was tried: `watchTrades`, `fetchOHLCV`. */
  readonly operation: string;
  /** Values that must not stand in any message. */
  readonly secrets?: readonly string[] | undefined;
  /** How long the venue says to wait, where it said so. */
  readonly retryAfterMs?: number | undefined;
  /** For errors about limits: whether the venue has banned this address, or only asks for patience. */
  readonly isBanned?: boolean | undefined;
}

/** Names of the classes of an error, its own first. A copy of ccxt has classes of its own, so names are compared. */
const classNames = (error: unknown): string[] => {
  const names: string[] = [];
  const own: unknown = error instanceof Error ? error.name : undefined;
  if (typeof own === 'string') names.push(own);
  let prototype: unknown = Object(error) === error ? Object.getPrototypeOf(error) : null;
  while (prototype !== null && prototype !== undefined && names.length < 20) {
    const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    if (typeof made === 'function') names.push(made.name);
    prototype = Object.getPrototypeOf(prototype);
  }
  return names;
};

const kindOf = (error: unknown, isBanned: boolean | undefined): ErrorKind => {
  const name = classNames(error).find((one) => Object.hasOwn(errorKinds, one));
  const isLimit = name === 'DDoSProtection' || name === 'RateLimitExceeded';
  if (isLimit && isBanned !== undefined)
    return errorKinds[isBanned ? 'DDoSProtection' : 'RateLimitExceeded'] as ErrorKind;
  return name === undefined ? unknownKind : (errorKinds[name] as ErrorKind);
};

const textOf = (error: unknown): string => {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : Object.prototype.toString.call(error);
};

/**
 * Turns whatever ccxt threw into a typed error, without secrets.
 *
 * The class and the code say what happened, `isRetryable` whether the same may succeed later, `context.retryAfterMs` when, where
 * the venue said so. The cause has the name and the redacted message of ccxt's error and nothing else of it: its other fields
 * and its stack may hold signed requests.
 *
 * - Errors: none; what is no error of ccxt is `DataError` `CCXT_FAILED`. A `SigmaxError` comes back as it is.
 *
 * @example
 * ```ts
 * import { mapCcxtError } from '@sigmax/adapters/ccxt';
 * class RequestTimeout extends Error { override readonly name = 'RequestTimeout'; }
 * const thrown = new RequestTimeout('binance GET https://x/api/v3/account?signature=5f3a timed out');
 * const error = mapCcxtError(thrown, { exchange: 'binance', operation: 'fetchBalance' });
 * [error.code, error.isRetryable]; // => ['TIMEOUT', true]
 * error.message.includes('5f3a'); // => false
 * ```
 */
export const mapCcxtError = (error: unknown, place: ErrorPlace): SigmaxError => {
  if (SigmaxError.isInstance(error)) return error;
  const { exchange, operation, secrets = [], retryAfterMs } = place;
  const { make, code, isRetryable, remedy } = kindOf(error, place.isBanned);
  const redact = redactor(secrets);
  const said = redact(textOf(error)).replace(/[\s.]+$/, '');
  const ccxtError = redact(classNames(error)[0] ?? typeof error);
  const cause = new Error(said);
  cause.name = ccxtError;
  cause.stack = `${ccxtError}: ${said}`;
  return make({
    code,
    message: `${exchange}, ${operation}: ${said === '' ? ccxtError : said}.`,
    remedy,
    isRetryable,
    context: { exchange, operation, ccxtError, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    cause,
  });
};
