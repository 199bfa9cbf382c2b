import { dataError, line } from '../internal/fault';
import { type FileOutcome, FileReader } from './file-reader';
import type { RecordableType, RecordedEvent } from './raw-frame';
import { missingFile, type RecordingFileName } from './recording-files';
import type { RecordingHeader } from './recording-header';
import type { RecordingNotice, RecordingNoticeSink, TailLost } from './recording-notice';

export interface ReaderSettings {
  readonly folder: string;
  readonly name: string;
  readonly isExcerpt: boolean;
  readonly notices?: RecordingNoticeSink | undefined;
  readonly wants: (type: RecordableType, instrumentId: string | undefined) => boolean;
}

const lossRemedy = 'Pass notices to be told and go on; what is whole has been read.';

/**
 * Reads the files of a recording in order and checks that each is the one that the next was written after.
 *
 * A file that ends too early is no error where its successor knows it so: the recorder was killed and started again.
 */
export class RecordingReader {
  readonly #settings: ReaderSettings;
  #current: { readonly name: RecordingFileName; readonly reader: FileReader } | undefined;
  #previous: { readonly name: RecordingFileName; readonly outcome: FileOutcome } | undefined;
  #symbols = new Map<string, number>();
  #batch: RecordedEvent[] = [];

  constructor(settings: ReaderSettings) {
    this.#settings = settings;
  }

  /** Begins the next file, in order of the numbers. */
  begin(name: RecordingFileName): void {
    const reader = new FileReader({
      onHeader: (header) => this.#link(name, header),
      onRecord: (record) => this.#batch.push(record),
      onDropped: (notice) =>
        this.#tell(notice, `${notice.count} events were not recorded: the recorder had no room for them`, name),
      wants: this.#settings.wants,
    });
    this.#current = { name, reader };
  }

  /** The records that a chunk completes, in batches; those before an error come before it. */
  *push(chunk: Buffer): Generator<readonly RecordedEvent[], void, undefined> {
    try {
      for (const _ of this.#current?.reader.push(chunk) ?? []) yield this.#take();
    } catch (error) {
      yield this.#take();
      throw error;
    }
    yield this.#take();
  }

  /** Ends a file. Whether it is as it was left shows with the next one, or at the end of all. */
  finishFile(): void {
    const { name, reader } = this.#current ?? {};
    if (name === undefined || reader === undefined) return;
    const outcome = reader.finish();
    this.#keepSymbols(name, reader);
    // Without a header it was not compared with the file before.
    if (outcome.header === undefined) this.#settle('unknown');
    this.#previous = { name, outcome };
    this.#current = undefined;
  }

  /** Ends the recording. */
  finish(): void {
    this.#settle('none');
  }

  #take(): readonly RecordedEvent[] {
    const batch = this.#batch;
    this.#batch = [];
    return batch;
  }

  /** The file before this one, against what this one says of it. */
  #link(name: RecordingFileName, header: RecordingHeader): void {
    const { folder, name: recording, isExcerpt } = this.#settings;
    const fail = (code: string, file: string, problem: string, remedy: string) =>
      dataError(folder, undefined, { code, problem, remedy, field: 'file', value: file });
    if (header.recording !== recording || header.file !== name.number) {
      const problem = `${name.file} is file ${header.file} of the recording ${JSON.stringify(header.recording)}`;
      throw fail('FILE_RENAMED', name.file, problem, 'Give it back the name that it had.');
    }
    const { previous } = header;
    const before = this.#previous;
    if (before === undefined) {
      if (previous !== undefined && !isExcerpt) throw missingFile(folder, recording, previous.file, name.file);
      return;
    }
    if (previous?.file === before.name.number && previous.digest === before.outcome.digest) {
      this.#settle('agrees');
      return;
    }
    if (before.outcome.fault !== undefined) throw this.#damage(before.name, before.outcome);
    const problem = `${before.name.file} is not what it was when ${name.file} was begun: its SHA-256 is another`;
    throw fail('FILE_CHANGED', before.name.file, problem, 'Restore the file from where it was recorded.');
  }

  /** Says what the file before lacks. Where no successor knew it so, damage is an error. */
  #settle(successor: 'agrees' | 'unknown' | 'none'): void {
    const before = this.#previous;
    if (before === undefined) return;
    this.#previous = undefined;
    const { name, outcome } = before;
    const { fault, isTorn, endReason, nextLine, lostBytes } = outcome;
    if (endReason !== undefined && (fault !== undefined || isTorn)) throw this.#added(name, nextLine);
    if (fault !== undefined && successor !== 'agrees') throw this.#damage(name, outcome);
    const isWhole = fault === undefined && !isTorn && endReason !== undefined;
    if (isWhole && (successor !== 'none' || endReason !== 'rotated')) return;
    const tears: readonly [boolean, TailLost['reason'], string][] = [
      [fault !== undefined, 'damaged', `the file is damaged from line ${nextLine} on, and was when recording went on`],
      [isTorn, 'torn', `the file is cut in line ${nextLine}`],
      [isWhole, 'next-file-missing', 'the file was closed for a next one, which is not there'],
    ];
    const [, reason, problem] = tears.find(([holds]) => holds) ?? [
      true,
      'unfinished' as const,
      `the closing line is missing after line ${nextLine - 1}`,
    ];
    this.#tell({ type: 'tail-lost', file: name.file, reason, line: nextLine, lostBytes }, problem, name);
  }

  /** Losses are told to whoever listens; where nobody does they are errors. */
  #tell(notice: RecordingNotice, problem: string, { file, path }: RecordingFileName): void {
    const { notices } = this.#settings;
    if (notices !== undefined) {
      notices.next(notice);
      return;
    }
    const code = notice.type === 'tail-lost' ? 'TAIL_LOST' : 'RECORDS_DROPPED';
    throw dataError(path, undefined, { code, problem, remedy: lossRemedy, field: 'file', value: file });
  }

  /** No recorder writes behind the closing line, so this is no tear. */
  #added({ path }: RecordingFileName, nextLine: number) {
    const problem = 'there is something behind the closing line';
    const remedy = 'Remove what was added, or restore the file.';
    return dataError(path, line(nextLine), { code: 'AFTER_THE_END', problem, remedy });
  }

  #damage({ path }: RecordingFileName, { fault, nextLine }: FileOutcome) {
    return dataError(path, line(nextLine), fault as NonNullable<typeof fault>);
  }

  #keepSymbols({ path }: RecordingFileName, { instruments }: FileReader): void {
    for (const [symbol, instrumentId] of instruments as Map<number, string>) {
      const known = this.#symbols.get(instrumentId) ?? symbol;
      this.#symbols.set(instrumentId, known);
      if (known === symbol) continue;
      throw dataError(path, undefined, {
        code: 'SYMBOL_CHANGED',
        problem: `${instrumentId} has symbol ${symbol} here and ${known} in a file before`,
        remedy: 'Restore the file from where it was recorded.',
        field: 'symbol',
        value: symbol,
      });
    }
  }
}
