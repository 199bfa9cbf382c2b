import { canonicalJson, parseOptions, type Random } from '@sigmax/core';
import { z } from 'zod';
import { ModelError } from '../errors';
import type { LanguageModel, ModelMessage, ModelReply } from '../models/language-model';
import { replyShape, structuredReply } from '../models/structured/structured-reply';
import { nowOrLater, wait } from '../now-or-later';
import { sumOfCosts } from '../opinion/cost';
import { evidence } from '../opinion/evidence';
import { privateModel } from '../roles/privacy/private-model';
import { type RedactPersonalOptions, redactPersonal } from '../roles/privacy/redact-personal';
import { spotlighter } from '../security/spotlight';

export interface ScreenedModelOptions extends RedactPersonalOptions {
  /** The model whose prompts are looked through. */
  readonly model: LanguageModel;
  /** The model that looks: one of your own machine, since it reads what must not leave. */
  readonly screen: LanguageModel;
  readonly maximumOutputTokens: number;
  /** Seeds the markers around what is looked through. */
  readonly random: Random;
}

const isModel = (value: unknown): boolean => typeof Reflect.get(Object(value), 'complete') === 'function';

const schema = z.strictObject({
  model: z.custom<LanguageModel>(isModel, 'expected a language model'),
  screen: z.custom<LanguageModel>(isModel, 'expected a language model'),
  maximumOutputTokens: z.int().positive(),
  random: z.custom<Random>((value) => typeof Reflect.get(Object(value), 'split') === 'function', 'expected a Random'),
});

const reply = z.strictObject({
  remove: z.array(z.string().min(2).max(200)).max(50).describe('what must not leave, copied letter by letter'),
});

const task =
  'Find what would tell who a person or an account is: names, streets, employers, account names, holdings. Copy each letter by letter. ' +
  'Prices, volumes, assets, venues and what stands in square brackets are none of it. Reply with JSON of the schema and nothing else.';

const refusal = (why: string): ModelError =>
  new ModelError({
    code: 'UNSAFE',
    message: `screenedModel: ${why}, so that the prompt was not sent.`,
    remedy: 'Ask again, or use `privateModel` alone where patterns are enough.',
  });

/** A text without the parts that are named, in capitals or small letters. */
const without = (text: string, parts: readonly string[]): string =>
  parts.reduce((left, one) => {
    const escaped = one.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return left.replace(new RegExp(escaped, 'giu'), '[private]');
  }, text);

/**
 * Makes a model whose prompts have gone through `redactPersonal` and then through a second model, which may only have more taken out.
 *
 * The second model sees messages after the patterns, and names texts to remove; what it names is replaced by `[private]` wherever it
 * stands. It writes nothing into a prompt. Where it fails, replies in another form, or names what stands nowhere, the prompt is not sent:
 * an agent abstains with `unsafe`. The patterns are applied whatever it says.
 *
 * - State: none. Cost: two requests for one; the reply has the cost of both. Descriptions of tools and schemas go through the patterns alone.
 * - Errors: of the model; `ModelError` UNSAFE; `ReplayError` of a recording.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { noCost } from '@sigmax/agents';
 * import { screenedModel } from '@sigmax/agents/model-roles';
 * import { seededRandom } from '@sigmax/core';
 * const saying = (id: string, text: (prompt: string) => string) => ({
 *   id,
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: ({ messages }: { messages: readonly { content: string }[] }) =>
 *     ({ text: text(messages.at(-1)?.content ?? ''), toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true }),
 * });
 * const model = screenedModel({
 *   model: saying('test:echo', (prompt) => prompt),
 *   screen: saying('test:local', () => '{"remove":["Ann Lee"]}'),
 *   maximumOutputTokens: 100,
 *   random: seededRandom(7),
 * });
 * const messages = [{ role: 'user' as const, content: 'Ann Lee, ann@example.org, asks about BTC' }];
 * const reply = await model.complete({ messages, maximumOutputTokens: 5 }, { signal: new AbortController().signal, emit: () => {} });
 * reply.text; // => '[private], [e-mail], asks about BTC'
 * ```
 */
export const screenedModel = (options: ScreenedModelOptions): LanguageModel => {
  const { clean, ...rest } = options;
  const { model, screen, maximumOutputTokens, random } = parseOptions(schema, rest, 'screenedModel');
  const redact = redactPersonal({ clean });
  const sent = privateModel(model, { clean });
  const quote = spotlighter(random);
  const shape = replyShape('remove', reply);
  return {
    id: model.id,
    price: model.price,
    complete: (request, call) =>
      nowOrLater(function* (): Generator<unknown, ModelReply, unknown> {
        const messages = request.messages.map((one): ModelMessage => ({ ...one, content: redact(one.content) }));
        const items = messages.map(({ content, role }, place) =>
          evidence({ id: `${role}:${place}`, kind: 'prompt', source: 'us', receivedAtMs: 0, content }),
        );
        const { rule, text } = quote(items);
        const looking = {
          messages: [
            { role: 'system' as const, content: `${task}\n\n${rule}` },
            { role: 'user' as const, content: text },
          ],
          maximumOutputTokens,
        };
        const { value, cost } = yield* wait(structuredReply(screen, looking, shape, 0, call));
        if (value === undefined) throw refusal('the reply of the screen had another form');
        const all = canonicalJson(messages.map(({ content }) => content)).toLowerCase();
        const isThere = (one: string): boolean => all.includes(canonicalJson(one).slice(1, -1).toLowerCase());
        if (!value.remove.every(isThere)) throw refusal('the screen named what stands in no message');
        const longestFirst = [...value.remove].sort((a, b) => b.length - a.length);
        const screened = messages.map((one) => ({ ...one, content: without(one.content, longestFirst) }));
        const answer = yield* wait(sent.complete({ ...request, messages: screened }, call));
        return { ...answer, cost: sumOfCosts([cost, answer.cost]) };
      }),
  };
};
