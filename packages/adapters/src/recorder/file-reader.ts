import { createHash, type Hash } from 'node:crypto';
import type { Fault } from '../internal/fault';
import { verifiedChecksum } from './checksum';
import { decodeRecord, isRecordableType, numberOf, type Row, textOf, wholeOf } from './decode-record';
import { LineFault } from './line-fault';
import { LineSplitter } from './line-splitter';
import type { RecordableType, RecordedEvent } from './raw-frame';
import { decodeHeader, isSymbol, type RecordingHeader } from './recording-header';
import type { RecordsDropped } from './recording-notice';
import { BlockReader } from './unpack-blocks';

const longestLine = 134_217_728;

export interface FileReaderOptions {
  /** Called with the header before any record of the file; what it throws ends the reading. */
  readonly onHeader: (header: RecordingHeader) => void;
  readonly onRecord: (record: RecordedEvent) => void;
  readonly onDropped: (notice: RecordsDropped) => void;
  /** Whether records of this kind are wanted; the others are checked and not given out. */
  readonly wants: (type: RecordableType, instrumentId: string | undefined) => boolean;
}

/** What a file was, once all its bytes have been read. */
export interface FileOutcome {
  readonly header: RecordingHeader | undefined;
  readonly records: number;
  /** SHA-256 of its whole lines, up to the first that is none. */
  readonly digest: string;
  /** Why it was closed; `undefined` when its closing line is not there. */
  readonly endReason: string | undefined;
  /** What is wrong with the first line that is not whole, where something other than a missing end is. */
  readonly fault: Fault | undefined;
  /** Whether the bytes simply stop inside a line or a block. */
  readonly isTorn: boolean;
  readonly nextLine: number;
  readonly lostBytes: number;
}

const lineDamaged = (): LineFault =>
  new LineFault({
    code: 'LINE_DAMAGED',
    problem: 'the line does not have the checksum that it says',
    remedy: 'The file was changed after it was recorded: restore it.',
  });

const parse = (text: string): Row => {
  try {
    return Object(JSON.parse(text)) as Row;
  } catch {
    // Its checksum fits, so somebody wrote this on purpose.
    throw lineDamaged();
  }
};

/** Reads one file of a recording, chunk by chunk; records come out as soon as their line is whole and checked. */
export class FileReader {
  readonly instruments = new Map<unknown, string>();
  readonly #options: FileReaderOptions;
  readonly #blocks = new BlockReader();
  readonly #lines = new LineSplitter(longestLine);
  readonly #digest: Hash = createHash('sha256');
  readonly #known = new Set<string>();
  #header: RecordingHeader | undefined;
  #checksum = 0;
  #line = 1;
  #records = 0;
  #endReason: string | undefined;
  #fault: Fault | undefined;
  #bytes = 0;
  #goodBytes = 0;

  constructor(options: FileReaderOptions) {
    this.#options = options;
  }

  /** Reads a chunk; gives the caller a turn after each packed block, so that what came out of it need not pile up. */
  *push(chunk: Buffer): Generator<void, void, undefined> {
    this.#bytes += chunk.length;
    if (this.#fault !== undefined) return;
    try {
      for (const bytes of this.#blocks.push(chunk)) {
        this.#lines.push(bytes, this.#take);
        yield;
      }
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      this.#fault = error.fault;
    }
  }

  finish(): FileOutcome {
    return {
      header: this.#header,
      records: this.#records,
      digest: this.#digest.digest('hex'),
      endReason: this.#endReason,
      fault: this.#fault,
      isTorn: this.#fault === undefined && this.#blocks.restBytes + this.#lines.restBytes > 0,
      nextLine: this.#line,
      lostBytes: this.#bytes - (this.#blocks.wholeBytes ?? this.#goodBytes),
    };
  }

  readonly #take = (bytes: Buffer, start: number, end: number): void => {
    const checksum = verifiedChecksum(bytes, start, end, this.#checksum);
    if (checksum === undefined) throw lineDamaged();
    if (this.#endReason !== undefined) throw lineDamaged();
    this.#row(parse(bytes.toString('utf8', start, end)));
    this.#checksum = checksum;
    this.#digest.update(bytes.subarray(start, end + 1));
    this.#line += 1;
    this.#goodBytes += end + 1 - start;
  };

  #row(row: Row): void {
    const { type } = row;
    if (this.#header === undefined) {
      const header = decodeHeader(row);
      for (const [instrumentId, symbol] of header.instruments) this.#announce(instrumentId, symbol);
      this.#options.onHeader(header);
      this.#header = header;
    } else if (isRecordableType(type)) {
      this.#record(type, row);
    } else if (type === 'instrument') {
      this.#announce(textOf(row, 'instrumentId'), row.symbol);
    } else if (type === 'dropped') {
      const [count, fromMs, toMs] = [wholeOf(row, 'count'), numberOf(row, 'fromMs'), numberOf(row, 'toMs')];
      this.#options.onDropped({ type: 'records-dropped', count, fromMs, toMs });
    } else if (type === 'end' && wholeOf(row, 'records') === this.#records) {
      this.#endReason = textOf(row, 'reason');
    } else {
      throw lineDamaged();
    }
  }

  #record(type: RecordableType, row: Row): void {
    const receivedMs = numberOf(row, 'receivedMs');
    const event = decodeRecord(type, row, this.instruments);
    this.#records += 1;
    if (this.#options.wants(type, event.type === 'raw-frame' ? undefined : event.instrumentId)) {
      this.#options.onRecord({ receivedMs, event });
    }
  }

  #announce(instrumentId: string, symbol: unknown): void {
    if (!isSymbol(symbol) || this.instruments.has(symbol) || this.#known.has(instrumentId)) {
      throw new LineFault({
        code: 'SYMBOL_CONFLICT',
        problem: `instrument ${instrumentId} was given symbol ${String(symbol)}, where one of them is taken`,
        remedy: 'Restore the file from where it was recorded.',
        field: 'symbol',
        value: symbol,
      });
    }
    this.instruments.set(symbol, instrumentId);
    this.#known.add(instrumentId);
  }
}
