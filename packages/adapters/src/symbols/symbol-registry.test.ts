import { DataError, InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { dynamicSymbol } from './dynamic-symbol';
import { manualClock } from './manual-clock.test-helper';
import { SymbolError } from './symbol-error';
import { symbolRegistry } from './symbol-registry';
import type { SymbolStore } from './symbol-store';

const btc = 'binance:BTC/USDT';
const eth = 'binance:ETH/USDT';

/** A store in memory that counts questions; `before` can hold one up or let it fail. */
const memoryStore = (rows: readonly (readonly [string, unknown])[] = []) => {
  const byName = new Map<string, unknown>(rows);
  const questions: string[] = [];
  let before = async (_signal: AbortSignal): Promise<void> => {};
  let isClosed = false;
  const store: SymbolStore = {
    name: 'memory store',
    find: async (instrumentId, signal) => {
      questions.push(`find ${instrumentId}`);
      await before(signal);
      return byName.get(instrumentId);
    },
    claim: async (instrumentId, id, signal) => {
      questions.push(`claim ${instrumentId} ${id}`);
      await before(signal);
      if (!byName.has(instrumentId) && [...byName.values()].includes(id)) return undefined;
      if (!byName.has(instrumentId)) byName.set(instrumentId, id);
      return byName.get(instrumentId);
    },
    close: async () => {
      isClosed = true;
    },
  };
  return {
    store,
    byName,
    questions,
    isClosed: () => isClosed,
    hold: (next: (signal: AbortSignal) => Promise<void>) => {
      before = next;
    },
  };
};

const down = () => Promise.reject(new Error('connection refused'));

describe('the four places', () => {
  it('are asked in order: memory, store, fixed, dynamic', async () => {
    const { store, questions, byName } = memoryStore([[btc, 5]]);
    const registry = symbolRegistry({ store, fixed: { [btc]: 5, [eth]: 6 } });
    expect(await registry.resolve(btc)).toMatchObject({ id: 5, tier: 'stored', isStored: true, trouble: undefined });
    expect(await registry.resolve(eth)).toMatchObject({ id: 6, tier: 'fixed', isStored: true });
    const sol = await registry.resolve('binance:SOL/USDT');
    expect(sol).toMatchObject({ id: dynamicSymbol('binance:SOL/USDT', 0, 32), tier: 'dynamic', isStored: true });
    expect(await registry.resolve(btc)).toMatchObject({ id: 5, tier: 'memory', isStored: true });
    expect(questions).toEqual([
      `find ${btc}`,
      `find ${eth}`,
      `claim ${eth} 6`,
      'find binance:SOL/USDT',
      `claim binance:SOL/USDT ${sol.id}`,
    ]);
    expect([...byName.keys()]).toEqual([btc, eth, 'binance:SOL/USDT']);
    expect([registry.instrumentOf(5), registry.instrumentOf(sol.id), registry.instrumentOf(7)]).toEqual([
      btc,
      'binance:SOL/USDT',
      undefined,
    ]);
  });

  it('do without a store, and say that nothing is stored', async () => {
    const registry = symbolRegistry({ fixed: { [btc]: 1 } });
    expect(await registry.resolve(btc)).toMatchObject({ id: 1, tier: 'fixed', isStored: false, trouble: undefined });
    expect(await registry.resolve(btc)).toMatchObject({ tier: 'memory', isStored: false });
    expect(await symbolRegistry({}).resolve(eth)).toMatchObject({ id: (await registry.resolve(eth)).id });
  });

  it('take numbers that a driver gives as text', async () => {
    const { store } = memoryStore([[btc, '4294967295']]);
    expect(await symbolRegistry({ store }).resolve(btc)).toMatchObject({ id: 4_294_967_295, tier: 'stored' });
  });
});

describe('an outage', () => {
  it('of the store is passed over and said', async () => {
    const { store, hold, questions } = memoryStore();
    hold(down);
    const clock = manualClock();
    const registry = symbolRegistry({ store, clock, fixed: { [btc]: 1 } });
    const trouble = { reason: 'failed', message: 'memory store: connection refused' };
    expect(await registry.resolve(btc)).toEqual({ instrumentId: btc, id: 1, tier: 'fixed', isStored: false, trouble });
    expect(await registry.resolve(eth)).toMatchObject({ tier: 'dynamic', trouble: { reason: 'resting' } });
    expect(questions.length).toBe(1);
    clock.advance(30_000);
    expect(await registry.resolve('binance:SOL/USDT')).toMatchObject({ trouble: { reason: 'failed' } });
    expect(clock.pending()).toBe(0);
  });

  it.each([
    ['finding', 0],
    ['writing', 2_000],
  ])('by silence takes 5 s for both questions together, while %s', async (_, answersAfterMs) => {
    const { store, hold } = memoryStore();
    const clock = manualClock();
    const signals: AbortSignal[] = [];
    hold((signal) => {
      signals.push(signal);
      const answers = answersAfterMs > 0 && signals.length === 1;
      return new Promise((resolve) => void (answers && clock.after(answersAfterMs, resolve)));
    });
    let answer: unknown;
    const asked = symbolRegistry({ store, clock })
      .resolve(btc)
      .then((resolution) => {
        answer = resolution;
      });
    for (let elapsedMs = 0; elapsedMs < 4_999; elapsedMs++) {
      clock.advance(1);
      await Promise.resolve();
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(answer).toBeUndefined();
    clock.advance(1);
    await asked;
    expect(answer).toMatchObject({ tier: 'dynamic', isStored: false, trouble: { reason: 'timeout' } });
    expect(signals.length).toBe(answersAfterMs > 0 ? 2 : 1);
    expect(signals.at(-1)?.aborted).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  it('that ends too late changes nothing and is no unhandled rejection', async () => {
    const { store, hold } = memoryStore([[btc, 5]]);
    const clock = manualClock();
    let end = (): void => {};
    hold(
      () =>
        new Promise((_, reject) => {
          end = () => reject(new Error('too late'));
        }),
    );
    const registry = symbolRegistry({ store, clock });
    const asked = registry.resolve(btc);
    clock.advance(5_000);
    const { id } = await asked;
    end();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await registry.resolve(btc)).toMatchObject({ id, tier: 'memory' });
  });

  it('leaves what was given out to be written later, once', async () => {
    const { store, hold, byName } = memoryStore();
    hold(down);
    const clock = manualClock();
    const registry = symbolRegistry({ store, clock, restMs: 10 });
    const { id } = await registry.resolve(btc);
    clock.advance(10);
    expect(await registry.writeBack()).toMatchObject({ written: 0, left: 1, trouble: { reason: 'failed' } });
    clock.advance(10);
    hold(async () => {});
    expect(await registry.writeBack()).toEqual({ written: 1, left: 0, trouble: undefined });
    expect(byName).toEqual(new Map([[btc, id]]));
    expect(await registry.resolve(btc)).toMatchObject({ id, tier: 'memory', isStored: true });
    expect(await registry.writeBack()).toEqual({ written: 0, left: 0, trouble: undefined });
  });

  it('in which another process gave another number shows when it is written', async () => {
    const { store, hold, byName } = memoryStore();
    hold(down);
    const clock = manualClock();
    const registry = symbolRegistry({ store, clock, restMs: 0 });
    const { id } = await registry.resolve(btc);
    byName.set(btc, 77);
    hold(async () => {});
    await expect(registry.writeBack()).rejects.toThrow(
      new RegExp(`${btc} has the symbol ${id} here, where the store has 77`),
    );
    byName.clear();
    byName.set(eth, id);
    await expect(registry.writeBack()).rejects.toBeInstanceOf(SymbolError);
  });
});

describe('a number', () => {
  it('is never given to two, nor two to one', async () => {
    const first = dynamicSymbol(btc, 0, 32);
    const registry = symbolRegistry({ fixed: { [eth]: first } });
    expect(await registry.resolve(btc)).toMatchObject({ id: dynamicSymbol(btc, 1, 32), tier: 'dynamic' });
    expect(await registry.resolve(eth)).toMatchObject({ id: first });
    const { store } = memoryStore([[btc, first]]);
    const mixed = symbolRegistry({ store, fixed: { [eth]: first } });
    await expect(mixed.resolve(btc)).rejects.toMatchObject({ code: 'SYMBOL_CONFLICT' });
    await expect(mixed.resolve(eth)).rejects.toMatchObject({ code: 'SYMBOL_CONFLICT' });
  });

  it('that was given out in an outage is not given to the one who has it in the store', async () => {
    const { store, hold } = memoryStore([[eth, dynamicSymbol(btc, 0, 32)]]);
    hold(down);
    const clock = manualClock();
    const registry = symbolRegistry({ store, clock, restMs: 0 });
    await registry.resolve(btc);
    hold(async () => {});
    await expect(registry.resolve(eth)).rejects.toMatchObject({ code: 'SYMBOL_CONFLICT' });
  });

  it('that another process was first to give is taken over', async () => {
    const { store, hold, byName } = memoryStore();
    let questions = 0;
    hold(async () => {
      questions += 1;
      if (questions === 2) byName.set(btc, 42);
    });
    expect(await symbolRegistry({ store }).resolve(btc)).toMatchObject({ id: 42, tier: 'stored', isStored: true });
  });

  it.each([['abc'], [0], [-1], [1.5], [2 ** 32], [Number.NaN], [null], [{}], ['1e3'], [' 7'], ['007'], [true], [7n]])(
    'that is none is refused: %s',
    async (value) => {
      const { store } = memoryStore([[btc, value]]);
      const registry = symbolRegistry({ store, fixed: { [btc]: 1 } });
      await expect(registry.resolve(btc)).rejects.toBeInstanceOf(DataError);
      await expect(registry.resolve(btc)).rejects.toMatchObject({ code: 'POISONED_SYMBOL' });
      expect(registry.instrumentOf(1)).toBeUndefined();
    },
  );

  it('is not looked for without end', async () => {
    const { store } = memoryStore();
    const full: SymbolStore = { ...store, claim: async () => undefined };
    await expect(symbolRegistry({ store: full }).resolve(btc)).rejects.toMatchObject({ code: 'NO_FREE_SYMBOL' });
  });
});

describe('concurrent questions', () => {
  it('for one instrument are one question to the store', async () => {
    const { store, questions } = memoryStore();
    const registry = symbolRegistry({ store });
    const all = await Promise.all(Array.from({ length: 10 }, () => registry.resolve(btc)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(questions.length).toBe(2);
  });

  it('that fail leave the next one free to ask again', async () => {
    const { store, byName } = memoryStore([[btc, 'abc']]);
    const registry = symbolRegistry({ store });
    await expect(registry.resolve(btc)).rejects.toBeInstanceOf(DataError);
    byName.set(btc, 9);
    expect(await registry.resolve(btc)).toMatchObject({ id: 9 });
  });
});

describe('a registry', () => {
  it('closes its store', async () => {
    const { store, isClosed } = memoryStore();
    await symbolRegistry({ store }).close();
    expect(isClosed()).toBe(true);
    await symbolRegistry({}).close();
  });

  it.each([
    '',
    'BTC',
    ':BTC',
    'binance:',
    'bin ance:BTC',
    'binance:BTC\n',
    `binance:${'x'.repeat(201)}`,
    'a:\ud800',
    'a:\0',
  ])('refuses an id that is none: %j', async (id) => {
    await expect(symbolRegistry({}).resolve(id)).rejects.toMatchObject({ code: 'INVALID_INSTRUMENT_ID' });
  });

  it.each([
    [{ fixed: { [btc]: 0 } }],
    [{ fixed: { [btc]: 2 ** 32 } }],
    [{ fixed: { [btc]: 1, [eth]: 1 } }],
    [{ fixed: { BTC: 1 } }],
    [{ bits: 64 }],
    [{ timeoutMs: 0 }],
    [{ store: {} }],
    [{ statics: {} }],
  ])('refuses the options %j', (options) => {
    expect(() => symbolRegistry(options as never)).toThrow(InvalidOptionsError);
  });
});
