/**
 * What a driver tells a machine, each with the driver's own time, which must not run backwards.
 *
 * The driver owns the socket, the requests and the clock; the machine owns what follows from them.
 */
export type SyncInput =
  /** The stream is connected and subscribed. Everything known of the last connection is forgotten. */
  | { readonly type: 'connected'; readonly timeMs: number }
  /** The connection is gone. */
  | { readonly type: 'disconnected'; readonly timeMs: number }
  /** A message of the stream, as it came. Messages of other instruments and channels may be among them. */
  | { readonly type: 'message'; readonly text: string; readonly timeMs: number }
  /** The body of an answer to `request-snapshot`, where the venue answers over HTTP. */
  | { readonly type: 'snapshot'; readonly text: string; readonly timeMs: number }
  /** Time passes. Needed to notice silence; once a second is enough. */
  | { readonly type: 'tick'; readonly timeMs: number };
