import type { SourceCall } from '../sources/source';
import { type SourceError, type SourceErrorCode, sourceError } from '../sources/source-error';
import { decodeText } from './decode-text';
import { readBytes } from './read-bytes';
import { retryAfterMs } from './retry-after';

export interface HttpRequest {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly body?: string;
}

/** Who asks, and how much is taken. */
export interface HttpSettings {
  /** Begins every message. */
  readonly source: string;
  readonly fetch: typeof fetch | undefined;
  readonly maximumBytes: number;
  readonly userAgent: string;
  /** Takes secrets out of a text. */
  readonly hide: (text: string) => string;
  /** Nothing of an answer is shown, since it may hold a secret that is not known yet. */
  readonly isAnswerSecret?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const mostRedirects = 3;

/** The first words of an answer, for a message. */
export const excerpt = (text: string, hide: (text: string) => string): string => {
  const words = hide(text.slice(0, 2_000)).slice(0, 160);
  return words === '' ? 'nothing' : JSON.stringify(words);
};

/** What a server said, as a message shows it. */
const quoted = (text: string, { hide, isAnswerSecret = false }: HttpSettings): string =>
  isAnswerSecret ? 'something that is not shown' : excerpt(text, hide);

const codeOf = (status: number): SourceErrorCode => {
  if (status === 429 || status === 420) return 'RATE_LIMITED';
  if (status === 401) return 'UNAUTHORISED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404 || status === 410) return 'NOT_FOUND';
  return status >= 500 ? 'SERVER_FAILED' : 'REFUSED';
};

const isPassing = (code: SourceErrorCode, status: number): boolean =>
  code === 'RATE_LIMITED' || code === 'SERVER_FAILED' || status === 408 || status === 425;

const statusError = (settings: HttpSettings, answer: HttpAnswer, nowMs: number): SourceError => {
  const { status, headers, text } = answer;
  const code = codeOf(status);
  const waitMs = retryAfterMs(headers, nowMs);
  const said = text.trim() === '' ? '' : `: ${quoted(text, settings)}`;
  return sourceError(settings.source, code, `the server answered ${status}${said}`, {
    isRetryable: isPassing(code, status),
    context: { status, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) },
  });
};

const bareHost = (host: string): string => host.replace(/^www\./, '');

/** Where a redirect leads: the same host, with or without `www.`, and never from an encrypted line to an open one. */
const redirected = (settings: HttpSettings, from: URL, location: string | null): URL => {
  const refuse = (why: string): SourceError =>
    sourceError(settings.source, 'REDIRECTED', why, {
      remedy: 'Open the address in a browser and pass the one that it ends at.',
    });
  let to: URL;
  try {
    to = new URL(location ?? '', from);
  } catch {
    throw refuse('the server points to no address');
  }
  if (location === null) throw refuse('the server points to no address');
  if (bareHost(to.host) !== bareHost(from.host)) throw refuse(`the server points to ${settings.hide(to.host)}`);
  const isSafe = to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
  if (!isSafe) throw refuse(`the server points to ${to.protocol}`);
  return to;
};

/** The innermost reason: `fetch` says no more than `fetch failed`. */
const reasonOf = (error: unknown): string => {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const inner = cause instanceof Error ? cause : error;
  if (!(inner instanceof Error)) return String(inner);
  const code: unknown = Reflect.get(inner, 'code');
  return inner.message === '' ? String(code) : inner.message;
};

/**
 * Sends one request and returns the whole answer: a status from 200 to 299, or 304.
 *
 * Follows at most 3 redirects, on the same host, and for a POST none. Everything else is a `SourceError` without secrets.
 */
export const httpRequest = async (
  request: HttpRequest,
  settings: HttpSettings,
  { signal, clock }: SourceCall,
): Promise<HttpAnswer> => {
  const { source, hide, maximumBytes, userAgent } = settings;
  const send = settings.fetch ?? globalThis.fetch;
  const isPost = request.body !== undefined;
  let { url } = request;
  for (let redirects = 0; ; redirects++) {
    let response: Response;
    let bytes: Uint8Array | undefined;
    try {
      response = await send(url, {
        ...(isPost ? { method: 'POST', body: request.body } : {}),
        headers: { 'user-agent': userAgent, ...request.headers },
        redirect: 'manual',
        signal,
      });
      bytes = await readBytes(response, maximumBytes);
    } catch (error) {
      if (signal.aborted) throw sourceError(source, 'ABORTED', 'nobody waits for the answer any more');
      const why = `no whole answer came: ${hide(reasonOf(error))}`;
      throw sourceError(source, 'UNREACHABLE', why, { isRetryable: true });
    }
    const { status, headers } = response;
    if (bytes === undefined) {
      throw sourceError(source, 'TOO_LARGE', `the answer has more than ${maximumBytes} bytes`, {
        remedy: 'Raise maximumBytes, or ask for less.',
        context: { maximumBytes },
      });
    }
    const answer = { status, headers, text: decodeText(bytes, headers.get('content-type')) };
    if ((status >= 200 && status < 300) || (status === 304 && !isPost)) return answer;
    // A browser shows a redirect as status 0.
    if (status !== 0 && !(status >= 300 && status < 400)) throw statusError(settings, answer, clock.nowMs());
    const next = redirected(settings, url, headers.get('location'));
    if (isPost || redirects === mostRedirects) {
      throw sourceError(
        source,
        'REDIRECTED',
        isPost ? 'the server points elsewhere' : 'the server points in a circle',
        {
          remedy: 'Pass the address that it ends at.',
        },
      );
    }
    url = next;
  }
};

/** The JSON of an answer. A page of a proxy and a body that was cut are worth another try. */
export const jsonOf = (settings: HttpSettings, { text }: HttpAnswer): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const why = `the answer is no JSON: ${quoted(text, settings)}`;
    throw sourceError(settings.source, 'MALFORMED', why, { isRetryable: true });
  }
};
