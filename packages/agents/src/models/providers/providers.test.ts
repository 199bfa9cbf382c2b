import { InvalidOptionsError } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import { ModelError } from '../../errors';
import { listening } from '../../opinion/situation.test-helper';
import type { LanguageModel, ModelReply, ModelRequest } from '../language-model';
import {
  drip,
  type Handler,
  htmlPage,
  type LoopbackServer,
  loopbackServer,
  sendJson,
  truncate,
} from '../loopback-server.test-helper';
import { withRetries } from '../with-retries';
import { anthropic } from './anthropic';
import type { HttpModelOptions } from './http-model';
import { ollama } from './ollama';
import { openAiCompatible } from './open-ai-compatible';

const price = { inputUsdPerMillionTokens: 1, outputUsdPerMillionTokens: 2 };

const schema = { name: 'opinion', schema: { type: 'object', properties: { score: { type: 'number' } } } } as const;

/** A conversation with everything in it. */
const conversation: ModelRequest = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Price?' },
    { role: 'assistant', content: 'I look.', toolCalls: [{ id: 'c1', name: 'price', input: { symbol: 'BTC' } }] },
    { role: 'tool', content: '{"price":1}', toolCallId: 'c1' },
  ],
  maximumOutputTokens: 50,
  temperature: 0.5,
  seed: 7,
  stop: ['END'],
  tools: [{ name: 'price', description: 'Price of a symbol.', inputSchema: { type: 'object' } }],
};

interface Provider {
  readonly make: (options: HttpModelOptions) => LanguageModel;
  readonly path: string;
  readonly id: string;
  readonly base: string;
  /** What the server says for a plain reply, one with tools, one that was cut. */
  readonly plain: unknown;
  readonly withTools: unknown;
  readonly cut: unknown;
  readonly withoutUsage: unknown;
  /** What has to arrive for the conversation. */
  readonly sent: unknown;
}

const chat = (content: string | null, finish: string, more: object = {}) => ({
  choices: [{ message: { role: 'assistant', content, ...more }, finish_reason: finish }],
  usage: { prompt_tokens: 12, completion_tokens: 3 },
});

