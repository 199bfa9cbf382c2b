import type { OrderBookDelta, OrderBookSnapshot } from '@sigmax/core';
import type { JsonRows } from './json-rows';

/** The ids of a change: its first and last update, and the last one of the change before it. */
export interface ChangeIds {
  readonly first: number;
  readonly last: number;
  readonly previous: number;
}

interface PendingChange {
  readonly delta: OrderBookDelta;
  readonly ids: ChangeIds;
}

/** Changes that may wait for a snapshot: at ten a second, those of three hours. */
const mostPending = 100_000;

/**
 * Puts recorded changes and snapshots of Binance futures into an order that a book can take.
 *
 * After a snapshot with last update s, changes that end before s are in it already. The first one that counts begins at or
 * before s and ends at or after it; each one after that names the end of the one before it.
 */
export class FeedBook {
  readonly #onEvent: (event: OrderBookSnapshot | OrderBookDelta) => void;
  #pending: PendingChange[] = [];
  /** The last update in the book; `undefined` before the first snapshot. */
  #lastId: number | undefined;
  #isFresh = false;

  constructor(onEvent: (event: OrderBookSnapshot | OrderBookDelta) => void) {
    this.#onEvent = onEvent;
  }

  change(delta: OrderBookDelta, ids: ChangeIds, rows: JsonRows): void {
    if (this.#lastId !== undefined) {
      this.#apply({ delta, ids }, rows);
      return;
    }
    if (this.#pending.length >= mostPending) this.finish(rows);
    this.#pending.push({ delta, ids });
  }

  /** A snapshot older than the book says nothing new and is left out. */
  snapshot(snapshot: OrderBookSnapshot, lastId: number, rows: JsonRows): void {
    if (this.#lastId !== undefined && lastId < this.#lastId) return;
    this.#onEvent(snapshot);
    this.#lastId = lastId;
    this.#isFresh = true;
    const waiting = this.#pending;
    this.#pending = [];
    for (const change of waiting) this.#apply(change, rows);
  }

  /** Ends the feed. */
  finish(rows: JsonRows): void {
    if (this.#pending.length === 0) return;
    rows.fail({
      code: 'NO_SNAPSHOT',
      problem: `${this.#pending.length} changes of the book came without a snapshot`,
      remedy: 'Record the answer to a request for depth too; without it the book is not known.',
      field: 'lastUpdateId',
    });
  }

  #apply({ delta, ids }: PendingChange, rows: JsonRows): void {
    const lastId = this.#lastId as number;
    if (ids.last < lastId || (!this.#isFresh && ids.last === lastId)) return;
    const follows = this.#isFresh ? ids.first <= lastId || ids.previous <= lastId : ids.previous === lastId;
    if (!follows) {
      rows.fail({
        code: 'SEQUENCE_GAP',
        problem: `pu was ${ids.previous}, where the book ends at ${lastId}: changes are missing`,
        remedy: 'Cut the file there and begin the second part with a snapshot.',
        field: 'pu',
        value: ids.previous,
      });
    }
    this.#lastId = ids.last;
    this.#isFresh = false;
    this.#onEvent(delta);
  }
}
