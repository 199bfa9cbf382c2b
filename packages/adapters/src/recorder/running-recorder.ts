import { SigmaxError, systemClock } from '@sigmax/core';
import { encodeRecord } from './encode-record';
import type { Recordable } from './raw-frame';
import type { Recorder } from './recorder';
import type { RecorderSettings } from './recorder-options';
import { RecordingError } from './recording-error';
import type { CloseReason } from './recording-notice';
import { type Entry, RecordingWriter } from './recording-writer';

/** A running total of events for which there was no room. */
interface Gap {
  count: number;
  readonly fromMs: number;
  toMs: number;
}

const headOf = ({ type }: Recordable, receivedMs: number): readonly [string, string] =>
  type === 'raw-frame'
    ? [`{"type":"raw-frame","receivedMs":${receivedMs}`, '']
    : [`{"type":"${type}","symbol":`, `,"receivedMs":${receivedMs}`];

const notWritten = ({ folder, name }: RecorderSettings, cause: unknown): RecordingError =>
  new RecordingError({
    code: 'RECORDING_NOT_WRITTEN',
    message: `recording ${name} in ${folder} could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
    remedy: 'Make room on the disk, or give this process the right to write there.',
    context: { folder, name },
    cause,
    isRetryable: true,
  });

const sizeOf = ({ before, after }: Entry): number => before.length + after.length;

/** A recorder at work: what waits, who writes it, and what becomes of a failure. */
export class RunningRecorder implements Recorder {
  readonly #settings: RecorderSettings;
  readonly #onFailure: (error: unknown) => void;
  readonly #writer: RecordingWriter;
  #entries: Entry[] = [];
  /** Of what waits and of what is being written. */
  #pendingBytes = 0;
  /** Of what waits and is not being written yet. */
  #waitingBytes = 0;
  #gap: Gap | undefined;
  #work: Promise<void> | undefined;
  #isWorking = false;
  #cancelTimer: (() => void) | undefined;
  #closing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;
  #roomWanted: (() => void)[] = [];

  constructor(settings: RecorderSettings, onFailure: (error: unknown) => void) {
    this.#settings = settings;
    this.#onFailure = onFailure;
    this.#writer = new RecordingWriter(settings, () => this.#nowMs());
  }

  write(event: Recordable): boolean {
    this.#requireRunning();
    const receivedMs = this.#nowMs();
    const fields = encodeRecord(event);
    const [before, stamp] = headOf(event, receivedMs);
    const instrumentId = event.type === 'raw-frame' ? undefined : event.instrumentId;
    // Joined and not added: a sum would keep all its parts in memory until it is written.
    const entry: Entry = { instrumentId, before, after: [stamp, fields].join(''), receivedMs, isRecord: true };
    const { maximumPendingBytes, flushBytes } = this.#settings;
    if (this.#pendingBytes + sizeOf(entry) > maximumPendingBytes) return this.#noRoom(receivedMs);
    this.#endGap();
    this.#push(entry);
    if (this.#waitingBytes >= flushBytes) this.#startWork();
    else this.#startTimer();
    return this.#hasRoom();
  }

  async drained(): Promise<void> {
    this.#throwFailure();
    if (this.#hasRoom()) return;
    this.#startWork();
    await new Promise<void>((resolve) => this.#roomWanted.push(resolve));
    this.#throwFailure();
  }

  async flush(): Promise<void> {
    this.#throwFailure();
    this.#startWork();
    await this.#work;
    this.#throwFailure();
  }

  close(reason: CloseReason = 'closed'): Promise<void> {
    this.#closing ??= this.#finish(reason);
    return this.#closing;
  }

  async #finish(reason: CloseReason): Promise<void> {
    this.#endGap();
    this.#startWork();
    await this.#work;
    this.#throwFailure();
    try {
      await this.#writer.close(reason);
    } catch (error) {
      this.#fail(error);
      await this.#abandon();
    }
    this.#throwFailure();
  }

  #noRoom(receivedMs: number): boolean {
    const { whenFull, maximumPendingBytes, notices } = this.#settings;
    if (whenFull === 'fail') {
      const error = new RecordingError({
        code: 'RECORDER_FULL',
        message: `record: more than maximumPendingBytes ${maximumPendingBytes} waited for the disk.`,
        remedy: "Raise it, record less, wait for drained() where the source can wait, or choose whenFull: 'drop'.",
        context: { maximumPendingBytes, pendingBytes: this.#pendingBytes },
      });
      this.#fail(error);
      this.#startWork();
      throw error;
    }
    this.#startWork();
    this.#gap ??= { count: 0, fromMs: receivedMs, toMs: receivedMs };
    this.#gap.count += 1;
    this.#gap.toMs = receivedMs;
    notices?.next({ type: 'records-dropped', ...this.#gap });
    return false;
  }

  /** Writes down what was dropped, at the place where it is missing. */
  #endGap(): void {
    const gap = this.#gap;
    if (gap === undefined) return;
    this.#gap = undefined;
    const before = JSON.stringify({ type: 'dropped', ...gap }).slice(0, -1);
    this.#push({ instrumentId: undefined, before, after: '', receivedMs: gap.toMs, isRecord: false });
  }

  #push(entry: Entry): void {
    const size = sizeOf(entry);
    this.#entries.push(entry);
    this.#pendingBytes += size;
    this.#waitingBytes += size;
  }

  #startTimer(): void {
    this.#cancelTimer ??= this.#clock.after(this.#settings.flushMs, () => this.#startWork());
  }

  #startWork(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#work = this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#entries.length > 0) {
        const entries = this.#nextBlock();
        const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
        await this.#writer.write(entries);
        this.#pendingBytes -= size;
        this.#tellRoom();
      }
    } catch (error) {
      this.#fail(error);
      this.#entries = [];
    }
    if (this.#failure !== undefined) await this.#abandon();
    this.#isWorking = false;
  }

  /** What cannot be closed after a failure changes nothing about it, and the failure has been told. */
  async #abandon(): Promise<void> {
    await this.#writer.abandon().catch(() => undefined);
  }

  /** What is written and packed together. */
  #nextBlock(): Entry[] {
    let size = 0;
    const { flushBytes } = this.#settings;
    const found = this.#entries.findIndex((entry) => {
      size += sizeOf(entry);
      return size >= flushBytes;
    });
    const block = this.#entries.splice(0, found === -1 ? this.#entries.length : found + 1);
    this.#waitingBytes -= size;
    return block;
  }

  #hasRoom(): boolean {
    return this.#pendingBytes * 2 < this.#settings.maximumPendingBytes;
  }

  #tellRoom(): void {
    if (!this.#hasRoom() && this.#failure === undefined) return;
    const wanted = this.#roomWanted;
    this.#roomWanted = [];
    for (const resolve of wanted) resolve();
  }

  #fail(cause: unknown): void {
    if (this.#failure !== undefined) return;
    const error = SigmaxError.isInstance(cause) ? cause : notWritten(this.#settings, cause);
    this.#failure = { error };
    this.#cancelTimer?.();
    this.#settings.notices?.next({ type: 'recording-failed', error });
    this.#onFailure(error);
    this.#tellRoom();
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #requireRunning(): void {
    this.#throwFailure();
    if (this.#closing === undefined) return;
    throw new RecordingError({
      code: 'RECORDER_CLOSED',
      message: 'record: the recorder was closed before this event.',
      remedy: 'Create a new recorder; it continues the recording with the next file.',
    });
  }

  get #clock() {
    return this.#settings.clock ?? systemClock;
  }

  #nowMs(): number {
    return this.#clock.nowMs();
  }
}
