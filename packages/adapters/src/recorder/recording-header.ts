import { numberOf, type Row, textOf, wholeOf } from './decode-record';
import { LineFault } from './line-fault';

/** The format that this version writes, and the only one that it reads. */
export const recordingFormat = 1;

/** The file before, by its number, and the SHA-256 of its lines. */
export interface PreviousFile {
  readonly file: number;
  readonly digest: string;
}

/** The first line of each file. */
export interface RecordingHeader {
  readonly format: number;
  /** Name of the recording. */
  readonly recording: string;
  /** Number of the file, from 1. */
  readonly file: number;
  readonly startedMs: number;
  /** `undefined` in the first file. */
  readonly previous: PreviousFile | undefined;
  /** Instruments with the numbers that stand for them in the lines. */
  readonly instruments: readonly (readonly [instrumentId: string, symbol: number])[];
}

/** The header as a line that lacks its closing bracket. */
export const encodeHeader = ({ recording, file, startedMs, previous, instruments }: Omit<RecordingHeader, 'format'>) =>
  JSON.stringify({
    type: 'header',
    format: recordingFormat,
    recording,
    file,
    startedMs,
    previous: previous ?? null,
    instruments,
  }).slice(0, -1);

export const isSymbol = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

const bad = (problem: string): never => {
  throw new LineFault({
    code: 'NOT_A_HEADER',
    problem,
    remedy: 'Pass the folder and the name that the recorder was given, or restore the file.',
  });
};

const previousOf = ({ previous }: Row): PreviousFile | undefined => {
  if (previous === null) return undefined;
  const row = Object(previous) as Row;
  return { file: wholeOf(row, 'file'), digest: textOf(row, 'digest') };
};

const instrumentsOf = ({ instruments }: Row): RecordingHeader['instruments'] => {
  const isPair = (pair: unknown): boolean =>
    Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && isSymbol(pair[1]);
  return Array.isArray(instruments) && instruments.every(isPair)
    ? (instruments as [string, number][])
    : bad('instruments were no list of ids with symbol numbers');
};

/** @throws {LineFault} `UNKNOWN_FORMAT`, `NOT_A_HEADER` */
export const decodeHeader = (row: Row): RecordingHeader => {
  if (row.type !== 'header') bad(`the first line was of type ${JSON.stringify(row.type)}, not a header`);
  if (row.format !== recordingFormat) {
    throw new LineFault({
      code: 'UNKNOWN_FORMAT',
      problem: `format was ${JSON.stringify(row.format)}, not ${recordingFormat}`,
      remedy: 'Read it with the version of @sigmax/adapters that recorded it.',
      field: 'format',
      value: row.format,
    });
  }
  return {
    format: recordingFormat,
    recording: textOf(row, 'recording'),
    file: wholeOf(row, 'file'),
    startedMs: numberOf(row, 'startedMs'),
    previous: previousOf(row),
    instruments: instrumentsOf(row),
  };
};
