import type { LanguageModel, ModelMessage, ModelReply } from '../models/language-model';
import { nowOrLater, wait } from '../now-or-later';
import type { PromptGuard } from './prompt-guard';

/**
 * Takes secrets out of everything that a model is sent and of everything that it says, so that neither a server nor a log sees one.
 *
 * The request that is hashed for a recording is the cleaned one when the recording stands inside: `guardedModel(recordModel(…), guard)`.
 *
 * - Cost: linear in the texts. State: none. Errors: those of the model.
 *
 * @example
 * ```ts
 * import { noCost } from '@sigmax/agents';
 * import { guardedModel, promptGuard, redactKnown } from '@sigmax/agents/security';
 * const model = {
 *   id: 'test:echo',
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: ({ messages }: { messages: readonly { content: string }[] }) =>
 *     ({ text: `I read ${messages[0]?.content}`, toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true }),
 * };
 * const safe = guardedModel(model, promptGuard({ clean: redactKnown(['horse-battery-staple']) }));
 * const request = { messages: [{ role: 'user' as const, content: 'horse-battery-staple' }], maximumOutputTokens: 10 };
 * const reply = await safe.complete(request, { signal: new AbortController().signal, emit: () => {} });
 * reply.text; // => 'I read [secret]'
 * ```
 */
export const guardedModel = (model: LanguageModel, guard: Pick<PromptGuard, 'clean'>): LanguageModel => ({
  id: model.id,
  price: model.price,
  complete: (request, call) =>
    nowOrLater(function* (): Generator<unknown, ModelReply, unknown> {
      const messages = request.messages.map(
        (message): ModelMessage => ({ ...message, content: guard.clean(message.content) }),
      );
      const reply = yield* wait(model.complete({ ...request, messages }, call));
      return { ...reply, text: guard.clean(reply.text) };
    }),
});
