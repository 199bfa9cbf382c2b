/** Facts that explain an error: plain, printable values only. */
export type QuantumErrorContext = Readonly<Record<string, unknown>>;

export interface QuantumErrorOptions {
  /** Stable, upper-case identifier of the kind of failure; never changes once published. */
  readonly code: string;
  /** One sentence: what was wrong, with the field and the value. */
  readonly message: string;
  /** One sentence that says what to do about it. */
  readonly remedy?: string;
  readonly context?: QuantumErrorContext;
  readonly cause?: unknown;
  /** Whether the same call may succeed later without a change by the user. Defaults to false. */
  readonly isRetryable?: boolean;
}

// The mark of every SIGMAX error, so that `SigmaxError.isInstance` of @sigmax/core knows these errors too.
const sigmaxMarker = Symbol.for('sigmax.error');
const marker = Symbol.for('sigmax.quantum-error');

/**
 * The base of every error that this package raises on purpose.
 *
 * `isInstance` works across duplicate installations of the package, where `instanceof` does not.
 *
 * @example
 * ```ts
 * import { CircuitError, QuantumError } from '@sigmax/quantum-sim';
 * const error = new CircuitError({ code: 'QUBIT_OUT_OF_RANGE', message: 'h: qubit was 2.', remedy: 'Pass 0 or 1.' });
 * error.message; // => 'h: qubit was 2. Pass 0 or 1.'
 * QuantumError.isInstance(error); // => true
 * ```
 */
export class QuantumError extends Error {
  override readonly name: string = 'QuantumError';
  readonly code: string;
  readonly remedy: string | undefined;
  readonly context: QuantumErrorContext;
  readonly isRetryable: boolean;
  readonly [sigmaxMarker] = true;
  readonly [marker] = true;

  constructor(options: QuantumErrorOptions) {
    const { message, remedy, cause } = options;
    super(remedy === undefined ? message : `${message} ${remedy}`, cause === undefined ? undefined : { cause });
    this.code = options.code;
    this.remedy = remedy;
    this.context = Object.freeze({ ...options.context });
    this.isRetryable = options.isRetryable ?? false;
  }

  static isInstance(value: unknown): value is QuantumError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}

/** An option or an argument was wrong; thrown before anything is computed. */
export class QuantumOptionsError extends QuantumError {
  override readonly name = 'QuantumOptionsError';
}

/** A circuit cannot be built or run as written: a qubit, a gate, a parameter, a classical bit. */
export class CircuitError extends QuantumError {
  override readonly name = 'CircuitError';
}

/** The memory or the time that a call would need is above its limit; thrown before anything is allocated. */
export class QuantumCapacityError extends QuantumError {
  override readonly name = 'QuantumCapacityError';
}

/** An optimisation problem cannot be stated, converted or solved as written. */
export class ProblemError extends QuantumError {
  override readonly name = 'ProblemError';
}
