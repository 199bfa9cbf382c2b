import { type Clock, parseOptions, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { ModelError } from '../../errors';
import { type HttpAnswer, jsonOf, postJson } from '../http/post-json';
import { rpcAnswer } from './rpc-answer';
import { serverSentData } from './server-sent-events';
import type { McpTransport, RpcAnswer, RpcMessage } from './transport';

export interface HttpTransportOptions {
  /** The one address of the server. */
  readonly url: string;
  readonly fetch: typeof fetch;
  /** How long one request may take, its whole answer included. */
  readonly timeoutMs: number;
  /** Sent with each request, for example an authorization. Never in an error. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Largest answer that is read. Defaults to 1,048,576. */
  readonly maximumBytes?: number | undefined;
  /** Times requests. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
}

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  fetch: z.custom<typeof fetch>((value) => typeof value === 'function', 'expected a function'),
  timeoutMs: z.number().positive().max(3_600_000),
  headers: z.record(z.string(), z.string()).default({}),
  maximumBytes: z.int().positive().default(1_048_576),
  clock: z
    .custom<Clock>((value) => typeof Reflect.get(Object(value), 'after') === 'function', 'expected a Clock')
    .default(systemClock),
});

/** Version of the protocol that this client speaks. */
export const mcpVersion = '2025-06-18';

const what = 'The server of tools';

/** All messages in an answer: one of JSON, or those of a stream of events. */
const messagesIn = (answer: HttpAnswer): readonly unknown[] => {
  const type = answer.headers.get('content-type') ?? '';
  if (!/^text\/event-stream\b/i.test(type)) return [jsonOf(what, answer)];
  return serverSentData(answer.text).map((text) => jsonOf(what, { ...answer, text }));
};

/**
 * Reaches a server of the Model Context Protocol by its streamable HTTP transport.
 *
 * `POST {url}` for each message; the answer is JSON or a stream of events that is read to its end. The session that a server opens is
 * named in each later request, and ended by `close`. Streams that a server opens by itself are not asked for.
 *
 * - State: the session. Errors: `ModelError`, as for language models; SESSION_ENDED where the server has forgotten the session.
 * - Source: Model Context Protocol, version 2025-06-18, transports.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { httpTransport } from '@sigmax/agents';
 * const transport = httpTransport({
 *   url: 'http://127.0.0.1:8080/mcp',
 *   fetch: async () => Response.json({ jsonrpc: '2.0', id: 1, result: {} }),
 *   timeoutMs: 5_000,
 * });
 * await transport.request({ jsonrpc: '2.0', id: 1, method: 'ping' }, new AbortController().signal); // => { result: {} }
 * ```
 */
export const httpTransport = (options: HttpTransportOptions): McpTransport => {
  const { url, headers, ...settings } = parseOptions(schema, options, 'httpTransport');
  let session: string | undefined;

  const sessionHeaders = (): Record<string, string> => ({
    ...headers,
    accept: 'application/json, text/event-stream',
    ...(session === undefined ? {} : { 'mcp-session-id': session, 'mcp-protocol-version': mcpVersion }),
  });

  const send = async (message: RpcMessage, signal: AbortSignal): Promise<HttpAnswer> => {
    try {
      const answer = await postJson(what, url, message, { ...settings, headers: sessionHeaders() }, signal);
      session ??= answer.headers.get('mcp-session-id') ?? undefined;
      return answer;
    } catch (cause) {
      if (session === undefined || !(cause instanceof ModelError) || cause.context.status !== 404) throw cause;
      session = undefined;
      throw new ModelError({
        code: 'SESSION_ENDED',
        message: `${what} has forgotten the session.`,
        remedy: 'Make another client, which begins another session.',
        cause,
      });
    }
  };

  const request = async (message: RpcMessage & { readonly id: number }, signal: AbortSignal): Promise<RpcAnswer> => {
    const answers = messagesIn(await send(message, signal)).map(rpcAnswer);
    const own = answers.find((one) => one?.id === message.id);
    if (own !== undefined) return own.answer;
    throw new ModelError({
      code: 'UNEXPECTED_REPLY',
      message: `${what} did not answer ${message.method}.`,
      remedy: 'Look whether the address leads to a server of the Model Context Protocol.',
    });
  };

  return {
    request,
    notify: async (message, signal) => {
      await send(message, signal);
    },
    close: async () => {
      if (session === undefined) return;
      const ended = sessionHeaders();
      session = undefined;
      try {
        await settings.fetch(url, { method: 'DELETE', headers: ended, redirect: 'manual' });
      } catch (cause) {
        throw new ModelError({ code: 'UNREACHABLE', message: `${what} did not hear that the session ends.`, cause });
      }
    },
  };
};
