import type { Json } from '../../opinion/evidence';

/** A request or notification of JSON-RPC 2.0. */
export interface RpcMessage {
  readonly jsonrpc: '2.0';
  readonly id?: number | undefined;
  readonly method: string;
  readonly params?: Json | undefined;
}

/** What a server answers to a request. */
export type RpcAnswer =
  | { readonly result: Json }
  | { readonly error: { readonly code: number; readonly message: string } };

/**
 * How messages reach a server of the Model Context Protocol.
 *
 * An implementer gives the answer with the request's id, or fails with a `ModelError`; when the signal is aborted it stops waiting. The
 * client limits the time.
 */
export interface McpTransport {
  request(message: RpcMessage & { readonly id: number }, signal: AbortSignal): Promise<RpcAnswer>;
  notify(message: RpcMessage, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
