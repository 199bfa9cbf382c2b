import type { ServerResponse } from 'node:http';
import { InvalidOptionsError } from '@sigmax/core';
import { afterEach, describe, expect, it } from 'vitest';
import { ModelError } from '../../errors';
import type { Json } from '../../opinion/evidence';
import {
  drip,
  htmlPage,
  type LoopbackServer,
  loopbackServer,
  type Received,
  sendJson,
  truncate,
} from '../loopback-server.test-helper';
import { virtualClock } from '../virtual-clock.test-helper';
import { httpTransport } from './http-transport';
import { mcpClient } from './mcp-client';

let server: LoopbackServer;

afterEach(() => server?.close());

interface Rpc {
  readonly id?: number;
  readonly method: string;
  readonly params?: { readonly cursor?: string; readonly name?: string; readonly arguments?: Json };
}

type Answer = (response: ServerResponse, rpc: Rpc, request: Received) => void;

const result = (response: ServerResponse, rpc: Rpc, value: unknown, headers: Record<string, string> = {}) =>
  sendJson(response, { jsonrpc: '2.0', id: rpc.id, result: value }, 200, headers);

const inputSchema = { type: 'object' };

/** A server of tools as the protocol describes it. */
const behaviours: Record<string, Answer> = {
  initialize: (response, rpc) =>
    result(
      response,
      rpc,
      { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'demo', version: '1' } },
      { 'mcp-session-id': 'session-1' },
    ),
  'notifications/initialized': (response) => void response.writeHead(202).end(),
  'tools/list': (response, rpc) =>
    rpc.params?.cursor === undefined
      ? result(response, rpc, {
          tools: [
            { name: 'price', description: 'Price of a symbol.', inputSchema },
            { name: 'execute_trade', inputSchema },
          ],
          nextCursor: 'two',
        })
      : result(response, rpc, { tools: [{ name: 'news', inputSchema }] }),
  'tools/call': (response, rpc) =>
    result(response, rpc, {
      content: [{ type: 'text', text: `${rpc.params?.name} ${JSON.stringify(rpc.params?.arguments)}` }],
      structuredContent: { price: 5 },
    }),
};

const clientOf = async (changes: Record<string, Answer> = {}, more = {}) => {
  server = await loopbackServer((request, response) => {
    if (request.method === 'DELETE') {
      response.writeHead(200).end();
      return;
    }
    const rpc = JSON.parse(request.body) as Rpc;
    ({ ...behaviours, ...changes })[rpc.method]?.(response, rpc, request);
  });
  const transport = httpTransport({ url: `${server.url}/mcp`, fetch, timeoutMs: 2_000, ...more });
  return mcpClient({ transport, allow: ['price', 'news', 'absent'], timeoutMs: 3_000 });
};

const methods = () =>
  server.received.map(({ body, method }) => (body === '' ? method : (JSON.parse(body) as Rpc).method));

const failure = async (promise: Promise<unknown>): Promise<ModelError> => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof ModelError)) throw new Error(`No ModelError: ${String(error)}`);
  return error;
};

it('begins a session once, and names it in each request after', async () => {
  const client = await clientOf();
  const [first] = await Promise.all([client.callTool('price', { symbol: 'BTC' }), client.tools()]);
  expect(first).toEqual({ text: 'price {"symbol":"BTC"}', structured: { price: 5 }, isError: false });
  await client.close();
  expect(methods().slice(0, 2)).toEqual(['initialize', 'notifications/initialized']);
  expect(methods().filter((method) => method === 'initialize')).toHaveLength(1);
  expect(methods().at(-1)).toBe('DELETE');
  const headers = server.received.map((request) => request.headers);
  expect(headers[0]).not.toHaveProperty('mcp-session-id');
  expect(headers[0]).toMatchObject({ accept: 'application/json, text/event-stream' });
  for (const one of headers.slice(1)) {
    expect(one).toMatchObject({ 'mcp-session-id': 'session-1', 'mcp-protocol-version': '2025-06-18' });
  }
});

it('shows allowed tools alone, of all pages', async () => {
  expect(await (await clientOf()).tools()).toEqual([
    { name: 'price', description: 'Price of a symbol.', inputSchema },
    { name: 'news', description: '', inputSchema },
  ]);
});

it('does not read pages for ever', async () => {
  const client = await clientOf({
    'tools/list': (response, rpc) => result(response, rpc, { tools: [], nextCursor: 'again' }),
  });
  expect(await client.tools()).toEqual([]);
  expect(methods().filter((method) => method === 'tools/list')).toHaveLength(20);
});

