import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError, InvalidOptionsError } from '@sigmax/core';
import { afterAll, describe, expect, it } from 'vitest';
import { askAtOnce } from './at-once.test-helper';
import { dynamicSymbol } from './dynamic-symbol';
import { fileSymbols } from './file-symbols';
import { symbolRegistry } from './symbol-registry';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-symbols-'));
let count = 0;
const freshPath = (): string => join(folder, String(count++), 'symbols.jsonl');
const btc = 'binance:BTC/USDT';
const eth = 'binance:ETH/USDT';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = async (path: string, instrumentId: string) => {
  const registry = symbolRegistry({ store: fileSymbols(path) });
  try {
    return await registry.resolve(instrumentId);
  } finally {
    await registry.close();
  }
};

describe('symbols in a file', () => {
  it('are found by the next process', async () => {
    const path = freshPath();
    const made = await ask(path, btc);
    expect(made).toMatchObject({ id: dynamicSymbol(btc, 0, 32), tier: 'dynamic', isStored: true });
    expect(await ask(path, btc)).toMatchObject({ id: made.id, tier: 'stored', isStored: true });
    expect(readFileSync(path, 'utf8')).toBe(`\n{"instrumentId":"${btc}","id":${made.id}}\n`);
  });

  it('are seen by a process that has the file open already', async () => {
    const path = freshPath();
    const [one, two] = [fileSymbols(path), fileSymbols(path)];
    const { signal } = new AbortController();
    expect(await one.claim(btc, 7, signal)).toBe(7);
    expect(await two.find(btc, signal)).toBe(7);
    expect(await two.claim(eth, 7, signal)).toBeUndefined();
    expect(await two.claim(btc, 8, signal)).toBe(7);
    expect(await two.claim(eth, 8, signal)).toBe(8);
    expect(await one.find(eth, signal)).toBe(8);
    await one.close();
    await two.close();
  });

  it('are the same in four processes that ask for 60 at once', { timeout: 60_000 }, async () => {
    const path = freshPath();
    const [first, ...others] = await askAtOnce(path, 4, 60);
    expect(new Set(first?.map(([, id]) => id)).size).toBe(60);
    expect(first?.every(([, , isStored]) => isStored)).toBe(true);
    for (const other of others) expect(other).toEqual(first);
    expect(await ask(path, 'demo:C7/USDT')).toMatchObject({ tier: 'stored' });
  });

  it('go to the first of two that claim the same number or the same instrument', async () => {
    const path = freshPath();
    await ask(path, btc);
    const rows = [
      ['demo:A/B', 1],
      ['demo:C/D', 1],
      ['demo:A/B', 2],
      ['demo:C/D', 3],
    ];
    appendFileSync(path, rows.map(([instrumentId, id]) => `${JSON.stringify({ instrumentId, id })}\n`).join(''));
    expect((await ask(path, 'demo:A/B')).id).toBe(1);
    expect((await ask(path, 'demo:C/D')).id).toBe(3);
  });

  it('survive a process that was killed while it wrote, at every byte', async () => {
    const whole = `\n{"instrumentId":"${btc}","id":7}\n`;
    for (let cut = 0; cut <= whole.length; cut++) {
      const path = freshPath();
      await ask(path, 'demo:X/Y');
      appendFileSync(path, whole.slice(0, cut));
      const now = await ask(path, btc);
      // Cut before its line end, a claim counts only from the next line on.
      expect([7, dynamicSymbol(btc, 0, 32)]).toContain(now.id);
      expect(await ask(path, btc)).toMatchObject({ id: now.id, tier: 'stored' });
      expect((await ask(path, eth)).id).toBe(dynamicSymbol(eth, 0, 32));
      expect(await ask(path, btc)).toMatchObject({ id: now.id });
      if (cut === whole.length) expect(now.id).toBe(7);
    }
  });

  it.each([
    '{"instrumentId":"x:Y","id":"7"}',
    '{"instrumentId":"x:Y","id":0}',
    '{"instrumentId":3,"id":7}',
    '7',
    'null',
    '[]',
  ])('of a wrong kind are refused with file and line: %s', async (row) => {
    const path = freshPath();
    await ask(path, btc);
    appendFileSync(path, `${row}\n`);
    await expect(ask(path, eth)).rejects.toBeInstanceOf(DataError);
    await expect(ask(path, eth)).rejects.toMatchObject({ code: 'POISONED_SYMBOL', context: { path, line: 3 } });
    const readBefore = fileSymbols(path);
    const { signal } = new AbortController();
    for (let tries = 0; tries < 2; tries++) {
      await expect(readBefore.find(eth, signal)).rejects.toMatchObject({ context: { line: 3 } });
    }
    await readBefore.close();
  });

  it('that cannot be kept are an outage', async () => {
    const path = join(folder, 'a-file');
    writeFileSync(path, '');
    expect(await ask(join(path, 'symbols.jsonl'), btc)).toMatchObject({
      isStored: false,
      trouble: { reason: 'failed' },
    });
    expect(() => fileSymbols('')).toThrow(InvalidOptionsError);
  });
});
