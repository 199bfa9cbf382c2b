import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { continueRecording } from './continue-recording';
import { type PackBlock, packerOf } from './pack-block';
import type { RecorderSettings } from './recorder-options';
import { RecordingError } from './recording-error';
import { RecordingFile } from './recording-file';
import { fileName } from './recording-files';
import { encodeHeader, isSymbol, type PreviousFile } from './recording-header';
import { lockRecording } from './recording-lock';
import type { CloseReason } from './recording-notice';

/** What waits to be written: an event's line in two parts, between which its symbol comes, or a line of the recorder's own. */
export interface Entry {
  /** `undefined` where the line needs no symbol. */
  readonly instrumentId: string | undefined;
  readonly before: string;
  readonly after: string;
  readonly receivedMs: number;
  /** Whether it is an event. */
  readonly isRecord: boolean;
}

/** Writes entries into the files of one recording: symbols, rotation and the chain. One call at a time. */
export class RecordingWriter {
  readonly #settings: RecorderSettings;
  readonly #pack: PackBlock;
  readonly #nowMs: () => number;
  /** What the symbol source said in this session. */
  readonly #resolved = new Map<string, number>();
  /** All symbols of the recording, those of earlier sessions too. */
  readonly #symbols = new Map<string, number>();
  readonly #taken = new Map<number, string>();
  /** Instruments that the open file has announced. */
  #announced = new Set<string>();
  #release: (() => void) | undefined;
  #file: RecordingFile | undefined;
  #number = 1;
  #previous: PreviousFile | undefined;

  constructor(settings: RecorderSettings, nowMs: () => number) {
    this.#settings = settings;
    this.#pack = packerOf(settings.compression);
    this.#nowMs = nowMs;
  }

  /** Writes entries and flushes them. */
  async write(entries: readonly Entry[]): Promise<void> {
    if (this.#release === undefined) await this.#start();
    for (const entry of entries) await this.#add(entry);
    await this.#file?.flush();
  }

  async close(reason: CloseReason): Promise<void> {
    try {
      await this.#finishFile(reason);
    } finally {
      this.#unlock();
    }
  }

  /** Gives everything back after a failure, the open file as it is. */
  async abandon(): Promise<void> {
    try {
      await this.#file?.abandon();
    } finally {
      this.#file = undefined;
      this.#unlock();
    }
  }

  async #start(): Promise<void> {
    const { folder, name, notices } = this.#settings;
    await mkdir(folder, { recursive: true });
    this.#release = lockRecording(join(folder, `${name}.lock`));
    const { number, previous, symbols } = await continueRecording(folder, name, notices);
    this.#number = number;
    this.#previous = previous;
    for (const [instrumentId, symbol] of symbols) this.#keep(instrumentId, symbol);
  }

  #keep(instrumentId: string, symbol: number): void {
    this.#symbols.set(instrumentId, symbol);
    this.#taken.set(symbol, instrumentId);
  }

  async #add({ instrumentId, before, after, receivedMs, isRecord }: Entry): Promise<void> {
    const symbol = instrumentId === undefined ? undefined : await this.#symbolOf(instrumentId);
    const body = `${before}${symbol ?? ''}${after}`;
    const file = await this.#fileFor(body, receivedMs);
    if (instrumentId !== undefined && !this.#announced.has(instrumentId)) {
      file.add(JSON.stringify({ type: 'instrument', instrumentId, symbol }).slice(0, -1));
      this.#announced.add(instrumentId);
    }
    file.add(body);
    if (isRecord) file.records += 1;
  }

  async #symbolOf(instrumentId: string): Promise<number> {
    const known = this.#resolved.get(instrumentId);
    if (known !== undefined) return known;
    const { id } = await this.#settings.symbols.resolve(instrumentId);
    const former = this.#symbols.get(instrumentId) ?? id;
    const owner = this.#taken.get(id) ?? instrumentId;
    if (!isSymbol(id) || owner !== instrumentId || former !== id) {
      const why =
        former === id ? `which ${owner === instrumentId ? 'is no symbol' : `${owner} has`}` : `not ${former} as before`;
      throw new RecordingError({
        code: 'SYMBOL_CONFLICT',
        message: `${instrumentId} was given symbol ${String(id)}, ${why}.`,
        remedy: 'Use one symbol registry, with storage, for everything that is recorded here.',
        context: { instrumentId, id, former, owner },
      });
    }
    this.#resolved.set(instrumentId, id);
    this.#keep(instrumentId, id);
    return id;
  }

  async #fileFor(body: string, receivedMs: number): Promise<RecordingFile> {
    const { rotateBytes, rotateMs } = this.#settings;
    const file = this.#file;
    if (file !== undefined) {
      const isFull = file.bytes + Buffer.byteLength(body) > rotateBytes;
      const isOld = receivedMs - file.startedMs >= rotateMs;
      if (file.records === 0 || !(isFull || isOld)) return file;
      await this.#finishFile('rotated');
    }
    return this.#nextFile(receivedMs);
  }

  async #nextFile(startedMs: number): Promise<RecordingFile> {
    const { folder, name: recording, compression, sync, notices } = this.#settings;
    const path = join(folder, fileName(recording, this.#number, compression));
    const previous = this.#previous;
    const header = encodeHeader({
      recording,
      file: this.#number,
      startedMs,
      previous,
      instruments: [...this.#symbols],
    });
    const file = await RecordingFile.create({ path, header, startedMs, pack: this.#pack, sync });
    this.#file = file;
    this.#announced = new Set(this.#symbols.keys());
    notices?.next({ type: 'file-opened', file: file.file });
    return file;
  }

  async #finishFile(reason: CloseReason): Promise<void> {
    const file = this.#file;
    if (file === undefined) return;
    const digest = await file.finish(reason, this.#nowMs());
    this.#file = undefined;
    this.#previous = { file: this.#number, digest };
    this.#number += 1;
    this.#settings.notices?.next({ type: 'file-closed', file: file.file, reason, records: file.records, digest });
  }

  #unlock(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
