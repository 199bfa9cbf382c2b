import { type MonoTypeOperatorFunction, Observable, Subscriber } from 'rxjs';

/** One subscription to the source for all subscribers, made with the first and released with the last. */
class Hub<Value> {
  private readonly source: Observable<Value>;
  private readonly subscribers = new Set<Subscriber<Value>>();
  /** Who gets the next value; made anew when somebody has come or gone. */
  private round: readonly Subscriber<Value>[] | undefined;
  private upstream: Subscriber<Value> | undefined;
  private latest: { readonly value: Value } | undefined;
  private isBusy = false;
  private waiting: (() => void)[] | undefined;

  constructor(source: Observable<Value>) {
    this.source = source;
  }

  join(subscriber: Subscriber<Value>): void {
    if (this.latest !== undefined) subscriber.next(this.latest.value);
    if (subscriber.closed) return;
    this.subscribers.add(subscriber);
    this.round = undefined;
    // Before the source can speak: whoever has enough of it at once must be able to stop it.
    subscriber.add(() => this.leave(subscriber));
    if (this.upstream === undefined) this.connect();
  }

  private leave(subscriber: Subscriber<Value>): void {
    if (!this.subscribers.delete(subscriber)) return;
    this.round = undefined;
    if (this.subscribers.size > 0) return;
    const { upstream } = this;
    this.reset();
    upstream?.unsubscribe();
  }

  private reset(): void {
    this.upstream = undefined;
    this.latest = undefined;
    this.round = undefined;
  }

  private connect(): void {
    const upstream = new Subscriber<Value>({
      next: (value) => this.next(upstream, value),
      error: (error: unknown) => this.finish(upstream, (subscriber) => subscriber.error(error)),
      complete: () => this.finish(upstream, (subscriber) => subscriber.complete()),
    });
    this.upstream = upstream;
    this.source.subscribe(upstream);
  }

  /** A value that comes while another is handed round waits until everyone has had that one. */
  private next(upstream: Subscriber<Value>, value: Value): void {
    if (this.isBusy) {
      this.wait(() => this.deliver(upstream, value));
      return;
    }
    this.isBusy = true;
    this.deliver(upstream, value);
    this.drain();
    this.isBusy = false;
  }

  private finish(upstream: Subscriber<Value>, tell: (subscriber: Subscriber<Value>) => void): void {
    this.wait(() => {
      if (upstream !== this.upstream) return;
      const all = [...this.subscribers];
      this.subscribers.clear();
      this.reset();
      upstream.unsubscribe();
      for (const subscriber of all) tell(subscriber);
    });
    if (this.isBusy) return;
    this.isBusy = true;
    this.drain();
    this.isBusy = false;
  }

  private deliver(upstream: Subscriber<Value>, value: Value): void {
    if (upstream !== this.upstream) return;
    // Whoever joins in the middle gets the value as the latest, and must not get it twice.
    this.round ??= [...this.subscribers];
    this.latest = { value };
    for (const subscriber of this.round) subscriber.next(value);
  }

  private wait(work: () => void): void {
    this.waiting ??= [];
    this.waiting.push(work);
  }

  private drain(): void {
    if (this.waiting === undefined) return;
    // A list hands out what is added while it is walked.
    for (const work of this.waiting) work();
    this.waiting = undefined;
  }
}

/**
 * Shares one subscription to the source among all subscribers and gives each newcomer the latest value.
 *
 * The source is subscribed with the first subscriber and released with the last; the latest value goes with it, so nobody gets
 * a price from before a pause. A value emitted while another is handed round waits its turn: every subscriber sees all
 * values in one order. After the end or an error a new subscriber subscribes the source anew.
 *
 * - State: one value.
 * - Cost: O(subscribers) per value.
 *
 * @example
 * ```ts
 * import { shareLatest } from '@sigmax/core';
 * import { Subject } from 'rxjs';
 * const source = new Subject<number>();
 * const prices = source.pipe(shareLatest());
 * const first = prices.subscribe();
 * source.next(100);
 * const seen: number[] = [];
 * const second = prices.subscribe((price) => seen.push(price));
 * seen; // => [100]
 * first.unsubscribe();
 * second.unsubscribe();
 * source.observed; // => false
 * ```
 */
export const shareLatest =
  <Value>(): MonoTypeOperatorFunction<Value> =>
  (source) => {
    const hub = new Hub(source);
    return new Observable<Value>((subscriber) => hub.join(subscriber));
  };
