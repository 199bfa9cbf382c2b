import { z } from 'zod';
import { type Channel, channels } from './channel';

/** When a fault strikes. */
export interface FaultTrigger {
  /** Only this channel. Defaults to all of them. */
  readonly channel?: Channel | undefined;
  /** Leaves so many matching messages or requests alone at first. Defaults to 0. */
  readonly after?: number | undefined;
  /** Chance with which a matching one is struck. Defaults to 1. */
  readonly rate?: number | undefined;
  /** How many are struck at most. Defaults to no limit. */
  readonly times?: number | undefined;
}

/** What can go wrong with a message of a WebSocket. */
export type StreamFault = FaultTrigger &
  (
    | { readonly kind: 'drop' }
    /** This message and the next ones of its channel on the same connection are lost. */
    | { readonly kind: 'gap'; readonly messages: number }
    | { readonly kind: 'duplicate' }
    /** It comes after the next message of the same connection. */
    | { readonly kind: 'reorder' }
    /** It comes later, by the venue's time; what is sent meanwhile overtakes it. */
    | { readonly kind: 'delay'; readonly delayMs: number }
    /** Its text is cut short, or a number in it is none. */
    | { readonly kind: 'corrupt' }
    /** The connection breaks instead. */
    | { readonly kind: 'disconnect' }
    /** The connection stays open and says nothing any more, not even to a ping. */
    | { readonly kind: 'half-open' }
  );

/** What can go wrong with a request over HTTP. */
export type RequestFault = FaultTrigger &
  /** 429; with `retryAfterSeconds`, also the header. */
  (
    | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds?: number | undefined }
    /** 418, as Binance bans addresses. */
    | { readonly kind: 'banned'; readonly retryAfterSeconds?: number | undefined }
    /** 503 or another status from 500 on, in the venue's words. With `isDone` the request is done all the same. */
    | { readonly kind: 'server-error'; readonly status?: number | undefined; readonly isDone?: boolean | undefined }
    /** The request is done, and answered with 200 and half a body. */
    | { readonly kind: 'malformed-json' }
    /** An error page of something that stands before the venue. */
    | { readonly kind: 'html-page'; readonly status?: number | undefined }
    /** The connection breaks before the request is done. */
    | { readonly kind: 'lost-request' }
    /** The request is done, and the connection breaks before the answer. */
    | { readonly kind: 'lost-answer' }
    /** The answer comes later, by the venue's time. */
    | { readonly kind: 'slow-answer'; readonly delayMs: number }
    /** A book of a while ago, as a cache would answer; also in streams that begin with a whole book. */
    | { readonly kind: 'stale-snapshot'; readonly ageMs: number }
  );

/** What can go wrong with the opening of a WebSocket. */
export type ConnectionFault = FaultTrigger & {
  /** Refused with a status over HTTP, 503 unless another is named. */
  readonly kind: 'refuse-connection';
  readonly status?: number | undefined;
};

export type Fault = StreamFault | RequestFault | ConnectionFault;

export type FaultKind = Fault['kind'];

const trigger = {
  channel: z.enum(channels).optional(),
  after: z.int().nonnegative().optional(),
  rate: z.number().min(0).max(1).optional(),
  times: z.int().positive().optional(),
};
const one = <Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) =>
  z.strictObject({ kind: z.literal(kind), ...trigger, ...fields });
const seconds = { retryAfterSeconds: z.number().nonnegative().optional() };
const status = { status: z.int().min(500).max(599).optional() };
const delay = { delayMs: z.number().nonnegative() };

export const faultSchema = z.discriminatedUnion('kind', [
  one('drop', {}),
  one('gap', { messages: z.int().positive() }),
  one('duplicate', {}),
  one('reorder', {}),
  one('delay', delay),
  one('corrupt', {}),
  one('disconnect', {}),
  one('half-open', {}),
  one('too-many-requests', seconds),
  one('banned', seconds),
  one('server-error', { ...status, isDone: z.boolean().optional() }),
  one('malformed-json', {}),
  one('html-page', status),
  one('lost-request', {}),
  one('lost-answer', {}),
  one('slow-answer', delay),
  one('stale-snapshot', { ageMs: z.number().positive() }),
  one('refuse-connection', { status: z.int().min(400).max(599).optional() }),
]);

const streamKinds: ReadonlySet<FaultKind> = new Set([
  'drop',
  'gap',
  'duplicate',
  'reorder',
  'delay',
  'corrupt',
  'disconnect',
  'half-open',
]);

export const isStreamFault = (fault: Fault): fault is StreamFault => streamKinds.has(fault.kind);

/** A snapshot that is stale strikes where a book is looked up, not where a request is answered. */
export const isRequestFault = (fault: Fault): fault is RequestFault =>
  !isStreamFault(fault) && fault.kind !== 'refuse-connection' && fault.kind !== 'stale-snapshot';