it('calls no tool that is not allowed, whatever the server lists', async () => {
  const client = await clientOf();
  await client.tools();
  const { length } = server.received;
  expect(await failure(client.callTool('execute_trade', {}))).toMatchObject({ code: 'TOOL_REFUSED' });
  expect(server.received).toHaveLength(length);
});

it('reads answers that come as a stream of events, among other messages', async () => {
  const client = await clientOf({
    'tools/call': (response, rpc) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n');
      const answer = {
        jsonrpc: '2.0',
        id: rpc.id,
        result: { content: [{ type: 'text', text: 'streamed' }], isError: true },
      };
      response.end(`data: ${JSON.stringify(answer)}\n\n`);
    },
  });
  expect(await client.callTool('price', {})).toMatchObject({ text: 'streamed', isError: true });
});

describe('a server that misbehaves is an error of its own', () => {
  it.each<[string, Answer, string]>([
    ['a page of a proxy', (response) => htmlPage(response), 'MALFORMED_REPLY'],
    ['status 500', (response) => sendJson(response, {}, 500), 'SERVER_FAILED'],
    ['status 429', (response) => sendJson(response, {}, 429, { 'retry-after': '3' }), 'RATE_LIMITED'],
    ['a session that is gone', (response) => sendJson(response, {}, 404), 'SESSION_ENDED'],
    ['half of the JSON', (response) => void response.end('{"jsonrpc":"2.'), 'MALFORMED_REPLY'],
    ['a body that breaks off', (response) => truncate(response, '{"jsonrpc":'), 'UNREACHABLE'],
    ['an answer to something else', (response, rpc) => result(response, { ...rpc, id: 99 }, {}), 'UNEXPECTED_REPLY'],
    ['a result of something else', (response, rpc) => result(response, rpc, { content: 'text' }), 'UNEXPECTED_REPLY'],
    [
      'an error of the protocol',
      (response, rpc) =>
        sendJson(response, { jsonrpc: '2.0', id: rpc.id, error: { code: -32602, message: 'Bad\u0000 input' } }),
      'RPC_FAILED',
    ],
  ])('%s', async (_, answer, code) => {
    const client = await clientOf({ 'tools/call': answer });
    expect(await failure(client.callTool('price', {}))).toMatchObject({ code });
  });

  it('a slow drip does not last longer than it may', async () => {
    const client = await clientOf({ 'tools/call': (response) => drip(response, 5) }, { timeoutMs: 60 });
    expect(await failure(client.callTool('price', {}))).toMatchObject({ code: 'TIMED_OUT' });
    await expect.poll(() => server.hangUps()).toBe(1);
  });

  it('a version that is not known is refused', async () => {
    const client = await clientOf({
      initialize: (response, rpc) => result(response, rpc, { protocolVersion: '1999-01-01', capabilities: {} }),
    });
    expect((await failure(client.tools())).message).toContain('version 1999-01-01');
  });

  it('a beginning that failed is tried again', async () => {
    let isDown = true;
    const client = await clientOf({
      initialize: (response, rpc, request) => {
        if (isDown) sendJson(response, {}, 503);
        else behaviours.initialize?.(response, rpc, request);
      },
    });
    expect(await failure(client.tools())).toMatchObject({ code: 'SERVER_FAILED' });
    isDown = false;
    expect(await client.tools()).toHaveLength(2);
  });
});

it('aborting hangs up', async () => {
  const controller = new AbortController();
  const client = await clientOf({ 'tools/call': () => controller.abort() });
  expect(await failure(client.callTool('price', {}, controller.signal))).toMatchObject({ code: 'ABORTED' });
  await expect.poll(() => server.hangUps()).toBe(1);
});

it('a transport that hangs costs the time that was given', async () => {
  const clock = virtualClock();
  const hung = () => new Promise<never>(() => {});
  const transport = { request: hung, notify: hung, close: async () => {} };
  const ended = failure(mcpClient({ transport, allow: ['price'], timeoutMs: 50, clock }).tools());
  await clock.advance(50);
  expect(await ended).toMatchObject({ code: 'TIMED_OUT', message: 'initialize: no answer within 50 ms.' });
  expect(clock.pending()).toBe(0);
});

it.each([{ transport: {} }, { allow: undefined }, { timeoutMs: 0 }])('refuses %o', (wrong) => {
  const transport = { request: async () => ({ result: {} }), notify: async () => {}, close: async () => {} };
  expect(() => mcpClient({ transport, allow: [], timeoutMs: 5, ...wrong } as never)).toThrow(InvalidOptionsError);
});
