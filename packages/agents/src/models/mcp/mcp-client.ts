import { type Clock, parseOptions, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { ModelError } from '../../errors';
import type { Json } from '../../opinion/evidence';
import { plainReason } from '../../opinion/plain-reason';
import type { ToolDescription } from '../language-model';
import { mcpVersion } from './http-transport';
import type { McpTransport } from './transport';

export interface McpClientOptions {
  readonly transport: McpTransport;
  /** Names of the tools that may be used. No other one is shown or called. */
  readonly allow: readonly string[];
  /** How long one request may take. */
  readonly timeoutMs: number;
  /** Most pages of the list of tools that are read. Defaults to 20. */
  readonly maximumPages?: number | undefined;
  /** Times requests. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
}

/** What a tool gave back. Text of others: data, never an instruction. */
export interface ToolResult {
  readonly text: string;
  /** Where the tool gives a value of a schema. */
  readonly structured: Json | undefined;
  /** The tool ran and failed. */
  readonly isError: boolean;
}

export interface McpClient {
  /** The allowed tools that the server has. */
  tools(signal?: AbortSignal): Promise<readonly ToolDescription[]>;
  callTool(name: string, input: Json, signal?: AbortSignal): Promise<ToolResult>;
  close(): Promise<void>;
}

const schema = z.strictObject({
  transport: z.custom<McpTransport>((value) => typeof Reflect.get(Object(value), 'request') === 'function'),
  allow: z.array(z.string().min(1)),
  timeoutMs: z.number().positive().max(3_600_000),
  maximumPages: z.int().positive().default(20),
  clock: z
    .custom<Clock>((value) => typeof Reflect.get(Object(value), 'after') === 'function', 'expected a Clock')
    .default(systemClock),
});

const welcome = z.object({ protocolVersion: z.string(), capabilities: z.object({}).loose() });

const page = z.object({
  tools: z.array(z.object({ name: z.string(), description: z.string().optional(), inputSchema: z.json() })),
  nextCursor: z.string().optional(),
});

const called = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })).default([]),
  structuredContent: z.json().optional(),
  isError: z.boolean().default(false),
});

const versions = [mcpVersion, '2025-03-26', '2024-11-05'];

const never = new AbortController().signal;

/**
 * Makes a client of a server of tools that speaks the Model Context Protocol.
 *
 * The session begins with the first use. Only the tools of `allow` are shown and can be called; the list that a server sends is no
 * permission. Tools that change something outside do so when they are called: give an agent those that only read.
 *
 * - Units: ms of the clock. State: the session of the transport.
 * - Errors: `ModelError` TOOL_REFUSED for a tool that is not allowed, TIMED_OUT, ABORTED, RPC_FAILED with the server's code,
 *   UNEXPECTED_REPLY, and those of the transport.
 * - Source: Model Context Protocol, version 2025-06-18.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { mcpClient } from '@sigmax/agents';
 * const answers: Record<string, object> = {
 *   initialize: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'demo', version: '1' } },
 *   'tools/call': { content: [{ type: 'text', text: '64,250' }] },
 * };
 * const transport = {
 *   request: async ({ method }: { method: string }) => ({ result: (answers[method] ?? {}) as never }),
 *   notify: async () => {},
 *   close: async () => {},
 * };
 * const client = mcpClient({ transport, allow: ['price'], timeoutMs: 5_000 });
 * (await client.callTool('price', { symbol: 'BTC' })).text; // => '64,250'
 * await client.callTool('send_order', {}).catch((error) => error.code); // => 'TOOL_REFUSED'
 * ```
 */
