import { parseOptions } from '@sigmax/core';
import { z } from 'zod';

/**
 * How far a gap may be from the last known id to be met by patience, and how far by a snapshot; a larger one means a new
 * connection. Both count the venue's ids that are missing.
 */
export interface GapLimits {
  /** Up to so many: wait for the messages, which may only be late. */
  readonly wait?: number;
  /** Up to so many: ask for a snapshot. */
  readonly snapshot?: number;
}

/** Options of every machine. */
export interface SyncOptions {
  /** `"venue:BASE/QUOTE"`. */
  readonly instrumentId: string;
  readonly gaps?: GapLimits;
  /** How long a small gap may stay open before a snapshot is asked for. Defaults to 1,000 ms. */
  readonly waitMs?: number;
  /** After how long a snapshot that was asked for is asked for again. Defaults to 5,000 ms. */
  readonly snapshotTimeoutMs?: number;
  /** Snapshots that may fail in a row before a new connection is asked for. Defaults to 5. */
  readonly maximumAttempts?: number;
  /** Old messages in a row that a synced stream may bring. Defaults to 100. */
  readonly maximumOldMessages?: number;
  /**
   * Time without any message after which the connection counts as dead. Defaults to 90,000 ms; a market in which nothing
   * happens for longer, at a venue that sends no heartbeats, needs more.
   */
  readonly silenceMs?: number;
  /** Messages that may wait for a snapshot. Defaults to 2,000. */
  readonly maximumPending?: number;
  /** Characters of a message. Defaults to 16,777,216. */
  readonly maximumFrameLength?: number;
  /** Whether each change is also an output, as a market event. Defaults to false. */
  readonly emitEvents?: boolean;
}

const count = z.int().positive();

export const syncFields = {
  instrumentId: z.string().min(1),
  gaps: z
    .strictObject({ wait: z.int().nonnegative().optional(), snapshot: z.int().nonnegative().optional() })
    .default({}),
  waitMs: z.number().positive().default(1_000),
  snapshotTimeoutMs: z.number().positive().default(5_000),
  maximumAttempts: count.default(5),
  maximumOldMessages: count.default(100),
  silenceMs: z.number().positive().default(90_000),
  maximumPending: count.default(2_000),
  maximumFrameLength: count.default(16_777_216),
  emitEvents: z.boolean().default(false),
};

/** What every machine reads from its options. */
export type SyncSettings = z.output<z.ZodObject<typeof syncFields>>;

/** Options of a machine with fields of its own, checked. */
export const readSyncOptions = <Fields extends z.ZodRawShape>(
  fields: Fields,
  options: unknown,
  what: string,
): z.output<z.ZodObject<typeof syncFields & Fields>> =>
  parseOptions(z.strictObject({ ...syncFields, ...fields }), options, what) as z.output<
    z.ZodObject<typeof syncFields & Fields>
  >;