const providers: readonly Provider[] = [
  {
    make: (options) => openAiCompatible(options),
    path: '/v1/chat/completions',
    base: '/v1',
    id: 'openai:tiny',
    plain: chat('Hello.', 'stop'),
    withTools: chat(null, 'tool_calls', {
      tool_calls: [{ id: 'c2', type: 'function', function: { name: 'price', arguments: '{"symbol":"ETH"}' } }],
    }),
    cut: chat('Hel', 'length'),
    withoutUsage: { choices: [{ message: { content: 'Hello.' }, finish_reason: 'stop' }] },
    sent: {
      model: 'tiny',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Price?' },
        {
          role: 'assistant',
          content: 'I look.',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'price', arguments: '{"symbol":"BTC"}' } }],
        },
        { role: 'tool', content: '{"price":1}', tool_call_id: 'c1' },
      ],
      max_tokens: 50,
      temperature: 0.5,
      seed: 7,
      stop: ['END'],
      tools: [
        {
          type: 'function',
          function: { name: 'price', description: 'Price of a symbol.', parameters: { type: 'object' } },
        },
      ],
    },
  },
  {
    make: (options) => anthropic(options),
    path: '/v1/messages',
    base: '',
    id: 'anthropic:tiny',
    plain: {
      content: [
        { type: 'thinking', thinking: 'Hm.' },
        { type: 'text', text: 'Hel' },
        { type: 'text', text: 'lo.' },
      ],
      stop_reason: 'end_turn',
      usage: { input_tokens: 2, output_tokens: 3, cache_read_input_tokens: 10 },
    },
    withTools: {
      content: [{ type: 'tool_use', id: 'c2', name: 'price', input: { symbol: 'ETH' } }],
      stop_reason: 'tool_use',
      usage: { input_tokens: 12, output_tokens: 3 },
    },
    cut: {
      content: [{ type: 'text', text: 'Hel' }],
      stop_reason: 'max_tokens',
      usage: { input_tokens: 12, output_tokens: 3 },
    },
    withoutUsage: { content: [{ type: 'text', text: 'Hello.' }], stop_reason: 'end_turn' },
    sent: {
      model: 'tiny',
      max_tokens: 50,
      system: 'Be brief.',
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Price?' }] },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'I look.' },
            { type: 'tool_use', id: 'c1', name: 'price', input: { symbol: 'BTC' } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: '{"price":1}' }] },
      ],
      temperature: 0.5,
      stop_sequences: ['END'],
      tools: [{ name: 'price', description: 'Price of a symbol.', input_schema: { type: 'object' } }],
    },
  },
  {
    make: (options) => ollama(options),
    path: '/api/chat',
    base: '',
    id: 'ollama:tiny',
    plain: { message: { content: 'Hello.' }, done: true, done_reason: 'stop', prompt_eval_count: 12, eval_count: 3 },
    withTools: {
      message: { content: '', tool_calls: [{ function: { name: 'price', arguments: { symbol: 'ETH' } } }] },
      done: true,
      prompt_eval_count: 12,
      eval_count: 3,
    },
    cut: { message: { content: 'Hel' }, done: true, done_reason: 'length', prompt_eval_count: 12, eval_count: 3 },
    withoutUsage: { message: { content: 'Hello.' }, done: true },
    sent: {
      model: 'tiny',
      stream: false,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Price?' },
        {
          role: 'assistant',
          content: 'I look.',
          tool_calls: [{ function: { name: 'price', arguments: { symbol: 'BTC' } } }],
        },
        { role: 'tool', content: '{"price":1}' },
      ],
      tools: [
        {
          type: 'function',
          function: { name: 'price', description: 'Price of a symbol.', parameters: { type: 'object' } },
        },
      ],
      options: { num_predict: 50, temperature: 0.5, seed: 7, stop: ['END'] },
    },
  },
];

let server: LoopbackServer;

afterEach(() => server?.close());

const secret = 'sk-loopback0123456789';

const modelAt = async (provider: Provider, handler: Handler, more: Partial<HttpModelOptions> = {}) => {
  server = await loopbackServer(handler);
  return provider.make({
    baseUrl: `${server.url}${provider.base}`,
    model: 'tiny',
    fetch,
    timeoutMs: 5_000,
    price,
    headers: { authorization: `Bearer ${secret}` },
    ...more,
  });
};

const plainRequest: ModelRequest = { messages: [{ role: 'user', content: 'Hi' }], maximumOutputTokens: 10 };

const complete = async (model: LanguageModel, request = plainRequest, signal?: AbortSignal): Promise<ModelReply> =>
  model.complete(request, listening(signal).call);

const failure = async (model: LanguageModel, signal?: AbortSignal): Promise<ModelError> => {
  const error: unknown = await complete(model, plainRequest, signal).catch((thrown: unknown) => thrown);
  if (!(error instanceof ModelError)) throw new Error(`No ModelError: ${String(error)}`);
  return error;
};

