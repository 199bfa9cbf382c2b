import { tell } from './apply-reports';
import type { BotHalted } from './bot-event';
import type { Kernel } from './kernel';
import { fromPlainText, plainText } from './plain-text';
import { stop } from './stops';

/**
 * A place for one text that outlives the process: a file, a row, a key.
 *
 * An implementer guarantees: `write` has stored the whole text when it returns, or throws and leaves the former one.
 */
export interface StateStore {
  /** The text that was written last; `undefined` when there never was one. Throws when it cannot be read whole. */
  read(): string | undefined;
  write(text: string): void;
}

const version = 1;

interface Remembered {
  readonly version: typeof version;
  readonly guards: Readonly<Record<string, unknown>>;
  readonly stops: readonly BotHalted[];
}

const isRemembered = (value: unknown): value is Remembered => {
  const { version: found, guards, stops } = Object(value) as Partial<Remembered>;
  const isStop = (stop: unknown) => typeof Object(stop).guard === 'string' && typeof Object(stop).action === 'string';
  return (
    found === version && typeof guards === 'object' && guards !== null && Array.isArray(stops) && stops.every(isStop)
  );
};

/** Keeps stops and the states of guards beyond the end of a run, so that a restart frees nobody. */
export class GuardMemory {
  readonly #store: StateStore;
  #written: string | undefined;

  constructor(store: StateStore) {
    this.#store = store;
  }

  /**
   * Puts back what was saved. What cannot be read stops the bot: a latch may have stood in it.
   *
   * @throws {TypeError} a guard's state is no plain data, so it could never be saved.
   */
  restore(kernel: Kernel): void {
    const { state, plan } = kernel;
    plainText(state.guards);
    try {
      const text = this.#store.read();
      if (text === undefined) return;
      const remembered = fromPlainText(text);
      if (!isRemembered(remembered)) throw new TypeError('Not a memory of guards.');
      plan.guards.forEach(({ name }, index) => {
        if (Object.hasOwn(remembered.guards, name)) state.guards[index] = remembered.guards[name];
      });
      state.stops = [...remembered.stops];
      state.halt = state.stops.at(-1);
      for (const event of state.stops) {
        plan.log.halted(event);
        tell(kernel, event);
      }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      stop(kernel, { guard: 'memory', action: 'halt', code: 'MEMORY_UNREADABLE', limit: 0, observed: 0, reason });
    }
  }

  /** Saves what has changed. What cannot be saved stops the bot: after a crash it would be free again. */
  save(kernel: Kernel): void {
    const { state, plan } = kernel;
    // What could not be read is the operator's to look at, and stops the next run too.
    if (state.stops.some(({ code }) => code === 'MEMORY_UNREADABLE')) return;
    const guards = Object.fromEntries(plan.guards.map(({ name }, index) => [name, state.guards[index]]));
    try {
      const text = plainText({ version, guards, stops: state.stops } satisfies Remembered);
      if (text === this.#written) return;
      this.#store.write(text);
      this.#written = text;
    } catch (cause) {
      if (state.stops.some(({ guard }) => guard === 'memory')) return;
      const reason = cause instanceof Error ? cause.message : String(cause);
      stop(kernel, { guard: 'memory', action: 'halt', code: 'MEMORY_NOT_SAVED', limit: 0, observed: 0, reason });
    }
  }
}
