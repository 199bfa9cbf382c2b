import { type Clock, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { clockOption } from './clock-option';
import { maskedCrc32c } from './crc32c';
import type { LogOutput, LogSink } from './log-sink';
import { bytesField, doubleField, floatField, integerField, joinedBytes, textField } from './protobuf-writer';

const schema = z.strictObject({ clock: clockOption() });

/** A record file's record: length, its checksum, the bytes, their checksum. */
const recordOf = (data: Uint8Array): Uint8Array => {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setUint32(0, data.length, true);
  const checksum = (bytes: Uint8Array): Uint8Array => {
    const out = new Uint8Array(4);
    new DataView(out.buffer).setUint32(0, maskedCrc32c(bytes), true);
    return out;
  };
  return joinedBytes([length, checksum(length), data, checksum(data)]);
};

/** An event's time in seconds and its step; a step of 0 is the default, which the format leaves out. */
const moment = (timeMs: number, step: number): Uint8Array[] => [
  doubleField(1, timeMs / 1000),
  ...(step === 0 ? [] : [integerField(2, step)]),
];

/**
 * Writes records as a TensorBoard event file: the version, then one event a record with its figures as scalars.
 *
 * Scalars are single precision, as TensorBoard stores them; what is not finite is left out. A file must be called
 * `events.out.tfevents.<anything>` to be found. `clock` dates the beginning of the file.
 *
 * Source: the record format of TensorFlow (tfrecord) and the messages Event and Summary of TensorBoard.
 *
 * @example
 * ```ts
 * import { tensorBoardLog } from '@sigmax/rl';
 * const pieces: Uint8Array[] = [];
 * const output = { write: (bytes: Uint8Array) => void pieces.push(bytes), close: () => {} };
 * const log = tensorBoardLog(output, { clock: { nowMs: () => 0 } });
 * log.write({ step: 10, timeMs: 0, values: { loss: 0.5 } });
 * pieces.map(({ length }) => length); // => [40, 42]
 * ```
 */
export const tensorBoardLog = (
  output: LogOutput<Uint8Array>,
  options: { readonly clock: Pick<Clock, 'nowMs'> },
): LogSink => {
  const { clock } = parseOptions(schema, options, 'tensorBoardLog');
  const begun = joinedBytes([...moment(clock.nowMs(), 0), textField(3, 'brain.Event:2')]);
  output.write(recordOf(begun));
  return {
    write: ({ step, timeMs, values }) => {
      const scalars = Object.entries(values)
        .filter((entry): entry is [string, number] => Number.isFinite(entry[1]))
        .map(([name, value]) => bytesField(1, textField(1, name), floatField(2, value)));
      output.write(recordOf(joinedBytes([...moment(timeMs, step), bytesField(5, ...scalars)])));
    },
    close: () => output.close(),
  };
};
