import { canonicalJson, parseOptions, type Random } from '@sigmax/core';
import { z } from 'zod';
import type { LanguageModel, ModelCall } from '../models/language-model';
import { type ReplyShape, type StructuredReply, structuredReply } from '../models/structured/structured-reply';
import type { NowOrLater } from '../now-or-later';
import type { Evidence, Json } from '../opinion/evidence';
import { guardedModel } from './guarded-model';
import { type PromptGuard, promptGuard } from './prompt-guard';
import { spotlighter } from './spotlight';

export interface ClosedReaderOptions<Value> {
  readonly model: LanguageModel;
  /** What is asked of the texts. Never made of texts of others. */
  readonly question: string;
  /** Made by `closedShape`, so that no text passes. */
  readonly shape: ReplyShape<Value>;
  readonly maximumOutputTokens: number;
  /** Seeds the markers. */
  readonly random: Random;
  /** Defaults to `promptGuard()`. */
  readonly guard?: PromptGuard | undefined;
  /** How often a reply of a wrong form is sent back. Defaults to 0: a reply that others steered is not shown again. */
  readonly repairs?: number | undefined;
}

/** What was read, and what was not shown to the model. */
export interface ClosedReading<Value> {
  readonly reply: NowOrLater<StructuredReply<Value>>;
  readonly shown: readonly Evidence[];
  readonly quarantined: number;
}

const has = (name: string) => (value: unknown) => typeof Reflect.get(Object(value), name) === 'function';

const schema = z.strictObject({
  model: z.custom<LanguageModel>(has('complete'), 'expected a language model'),
  question: z.string().min(1),
  shape: z.custom<ReplyShape<unknown>>(has('read'), 'expected a shape'),
  maximumOutputTokens: z.int().positive(),
  random: z.custom<Random>(has('split'), 'expected a Random'),
  guard: z.custom<PromptGuard>(has('evidence'), 'expected a prompt guard').optional(),
  repairs: z.int().min(0).max(3).default(0),
});

/**
 * Makes a function that has a quarantined model read texts of others: it sees nothing but them and the question, has no tools, and
 * what comes back is values of a closed shape. `facts`, what we computed, may stand beside the texts.
 *
 * - Cost: at most 1 + `repairs` requests a reading, none where there are no facts and everything is quarantined or nothing is to be read.
 * - Errors: those of the model; a reply of another form has no `value` and says why in `problem`.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { evidence, noCost } from '@sigmax/agents';
 * import { closedReader, closedShape } from '@sigmax/agents/security';
 * import { seededRandom } from '@sigmax/core';
 * const model = {
 *   id: 'test:one',
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: () => ({ text: '{"direction":"up"}', toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true }),
 * };
 * const shape = closedShape('news', { direction: { oneOf: ['up', 'down', 'none'] } });
 * const read = closedReader({ model, question: 'Which way?', shape, maximumOutputTokens: 20, random: seededRandom(7) });
 * const item = evidence({ kind: 'news', source: 'wire', receivedAtMs: 1, content: 'Bitcoin rallies' });
 * const { reply } = read([item], { signal: new AbortController().signal, emit: () => {} });
 * (await reply).value; // => { direction: 'up' }
 * ```
 */
export const closedReader = <Value>(
  options: ClosedReaderOptions<Value>,
): ((items: readonly Evidence[], call: ModelCall, facts?: Json) => ClosedReading<Value>) => {
  const settings = parseOptions(schema, options, 'closedReader');
  const { model, question, maximumOutputTokens, random, guard = promptGuard(), repairs } = settings;
  const shape = options.shape;
  const quarantined = guardedModel(model, guard);
  const quote = spotlighter(random);
  return (items, call, facts) => {
    const { shown, quarantined: hidden } = guard.evidence(items);
    if (shown.length === 0 && facts === undefined) {
      const cost = { calls: 0, inputTokens: 0, outputTokens: 0, nanoUsd: 0 };
      const reply = { value: undefined, problem: 'There is nothing to read.', cost, attempts: 0 };
      return { reply, shown, quarantined: hidden.length };
    }
    const { rule, text } = quote(shown);
    const request = {
      messages: [
        {
          role: 'system' as const,
          content: `${guard.clean(question)}\n\n${rule} Reply with JSON of the schema and nothing else.`,
        },
        { role: 'user' as const, content: facts === undefined ? text : `${canonicalJson(facts)}\n${text}` },
      ],
      maximumOutputTokens,
    };
    return { reply: structuredReply(quarantined, request, shape, repairs, call), shown, quarantined: hidden.length };
  };
};
