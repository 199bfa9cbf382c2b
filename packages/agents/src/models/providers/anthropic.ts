import { z } from 'zod';
import type { Json } from '../../opinion/evidence';
import type { LanguageModel, ModelMessage, ModelRequest } from '../language-model';
import { type HttpModelOptions, httpModel, parseHttpModel, type ReadReply } from './http-model';

export type AnthropicOptions = HttpModelOptions;

const count = z.int().nonnegative();

const answerSchema = z.object({
  content: z.array(
    z.union([
      z.object({ type: z.literal('text'), text: z.string() }),
      z.object({ type: z.literal('tool_use'), id: z.string(), name: z.string(), input: z.json() }),
      // Blocks of other kinds say nothing that is used here.
      z.object({ type: z.string().refine((type) => type !== 'text' && type !== 'tool_use') }),
    ]),
  ),
  stop_reason: z.string().nullish(),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      cache_creation_input_tokens: count.nullish(),
      cache_read_input_tokens: count.nullish(),
    })
    .nullish(),
});

const blocksOf = (message: Exclude<ModelMessage, { role: 'system' }>): readonly unknown[] => {
  if (message.role === 'tool') {
    return [{ type: 'tool_result', tool_use_id: message.toolCallId, content: message.content }];
  }
  const text = message.content === '' ? [] : [{ type: 'text', text: message.content }];
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  return [...text, ...calls.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input }))];
};

/** Messages as this protocol wants them: roles take turns, results of tools come from the user. */
const turnsOf = (messages: readonly ModelMessage[]): readonly { role: string; content: unknown[] }[] => {
  const turns: { role: string; content: unknown[] }[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const last = turns.at(-1);
    if (last?.role === role) last.content.push(...blocksOf(message as Exclude<ModelMessage, { role: 'system' }>));
    else turns.push({ role, content: [...blocksOf(message as Exclude<ModelMessage, { role: 'system' }>)] });
  }
  return turns;
};

/** The name of the tool that stands for a schema of the reply, which this protocol has no other way to force. */
const replyTool = (name: string): string => `reply_${name}`.replace(/[^\w-]/g, '_').slice(0, 64);

const bodyOf = (request: ModelRequest, model: string): unknown => {
  const { messages, responseSchema, tools = [] } = request;
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const offered = tools.map(({ name, description, inputSchema }) => ({ name, description, input_schema: inputSchema }));
  const forced = responseSchema && {
    name: replyTool(responseSchema.name),
    description: 'Gives the reply.',
    input_schema: responseSchema.schema,
  };
  const all = forced === undefined ? offered : [...offered, forced];
  return {
    model,
    max_tokens: request.maximumOutputTokens,
    system: system.length === 0 ? undefined : system.join('\n\n'),
    messages: turnsOf(messages),
    temperature: request.temperature,
    stop_sequences: request.stop,
    tools: all.length === 0 ? undefined : all,
    tool_choice: forced && { type: 'tool', name: forced.name },
  };
};

const finishes = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  tool_use: 'tool-calls',
  refusal: 'refused',
} as const satisfies Record<string, ReadReply['finish']>;

type Block = z.output<typeof answerSchema>['content'][number];

const isText = (block: Block): block is Extract<Block, { text: string }> => block.type === 'text';

const isToolUse = (block: Block): block is Extract<Block, { id: string }> => block.type === 'tool_use';

const read = (answer: unknown): ReadReply => {
  const { content, stop_reason, usage } = answerSchema.parse(answer);
  const uses = content.filter(isToolUse);
  const forced = uses.find(({ name }) => name.startsWith('reply_'));
  const text = content
    .filter(isText)
    .map(({ text: part }) => part)
    .join('');
  const inputTokens =
    usage && usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0);
  return {
    text: forced === undefined ? text : JSON.stringify(forced.input),
    toolCalls: uses.filter((use) => use !== forced).map(({ id, name, input }) => ({ id, name, input: input as Json })),
    finish: forced === undefined ? (finishes[(stop_reason ?? '') as keyof typeof finishes] ?? 'other') : 'stop',
    inputTokens: inputTokens ?? undefined,
    outputTokens: usage?.output_tokens,
  };
};

/**
 * Asks a server that speaks Anthropic's messages.
 *
 * `POST {baseUrl}/v1/messages`, version 2023-06-01. A schema of the reply is a tool that the model has to use. There are no seeds in
 * this protocol: `seed` of a request is not sent. One request for each call, not streamed and not retried; see `withRetries`.
 *
 * - Units: `timeoutMs` in ms, prices in US dollars a million tokens; tokens read from a cache are priced as input.
 * - State: none. Errors: `ModelError`, retryable ones marked.
 *
 * @throws {InvalidOptionsError} an option is missing, unknown or wrong.
 * @example
 * ```ts
 * import { anthropic } from '@sigmax/agents';
 * const answer = { content: [{ type: 'text', text: 'Hello.' }], stop_reason: 'end_turn', usage: { input_tokens: 9, output_tokens: 2 } };
 * const model = anthropic({
 *   baseUrl: 'http://127.0.0.1:8080',
 *   model: 'tiny',
 *   fetch: async () => Response.json(answer),
 *   timeoutMs: 20_000,
 *   price: { inputUsdPerMillionTokens: 3, outputUsdPerMillionTokens: 15 },
 * });
 * const call = { signal: new AbortController().signal, emit: () => {} };
 * const reply = await model.complete({ messages: [{ role: 'user', content: 'Hi' }], maximumOutputTokens: 10 }, call);
 * reply.text; // => 'Hello.'
 * reply.cost.nanoUsd; // => 57000
 * ```
 */
export const anthropic = (options: AnthropicOptions): LanguageModel =>
  httpModel(
    {
      maker: 'anthropic',
      path: '/v1/messages',
      headers: { 'anthropic-version': '2023-06-01' },
      body: bodyOf,
      read,
    },
    parseHttpModel(options, 'anthropic'),
  );
