import { DataError, InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { instrumentParts } from './instrument-parts';
import { loadPg } from './load-pg';
import { type PostgresClient, type PostgresPool, withClient } from './postgres-pool';
import type { SymbolStore } from './symbol-store';

/** Which database and table. */
export interface PostgresSymbolsOptions {
  /** `postgres://user:password@host:5432/database`. Give this or `pool`. */
  readonly connectionString?: string;
  /** A `Pool` of `pg` that is yours; it is not closed with the store. */
  readonly pool?: PostgresPool;
  /** Name of the table, with a schema before a point if it has one. It is made when it is not there. Defaults to `sigmax_symbols`. */
  readonly table?: string;
}

const schema = z.strictObject({
  connectionString: z.string().min(1).optional(),
  pool: z
    .custom<PostgresPool>(
      (value) => typeof Reflect.get(Object(value), 'connect') === 'function',
      'expected a Pool of pg',
    )
    .optional(),
  table: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}(\.[a-z_][a-z0-9_]{0,62})?$/, 'expected a name of lower-case letters, digits and _')
    .default('sigmax_symbols'),
});

const codeOf = (error: unknown): string => String(Reflect.get(Object(error), 'code'));

/** Two processes that make the table at once: the second one finds it made, in one of three ways. */
const isMadeAlready = (error: unknown): boolean => ['23505', '42P07', '42710'].includes(codeOf(error));

/** Syntax, names and rights (class 42) and values of a wrong type (class 22) do not heal by waiting. */
const isForGood = (error: unknown): boolean => /^(42|22)[0-9A-Z]{3}$/.test(codeOf(error));

class PostgresSymbols implements SymbolStore {
  readonly name: string;
  readonly #pool: PostgresPool;
  readonly #table: string;
  readonly #end: () => Promise<void>;
  #isReady = false;

  constructor(pool: PostgresPool, table: string, end: () => Promise<void>) {
    this.name = `postgres table ${table}`;
    this.#pool = pool;
    this.#table = table
      .split('.')
      .map((part) => `"${part}"`)
      .join('.');
    this.#end = end;
  }

  find(instrumentId: string, signal: AbortSignal): Promise<unknown> {
    return this.#with(signal, (client) => this.#select(client, instrumentId));
  }

  claim(instrumentId: string, id: number, signal: AbortSignal): Promise<unknown> {
    const { venue, symbol } = instrumentParts(instrumentId);
    return this.#with(signal, async (client) => {
      await client.query(`INSERT INTO ${this.#table} (id, venue, symbol) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
        String(id),
        venue,
        symbol,
      ]);
      // A statement of its own, which sees what another process has committed since.
      return this.#select(client, instrumentId);
    });
  }

  close(): Promise<void> {
    return this.#end();
  }

  async #with<Result>(signal: AbortSignal, work: (client: PostgresClient) => Promise<Result>): Promise<Result> {
    try {
      return await withClient(this.#pool, signal, async (client) => {
        if (!this.#isReady) await this.#prepare(client);
        return work(client);
      });
    } catch (cause) {
      if (!isForGood(cause)) throw cause;
      throw new InvalidOptionsError({
        code: 'SYMBOL_TABLE_WRONG',
        message: `${this.name} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}.`,
        remedy:
          'It needs the columns id bigint, venue text and symbol text, id unique and (venue, symbol) unique; or name another table.',
        context: { table: this.#table, code: codeOf(cause) },
        cause,
      });
    }
  }

  async #prepare(client: PostgresClient): Promise<void> {
    // Asked first, since making a table needs rights even where it is there.
    const { rows } = await client.query('SELECT to_regclass($1) IS NOT NULL AS is_there', [this.#table]);
    if (rows[0]?.is_there !== true) {
      try {
        await client.query(
          `CREATE TABLE IF NOT EXISTS ${this.#table} (id bigint PRIMARY KEY CHECK (id > 0), venue text NOT NULL, ` +
            'symbol text NOT NULL, registered_at timestamptz NOT NULL DEFAULT now(), UNIQUE (venue, symbol))',
        );
      } catch (error) {
        if (!isMadeAlready(error)) throw error;
      }
    }
    this.#isReady = true;
  }

  async #select(client: PostgresClient, instrumentId: string): Promise<unknown> {
    const { venue, symbol } = instrumentParts(instrumentId);
    // As text: a number beyond 2^53, or none at all, must not become another one on the way.
    const { rows } = await client.query(
      `SELECT id::text AS id FROM ${this.#table} WHERE venue = $1 AND symbol = $2 LIMIT 2`,
      [venue, symbol],
    );
    if (rows.length > 1) {
      throw new DataError({
        code: 'POISONED_SYMBOL',
        message: `${this.name}: ${instrumentId} has several rows.`,
        remedy: 'Keep one of them and make (venue, symbol) unique.',
        context: { table: this.#table, instrumentId },
      });
    }
    return rows[0] === undefined ? undefined : rows[0].id;
  }
}

/**
 * Keeps symbols in a table of Postgres, for all processes that reach it.
 *
 * The table has `id bigint`, `venue text` and `symbol text`, with `id` and `(venue, symbol)` unique, which is what keeps two
 * processes from giving one number twice. It is made when it is not there. Nothing is connected before the first question, so a
 * database that is down hinders no start; a question that nobody waits for any more has its connection dropped.
 *
 * - State: at most four connections, unless `pool` is given.
 * - Cost: one statement to find, two to claim.
 * - Errors: `InvalidOptionsError` `SYMBOL_TABLE_WRONG`: the table has another shape, or this user may not use it. `DataError` `POISONED_SYMBOL`. What
 *   else rejects is an outage.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown; `PG_MISSING`: run npm install pg.
 * @example
 * ```ts no-run
 * import { postgresSymbols, symbolRegistry } from '@sigmax/adapters/symbols';
 * const store = await postgresSymbols({ connectionString: 'postgres://sigmax@127.0.0.1/sigmax' });
 * const registry = symbolRegistry({ store });
 * const { id, tier, trouble } = await registry.resolve('binance:BTC/USDT');
 * ```
 */
export const postgresSymbols = async (options: PostgresSymbolsOptions): Promise<SymbolStore> => {
  const { connectionString, pool, table } = parseOptions(schema, options, 'postgresSymbols');
  if ((connectionString === undefined) === (pool === undefined)) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `postgresSymbols: ${pool === undefined ? 'neither' : 'both'} connectionString and pool were given.`,
      remedy: 'Give one of them.',
    });
  }
  if (pool !== undefined) return new PostgresSymbols(pool, table, async () => {});
  const { Pool } = await loadPg();
  const own = new Pool({ connectionString, max: 4, connectionTimeoutMillis: 5_000, allowExitOnIdle: true });
  // A connection that breaks while nobody uses it is replaced by the next question; unheard it would end the process.
  own.on('error', () => {});
  return new PostgresSymbols(own, table, () => own.end());
};
