import { type Clock, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { recordableTypes } from './decode-record';
import type { RecordableType } from './raw-frame';
import { recordingName } from './recording-files';
import type { RecordingNoticeSink } from './recording-notice';
import type { ReaderSettings } from './recording-reader';

/** Which recording to read, and what of it. */
export interface ReadOptions {
  /** The folder that the recorder was given. */
  readonly folder: string;
  /** Name of the recording. */
  readonly name: string;
  /** Kinds to give out. Defaults to all. */
  readonly types?: readonly RecordableType[];
  /** Instruments to give out; raw frames, which have none, are given out as well. Defaults to all. */
  readonly instruments?: readonly string[];
  /** Whether files at the beginning may be missing, removed on purpose. Defaults to false. */
  readonly isExcerpt?: boolean;
  /** Is told of torn ends and of events that were dropped. Without it these are errors. */
  readonly notices?: RecordingNoticeSink;
}

/** How to read a recording as a stream. */
export interface ReplayOptions extends ReadOptions {
  /** How many times faster than recorded: 1 is as it was, 0.5 half as fast. Defaults to no pacing at all. */
  readonly speed?: number;
  /** Whose times set the pace: when the recorder was handed the events, or their own. Defaults to `'received'`. */
  readonly pace?: 'received' | 'event';
  /** Paces the replay. Defaults to the machine's clock. */
  readonly clock?: Clock;
}

const has = (value: unknown, ...methods: readonly string[]): boolean =>
  methods.every((method) => typeof Reflect.get(Object(value), method) === 'function');

export const clockField = z
  .custom<Clock>((value) => has(value, 'nowMs', 'after'), 'expected a Clock with nowMs and after')
  .optional();

export const noticesField = z
  .custom<RecordingNoticeSink>((value) => has(value, 'next'), 'expected a Subject, or an object with next')
  .optional();

export const placeFields = {
  folder: z.string().min(1),
  name: z.string().regex(recordingName, 'expected letters, digits, - and _, at most 100 of them'),
};

const readFields = {
  ...placeFields,
  types: z.array(z.enum(recordableTypes as [RecordableType, ...RecordableType[]])).optional(),
  instruments: z.array(z.string()).optional(),
  isExcerpt: z.boolean().default(false),
  notices: noticesField,
};

const readSchema = z.strictObject(readFields);

const replaySchema = z.strictObject({
  ...readFields,
  speed: z.number().positive().optional(),
  pace: z.enum(['received', 'event']).default('received'),
  clock: clockField,
});

const settingsOf = (options: z.output<typeof readSchema>): ReaderSettings => {
  const types = options.types && new Set(options.types);
  const instruments = options.instruments && new Set(options.instruments);
  const { folder, name, isExcerpt, notices } = options;
  return {
    folder,
    name,
    isExcerpt,
    notices,
    wants: (type, instrumentId) =>
      (types === undefined || types.has(type)) &&
      (instruments === undefined || instrumentId === undefined || instruments.has(instrumentId)),
  };
};

/** @throws {InvalidOptionsError} an option is wrong or unknown */
export const parseReadOptions = (options: ReadOptions, what: string): ReaderSettings =>
  settingsOf(parseOptions(readSchema, options, what));

/** @throws {InvalidOptionsError} an option is wrong or unknown */
export const parseReplayOptions = (options: ReplayOptions, what: string) => {
  const { speed, pace, clock, ...rest } = parseOptions(replaySchema, options, what);
  return { settings: settingsOf(rest), speed, pace, clock };
};
