import { z } from 'zod';
import type { Json } from '../../opinion/evidence';
import type { RpcAnswer } from './transport';

const schema = z.union([
  z.object({ jsonrpc: z.literal('2.0'), id: z.number(), result: z.json() }),
  z.object({
    jsonrpc: z.literal('2.0'),
    id: z.number().nullable(),
    error: z.object({ code: z.number(), message: z.string() }),
  }),
]);

/** The answer in a message of a server, with the id of its request; `undefined` for anything else, as requests of the server are. */
export const rpcAnswer = (message: unknown): { readonly id: number | null; readonly answer: RpcAnswer } | undefined => {
  const parsed = schema.safeParse(message);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  return 'error' in data
    ? { id: data.id, answer: { error: data.error } }
    : { id: data.id, answer: { result: data.result as Json } };
};

/**
 * What a client says to a request of the server: it is there, and offers nothing.
 *
 * `undefined` for answers and notifications, which need none.
 */
export const replyToServer = (message: unknown): string | undefined => {
  const { id, method } = Object(message) as { id?: unknown; method?: unknown };
  if (typeof method !== 'string' || (typeof id !== 'number' && typeof id !== 'string')) return undefined;
  const base = { jsonrpc: '2.0', id };
  return JSON.stringify(
    method === 'ping' ? { ...base, result: {} } : { ...base, error: { code: -32601, message: 'Not offered.' } },
  );
};
