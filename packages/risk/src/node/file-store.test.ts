import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBot, defineStrategy, simulatedBroker, target } from '@sigmax/core';
import { flatBars } from '@sigmax/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreError } from '../store/store-error';
import { share } from '../testing-profile.test-helper';
import { type FileStore, fileStore } from './file-store';
import { temporaryFolder } from './temporary-folder.test-helper';

const folder = temporaryFolder();
let count = 0;
const opened: FileStore[] = [];
const freshPath = (): string => join(folder, `store-${count++}`);
const open = (path: string): FileStore => {
  const store = fileStore(path);
  opened.push(store);
  return store;
};

afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

const codeOf = (action: () => unknown): string => {
  try {
    action();
    return 'done';
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    return (error as StoreError).code;
  }
};

/** The error code of reading a file with these bytes. */
const readOf = (bytes: string | Uint8Array): string => {
  const path = freshPath();
  writeFileSync(path, bytes);
  const store = fileStore(path);
  const code = codeOf(() => store.read());
  store.close();
  return code;
};

describe('a file store', () => {
  it('keeps a text beyond its own end', () => {
    const path = freshPath();
    const first = open(path);
    expect(first.read()).toBeUndefined();
    for (const text of ['', 'one', 'two\n価格 🚀']) {
      first.write(text);
      expect(first.read()).toBe(text);
    }
    first.close();
    expect(open(path).read()).toBe('two\n価格 🚀');
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('is not read with one bit flipped, nor cut off at any byte', () => {
    const path = freshPath();
    const store = open(path);
    store.write('{"stops":[{"guard":"operator","reason":"é"}]}');
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = share(at % 4, 0); bit < 8; bit += share(4, 1)) {
        const flipped = Uint8Array.from(bytes);
        flipped[at] = (flipped[at] as number) ^ (1 << bit);
        writeFileSync(path, flipped);
        expect(codeOf(() => store.read())).toMatch(/^STORE_/);
      }
      writeFileSync(path, bytes.subarray(0, at));
      expect(codeOf(() => store.read())).toMatch(/^STORE_/);
    }
    writeFileSync(path, bytes);
    expect(codeOf(() => store.read())).toBe('done');
  });

  it('says what is wrong with a file', () => {
    expect(readOf('')).toBe('STORE_FOREIGN');
    expect(readOf('{"stops":[]}')).toBe('STORE_FOREIGN');
    expect(readOf(`sigmax file-store 2 0 ${'0'.repeat(64)}\n`)).toBe('STORE_VERSION_UNKNOWN');
    expect(readOf(`sigmax file-store 1 5 ${'0'.repeat(64)}\nabc`)).toBe('STORE_TRUNCATED');
    expect(readOf(`sigmax file-store 1 3 ${'0'.repeat(64)}\nabc`)).toBe('STORE_TAMPERED');
    expect(readOf(Uint8Array.of(0xff, 0xfe))).toBe('STORE_TAMPERED');
    const store = open(folder.concat('/'));
    expect(codeOf(() => store.read())).toBe('STORE_UNREADABLE');
    expect(codeOf(() => fileStore(join(folder, 'no', 'folder')))).toBe('STORE_NOT_WRITTEN');
  });

  it('sets a damaged file aside before it writes', () => {
    const path = freshPath();
    writeFileSync(path, 'what was here');
    const store = open(path);
    expect(codeOf(() => store.read())).toBe('STORE_FOREIGN');
    store.write('new');
    expect(store.read()).toBe('new');
    const aside = readdirSync(folder).filter((name) => join(folder, name).startsWith(`${path}.damaged-`));
    expect(aside.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['what was here']);
  });

  it('is closed for good', () => {
    const path = freshPath();
    const store = open(path);
    store.close();
    const other = open(path);
    other.write('theirs');
    store.close();
    expect(codeOf(() => store.write('mine'))).toBe('STORE_CLOSED');
    expect(codeOf(() => store.read())).toBe('STORE_CLOSED');
    expect(codeOf(() => open(path))).toBe('STORE_LOCKED');
  });
});

describe('a bot with its memory in a file', () => {
  const half = defineStrategy({
    name: 'half',
    start:
      () =>
      ({ bar }) =>
        target(bar.instrumentId, 0.5),
  });
  const run = (path: string, isKilled = false) => {
    const memory = open(path);
    const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
    const market = flatBars({ bars: 5 });
    const kill = { timeMs: 0, control: { type: 'kill', reason: 'test', by: 'ada' } } as const;
    const bot = createBot({ strategy: half(), cash: { USDT: 1_000 } });
    const result = bot.backtest({ market, broker, memory, controls: isKilled ? [kill] : [] });
    memory.close();
    return [result.fills.length, ...result.stops.map(({ code }) => code)];
  };

  it('stays killed, and is stopped by any damage', () => {
    const path = freshPath();
    expect(run(path)).toEqual([1]);
    expect(run(path, true)).toEqual([0, 'KILL_SWITCH']);
    expect(run(path)).toEqual([0, 'KILL_SWITCH']);
    const bytes = readFileSync(path);
    for (const damaged of [bytes.subarray(0, 40), Buffer.from(String(bytes).replace('KILL_SWITCH', 'PILL_SWITCH'))]) {
      writeFileSync(path, damaged);
      expect(run(path)).toEqual([0, 'MEMORY_UNREADABLE']);
    }
  });
});
