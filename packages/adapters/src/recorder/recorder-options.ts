import { type Clock, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Compression } from './pack-block';
import { clockField, noticesField, placeFields } from './read-options';
import type { RecordingNoticeSink } from './recording-notice';

/**
 * Gives each instrument the number that stands for it in the lines; `symbolRegistry` of `@sigmax/adapters/symbols` is one.
 *
 * An implementer guarantees: the same positive whole number for the same instrument at all times, and another for every other.
 */
export interface SymbolSource {
  resolve(instrumentId: string): Promise<{ readonly id: number }>;
}

/**
 * When the disk is told to keep what was written: `none` leaves it to the system, `close` does so for each file that is closed,
 * `flush` for each flush too. A process that is killed loses nothing that was flushed with any of them; a power cut does.
 */
export type SyncPolicy = 'none' | 'close' | 'flush';

/** How a recorder writes. */
export interface RecorderOptions {
  /** Where the files go; it is made when it is not there. */
  readonly folder: string;
  /** Name of the recording; files are called after it and numbered. A recording that is there is continued. */
  readonly name: string;
  readonly symbols: SymbolSource;
  /** Defaults to `'gzip'`. `'zstd'` only where this Node has it. */
  readonly compression?: Compression;
  /** Bytes of lines, before they are packed, after which the next file begins. Defaults to 64 MiB. */
  readonly rotateBytes?: number;
  /** Age of a file after which the next event begins a new one. Defaults to a day. */
  readonly rotateMs?: number;
  /** Longest that an event waits in memory. Defaults to 1,000. */
  readonly flushMs?: number;
  /** Most bytes of lines that wait in memory before they are written, and that are packed together. Defaults to 256 KiB. */
  readonly flushBytes?: number;
  /** Defaults to `'close'`. */
  readonly sync?: SyncPolicy;
  /** Most bytes of lines that wait while the disk is busy. Defaults to 64 MiB. */
  readonly maximumPendingBytes?: number;
  /** What happens to an event for which there is no room: the recording fails, or the event is dropped and counted. Defaults to `'fail'`. */
  readonly whenFull?: 'fail' | 'drop';
  /** Stamps events and times flushes. Defaults to the machine's clock. */
  readonly clock?: Clock;
  /** Is told of files, of dropped events and of a failure. */
  readonly notices?: RecordingNoticeSink;
}

/** How the operator `record` writes. */
export interface RecordOptions extends RecorderOptions {
  /** Whether a recording that fails ends the stream, or the stream goes on unrecorded and `notices` is told. Defaults to `'error'`. */
  readonly whenFailing?: 'error' | 'continue';
}

const bytes = z.int().positive();

const recorderFields = {
  ...placeFields,
  symbols: z.custom<SymbolSource>(
    (value) => typeof Reflect.get(Object(value), 'resolve') === 'function',
    'expected a symbol registry, or an object with resolve',
  ),
  compression: z.enum(['none', 'gzip', 'zstd']).default('gzip'),
  rotateBytes: bytes.default(67_108_864),
  rotateMs: z.number().positive().default(86_400_000),
  flushMs: z.number().positive().default(1_000),
  flushBytes: bytes.max(16_777_216).default(262_144),
  sync: z.enum(['none', 'close', 'flush']).default('close'),
  maximumPendingBytes: bytes.default(67_108_864),
  whenFull: z.enum(['fail', 'drop']).default('fail'),
  clock: clockField,
  notices: noticesField,
};

const recorderSchema = z.strictObject(recorderFields);

const recordSchema = z.strictObject({ ...recorderFields, whenFailing: z.enum(['error', 'continue']).default('error') });

export type RecorderSettings = z.output<typeof recorderSchema>;

/** @throws {InvalidOptionsError} an option is wrong or unknown */
export const parseRecorderOptions = (options: RecorderOptions, what: string): RecorderSettings =>
  parseOptions(recorderSchema, options, what);

/** @throws {InvalidOptionsError} an option is wrong or unknown */
export const parseRecordOptions = (options: RecordOptions, what: string) => {
  const { whenFailing, ...settings } = parseOptions(recordSchema, options, what);
  return { whenFailing, settings };
};
