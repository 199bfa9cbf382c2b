/** Facts that explain an error: plain, printable values only. */
export type ErrorContext = Readonly<Record<string, unknown>>;

export interface SigmaxErrorOptions {
  /** Stable, upper-case identifier of the kind of failure; never changes once published. */
  readonly code: string;
  /** One sentence: what was wrong, with the field and the value. */
  readonly message: string;
  /** One sentence that says what to do about it. */
  readonly remedy?: string;
  readonly context?: ErrorContext;
  readonly cause?: unknown;
  /** Whether the same call may succeed later without a change by the user. Defaults to false. */
  readonly isRetryable?: boolean;
}

const marker = Symbol.for('sigmax.error');

/**
 * The base of every error that SIGMAX raises on purpose.
 *
 * `isInstance` works across duplicate installations of the package, where `instanceof` does not.
 *
 * @example
 * ```ts
 * import { DataError, SigmaxError } from '@sigmax/core';
 * const error = new DataError({ code: 'EMPTY', message: 'bars.csv has no rows.', remedy: 'Export it again.' });
 * error.message; // => 'bars.csv has no rows. Export it again.'
 * SigmaxError.isInstance(error); // => true
 * ```
 */
export class SigmaxError extends Error {
  override readonly name: string = 'SigmaxError';
  readonly code: string;
  readonly remedy: string | undefined;
  readonly context: ErrorContext;
  readonly isRetryable: boolean;
  readonly [marker] = true;

  constructor(options: SigmaxErrorOptions) {
    const { message, remedy, cause } = options;
    super(remedy === undefined ? message : `${message} ${remedy}`, cause === undefined ? undefined : { cause });
    this.code = options.code;
    this.remedy = remedy;
    this.context = Object.freeze({ ...options.context });
    this.isRetryable = options.isRetryable ?? false;
  }

  static isInstance(value: unknown): value is SigmaxError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}

/** An option, parameter or plugin was wrong; thrown at construction, before anything runs. */
export class InvalidOptionsError extends SigmaxError {
  override readonly name = 'InvalidOptionsError';
}

/** Market data was malformed, out of order, duplicated or not finite; the run stops. */
export class DataError extends SigmaxError {
  override readonly name = 'DataError';
}

/** A strategy broke its contract: not one valid decision per snapshot. */
export class StrategyContractError extends SigmaxError {
  override readonly name = 'StrategyContractError';
}

/** A venue, real or simulated, could not be used as asked. */
export class BrokerError extends SigmaxError {
  override readonly name = 'BrokerError';
}

/** The ledger would lose exactness or disagrees with what it is compared with. */
export class LedgerError extends SigmaxError {
  override readonly name = 'LedgerError';
}
