import { Observable, of, Subject, take, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { fromIterable } from '../sources/from-iterable';
import { shareLatest } from './share-latest';

describe('shareLatest', () => {
  it('subscribes once, gives newcomers the latest, and releases with the last', () => {
    const source = new Subject<number>();
    let subscriptions = 0;
    const counted = new Observable<number>((subscriber) => {
      subscriptions += 1;
      return source.subscribe(subscriber);
    });
    const shared = counted.pipe(shareLatest());
    const seen: string[] = [];
    const first = shared.subscribe((value) => seen.push(`a${value}`));
    source.next(1);
    const second = shared.subscribe((value) => seen.push(`b${value}`));
    source.next(2);
    expect(seen).toEqual(['a1', 'b1', 'a2', 'b2']);
    expect(subscriptions).toBe(1);
    first.unsubscribe();
    expect(source.observed).toBe(true);
    second.unsubscribe();
    expect(source.observed).toBe(false);
    shared.subscribe((value) => seen.push(`c${value}`));
    expect([seen.length, subscriptions]).toEqual([4, 2]);
  });

  it('hands every value round before the next, also one that a handler sends', () => {
    const source = new Subject<string>();
    const shared = source.pipe(shareLatest());
    const seen: string[] = [];
    shared.subscribe((value) => {
      seen.push(`1${value}`);
      if (value === 'A') source.next('B');
    });
    shared.subscribe((value) => seen.push(`2${value}`));
    source.next('A');
    expect(seen).toEqual(['1A', '2A', '1B', '2B']);
  });

  it('ends after what waits, where a handler ends the source in the middle', () => {
    const source = new Subject<string>();
    const shared = source.pipe(shareLatest());
    const seen: string[] = [];
    shared.subscribe((value) => {
      if (value === 'A') {
        source.next('B');
        source.complete();
      }
    });
    shared.subscribe({ next: (value) => seen.push(value), complete: () => seen.push('end') });
    source.next('A');
    expect(seen).toEqual(['A', 'B', 'end']);
  });

  it('gives a value once to whoever joins in the middle of it', () => {
    const source = new Subject<number>();
    const shared = source.pipe(shareLatest());
    const seen: number[] = [];
    let hasJoined = false;
    shared.subscribe(() => {
      if (hasJoined) return;
      hasJoined = true;
      shared.subscribe((value) => seen.push(value));
    });
    source.next(1);
    source.next(2);
    expect(seen).toEqual([1, 2]);
  });

  it('stops a source that sends at once as soon as all have enough', () => {
    function* endless() {
      for (let count = 0; ; count++) yield count;
    }
    const seen: number[] = [];
    fromIterable(endless())
      .pipe(shareLatest(), take(3))
      .subscribe((value) => seen.push(value));
    expect(seen).toEqual([0, 1, 2]);
  });

  it('passes the error on to all, and subscribes anew after the end', () => {
    const errors: unknown[] = [];
    const source = new Subject<number>();
    const shared = source.pipe(shareLatest());
    shared.subscribe({ error: (error: unknown) => errors.push(error) });
    shared.subscribe({ error: (error: unknown) => errors.push(error) });
    source.error('cut');
    expect(errors).toEqual(['cut', 'cut']);
    const again = of(1, 2).pipe(shareLatest());
    const seen: number[] = [];
    again.subscribe((value) => seen.push(value));
    again.subscribe((value) => seen.push(value));
    expect(seen).toEqual([1, 2, 1, 2]);
    throwError(() => 'at once')
      .pipe(shareLatest())
      .subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors.at(-1)).toBe('at once');
  });
});
