import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Json } from '../../opinion/evidence';
import type { LanguageModel, ModelMessage, ModelRequest } from '../language-model';
import { type HttpModelOptions, httpModel, httpModelSchema, type ReadReply } from './http-model';

export interface OpenAiCompatibleOptions extends HttpModelOptions {
  /** Which field carries the limit of the output; newer models of OpenAI want the second. Defaults to `"max_tokens"`. */
  readonly outputLimitField?: 'max_tokens' | 'max_completion_tokens' | undefined;
}

const optionsSchema = () =>
  z.strictObject({
    ...httpModelSchema().shape,
    outputLimitField: z.enum(['max_tokens', 'max_completion_tokens']).default('max_tokens'),
  });

const call = z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) });

const count = z.int().nonnegative();

const answerSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(call).nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish(),
});

const messageOf = (message: ModelMessage): unknown => {
  if (message.role === 'tool') return { role: 'tool', content: message.content, tool_call_id: message.toolCallId };
  if (message.role !== 'assistant' || message.toolCalls === undefined) {
    return { role: message.role, content: message.content };
  }
  return {
    role: 'assistant',
    content: message.content,
    tool_calls: message.toolCalls.map(({ id, name, input }) => ({
      id,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    })),
  };
};

const bodyOf = (request: ModelRequest, model: string, limitField: string): unknown => ({
  model,
  messages: request.messages.map(messageOf),
  [limitField]: request.maximumOutputTokens,
  temperature: request.temperature,
  seed: request.seed,
  stop: request.stop,
  tools: request.tools?.map(({ name, description, inputSchema }) => ({
    type: 'function',
    function: { name, description, parameters: inputSchema },
  })),
  response_format: request.responseSchema && {
    type: 'json_schema',
    json_schema: { ...request.responseSchema, strict: true },
  },
});

const finishes = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  content_filter: 'refused',
} as const satisfies Record<string, ReadReply['finish']>;

const read = (answer: unknown): ReadReply => {
  const { choices, usage } = answerSchema.parse(answer);
  const [choice] = choices;
  const message = choice?.message;
  const isRefused = typeof message?.refusal === 'string' && message.refusal !== '';
  return {
    text: message?.content ?? message?.refusal ?? '',
    toolCalls: (message?.tool_calls ?? []).map(({ id, function: { name, arguments: input } }) => ({
      id,
      name,
      input: JSON.parse(input) as Json,
    })),
    finish: isRefused ? 'refused' : (finishes[(choice?.finish_reason ?? '') as keyof typeof finishes] ?? 'other'),
    inputTokens: usage?.prompt_tokens,
    outputTokens: usage?.completion_tokens,
  };
};

/**
 * Asks a server that speaks OpenAI's chat completions: OpenAI, Groq, DeepSeek, Mistral, vLLM, LM Studio, llama.cpp and others.
 *
 * `POST {baseUrl}/chat/completions`, so that `baseUrl` ends with the version: `"https://api.openai.com/v1"`. One request for each
 * call, not streamed and not retried; see `withRetries`.
 *
 * - Units: `timeoutMs` in ms, prices in US dollars a million tokens.
 * - State: none. Errors: `ModelError`, retryable ones marked.
 *
 * @throws {InvalidOptionsError} an option is missing, unknown or wrong.
 * @example
 * ```ts
 * import { openAiCompatible } from '@sigmax/agents';
 * const answer = { choices: [{ message: { content: 'Hello.' }, finish_reason: 'stop' }], usage: { prompt_tokens: 9, completion_tokens: 2 } };
 * const model = openAiCompatible({
 *   baseUrl: 'http://127.0.0.1:8080/v1',
 *   model: 'tiny',
 *   fetch: async () => Response.json(answer),
 *   timeoutMs: 20_000,
 *   price: { inputUsdPerMillionTokens: 0.15, outputUsdPerMillionTokens: 0.6 },
 * });
 * const call = { signal: new AbortController().signal, emit: () => {} };
 * const reply = await model.complete({ messages: [{ role: 'user', content: 'Hi' }], maximumOutputTokens: 10 }, call);
 * reply.text; // => 'Hello.'
 * reply.cost; // => { calls: 1, inputTokens: 9, outputTokens: 2, nanoUsd: 2550 }
 * ```
 */
export const openAiCompatible = (options: OpenAiCompatibleOptions): LanguageModel => {
  const { outputLimitField, ...settings } = parseOptions(optionsSchema(), options, 'openAiCompatible');
  return httpModel(
    {
      maker: 'openai',
      path: '/chat/completions',
      headers: {},
      body: (request, model) => bodyOf(request, model, outputLimitField),
      read,
    },
    settings,
  );
};
