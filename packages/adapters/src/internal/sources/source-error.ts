import { SigmaxError } from '@sigmax/core';

/** Every way in which a source can fail. */
export type SourceErrorCode =
  /** Too many requests; `context.retryAfterMs` where the server said how long to wait. */
  | 'RATE_LIMITED'
  /** The key is missing or wrong. */
  | 'UNAUTHORISED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  /** Any other status from 400 to 499. */
  | 'REFUSED'
  /** A status of 500 or above. */
  | 'SERVER_FAILED'
  /** It points elsewhere, in a circle or to another host. */
  | 'REDIRECTED'
  | 'TIMED_OUT'
  | 'ABORTED'
  /** No connection, or one that broke before the answer was whole. */
  | 'UNREACHABLE'
  | 'TOO_LARGE'
  /** The answer is no XML, or no JSON. */
  | 'MALFORMED'
  /** The answer can be read and is something else than was asked for. */
  | 'UNEXPECTED_SHAPE'
  /** Too few endpoints say the same. */
  | 'NO_QUORUM'
  /** What it says is older than what was asked for: it hangs behind. */
  | 'STALE';

/** A source could not be read. It says nothing then, which is not the same as saying something neutral. */
export class SourceError extends SigmaxError {
  override readonly name = 'SourceError';
  declare readonly code: SourceErrorCode;
}

/** Makes the error of a source: one sentence with its name first. */
export const sourceError = (
  source: string,
  code: SourceErrorCode,
  why: string,
  details: { readonly isRetryable?: boolean; readonly remedy?: string; readonly context?: object } = {},
): SourceError => {
  const { isRetryable = false, remedy, context } = details;
  return new SourceError({
    code,
    message: `${source}: ${why}.`,
    isRetryable,
    context: { source, ...context },
    ...(remedy === undefined ? {} : { remedy }),
  });
};
