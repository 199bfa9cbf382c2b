import type { MarketEvent, StoredMarket } from '../market/market';
import { storedSeries } from '../market/market';
import type { EventFeed, SeriesFeed } from './feed';
import type { Kernel } from './kernel';

/** The next moment is in the slice, has not come yet, or will never come. */
export type Progress = 'moment' | 'wait' | 'end';

/** A market as a sequence of moments. */
export interface Moments {
  next(): Progress;
}

/** Moments of stored bars. */
export class StoredMoments implements Moments {
  readonly #feed: SeriesFeed;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel, feed: SeriesFeed) {
    this.#feed = feed;
    this.#kernel = kernel;
  }

  next(): Progress {
    return this.#feed.next(this.#kernel.slice) ? 'moment' : 'end';
  }
}

/** Moments of events that are pulled one by one. */
export class PulledMoments implements Moments {
  readonly #feed: EventFeed;
  readonly #events: Iterator<MarketEvent>;

  constructor(feed: EventFeed, events: Iterator<MarketEvent>) {
    this.#feed = feed;
    this.#events = events;
  }

  next(): Progress {
    let isComplete = this.#feed.resume();
    while (!isComplete) {
      const { value, done } = this.#events.next();
      if (done === true) return this.#feed.end() ? 'moment' : 'end';
      isComplete = this.#feed.offer(value);
    }
    return 'moment';
  }
}

/** Moments of events that arrive whenever they like; they wait in line while a decision is being made. */
export class PushedMoments implements Moments {
  readonly #feed: EventFeed;
  #waiting: MarketEvent[] = [];
  #place = 0;
  #hasEnded = false;

  constructor(feed: EventFeed) {
    this.#feed = feed;
  }

  push(event: MarketEvent): void {
    this.#waiting.push(event);
  }

  end(): void {
    this.#hasEnded = true;
  }

  next(): Progress {
    let isComplete = this.#feed.resume();
    while (!isComplete) {
      if (this.#place === this.#waiting.length) {
        if (this.#place > 0) {
          this.#waiting.length = 0;
          this.#place = 0;
        }
        if (!this.#hasEnded) return 'wait';
        return this.#feed.end() ? 'moment' : 'end';
      }
      isComplete = this.#feed.offer(this.#waiting[this.#place++] as MarketEvent);
    }
    return 'moment';
  }
}

/** Splits the first event off a sequence, so that its instrument is known before the run begins. */
export const peek = (
  market: StoredMarket,
): { firstId: string | undefined; events: Iterator<MarketEvent> | undefined } => {
  if (storedSeries(market) !== undefined) return { firstId: undefined, events: undefined };
  const source = (market as Iterable<MarketEvent>)[Symbol.iterator]();
  const first = source.next();
  let isFirst = true;
  return {
    firstId: first.done === true ? undefined : first.value?.instrumentId,
    events: {
      next: () => {
        if (!isFirst) return source.next();
        isFirst = false;
        return first;
      },
      return: () => source.return?.() ?? { value: undefined, done: true },
    },
  };
};
