import type { MarketChange } from '../simulated-market';
import type { TextLevel } from '../text-level';

/** Both sides as texts, best first. */
export interface TextBook {
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

/** A book as it was after one of its changes. */
export interface BookMoment extends TextBook {
  readonly timeMs: number;
  /** Number of the last change in it. */
  readonly updateId: bigint;
  /** Counts the messages that changed it. */
  readonly version: number;
}

interface Entry {
  readonly timeMs: number;
  readonly updateId: bigint;
  readonly change: MarketChange;
  /** The whole book, every `apart` entries. */
  readonly whole: TextBook | undefined;
}

/** Changes between two whole books that are kept. */
const apart = 64;

const isGone = (quantity: string): boolean => /^[0.]*$/.test(quantity);

const applied = (
  side: readonly TextLevel[],
  changes: readonly (readonly TextLevel[])[],
  better: 1 | -1,
): TextLevel[] => {
  const levels = new Map(side);
  for (const [price, quantity] of changes.flat()) {
    if (isGone(quantity)) levels.delete(price);
    else levels.set(price, quantity);
  }
  return [...levels].sort(([a], [b]) => better * (Number(b) - Number(a)));
};

/** What a book was after each of its changes, kept as changes with a whole book now and then. */
export class BookTimeline {
  readonly #entries: Entry[] = [];

  add(timeMs: number, updateId: bigint, change: MarketChange, whole: () => TextBook): void {
    const isWhole = this.#entries.length % apart === 0;
    this.#entries.push({ timeMs, updateId, change, whole: isWhole ? whole() : undefined });
  }

  /** The book after the last change that is no later, or the oldest that is known. */
  atTime(timeMs: number): BookMoment {
    return this.#at((entry) => entry.timeMs <= timeMs);
  }

  /** The book after the last change whose number is no higher, or the oldest that is known. */
  atUpdate(updateId: bigint): BookMoment {
    return this.#at((entry) => entry.updateId <= updateId);
  }

  #at(isNoLater: (entry: Entry) => boolean): BookMoment {
    const entries = this.#entries;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isNoLater(entries[middle] as Entry)) low = middle + 1;
      else high = middle;
    }
    const index = Math.max(0, low - 1);
    const start = index - (index % apart);
    const changes = entries.slice(start + 1, index + 1).map(({ change }) => change);
    const { whole } = entries[start] as Entry;
    const { timeMs, updateId } = entries[index] as Entry;
    const from = whole as TextBook;
    const bids = applied(
      from.bids,
      changes.map((change) => change.bids),
      1,
    );
    const asks = applied(
      from.asks,
      changes.map((change) => change.asks),
      -1,
    );
    return { timeMs, updateId, version: index, bids, asks };
  }
}
