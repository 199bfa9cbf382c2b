import { InvalidOptionsError } from '@sigmax/core';
import { z } from 'zod';

/** How a source is asked over HTTP. */
export interface HttpOptions {
  /** Defaults to the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Bytes of an answer, unpacked, above which it is given up. Defaults to 4,000,000. */
  readonly maximumBytes?: number | undefined;
  /** Items of one answer that are taken, the first ones. Defaults to 200. */
  readonly maximumItems?: number | undefined;
  /** What the client calls itself. Defaults to `sigmax`. */
  readonly userAgent?: string | undefined;
  /** How long one look may take. Defaults to what the poller says. */
  readonly timeoutMs?: number | undefined;
  /** It is asked no more often than this, whatever the poller says. */
  readonly minimumEveryMs?: number | undefined;
}

/** The zod fields of {@link HttpOptions}. */
export const httpFields = () => ({
  fetch: z.custom<typeof fetch>((value) => typeof value === 'function', 'expected a function').optional(),
  maximumBytes: z.int().positive().max(100_000_000).default(4_000_000),
  maximumItems: z.int().positive().max(10_000).default(200),
  userAgent: z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/, 'expected one line of ASCII')
    .default('sigmax'),
  timeoutMs: z.number().positive().max(600_000).optional(),
  minimumEveryMs: z.number().nonnegative().max(2_000_000_000).optional(),
});

/** The zod field of a source's id. */
export const idField = () => z.string().regex(/^[\w.:/-]{1,100}$/, 'expected up to 100 letters, digits and . : / - _');

/** The pace of a source, from its options. */
export const paceOf = ({ timeoutMs, minimumEveryMs }: Pick<HttpOptions, 'timeoutMs' | 'minimumEveryMs'>) => ({
  timeoutMs,
  minimumEveryMs,
});

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/**
 * Reads an address that requests go to.
 *
 * @throws {InvalidOptionsError} it is no URL of HTTP, has a user in it, or would carry a key over an open line.
 */
export const readUrl = (what: string, field: string, value: string, hasSecret: boolean): URL => {
  const refuse = (code: string, why: string, remedy: string): never => {
    throw new InvalidOptionsError({ code, message: `${what}: ${field} ${why}.`, remedy, context: { what, field } });
  };
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return refuse('INVALID_URL', 'was no URL', 'Pass one such as https://example.org/feed.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    refuse('INVALID_URL', `began with ${url.protocol}`, 'Pass one that begins with https:.');
  }
  if (url.username !== '' || url.password !== '') {
    refuse('CREDENTIAL_IN_URL', 'had a user and a password in it', 'Pass keys in the options that are meant for them.');
  }
  if (hasSecret && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    refuse('INSECURE_URL', 'would carry a key unencrypted', 'Pass one that begins with https:.');
  }
  return url;
};
