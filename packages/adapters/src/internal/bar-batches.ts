import type { Bar } from '@sigmax/core';
import { Observable } from 'rxjs';
import type { BarSettings } from './bar-options';
import { readChunks } from './read-chunks';

/** Takes one checked bar; the time is as the file stamps it. */
export type OnBar = (timeMs: number, open: number, high: number, low: number, close: number, volume: number) => void;

/** A reader of one file that is fed chunk by chunk and passes on each bar as soon as its row is complete. */
export interface BarRows {
  push(chunk: Buffer): void;
  /** Ends the file and returns its timeframe. */
  finish(): number;
}

export interface BarBatchOptions {
  readonly path: string;
  readonly source: string;
  readonly settings: BarSettings & { readonly timeframeMs: number };
  readonly rows: (onBar: OnBar) => BarRows;
}

/** Gives the bars of a file, in arrays of what one chunk of it holds; every bar before a fault comes before its error. */
async function* barBatches({ path, source, settings, rows }: BarBatchOptions): AsyncGenerator<Bar[], void, undefined> {
  const { instrumentId, timeframeMs, stamp } = settings;
  const shiftMs = stamp === 'open' ? timeframeMs : 0;
  let batch: Bar[] = [];
  const reader = rows((timeMs, open, high, low, close, volume) => {
    batch.push({ type: 'bar', instrumentId, timeMs: timeMs + shiftMs, open, high, low, close, volume });
  });
  try {
    for await (const chunk of readChunks(path, { source })) {
      reader.push(chunk);
      yield batch;
      batch = [];
    }
    reader.finish();
  } catch (error) {
    yield batch;
    throw error;
  }
  yield batch;
}

/** The bars of a file as an iterable; every iteration reads the file anew. */
export const barIterable = (options: BarBatchOptions): AsyncIterable<Bar> => ({
  async *[Symbol.asyncIterator]() {
    for await (const batch of barBatches(options)) yield* batch;
  },
});

/** The bars of a file as a cold observable: every subscription reads the file anew, and unsubscribing closes it. */
export const barObservable = (options: BarBatchOptions): Observable<Bar> =>
  new Observable((subscriber) => {
    const read = async () => {
      for await (const batch of barBatches(options)) {
        for (const bar of batch) {
          if (subscriber.closed) return;
          subscriber.next(bar);
        }
        if (subscriber.closed) return;
      }
    };
    read().then(
      () => subscriber.complete(),
      (error: unknown) => subscriber.error(error),
    );
  });
