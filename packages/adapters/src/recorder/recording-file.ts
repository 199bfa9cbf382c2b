import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nextChecksum, sealed } from './checksum';
import type { PackBlock } from './pack-block';
import type { SyncPolicy } from './recorder-options';
import type { CloseReason } from './recording-notice';
import { syncFolder } from './sync-folder';

export interface RecordingFileOptions {
  readonly path: string;
  /** The first line, without its closing bracket. */
  readonly header: string;
  readonly startedMs: number;
  readonly pack: PackBlock;
  readonly sync: SyncPolicy;
}

/** One file that is being written. Lines wait until `flush`, which writes them as one block. */
export class RecordingFile {
  readonly file: string;
  readonly startedMs: number;
  records = 0;
  /** Bytes of all lines so far, before they are packed. */
  bytes = 0;
  readonly #handle: FileHandle;
  readonly #options: RecordingFileOptions;
  readonly #digest: Hash = createHash('sha256');
  #lines: string[] = [];
  #checksum = 0;

  private constructor(handle: FileHandle, options: RecordingFileOptions) {
    this.#handle = handle;
    this.#options = options;
    this.file = basename(options.path);
    this.startedMs = options.startedMs;
  }

  /** Makes a file that is not there yet and writes its header. */
  static async create(options: RecordingFileOptions): Promise<RecordingFile> {
    const file = new RecordingFile(await open(options.path, 'wx'), options);
    try {
      file.add(options.header);
      await file.flush();
      if (options.sync !== 'none') await syncFolder(dirname(options.path));
    } catch (error) {
      await file.abandon();
      throw error;
    }
    return file;
  }

  /** Adds a line, given without its closing bracket. */
  add(body: string): void {
    this.#checksum = nextChecksum(body, this.#checksum);
    const line = sealed(body, this.#checksum);
    this.#lines.push(line);
    this.bytes += Buffer.byteLength(line);
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    const bytes = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    this.#digest.update(bytes);
    await this.#handle.appendFile(await this.#options.pack(bytes));
    if (this.#options.sync === 'flush') await this.#handle.datasync();
  }

  /** Writes the closing line and closes; returns the SHA-256 of all lines. */
  async finish(reason: CloseReason, closedMs: number): Promise<string> {
    const { records } = this;
    this.add(JSON.stringify({ type: 'end', reason, records, closedMs }).slice(0, -1));
    await this.flush();
    if (this.#options.sync !== 'none') await this.#handle.sync();
    await this.#handle.close();
    return this.#digest.digest('hex');
  }

  /** Closes without a closing line. */
  async abandon(): Promise<void> {
    await this.#handle.close();
  }
}
