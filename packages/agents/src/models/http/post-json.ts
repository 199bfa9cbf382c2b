import type { Clock } from '@sigmax/core';
import { ModelError } from '../../errors';
import { messageOf } from '../../opinion/normalise-answer';
import { readText } from './read-text';
import { redactSensitive } from './redact-sensitive';
import { retryAfterMs } from './retry-after';

/** How a server is asked. */
export interface HttpSettings {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** How long one request may take, its whole answer included. */
  readonly timeoutMs: number;
  readonly maximumBytes: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const shown = (text: string): string => redactSensitive(text.replace(/\s+/g, ' ').trim().slice(0, 200));

const failed = (what: string, code: string, why: string, isRetryable: boolean, context: Record<string, unknown> = {}) =>
  new ModelError({ code, message: `${what}: ${why}.`, isRetryable, context });

/** The error of a status, or `undefined` where it is a success. */
const statusError = (what: string, { status, headers, text }: HttpAnswer, nowMs: number): ModelError | undefined => {
  if (status >= 200 && status < 300) return undefined;
  const context = { status, retryAfterMs: retryAfterMs(headers, nowMs) };
  if (status === 429) return failed(what, 'RATE_LIMITED', 'status 429, too many requests', true, context);
  const why = `status ${status}${text.trim() === '' ? '' : `: ${shown(text)}`}`;
  const isPassing = status >= 500 || status === 408 || status === 409 || status === 425;
  return failed(what, isPassing ? 'SERVER_FAILED' : 'REFUSED', why, isPassing, context);
};

/**
 * Sends JSON and returns the answer's text, within `timeoutMs` whether or not `fetch` heeds its signal.
 *
 * A redirect is not followed: it would carry headers to another host. Failures are `ModelError`s: TIMED_OUT, ABORTED, UNREACHABLE,
 * RATE_LIMITED with `retryAfterMs`, SERVER_FAILED, REFUSED, TOO_LARGE.
 */
export const postJson = (
  what: string,
  url: string,
  body: unknown,
  settings: HttpSettings,
  signal: AbortSignal,
): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const { clock, timeoutMs, maximumBytes, headers } = settings;
    if (signal.aborted) {
      reject(failed(what, 'ABORTED', 'nobody waits for the answer', false));
      return;
    }
    const controller = new AbortController();
    const end = (settle: () => void): void => {
      stopTimer();
      signal.removeEventListener('abort', aborted);
      settle();
      // Closes the connection where it is still open.
      controller.abort();
    };
    const aborted = (): void => end(() => reject(failed(what, 'ABORTED', 'nobody waits for the answer', false)));
    const stopTimer = clock.after(timeoutMs, () => {
      end(() => reject(failed(what, 'TIMED_OUT', `no whole answer came within ${timeoutMs} ms`, true, { timeoutMs })));
    });
    signal.addEventListener('abort', aborted, { once: true });
    const ask = async (): Promise<HttpAnswer> => {
      const response = await settings.fetch(url, {
        method: 'POST',
        body: JSON.stringify(body),
        signal: controller.signal,
        headers: { accept: 'application/json', ...headers, 'content-type': 'application/json' },
        redirect: 'manual',
      });
      const text = await readText(response, maximumBytes, what);
      return { status: response.status, headers: response.headers, text };
    };
    ask().then(
      (answer) => {
        const error = statusError(what, answer, clock.nowMs());
        end(() => (error === undefined ? resolve(answer) : reject(error)));
      },
      (cause) => {
        const error = cause instanceof ModelError ? cause : failed(what, 'UNREACHABLE', shown(messageOf(cause)), true);
        end(() => reject(error));
      },
    );
  });

/** The JSON of an answer, or a `MALFORMED_REPLY`: a page of a proxy and a body that was cut are worth another try. */
export const jsonOf = (what: string, { text, headers }: HttpAnswer): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const type = headers.get('content-type') ?? 'no content type';
    throw failed(what, 'MALFORMED_REPLY', `the answer (${type}) is no JSON: ${shown(text) || 'empty'}`, true);
  }
};
