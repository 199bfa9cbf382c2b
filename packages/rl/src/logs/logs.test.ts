import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TrainingProgress } from '../training/training-callback';
import { crc32c, maskedCrc32c } from './crc32c';
import { csvLog } from './csv-log';
import { jsonLinesLog } from './json-lines-log';
import type { LogOutput, LogRecord } from './log-sink';
import { logTraining } from './log-training';
import { bytesField, integerField, joinedBytes } from './protobuf-writer';
import { tensorBoardLog } from './tensor-board-log';

const collected = <Data extends string | Uint8Array>() => {
  const pieces: Data[] = [];
  let closed = 0;
  const output: LogOutput<Data> = { write: (data) => void pieces.push(data), close: () => void closed++ };
  return { pieces, output, closed: () => closed };
};

const record: LogRecord = { step: 300, timeMs: 2_000, values: { loss: 0.125, 'a "b", c': Number.NaN } };

describe('jsonLinesLog', () => {
  it('writes an object a line', () => {
    const { pieces, output, closed } = collected<string>();
    const log = jsonLinesLog(output);
    log.write(record);
    log.write({ ...record, step: 400 });
    log.close();
    expect(pieces.map((line) => JSON.parse(line))).toEqual(
      [300, 400].map((step) => ({ step, timeMs: 2_000, values: { loss: 0.125, 'a "b", c': null } })),
    );
    expect(pieces.every((line) => line.endsWith('}\n'))).toBe(true);
    expect(closed()).toBe(1);
  });
});

describe('csvLog', () => {
  it('writes the columns of the first record, escaped, and leaves empty what is missing or not finite', () => {
    const { pieces, output } = collected<string>();
    const log = csvLog(output);
    log.write(record);
    log.write({ step: 400, timeMs: 3_000, values: { 'a "b", c': 2 } });
    expect(pieces.join('')).toBe('step,timeMs,loss,"a ""b"", c"\n300,2000,0.125,\n400,3000,,2\n');
  });

  it('refuses a figure without a column', () => {
    const log = csvLog(collected<string>().output, { names: ['return'] });
    expect(() => log.write(record)).toThrow(expect.objectContaining({ code: 'UNKNOWN_COLUMN' }));
  });
});

describe('crc32c', () => {
  // RFC 3720, appendix B.4, and the check value of the catalogue of Cook.
  it.each([
    [new TextEncoder().encode('123456789'), 0xe3069283],
    [new Uint8Array(32), 0x8a9136aa],
    [new Uint8Array(32).fill(255), 0x62a8ab43],
    [Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
    [new Uint8Array(0), 0],
  ])('has the published value %#', (bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('is rotated and shifted where it is masked', () => {
    expect(maskedCrc32c(new Uint8Array(0))).toBe(0xa282ead8);
  });
});

describe('protobuf', () => {
  it.each([
    [0, '00'],
    [127, '7f'],
    [300, 'ac02'],
    [2 ** 40 + 7, '878080808020'],
  ])('writes %d as a varint', (value, expected) => {
    expect(Buffer.from(integerField(1, value)).toString('hex')).toBe(`08${expected}`);
  });

  it('nests messages and joins bytes', () => {
    const nested = bytesField(3, integerField(1, 150));
    expect(Buffer.from(nested).toString('hex')).toBe('1a03089601');
    expect(joinedBytes([nested, nested])).toHaveLength(10);
  });
});

describe('tensorBoardLog', () => {
  it('writes the bytes that the writer of tensorboard 2.21 writes', () => {
    const { pieces, output, closed } = collected<Uint8Array>();
    const log = tensorBoardLog(output, { clock: { nowMs: () => 1_700_000_000_250 } });
    log.write({ step: 0, timeMs: 1_700_000_001_500, values: { return: 0, loss: 0.125, skipped: Number.NaN } });
    log.write({ step: 300, timeMs: 1_700_000_002_000, values: { return: -21.5 } });
    log.write({ step: 2 ** 40 + 7, timeMs: 1_700_000_003_000, values: { größe: 3.25 } });
    log.close();
    // RecordWriter of the same events by python, in hexadecimal.
    expect(Buffer.concat(pieces).toString('hex')).toBe(
      '1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe92700000000000000bbe1b1460900006040fc54d9' +
        '412a1c0a0d0a0672657475726e15000000000a0b0a046c6f7373150000003e995cf3701d00000000000000602fdf230900008040fc54d94110ac022a' +
        '0f0a0d0a0672657475726e150000acc19ef600a0220000000000000078113dfd090000c040fc54d941108780808080202a100a0e0a076772c3b6c39f' +
        '65150000504090c9665e',
    );
    expect(closed()).toBe(1);
  });

  it('writes the same bytes again', () => {
    const digest = () => {
      const { pieces, output } = collected<Uint8Array>();
      tensorBoardLog(output, { clock: { nowMs: () => 5 } }).write(record);
      return createHash('sha256').update(Buffer.concat(pieces)).digest('hex');
    };
    expect(digest()).toBe(digest());
  });
});

it('logTraining writes the figures of an iteration to all sinks, and closes them at the end', () => {
  const one = collected<string>();
  const other = collected<string>();
  const log = logTraining([jsonLinesLog(one.output), csvLog(other.output)], { clock: { nowMs: () => 7 } });
  const progress = { stepsDone: 64, statistics: { policyLoss: -0.5 }, meanReturn: undefined, episodes: [] };
  const call = (more = {}) => log.onIteration({ ...progress, ...more } as unknown as TrainingProgress);
  expect(call()).toBeUndefined();
  void log.onEnd?.(progress as unknown as TrainingProgress);
  expect(JSON.parse(one.pieces[0] as string)).toEqual({
    step: 64,
    timeMs: 7,
    values: { policyLoss: -0.5, episodes: 0 },
  });
  expect(other.pieces.join('')).toBe('step,timeMs,policyLoss,episodes,meanReturn\n64,7,-0.5,0,\n');
  expect([one.closed(), other.closed()]).toEqual([1, 1]);
  void call({ meanReturn: 21 });
  expect(JSON.parse(one.pieces[1] as string).values.meanReturn).toBe(21);
});
