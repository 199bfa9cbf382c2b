import { messageOf } from './attempt';

/** Tells listeners in the order in which things happened, whatever they do meanwhile. */
export interface Announcer<Event> {
  announce(event: Event): void;
  /** Does something during which nobody is told; they are when it is done. */
  hold(action: () => void): void;
  /** Returns what stops it. */
  listen(listener: (event: Event) => void): () => void;
}

/** Calls a function that may throw or reject, and says so at most once. */
export const guarded = (action: () => unknown, failed: (message: string) => void): void => {
  try {
    const result = action();
    if (typeof Reflect.get(Object(result), 'then') === 'function')
      Promise.resolve(result).then(undefined, (cause: unknown) => failed(messageOf(cause)));
  } catch (cause) {
    failed(messageOf(cause));
  }
};

/**
 * Makes an announcer. What a listener causes is told to all after what it was told. A listener that throws or rejects keeps
 * nothing from the others, and all are told of it as what `failed` makes of it; what they throw on that is not told again.
 */
export const announcer = <Event>(
  first: readonly ((event: Event) => void)[],
  failed: (message: string) => Event,
): Announcer<Event> => {
  const listeners = new Set(first);
  const queue: { readonly event: Event; readonly isFailure: boolean }[] = [];
  let isTelling = false;
  const drain = (): void => {
    if (isTelling) return;
    isTelling = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { event, isFailure } = next;
      const told = (message: string): void => {
        if (isFailure) return;
        queue.push({ event: failed(message), isFailure: true });
        drain();
      };
      for (const listener of [...listeners]) guarded(() => listener(event), told);
    }
    isTelling = false;
  };
  return {
    announce: (event) => {
      queue.push({ event, isFailure: false });
      drain();
    },
    hold: (action) => {
      const wasTelling = isTelling;
      isTelling = true;
      try {
        action();
      } finally {
        isTelling = wasTelling;
      }
      drain();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
