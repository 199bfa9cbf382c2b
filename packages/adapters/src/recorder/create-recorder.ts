import type { Recorder } from './recorder';
import { parseRecorderOptions, type RecorderOptions } from './recorder-options';
import { RunningRecorder } from './running-recorder';

/**
 * Creates a recorder: events in, files out, each event a JSON line.
 *
 * Files are called `name-000001.jsonl.gz` and so on. Each begins with a header that holds the format, the symbols of the instruments
 * and the SHA-256 of the file before; each line ends with a CRC-32 over the lines so far, so what is lost or changed shows.
 * A recording that is there is continued with its next file. Nothing is opened before the first event.
 *
 * - Units: `receivedMs` of each line is the clock's time at `write`.
 * - State: events wait up to `flushMs` or `flushBytes` in memory. A process that is killed loses these and nothing else.
 * - Back-pressure: `write` never waits. It returns false when half of `maximumPendingBytes` is waiting for the disk; beyond all
 *   of it the recording fails, or drops events and writes down how many.
 * - Cost: one write, and by `sync` one fsync, a flush; packing runs in a thread of Node's pool.
 * - Errors: `RecordingError` `RECORDING_LOCKED`, `RECORDING_DAMAGED`, `RECORDER_FULL`, `RECORDER_CLOSED`, `SYMBOL_CONFLICT`, `RECORDING_NOT_WRITTEN`, and what
 *   `symbols` fails with. After one the files hold what was flushed before.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown; `ZSTD_MISSING`.
 * @example
 * ```ts no-run
 * import { createRecorder } from '@sigmax/adapters/recorder';
 * import { symbolRegistry } from '@sigmax/adapters/symbols';
 * const recorder = createRecorder({ folder: 'recordings', name: 'btc', symbols: symbolRegistry({}) });
 * recorder.write({ type: 'raw-frame', venue: 'binance', timeMs: Date.now(), text: '{"e":"trade"}' });
 * await recorder.close();
 * ```
 */
export const createRecorder = (options: RecorderOptions): Recorder =>
  new RunningRecorder(parseRecorderOptions(options, 'createRecorder'), () => {});
