import { mapTexts } from '../../map-texts';
import type { LanguageModel, ModelMessage, ModelRequest } from '../../models/language-model';
import type { Json } from '../../opinion/evidence';
import { type RedactPersonalOptions, redactPersonal } from './redact-personal';

/** Every text of a message; names of tools and ids of calls are ours or the model's own. */
const redactedMessage = (message: ModelMessage, redact: (text: string) => string): ModelMessage => {
  const content = redact(message.content);
  if (message.role !== 'assistant' || message.toolCalls === undefined) return { ...message, content };
  const toolCalls = message.toolCalls.map((call) => ({ ...call, input: mapTexts(call.input, redact) }));
  return { ...message, content, toolCalls };
};

const redactedRequest = (request: ModelRequest, redact: (text: string) => string): ModelRequest => {
  const { messages, tools, responseSchema } = request;
  return {
    ...request,
    messages: messages.map((message) => redactedMessage(message, redact)),
    ...(tools === undefined
      ? {}
      : { tools: tools.map((tool) => ({ ...tool, description: redact(tool.description) })) }),
    ...(responseSchema === undefined
      ? {}
      : { responseSchema: { ...responseSchema, schema: mapTexts(responseSchema.schema, redact) as Json } }),
  };
};

/**
 * Makes a model whose prompts have gone through `redactPersonal`: the last thing before they leave, whoever wrote them.
 *
 * Put it around the model itself, inside recorders and budgets, so that recordings hold what was sent and no more.
 *
 * - Cost: O(length of the request). State: none. Errors: those of the model.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { noCost, privateModel } from '@sigmax/agents';
 * let seen = '';
 * const model = {
 *   id: 'test:one',
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: (request: { messages: readonly { content: string }[] }) => {
 *     seen = request.messages[0]?.content ?? '';
 *     return { text: 'Yes.', toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true };
 *   },
 * };
 * const call = { signal: new AbortController().signal, emit: () => undefined };
 * const messages = [{ role: 'user' as const, content: 'Pay to 0x52908400098527886E0F7030069857D2E4169EE7' }];
 * privateModel(model).complete({ messages, maximumOutputTokens: 5 }, call);
 * seen; // => 'Pay to [address]'
 * ```
 */
export const privateModel = (model: LanguageModel, options: RedactPersonalOptions = {}): LanguageModel => {
  const redact = redactPersonal(options);
  return {
    id: model.id,
    price: model.price,
    complete: (request, call) => model.complete(redactedRequest(request, redact), call),
  };
};
