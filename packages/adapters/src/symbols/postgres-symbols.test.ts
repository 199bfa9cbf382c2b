import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { DataError, InvalidOptionsError } from '@sigmax/core';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askAtOnce } from './at-once.test-helper';
import { dynamicSymbol } from './dynamic-symbol';
import { manualClock, until } from './manual-clock.test-helper';
import { type PostgresSymbolsOptions, postgresSymbols } from './postgres-symbols';
import { freePort, type PostgresServer, postgresFolder, startPostgres } from './start-postgres.test-helper';
import { symbolRegistry } from './symbol-registry';
import type { SymbolRegistry } from './symbol-resolution';
import type { SymbolStore } from './symbol-store';

const isThere = postgresFolder() !== undefined;
const btc = 'binance:BTC/USDT';
const eth = 'binance:ETH/USDT';
const open: SymbolStore[] = [];

const storeOf = async (options: PostgresSymbolsOptions): Promise<SymbolStore> => {
  const store = await postgresSymbols(options);
  open.push(store);
  return store;
};

afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

describe.skipIf(!isThere)(
  `symbols in Postgres${isThere ? '' : ' (no Postgres server here: install postgresql)'}`,
  () => {
    let server: PostgresServer;
    let tables = 0;
    const freshTable = (): string => `symbols_${tables++}`;

    beforeAll(async () => {
      server = await startPostgres();
    }, 120_000);

    afterAll(() => server?.stop());

    const registryOf = async (
      table: string,
      options: Parameters<typeof symbolRegistry>[0] = {},
    ): Promise<SymbolRegistry> =>
      symbolRegistry({ store: await storeOf({ connectionString: server.connectionString, table }), ...options });

    it('are found by the next process, the table being made', async () => {
      const table = freshTable();
      const first = await registryOf(table, { fixed: { [btc]: 1 } });
      expect(await first.resolve(btc)).toEqual({
        instrumentId: btc,
        id: 1,
        tier: 'fixed',
        isStored: true,
        trouble: undefined,
      });
      const made = await first.resolve(eth);
      expect(made).toMatchObject({ id: dynamicSymbol(eth, 0, 32), tier: 'dynamic', isStored: true });
      const second = await registryOf(table);
      expect(await second.resolve(btc)).toMatchObject({ id: 1, tier: 'stored', isStored: true });
      expect(await second.resolve(eth)).toMatchObject({ id: made.id, tier: 'stored' });
      expect(await second.resolve(eth)).toMatchObject({ id: made.id, tier: 'memory', isStored: true });
      expect(await server.query(`SELECT id::text, venue, symbol FROM ${table} ORDER BY id`)).toEqual([
        { id: '1', venue: 'binance', symbol: 'BTC/USDT' },
        { id: String(made.id), venue: 'binance', symbol: 'ETH/USDT' },
      ]);
    });

    it('hold 53 bits exactly', async () => {
      const table = freshTable();
      const largest = Number.MAX_SAFE_INTEGER;
      await (await registryOf(table, { bits: 53, fixed: { [btc]: largest } })).resolve(btc);
      expect(await (await registryOf(table, { bits: 53 })).resolve(btc)).toMatchObject({ id: largest, tier: 'stored' });
      await expect((await registryOf(table)).resolve(btc)).rejects.toMatchObject({ code: 'POISONED_SYMBOL' });
    });

    it('take the next attempt where another instrument has the number', async () => {
      const table = freshTable();
      const store = await storeOf({ connectionString: server.connectionString, table });
      const { signal } = new AbortController();
      expect(await store.claim('demo:A/B', dynamicSymbol(btc, 0, 32), signal)).toBe(String(dynamicSymbol(btc, 0, 32)));
      expect(await store.claim('demo:C/D', dynamicSymbol(btc, 1, 32), signal)).toBeDefined();
      expect(await store.claim(btc, dynamicSymbol(btc, 0, 32), signal)).toBeUndefined();
      const { id, tier } = await (await registryOf(table)).resolve(btc);
      expect([id, tier]).toEqual([dynamicSymbol(btc, 2, 32), 'dynamic']);
      expect(await (await registryOf(table)).resolve(btc)).toMatchObject({ id, tier: 'stored' });
    });

    it('are the same in four processes that ask for 60 at once, none of them having a table', {
      timeout: 60_000,
    }, async () => {
      const database = 'at_once';
      await server.query(`CREATE DATABASE ${database}`);
      const place = server.connectionString.replace(/postgres$/, database);
      const [first, ...others] = await askAtOnce(place, 4, 60);
      expect(first?.length).toBe(60);
      expect(first?.every(([, , isStored]) => isStored)).toBe(true);
      expect(new Set(first?.map(([, id]) => id)).size).toBe(60);
      for (const other of others) expect(other).toEqual(first);
    });

    it('are asked for once, however many ask at once in one process', async () => {
      const table = freshTable();
      const registry = await registryOf(table);
      const all = await Promise.all(Array.from({ length: 30 }, () => registry.resolve(btc)));
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
      expect((await server.query(`SELECT * FROM ${table}`)).length).toBe(1);
    });

    it('fall to the next tier when the database is slow, 5 s later on the clock, and drop the connection', async () => {
      const table = freshTable();
      const clock = manualClock();
      const registry = await registryOf(table, { clock, fixed: { [btc]: 1 } });
      await registry.resolve('demo:X/Y');
      const holder = new pg.Client({ connectionString: server.connectionString });
      await holder.connect();
      await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      const waiting = async () =>
        (await server.query("SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))[0]?.n;
      let answer: unknown;
      const asked = registry.resolve(btc).then((resolution) => {
        answer = resolution;
      });
      await until(async () => (await waiting()) === 1);
      clock.advance(4_999);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(answer).toBeUndefined();
      clock.advance(1);
      await asked;
      expect(answer).toMatchObject({
        id: 1,
        tier: 'fixed',
        isStored: false,
        trouble: { reason: 'timeout', message: expect.stringMatching(/no answer within 5000 ms/) },
      });
      expect(clock.pending()).toBe(0);

      // For a while the database is left alone, then asked again.
      expect(await registry.resolve(eth)).toMatchObject({ tier: 'dynamic', trouble: { reason: 'resting' } });
      expect(await registry.writeBack()).toMatchObject({ written: 0, left: 2, trouble: { reason: 'resting' } });
      await holder.query('COMMIT');
      await holder.end();
      clock.advance(30_000);
      expect(await registry.writeBack()).toEqual({ written: 2, left: 0, trouble: undefined });
      expect(await registry.resolve(btc)).toMatchObject({ tier: 'memory', isStored: true });
      expect(await (await registryOf(table)).resolve(eth)).toMatchObject({ tier: 'stored' });
    });

    it('survive connections that the server ends', async () => {
      const table = freshTable();
      const registry = await registryOf(table);
      await registry.resolve(btc);
      await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await registry.resolve(eth)).toMatchObject({ tier: 'dynamic', isStored: true });
    });

    it.each([
      ['text', "'abc'"],
      ['text', "''"],
      ['text', "'1e3'"],
      ['bigint', '-3'],
      ['bigint', '0'],
      ['bigint', '9007199254740993'],
      ['bigint', '4294967296'],
      ['double precision', '1.5'],
      ['bigint', 'NULL'],
      ['jsonb', `'{"id":1}'`],
    ])('of a wrong kind are refused: %s %s', async (type, value) => {
      const table = freshTable();
      await server.query(`CREATE TABLE ${table} (id ${type}, venue text, symbol text)`);
      await server.query(`INSERT INTO ${table} VALUES (${value}, 'binance', 'BTC/USDT')`);
      const asked = (await registryOf(table, { fixed: { [btc]: 1 } })).resolve(btc);
      await expect(asked).rejects.toBeInstanceOf(DataError);
      await expect(asked).rejects.toMatchObject({ code: 'POISONED_SYMBOL' });
      await expect(asked).rejects.toThrow(new RegExp(`${table}.*binance:BTC/USDT`));
    });

    it('that stand twice are refused', async () => {
      const table = freshTable();
      await server.query(`CREATE TABLE ${table} (id bigint, venue text, symbol text)`);
      await server.query(`INSERT INTO ${table} VALUES (1, 'binance', 'BTC/USDT'), (2, 'binance', 'BTC/USDT')`);
      await expect((await registryOf(table)).resolve(btc)).rejects.toThrow(/several rows/);
    });

    it('in a table of another shape are an error, and no silent fall to the next tier', async () => {
      const table = freshTable();
      await server.query(`CREATE TABLE ${table} (symbol_id bigint, pair text)`);
      const asked = (await registryOf(table, { fixed: { [btc]: 1 } })).resolve(btc);
      await expect(asked).rejects.toBeInstanceOf(InvalidOptionsError);
      await expect(asked).rejects.toMatchObject({ code: 'SYMBOL_TABLE_WRONG' });
    });

    it('need no right to make a table that is there', async () => {
      const table = freshTable();
      await (await registryOf(table)).resolve(btc);
      await server.query('CREATE ROLE reader LOGIN');
      await server.query(`GRANT SELECT, INSERT ON ${table} TO reader`);
      const connectionString = server.connectionString.replace('sigmax@', 'reader@');
      const registry = symbolRegistry({ store: await storeOf({ connectionString, table }) });
      expect(await registry.resolve(btc)).toMatchObject({ tier: 'stored' });
      const elsewhere = symbolRegistry({ store: await storeOf({ connectionString, table: freshTable() }) });
      await expect(elsewhere.resolve(btc)).rejects.toMatchObject({ code: 'SYMBOL_TABLE_WRONG' });
    });

    it('contradicting the fixed ones are an error', async () => {
      const table = freshTable();
      await (await registryOf(table, { fixed: { [btc]: 1 } })).resolve(btc);
      const asked = (await registryOf(table, { fixed: { [btc]: 2 } })).resolve(btc);
      await expect(asked).rejects.toMatchObject({ code: 'SYMBOL_CONFLICT' });
      await expect(asked).rejects.toThrow(/2 here, where the store has 1/);
      const taken = (await registryOf(table, { fixed: { [eth]: 1 } })).resolve(eth);
      await expect(taken).rejects.toMatchObject({ code: 'SYMBOL_CONFLICT' });
    });

    it('can be kept through a pool of the caller, which stays open', async () => {
      const pool = new pg.Pool({ connectionString: server.connectionString });
      const store = await postgresSymbols({ pool, table: freshTable() });
      expect(await symbolRegistry({ store }).resolve(btc)).toMatchObject({ isStored: true });
      await store.close();
      expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await pool.end();
    });
  },
);

describe('a database', () => {
  it('that is down is passed over', async () => {
    const connectionString = `postgres://sigmax@127.0.0.1:${await freePort()}/postgres`;
    const registry = symbolRegistry({ store: await storeOf({ connectionString }), clock: manualClock() });
    expect(await registry.resolve(btc)).toMatchObject({
      id: dynamicSymbol(btc, 0, 32),
      tier: 'dynamic',
      isStored: false,
      trouble: { reason: 'failed', message: expect.stringMatching(/ECONNREFUSED/) },
    });
  });

  it('that takes a connection and never answers is passed over after 5 s', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket.on('error', () => {}))).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const clock = manualClock();
    const store = await storeOf({ connectionString: `postgres://sigmax@127.0.0.1:${port}/postgres` });
    const registry = symbolRegistry({ store, clock });
    const asked = registry.resolve(btc);
    await until(() => sockets.length > 0);
    clock.advance(5_000);
    expect(await asked).toMatchObject({ tier: 'dynamic', isStored: false, trouble: { reason: 'timeout' } });
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('is refused wrong options', async () => {
    for (const bad of [
      {},
      { connectionString: '' },
      { pool: {} },
      { connectionString: 'x', table: 'a; DROP TABLE b' },
      { url: 'x' },
    ]) {
      await expect(postgresSymbols(bad as PostgresSymbolsOptions)).rejects.toBeInstanceOf(InvalidOptionsError);
    }
    const pool = { connect: () => Promise.reject(new Error('no')) };
    await expect(postgresSymbols({ connectionString: 'x', pool })).rejects.toThrow(/both/);
  });
});
