import { type Clock, type Observed, parseOptions, systemClock } from '@sigmax/core';
import { Observable } from 'rxjs';
import { z } from 'zod';
import { noAnswer, type PolicyAnswer } from './policy-answer';
import { readAnswer } from './read-answer';

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  path: z.string().regex(/^[\w-]+(\/[\w-]+)*$/, 'expected the path of a rule, for example sigmax/decision'),
  timeoutMs: z.number().positive().max(600_000),
  retries: z.int().min(0).max(10).default(2),
  retryDelayMs: z.number().positive().max(600_000).default(250),
  maximumBytes: z.int().positive().default(65_536),
  headers: z.record(z.string(), z.string()).default({}),
  fetch: z.custom<typeof fetch>((value) => typeof value === 'function', 'expected a function').optional(),
  clock: z
    .custom<Clock>((value) => typeof Reflect.get(Object(value), 'after') === 'function', 'expected a Clock')
    .default(systemClock),
});

export interface OpenPolicyAgentOptions {
  /** Of the server: `"http://127.0.0.1:8181"`. */
  readonly url: string;
  /** Of the rule below `/v1/data/`: `"sigmax/decision"`. Its value has to be `{ allow: boolean, reasons?: string[] }`. */
  readonly path: string;
  /** How long one request may take, its whole answer included. */
  readonly timeoutMs: number;
  /** How often a request that failed is sent again. Defaults to 2. */
  readonly retries?: number;
  /** Wait before the first retry; each later one is twice as long. Defaults to 250. */
  readonly retryDelayMs?: number;
  /** Largest answer that is read. Defaults to 65,536. */
  readonly maximumBytes?: number;
  /** Sent with each request, for example an authorization. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Defaults to the global one. */
  readonly fetch?: typeof fetch;
  /** Times requests and retries. Defaults to the machine's clock. */
  readonly clock?: Clock;
}

/** A policy server, asked outside of the kernel. */
export interface OpenPolicyAgent {
  /** Asks once. Never rejects: what is no answer is a refusal. */
  ask(input: unknown): Promise<PolicyAnswer>;
  /**
   * Asks about each input and turns the answers into controls for `bot.run`. One request at a time: of the inputs that come
   * meanwhile the latest is asked next, the others are left out.
   */
  controls(inputs: Observable<unknown>): Observable<Observed>;
}

/** Failures that may be gone a moment later. */
const isPassing = ({ failure }: PolicyAnswer): boolean =>
  failure === 'unreachable' || failure === 'late' || failure === 'status';

/**
 * Asks an Open Policy Agent server for decisions.
 *
 * `POST {url}/v1/data/{path}` with `{ "input": … }`; the decision is `{ "result": { "allow": true, "reasons": [] } }`. A
 * redirect is not followed. Whatever is not such an answer, in time, with status 200 and below the size limit, is a refusal.
 * The answers reach the bot as controls `{ type: 'observed', name: 'opa', value }`, on which {@link allowedByPolicyAgent}
 * rests.
 *
 * - Units: times in ms.
 * - State: none between questions.
 * - Cost: at most (1 + retries) · timeoutMs + (2^retries − 1) · retryDelayMs a question.
 *
 * @throws {InvalidOptionsError} `url`, `path` or `timeoutMs` is missing or wrong.
 * @example
 * ```ts
 * import { openPolicyAgent } from '@sigmax/risk';
 * const answer = new Response('{"result":{"allow":false,"reasons":["outside hours"]}}');
 * const agent = openPolicyAgent({
 *   url: 'http://127.0.0.1:8181', path: 'sigmax/decision', timeoutMs: 2_000, fetch: async () => answer,
 * });
 * await agent.ask({ mode: 'paper' }); // => { allow: false, reasons: ['outside hours'] }
 * ```
 */
export const openPolicyAgent = (options: OpenPolicyAgentOptions): OpenPolicyAgent => {
  const settings = parseOptions(schema, options, 'openPolicyAgent');
  const { url, path, timeoutMs, retries, retryDelayMs, maximumBytes, headers, clock } = settings;
  const address = `${url.replace(/\/+$/, '')}/v1/data/${path}`;
  const send = settings.fetch ?? ((...request: Parameters<typeof fetch>) => fetch(...request));

  const request = async (body: string, signal: AbortSignal): Promise<PolicyAnswer> => {
    try {
      const response = await send(address, {
        method: 'POST',
        body,
        signal,
        headers: { ...headers, 'content-type': 'application/json' },
        redirect: 'manual',
      });
      return await readAnswer(response, maximumBytes);
    } catch (cause) {
      return noAnswer('unreachable', `The policy server: ${cause instanceof Error ? cause.message : String(cause)}.`);
    }
  };

  /** One request that ends in time, whether or not `fetch` heeds its signal. */
  const requestInTime = (body: string): Promise<PolicyAnswer> =>
    new Promise((resolve) => {
      const abort = new AbortController();
      const stopTimer = clock.after(timeoutMs, () => {
        resolve(noAnswer('late', `The policy server had not answered after ${timeoutMs} ms.`));
        abort.abort();
      });
      void request(body, abort.signal).then((answer) => {
        stopTimer();
        resolve(answer);
      });
    });

  const wait = (delayMs: number): Promise<void> => new Promise((resolve) => void clock.after(delayMs, resolve));

  const ask = async (input: unknown): Promise<PolicyAnswer> => {
    let body: string;
    try {
      body = JSON.stringify({ input });
    } catch (cause) {
      return noAnswer('unreadable', `The input is no JSON: ${cause instanceof Error ? cause.message : String(cause)}.`);
    }
    let answer = await requestInTime(body);
    for (let retry = 0; retry < retries && isPassing(answer); retry++) {
      await wait(retryDelayMs * 2 ** retry);
      answer = await requestInTime(body);
    }
    return answer;
  };

  const controls = (inputs: Observable<unknown>): Observable<Observed> =>
    new Observable((subscriber) => {
      let isBusy = false;
      let isOver = false;
      let waiting: { readonly input: unknown } | undefined;
      const askNext = async (input: unknown): Promise<void> => {
        isBusy = true;
        const value = await ask(input);
        isBusy = false;
        if (subscriber.closed) return;
        subscriber.next({ type: 'observed', name: 'opa', value });
        const next = waiting;
        waiting = undefined;
        if (next !== undefined) await askNext(next.input);
        else if (isOver) subscriber.complete();
      };
      subscriber.add(
        inputs.subscribe({
          next: (input) => {
            if (isBusy) waiting = { input };
            else void askNext(input);
          },
          error: (error) => subscriber.error(error),
          complete: () => {
            isOver = true;
            if (!isBusy) subscriber.complete();
          },
        }),
      );
    });

  return { ask, controls };
};
