import { type Clock, SigmaxError, systemClock } from '@sigmax/core';
import { type Deadline, startDeadline, TimeIsUp } from './deadline';
import { dynamicSymbol } from './dynamic-symbol';
import { instrumentParts } from './instrument-parts';
import { parseRegistryOptions, type RegistrySettings, type SymbolRegistryOptions } from './registry-options';
import { SymbolError } from './symbol-error';
import { requireSymbolId } from './symbol-id';
import type { StoreTrouble, SymbolRegistry, SymbolResolution, WriteBack } from './symbol-resolution';
import type { SymbolStore } from './symbol-store';

type Known = Omit<SymbolResolution, 'trouble'>;

/** Two claims in a row that meet a taken number are rare already; so many mean that something else is wrong. */
const mostAttempts = 100;

const isForGood = (error: unknown): boolean => SigmaxError.isInstance(error) && !error.isRetryable;

class Registry implements SymbolRegistry {
  readonly #settings: RegistrySettings;
  readonly #clock: Clock;
  readonly #known = new Map<string, Known>();
  readonly #owners = new Map<number, string>();
  readonly #running = new Map<string, Promise<SymbolResolution>>();
  #restsUntilMs = Number.NEGATIVE_INFINITY;

  constructor(settings: RegistrySettings) {
    this.#settings = settings;
    this.#clock = settings.clock ?? systemClock;
  }

  async resolve(instrumentId: string): Promise<SymbolResolution> {
    const known = this.#known.get(instrumentId);
    if (known !== undefined) return { ...known, tier: 'memory', trouble: undefined };
    instrumentParts(instrumentId);
    const running = this.#running.get(instrumentId) ?? this.#start(instrumentId);
    return running;
  }

  instrumentOf(id: number): string | undefined {
    return this.#owners.get(id);
  }

  async writeBack(): Promise<WriteBack> {
    const open = [...this.#known.values()].filter(({ isStored }) => !isStored);
    let written = 0;
    for (const { instrumentId, id, tier } of open) {
      const [stored, trouble] = await this.#ask(async (store, deadline) =>
        this.#number(instrumentId, await deadline.race(store.claim(instrumentId, id, deadline.signal))),
      );
      if (trouble !== undefined) return { written, left: open.length - written, trouble };
      if (stored !== id) throw this.#conflict(instrumentId, id, stored);
      this.#known.set(instrumentId, { instrumentId, id, tier, isStored: true });
      written += 1;
    }
    return { written, left: 0, trouble: undefined };
  }

  async close(): Promise<void> {
    await this.#settings.store?.close();
  }