describe.each(providers)('$id', (provider) => {
  it('sends what the protocol wants, and the headers that it was given', async () => {
    const model = await modelAt(provider, (_, response) => sendJson(response, provider.plain));
    await complete(model, conversation);
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'POST', url: provider.path });
    expect(JSON.parse(request?.body ?? '')).toEqual(provider.sent);
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${secret}`, 'content-type': 'application/json' });
  });

  it('reads a plain reply, with what it cost', async () => {
    const model = await modelAt(provider, (_, response) => sendJson(response, provider.plain));
    expect(model.id).toBe(provider.id);
    expect(await complete(model)).toEqual({
      text: 'Hello.',
      toolCalls: [],
      finish: 'stop',
      cost: { calls: 1, inputTokens: 12, outputTokens: 3, nanoUsd: 18_000 },
      isUsageKnown: true,
    });
  });

  it('reads calls of tools', async () => {
    const model = await modelAt(provider, (_, response) => sendJson(response, provider.withTools));
    expect(await complete(model)).toMatchObject({
      toolCalls: [{ name: 'price', input: { symbol: 'ETH' } }],
      finish: 'tool-calls',
    });
  });

  it('says when a reply was cut', async () => {
    const model = await modelAt(provider, (_, response) => sendJson(response, provider.cut));
    expect(await complete(model)).toMatchObject({ text: 'Hel', finish: 'length' });
  });

  it('bounds what a server does not count', async () => {
    const model = await modelAt(provider, (_, response) => sendJson(response, provider.withoutUsage));
    const { cost, isUsageKnown } = await complete(model);
    expect(isUsageKnown).toBe(false);
    expect(cost.inputTokens).toBeGreaterThan(60);
    expect(cost.outputTokens).toBeGreaterThanOrEqual(6);
  });

  it.each<[string, Handler, string, boolean]>([
    ['a page of a proxy', (_, response) => htmlPage(response), 'MALFORMED_REPLY', true],
    ['a page of a proxy that failed', (_, response) => htmlPage(response, 502), 'SERVER_FAILED', true],
    ['half of the JSON', (_, response) => void response.end('{"choices": [{"mess'), 'MALFORMED_REPLY', true],
    ['nothing', (_, response) => void response.end(), 'MALFORMED_REPLY', true],
    ['a body that breaks off', (_, response) => truncate(response, '{"choices":'), 'UNREACHABLE', true],
    ['a connection that breaks off', (_, response) => void response.destroy(), 'UNREACHABLE', true],
    ['JSON of something else', (_, response) => sendJson(response, { ok: true }), 'UNEXPECTED_REPLY', false],
    ['a list', (_, response) => sendJson(response, []), 'UNEXPECTED_REPLY', false],
    ['status 500', (_, response) => sendJson(response, { error: 'x' }, 500), 'SERVER_FAILED', true],
    ['status 400', (_, response) => sendJson(response, { error: 'context too long' }, 400), 'REFUSED', false],
    [
      'another address',
      (_, response) => sendJson(response, {}, 302, { location: 'http://127.0.0.1:1/' }),
      'REFUSED',
      false,
    ],
    ['too much', (_, response) => void response.end(' '.repeat(3_000)), 'TOO_LARGE', false],
  ])('%s is an error of its own', async (_name, handler, code, isRetryable) => {
    const error = await failure(await modelAt(provider, handler, { maximumBytes: 2_000 }));
    expect(error).toMatchObject({ code, isRetryable });
    expect(error.message).toContain(provider.id);
  });

  it('too many requests says how long to wait', async () => {
    const model = await modelAt(provider, (_, response) => sendJson(response, {}, 429, { 'retry-after': '7' }));
    const error = await failure(model);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', isRetryable: true, context: { retryAfterMs: 7_000 } });
  });

  it('a slow drip does not last longer than it may, and is hung up on', async () => {
    const model = await modelAt(provider, (_, response) => drip(response, 5), { timeoutMs: 60 });
    expect(await failure(model)).toMatchObject({ code: 'TIMED_OUT', isRetryable: true });
    await expect.poll(() => server.hangUps()).toBe(1);
  });

  it('aborting hangs up', async () => {
    const controller = new AbortController();
    const model = await modelAt(provider, () => controller.abort());
    expect(await failure(model, controller.signal)).toMatchObject({ code: 'ABORTED', isRetryable: false });
    await expect.poll(() => server.hangUps()).toBe(1);
    const before = server.received.length;
    expect(await failure(model, controller.signal)).toMatchObject({ code: 'ABORTED' });
    expect(server.received.length).toBe(before);
  });

  it('keeps secrets out of errors', async () => {
    const model = await modelAt(provider, ({ headers }, response) =>
      sendJson(response, { error: `bad key: ${headers.authorization}` }, 401),
    );
    const error = await failure(model);
    expect(error.code).toBe('REFUSED');
    expect(JSON.stringify([error.message, error.context, String(error.cause)])).not.toContain(secret);
  });

  it('with retries gets through a bad minute', async () => {
    const model = await modelAt(provider, (_, response, count) => {
      if (count === 0) sendJson(response, {}, 429, { 'retry-after-ms': '2' });
      else if (count === 1) htmlPage(response, 503);
      else if (count === 2) truncate(response, '{"a":');
      else sendJson(response, provider.plain);
    });
    expect(await complete(withRetries(model, { retries: 3, delayMs: 1 }))).toMatchObject({ text: 'Hello.' });
    expect(server.received).toHaveLength(4);
  });
});

describe('a schema of the reply', () => {
  const request: ModelRequest = { ...plainRequest, responseSchema: schema };
  const [openAi, claude, local] = providers as [Provider, Provider, Provider];
  const sentBody = () => JSON.parse(server.received[0]?.body ?? '');

  it('is a format for OpenAI', async () => {
    await complete(await modelAt(openAi, (_, response) => sendJson(response, openAi.plain)), request);
    expect(sentBody().response_format).toEqual({ type: 'json_schema', json_schema: { ...schema, strict: true } });
  });

  it('is a tool that has to be used for Anthropic, whose input is the text', async () => {
    const answer = {
      content: [{ type: 'tool_use', id: 'x', name: 'reply_opinion', input: { score: 0.5 } }],
      stop_reason: 'tool_use',
      usage: { input_tokens: 1, output_tokens: 1 },
    };
    const reply = await complete(await modelAt(claude, (_, response) => sendJson(response, answer)), request);
    expect(reply).toMatchObject({ text: '{"score":0.5}', toolCalls: [], finish: 'stop' });
    expect(sentBody()).toMatchObject({
      tools: [{ name: 'reply_opinion', input_schema: schema.schema }],
      tool_choice: { type: 'tool', name: 'reply_opinion' },
    });
  });

  it('is a format for Ollama', async () => {
    await complete(await modelAt(local, (_, response) => sendJson(response, local.plain)), request);
    expect(sentBody().format).toEqual(schema.schema);
  });
});

it('a refusal is no reply that ended well', async () => {
  const [openAi] = providers as [Provider];
  const refused = { choices: [{ message: { content: null, refusal: 'I will not.' }, finish_reason: 'stop' }] };
  const model = await modelAt(openAi, (_, response) => sendJson(response, refused));
  expect(await complete(model)).toMatchObject({ finish: 'refused', text: 'I will not.' });
});

it('newer models of OpenAI get their limit in another field', async () => {
  server = await loopbackServer((_, response) => sendJson(response, providers[0]?.plain));
  const options = { baseUrl: server.url, model: 'tiny', fetch, timeoutMs: 5_000, price };
  await complete(openAiCompatible({ ...options, outputLimitField: 'max_completion_tokens' }));
  expect(JSON.parse(server.received[0]?.body ?? '')).toMatchObject({ max_completion_tokens: 10 });
  expect(JSON.parse(server.received[0]?.body ?? '')).not.toHaveProperty('max_tokens');
});

it.each([
  ['timeoutMs', { timeoutMs: undefined }],
  ['price', { price: undefined }],
  ['fetch', { fetch: undefined }],
  ['baseUrl', { baseUrl: 'ftp://x' }],
  ['apiKey', { apiKey: 'x' }],
])('%s is asked for, or is no option', (field, wrong) => {
  const options = { baseUrl: 'http://127.0.0.1', model: 'm', fetch, timeoutMs: 1, price, ...wrong } as never;
  expect(() => openAiCompatible(options)).toThrow(InvalidOptionsError);
  expect(() => openAiCompatible(options)).toThrow(field);
  expect(() => anthropic(options)).toThrow(field);
});