export const mcpClient = (options: McpClientOptions): McpClient => {
  const { transport, allow, timeoutMs, maximumPages, clock } = parseOptions(schema, options, 'mcpClient');
  const allowed = new Set(allow);
  let lastId = 0;
  let session: Promise<void> | undefined;

  /** Ends in time, whether or not the transport heeds its signal. */
  const inTime = <Value>(method: string, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<Value>) =>
    new Promise<Value>((resolve, reject) => {
      const controller = new AbortController();
      const end = (settle: () => void): void => {
        stopTimer();
        signal.removeEventListener('abort', aborted);
        settle();
        controller.abort();
      };
      const failed = (code: string, why: string, isRetryable: boolean): void =>
        end(() => reject(new ModelError({ code, message: `${method}: ${why}.`, isRetryable, context: { method } })));
      const aborted = (): void => failed('ABORTED', 'nobody waits for the answer', false);
      const stopTimer = clock.after(timeoutMs, () => failed('TIMED_OUT', `no answer within ${timeoutMs} ms`, true));
      if (signal.aborted) {
        aborted();
        return;
      }
      signal.addEventListener('abort', aborted, { once: true });
      ask(controller.signal).then(
        (value) => end(() => resolve(value)),
        (error) => end(() => reject(error)),
      );
    });

  const request = async <Schema extends z.ZodType>(
    method: string,
    params: Json,
    shape: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> => {
    lastId += 1;
    const message = { jsonrpc: '2.0', id: lastId, method, params } as const;
    const answer = await inTime(method, signal, (inner) => transport.request(message, inner));
    if ('error' in answer) {
      const { code, message: text } = answer.error;
      const { reason } = plainReason(text);
      throw new ModelError({
        code: 'RPC_FAILED',
        message: `${method}: ${code}, ${reason}`,
        context: { method, rpcCode: code },
      });
    }
    const parsed = shape.safeParse(answer.result);
    if (parsed.success) return parsed.data;
    throw new ModelError({
      code: 'UNEXPECTED_REPLY',
      message: `${method}: the answer is not one of the protocol.`,
      context: { method },
      cause: parsed.error,
    });
  };

  const begin = async (signal: AbortSignal): Promise<void> => {
    const params = { protocolVersion: mcpVersion, capabilities: {}, clientInfo: { name: 'sigmax', version: '1' } };
    const { protocolVersion } = await request('initialize', params, welcome, signal);
    if (!versions.includes(protocolVersion)) {
      throw new ModelError({
        code: 'UNEXPECTED_REPLY',
        message: `initialize: the server speaks version ${plainReason(protocolVersion).reason}.`,
        remedy: `This client speaks ${versions.join(', ')}.`,
      });
    }
    const message = { jsonrpc: '2.0', method: 'notifications/initialized' } as const;
    await inTime('notifications/initialized', signal, (inner) => transport.notify(message, inner));
  };

  /** Begins once; a beginning that failed is tried again by the next use. */
  const begun = (signal: AbortSignal): Promise<void> => {
    session ??= begin(signal).catch((error) => {
      session = undefined;
      throw error;
    });
    return session;
  };

  return {
    tools: async (signal = never) => {
      await begun(signal);
      const found: ToolDescription[] = [];
      let cursor: string | undefined;
      for (let count = 0; count < maximumPages; count++) {
        const params = cursor === undefined ? {} : { cursor };
        const { tools, nextCursor } = await request('tools/list', params, page, signal);
        for (const { name, description = '', inputSchema } of tools) {
          const isNew = !found.some((one) => one.name === name);
          if (allowed.has(name) && isNew) found.push({ name, description, inputSchema: inputSchema as Json });
        }
        if (nextCursor === undefined) break;
        cursor = nextCursor;
      }
      return found;
    },
    callTool: async (name, input, signal = never) => {
      if (!allowed.has(name)) {
        throw new ModelError({
          code: 'TOOL_REFUSED',
          message: `The tool ${JSON.stringify(name)} was not called: it is not allowed.`,
          remedy: 'Name it in allow, if it should be.',
          context: { tool: name },
        });
      }
      await begun(signal);
      const params = { name, arguments: input };
      const { content, structuredContent, isError } = await request('tools/call', params, called, signal);
      const text = content.map((part) => part.text ?? '').join('\n');
      return { text, structured: structuredContent as Json | undefined, isError };
    },
    close: () => transport.close(),
  };
};
