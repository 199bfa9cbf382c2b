import { type Clock, parseOptions, type Random, SigmaxError, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { nowOrLater, wait } from '../now-or-later';
import type { LanguageModel } from './language-model';
import { sleep } from './sleep';

export interface RetryOptions {
  /** How often a request that failed is sent again. Defaults to 2. */
  readonly retries?: number | undefined;
  /** Longest wait before the first retry; each later one is twice as long. Defaults to 500. */
  readonly delayMs?: number | undefined;
  /** No wait is longer, and a server that asks for a longer one is not asked again. Defaults to 30,000. */
  readonly maximumDelayMs?: number | undefined;
  /** Waits are a random part of the longest, at least half. Defaults to the longest itself. */
  readonly random?: Random | undefined;
  /** Times waits. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
}

const hasMethod = (name: string) => (value: unknown) => typeof Reflect.get(Object(value), name) === 'function';

const schema = z.strictObject({
  retries: z.int().min(0).max(20).default(2),
  delayMs: z.number().positive().max(3_600_000).default(500),
  maximumDelayMs: z.number().positive().max(3_600_000).default(30_000),
  random: z.custom<Random>(hasMethod('uniform'), 'expected a Random').optional(),
  clock: z.custom<Clock>(hasMethod('after'), 'expected a Clock').default(systemClock),
});

type Settings = z.output<typeof schema>;

/** How long to wait before the next try, or `undefined` where there is none. */
const nextDelayMs = (error: unknown, attempt: number, settings: Settings): number | undefined => {
  const { retries, delayMs, maximumDelayMs, random } = settings;
  if (!SigmaxError.isInstance(error) || !error.isRetryable || attempt >= retries) return undefined;
  const longest = Math.min(maximumDelayMs, delayMs * 2 ** attempt);
  const own = random === undefined ? longest : longest * (0.5 + 0.5 * random.uniform());
  const asked = error.context.retryAfterMs;
  if (typeof asked !== 'number') return own;
  return asked <= maximumDelayMs ? Math.max(own, asked) : undefined;
};

/**
 * Wraps a model so that what failed for a passing reason is asked again.
 *
 * wait = max(Retry-After, min(maximumDelayMs, delayMs × 2^n)), told as `model-retried`. Only errors that are marked retryable are
 * tried again; aborting ends a wait. Put a budget inside, so that each try is paid for, and a recording outside.
 *
 * - State: none. Cost: at most 1 + `retries` requests.
 *
 * @throws {InvalidOptionsError} an option is out of range.
 * @example
 * ```ts
 * import { ModelError, noCost, withRetries } from '@sigmax/agents';
 * let asked = 0;
 * const shaky = {
 *   id: 'test:shaky',
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: () => {
 *     asked += 1;
 *     if (asked < 3) throw new ModelError({ code: 'SERVER_FAILED', message: 'Status 500.', isRetryable: true });
 *     return { text: 'Hello.', toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true };
 *   },
 * };
 * const call = { signal: new AbortController().signal, emit: () => {} };
 * const request = { messages: [{ role: 'user' as const, content: 'Hi' }], maximumOutputTokens: 10 };
 * (await withRetries(shaky, { delayMs: 1 }).complete(request, call)).text; // => 'Hello.'
 * ```
 */
export const withRetries = (model: LanguageModel, options: RetryOptions = {}): LanguageModel => {
  const settings = parseOptions(schema, options, 'withRetries');
  return {
    id: model.id,
    price: model.price,
    complete: (request, call) =>
      nowOrLater(function* () {
        for (let attempt = 0; ; attempt++) {
          try {
            return yield* wait(model.complete(request, call));
          } catch (error) {
            const delayMs = nextDelayMs(error, attempt, settings);
            if (delayMs === undefined || call.signal.aborted) throw error;
            const { code } = error as SigmaxError;
            call.emit({ type: 'model-retried', model: model.id, attempt: attempt + 1, delayMs, code });
            yield* wait(sleep(settings.clock, delayMs, call.signal));
          }
        }
      }),
  };
};
