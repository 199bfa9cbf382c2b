import { type Clock, parseOptions, SigmaxError, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { ModelError } from '../errors';
import type { LanguageModel } from '../models/language-model';
import { costBound } from '../models/model-cost';
import { nowOrLater, wait } from '../now-or-later';
import type { Budget, BudgetRefusal, Spending } from './budget';

export interface WithBudgetOptions {
  readonly budget: Budget;
  /** The most that one call takes: the model's own `timeoutMs`. Needed where the budget limits time. Defaults to 0. */
  readonly timeoutMs?: number | undefined;
  /** Measures what calls take. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
}

const hasMethod = (name: string) => (value: unknown) => typeof Reflect.get(Object(value), name) === 'function';

const schema = z.strictObject({
  budget: z.custom<Budget>(hasMethod('reserve'), 'expected a budget'),
  timeoutMs: z.number().nonnegative().default(0),
  clock: z.custom<Clock>(hasMethod('after'), 'expected a Clock').default(systemClock),
});

const refused = (id: string, refusal: BudgetRefusal): ModelError => {
  const { kind, limit, used, wanted } = refusal;
  return new ModelError({
    code: 'BUDGET_EXHAUSTED',
    message: `${id} was not asked: ${kind} would be ${used} + ${wanted}, above the limit of ${limit}.`,
    remedy: 'Raise the limit, shorten the request or its output, or go on without this model.',
    context: { model: id, ...refusal },
  });
};

/** Failures for which no server charges tokens: it refused before it read them. */
const isFree = (error: unknown): boolean =>
  SigmaxError.isInstance(error) &&
  ['RATE_LIMITED', 'REFUSED', 'BUDGET_EXHAUSTED', 'CASSETTE_MISS'].includes(error.code);

/**
 * Wraps a model so that a budget is asked before each call: a call that could exceed a limit is never made.
 *
 * Set aside: the bound of the input (`inputTokenBound`), all of the output that was asked for, their price, and `timeoutMs`. After the
 * call the budget counts what the reply cost; a call that failed after the server could have read it counts in full, because who fails
 * does not say what it took.
 *
 * - State: of the budget. Put it inside retries, so that each try is paid for.
 * - Errors: `ModelError` BUDGET_EXHAUSTED, which limit, how much was used and wanted.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { createBudget, noCost, withBudget } from '@sigmax/agents';
 * let asked = 0;
 * const model = {
 *   id: 'test:model',
 *   price: { inputUsdPerMillionTokens: 3, outputUsdPerMillionTokens: 15 },
 *   complete: () => {
 *     asked += 1;
 *     return { text: 'Hello.', toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true };
 *   },
 * };
 * const careful = withBudget(model, { budget: createBudget({ nanoUsd: 1_000_000 }) });
 * const call = { signal: new AbortController().signal, emit: () => {} };
 * let message = '';
 * try {
 *   careful.complete({ messages: [{ role: 'user', content: 'Write a book.' }], maximumOutputTokens: 100_000 }, call);
 * } catch (error) {
 *   message = (error as Error).message;
 * }
 * message.startsWith('test:model was not asked: nanoUsd would be 0 + 1500'); // => true
 * asked; // => 0
 * ```
 */
export const withBudget = (model: LanguageModel, options: WithBudgetOptions): LanguageModel => {
  const { budget, timeoutMs, clock } = parseOptions(schema, options, 'withBudget');
  return {
    id: model.id,
    price: model.price,
    complete: (request, call) => {
      const bound = costBound(model.price, request);
      const atMost: Spending = {
        tokens: bound.inputTokens + bound.outputTokens,
        nanoUsd: bound.nanoUsd,
        timeMs: timeoutMs,
      };
      const result = budget.reserve(atMost);
      if (result.type === 'refused') throw refused(model.id, result.refusal);
      const { reservation } = result;
      const startedMs = clock.nowMs();
      const elapsedMs = (): number => Math.max(0, clock.nowMs() - startedMs);
      return nowOrLater(function* () {
        let actual: Spending = atMost;
        try {
          const reply = yield* wait(model.complete(request, call));
          const { inputTokens, outputTokens, nanoUsd } = reply.cost;
          actual = { tokens: inputTokens + outputTokens, nanoUsd, timeMs: elapsedMs() };
          return reply;
        } catch (error) {
          actual = { ...(isFree(error) ? { tokens: 0, nanoUsd: 0 } : atMost), timeMs: elapsedMs() };
          throw error;
        } finally {
          budget.settle(reservation, actual);
        }
      });
    },
  };
};
