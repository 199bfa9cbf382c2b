import type { MarketData } from '@sigmax/core';
import { type DatasetKey, datasetId } from './dataset';
import { datasetOf, type LabelledInput } from './market-input';
import type { MarketKind } from './market-kind';
import { partitionReader, partitionSpan } from './partition';

/** The rows of one ingest that belong into one file. */
export interface Bucket {
  readonly number: number;
  readonly dataset: IngestTarget;
  readonly partition: string;
}

/** One dataset of one ingest. */
export interface IngestTarget {
  readonly key: DatasetKey;
  readonly partitionOf: (timeMs: number) => string;
  readonly buckets: Map<string, Bucket>;
  received: number;
  outOfOrder: number;
  previousMs: number;
}

/** Sorts events into buckets, and counts what comes. */
export class IngestBuckets {
  readonly #input: LabelledInput;
  readonly #targets = new Map<string, IngestTarget>();
  readonly #latest = new Map<MarketKind, IngestTarget>();
  #count = 0;

  constructor(input: LabelledInput) {
    this.#input = input;
  }

  get targets(): readonly IngestTarget[] {
    return [...this.#targets.values()];
  }

  /** The bucket of an event, whose order among those of its dataset is counted. */
  take(kind: MarketKind, event: MarketData): Bucket {
    const dataset = this.#targetOf(kind, event);
    const { timeMs } = event;
    dataset.received++;
    if (timeMs < dataset.previousMs) dataset.outOfOrder++;
    dataset.previousMs = timeMs;
    const partition = dataset.partitionOf(timeMs);
    let bucket = dataset.buckets.get(partition);
    if (bucket === undefined) {
      bucket = { number: this.#count++, dataset, partition };
      dataset.buckets.set(partition, bucket);
    }
    return bucket;
  }

  #targetOf(kind: MarketKind, event: MarketData): IngestTarget {
    // Most feeds have one instrument, so that the last target of a kind is nearly always the one.
    const latest = this.#latest.get(kind);
    if (latest?.key.instrumentId === event.instrumentId) return latest;
    const key = datasetOf(kind, event, this.#input);
    const id = datasetId(key);
    let target = this.#targets.get(id);
    if (target === undefined) {
      const partitionOf = partitionReader(partitionSpan(kind, key.timeframeMs));
      target = {
        key,
        partitionOf,
        buckets: new Map(),
        received: 0,
        outOfOrder: 0,
        previousMs: Number.NEGATIVE_INFINITY,
      };
      this.#targets.set(id, target);
    }
    this.#latest.set(kind, target);
    return target;
  }
}