  /** Concurrent questions for one instrument share one answer. */
  #start(instrumentId: string): Promise<SymbolResolution> {
    const answer = this.#lookUp(instrumentId).finally(() => this.#running.delete(instrumentId));
    this.#running.set(instrumentId, answer);
    return answer;
  }

  async #lookUp(instrumentId: string): Promise<SymbolResolution> {
    const { store, fixed } = this.#settings;
    const tier = fixed.has(instrumentId) ? 'fixed' : 'dynamic';
    if (store === undefined) return this.#provisional(instrumentId, tier, undefined);
    const [known, trouble] = await this.#ask((_, deadline) => this.#fromStore(instrumentId, tier, store, deadline));
    return known === undefined
      ? this.#provisional(instrumentId, tier, trouble)
      : this.#keep({ ...known, trouble: undefined });
  }

  async #fromStore(
    instrumentId: string,
    tier: 'fixed' | 'dynamic',
    store: SymbolStore,
    deadline: Deadline,
  ): Promise<Known> {
    const found = this.#number(instrumentId, await deadline.race(store.find(instrumentId, deadline.signal)));
    const fixed = this.#settings.fixed.get(instrumentId);
    if (found !== undefined) {
      if (fixed !== undefined && fixed !== found) throw this.#conflict(instrumentId, fixed, found);
      return { instrumentId, id: found, tier: 'stored', isStored: true };
    }
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const id = fixed ?? dynamicSymbol(instrumentId, attempt, this.#settings.bits);
      if (fixed === undefined && !this.#isFree(instrumentId, id)) continue;
      const answer = await deadline.race(store.claim(instrumentId, id, deadline.signal));
      const given = this.#number(instrumentId, answer);
      if (given === id) return { instrumentId, id, tier, isStored: true };
      if (fixed !== undefined) throw this.#conflict(instrumentId, fixed, given);
      // Another process was first, with another number.
      if (given !== undefined) return { instrumentId, id: given, tier: 'stored', isStored: true };
    }
    throw new SymbolError({
      code: 'NO_FREE_SYMBOL',
      message: `${store.name} had none of ${mostAttempts} symbols for ${instrumentId} free.`,
      remedy: 'Look at what is in the store, or use 53 bits.',
      context: { instrumentId, store: store.name },
    });
  }

  /** A symbol that no store has taken down. Its first choice is the one that any other process would make. */
  #provisional(instrumentId: string, tier: 'fixed' | 'dynamic', trouble: StoreTrouble | undefined): SymbolResolution {
    const { fixed, bits } = this.#settings;
    let id = fixed.get(instrumentId);
    for (let attempt = 0; id === undefined; attempt++) {
      const candidate = dynamicSymbol(instrumentId, attempt, bits);
      if (this.#isFree(instrumentId, candidate)) id = candidate;
    }
    return this.#keep({ instrumentId, id, tier, isStored: false, trouble });
  }

  #isFree(instrumentId: string, id: number): boolean {
    const owner = this.#owners.get(id) ?? this.#settings.owners.get(id);
    return owner === undefined || owner === instrumentId;
  }

  #keep(resolution: SymbolResolution): SymbolResolution {
    const { instrumentId, id, tier, isStored } = resolution;
    const owner = this.#owners.get(id) ?? this.#settings.owners.get(id) ?? instrumentId;
    if (owner !== instrumentId) throw this.#conflict(instrumentId, id, undefined, owner);
    this.#owners.set(id, instrumentId);
    this.#known.set(instrumentId, { instrumentId, id, tier, isStored });
    return resolution;
  }

  #number(instrumentId: string, value: unknown): number | undefined {
    const { store, bits } = this.#settings;
    return value === undefined ? undefined : requireSymbolId(value, instrumentId, store?.name ?? 'store', bits);
  }

  /** Asks the store within the limit; an outage is an answer, everything that is wrong for good is an error. */
  async #ask<Answer>(
    question: (store: SymbolStore, deadline: Deadline) => Promise<Answer>,
  ): Promise<readonly [Answer, undefined] | readonly [undefined, StoreTrouble]> {
    const { store, timeoutMs, restMs } = this.#settings;
    const nowMs = this.#clock.nowMs();
    if (store === undefined) return [undefined, { reason: 'failed', message: 'there is no store' }];
    if (nowMs < this.#restsUntilMs) {
      const message = `${store.name} failed a short while ago and is asked again in ${this.#restsUntilMs - nowMs} ms`;
      return [undefined, { reason: 'resting', message }];
    }
    const deadline = startDeadline(this.#clock, timeoutMs);
    try {
      return [await question(store, deadline), undefined];
    } catch (error) {
      if (isForGood(error)) throw error;
      this.#restsUntilMs = this.#clock.nowMs() + restMs;
      const message = `${store.name}: ${error instanceof Error ? error.message : String(error)}`;
      return [undefined, { reason: error instanceof TimeIsUp ? 'timeout' : 'failed', message }];
    } finally {
      deadline.stop();
    }
  }

  #conflict(instrumentId: string, id: number, stored: number | undefined, owner?: string): SymbolError {
    const other = stored === undefined ? `which ${owner ?? 'another instrument'} has` : `where the store has ${stored}`;
    return new SymbolError({
      code: 'SYMBOL_CONFLICT',
      message: `${instrumentId} has the symbol ${id} here, ${other}.`,
      remedy: 'Decide which one holds, mend the table or the fixed symbols, and restart what used the other.',
      context: { instrumentId, id, stored, owner },
    });
  }
}

/**
 * Creates a registry of symbols: whole numbers that stand for instruments in files and messages, the same in every process.
 *
 * It looks in four places, in this order: what it has given out already; the store, for at most `timeoutMs`; the `fixed` symbols;
 * and last it derives a number from the instrument's name with `dynamicSymbol`. What the last two give is written into the store,
 * so that the next process finds it there. A store that is down or slow is passed over, and the result says so: `trouble`, and
 * `isStored: false` until `writeBack` has succeeded.
 *
 * - State: every instrument that was asked for.
 * - Cost: one look into a map for what is known; otherwise one question to the store, and one more to write.
 * - Errors: none for an outage. What is wrong for good rejects: `SYMBOL_CONFLICT`, `POISONED_SYMBOL`, a table of another shape.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown, or two instruments have one fixed symbol.
 * @example
 * ```ts
 * import { symbolRegistry } from '@sigmax/adapters/symbols';
 * const registry = symbolRegistry({ fixed: { 'binance:BTC/USDT': 1 } });
 * const { id, tier } = await registry.resolve('binance:BTC/USDT');
 * [id, tier]; // => [1, 'fixed']
 * (await registry.resolve('binance:BTC/USDT')).tier; // => 'memory'
 * (await registry.resolve('kraken:BTC/USD')).tier; // => 'dynamic'
 * registry.instrumentOf(1); // => 'binance:BTC/USDT'
 * ```
 */
export const symbolRegistry = (options: SymbolRegistryOptions): SymbolRegistry =>
  new Registry(parseRegistryOptions(options));
