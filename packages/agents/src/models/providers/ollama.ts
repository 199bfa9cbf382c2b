import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Json } from '../../opinion/evidence';
import type { LanguageModel, ModelMessage, ModelPrice, ModelRequest } from '../language-model';
import { type HttpModelOptions, httpModel, httpModelSchema, modelPriceSchema, type ReadReply } from './http-model';

export interface OllamaOptions extends Omit<HttpModelOptions, 'price'> {
  /** Defaults to nothing: your own machine. */
  readonly price?: ModelPrice | undefined;
}

const optionsSchema = () =>
  z.strictObject({
    ...httpModelSchema().shape,
    price: modelPriceSchema().default({ inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 }),
  });

const count = z.int().nonnegative();

const answerSchema = z.object({
  message: z.object({
    content: z.string(),
    tool_calls: z.array(z.object({ function: z.object({ name: z.string(), arguments: z.json() }) })).nullish(),
  }),
  done: z.literal(true),
  done_reason: z.string().nullish(),
  prompt_eval_count: count.nullish(),
  eval_count: count.nullish(),
});

const messageOf = (message: ModelMessage): unknown => {
  if (message.role !== 'assistant' || message.toolCalls === undefined) {
    return { role: message.role, content: message.content };
  }
  const calls = message.toolCalls.map(({ name, input }) => ({ function: { name, arguments: input } }));
  return { role: 'assistant', content: message.content, tool_calls: calls };
};

const bodyOf = (request: ModelRequest, model: string): unknown => ({
  model,
  messages: request.messages.map(messageOf),
  stream: false,
  format: request.responseSchema?.schema,
  tools: request.tools?.map(({ name, description, inputSchema }) => ({
    type: 'function',
    function: { name, description, parameters: inputSchema },
  })),
  options: {
    num_predict: request.maximumOutputTokens,
    temperature: request.temperature,
    seed: request.seed,
    stop: request.stop,
  },
});

const read = (answer: unknown): ReadReply => {
  const { message, done_reason, prompt_eval_count, eval_count } = answerSchema.parse(answer);
  const toolCalls = (message.tool_calls ?? []).map(({ function: { name, arguments: input } }, place) => ({
    // This protocol has no ids.
    id: `call-${place}`,
    name,
    input: input as Json,
  }));
  const plain = done_reason === 'length' ? 'length' : 'stop';
  return {
    text: message.content,
    toolCalls,
    finish: toolCalls.length > 0 ? 'tool-calls' : plain,
    inputTokens: prompt_eval_count ?? undefined,
    outputTokens: eval_count ?? undefined,
  };
};

/**
 * Asks a server of Ollama, usually on your own machine.
 *
 * `POST {baseUrl}/api/chat`, not streamed. One request for each call, not retried; see `withRetries`.
 *
 * - Units: `timeoutMs` in ms. A model that has to be loaded first can take minutes.
 * - State: none. Errors: `ModelError`, retryable ones marked.
 *
 * @throws {InvalidOptionsError} an option is missing, unknown or wrong.
 * @example
 * ```ts
 * import { ollama } from '@sigmax/agents';
 * const answer = { message: { role: 'assistant', content: 'Hello.' }, done: true, prompt_eval_count: 9, eval_count: 2 };
 * const model = ollama({
 *   baseUrl: 'http://127.0.0.1:11434',
 *   model: 'tiny',
 *   fetch: async () => Response.json(answer),
 *   timeoutMs: 60_000,
 * });
 * const call = { signal: new AbortController().signal, emit: () => {} };
 * const reply = await model.complete({ messages: [{ role: 'user', content: 'Hi' }], maximumOutputTokens: 10 }, call);
 * reply.text; // => 'Hello.'
 * model.id; // => 'ollama:tiny'
 * ```
 */
export const ollama = (options: OllamaOptions): LanguageModel =>
  httpModel(
    { maker: 'ollama', path: '/api/chat', headers: {}, body: bodyOf, read },
    parseOptions(optionsSchema(), options, 'ollama'),
  );
