import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCcxt, packageFolder } from './load-ccxt';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sigmax-ccxt-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe('loadCcxt', () => {
  it.each(['binance', 'binanceusdm', 'bybit', 'okx', 'kraken'])(
    'loads %s with its WebSocket half',
    async (exchange) => {
      const Exchange = await loadCcxt(exchange);
      const made = new Exchange({});
      expect(made.id).toBe(exchange);
      expect(typeof made.watchTrades).toBe('function');
      expect(made.has.ws).toBe(true);
    },
  );

  it('says what to install where there is no ccxt', async () => {
    write('empty/app.js', '');
    await expect(loadCcxt('binance', join(folder, 'empty/app.js'))).rejects.toMatchObject({
      code: 'CCXT_NOT_INSTALLED',
      message: expect.stringContaining('npm install ccxt'),
    });
  });

  it.each(['nobody', '../binance', 'binance.js', '__proto__', 'constructor', 'BINANCE', ''])(
    'refuses %j',
    async (exchange) => {
      await expect(loadCcxt(exchange)).rejects.toMatchObject({ code: 'UNKNOWN_EXCHANGE' });
    },
  );

  it('finds the package that code in a folder would import, the nearest first', () => {
    write('a/node_modules/ccxt/package.json', '{}');
    write('a/b/node_modules/ccxt/package.json', '{}');
    write('a/b/c/app.js', '');
    expect(packageFolder('ccxt', join(folder, 'a/b/c/app.js'))).toBe(join(folder, 'a/b/node_modules/ccxt'));
    expect(packageFolder('ccxt', join(folder, 'a/app.js'))).toBe(join(folder, 'a/node_modules/ccxt'));
    expect(packageFolder('no-such-package', join(folder, 'a/app.js'))).toBeUndefined();
  });
});
