import { isObservable, type Observable, Subscriber } from 'rxjs';
import { RingBuffer } from '../ring-buffer';
import type { Timed } from './timed';

/** What can be merged: streams, which push, and iterables of both kinds, which are asked for one event at a time. */
export type MergeSource<Event extends Timed> = Observable<Event> | Iterable<Event> | AsyncIterable<Event>;

/** Who takes what the sources of a merge bring. */
export interface MergeHost<Event extends Timed> {
  came(source: SourceState<Event>, event: Event): void;
  completed(source: SourceState<Event>): void;
  failed(error: unknown): void;
}

/** One source of a merge, and the events of it that wait. */
export class SourceState<Event extends Timed> {
  readonly index: number;
  readonly queue = new RingBuffer<Event>();
  isDone = false;
  /** Whether the merge goes on without it until it speaks again. */
  isIdle = false;
  /** Whether something came since the merge last looked. */
  hasCome = false;
  previousMs = Number.NEGATIVE_INFINITY;
  /** Asks a source that is pulled for its next event; nothing for one that pushes. */
  ask: () => void = () => {};
  /** Lets the source go. */
  stop: () => void = () => {};

  constructor(index: number) {
    this.index = index;
  }
}

const openIterator = <Event extends Timed>(
  iterator: Iterator<Event>,
  state: SourceState<Event>,
  host: MergeHost<Event>,
): void => {
  state.ask = () => {
    const { done, value } = iterator.next();
    if (done === true) host.completed(state);
    else host.came(state, value);
  };
  state.stop = () => {
    if (!state.isDone) iterator.return?.();
  };
  state.ask();
};

const openAsyncIterator = <Event extends Timed>(
  iterator: AsyncIterator<Event>,
  state: SourceState<Event>,
  host: MergeHost<Event>,
): void => {
  let isStopped = false;
  state.ask = () => {
    iterator.next().then(
      ({ done, value }) => {
        if (isStopped) return;
        if (done === true) host.completed(state);
        else host.came(state, value);
      },
      (error: unknown) => {
        state.isDone = true;
        if (!isStopped) host.failed(error);
      },
    );
  };
  state.stop = () => {
    isStopped = true;
    // Nobody is left to hear what goes wrong while it closes.
    if (!state.isDone) iterator.return?.().catch(() => undefined);
  };
  state.ask();
};

/** Subscribes a source, or asks it for its first event. */
export const openSource = <Event extends Timed>(
  source: MergeSource<Event>,
  state: SourceState<Event>,
  host: MergeHost<Event>,
): void => {
  if (isObservable(source)) {
    const subscriber = new Subscriber<Event>({
      next: (event) => host.came(state, event),
      error: (error: unknown) => host.failed(error),
      complete: () => host.completed(state),
    });
    state.stop = () => subscriber.unsubscribe();
    source.subscribe(subscriber);
  } else if (Symbol.iterator in source) {
    openIterator(source[Symbol.iterator](), state, host);
  } else {
    openAsyncIterator(source[Symbol.asyncIterator](), state, host);
  }
};
