import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { InvalidOptionsError, SigmaxError } from '@sigmax/core';
import type { Catalogue, DatasetInfo } from './catalogue';
import {
  type CatalogueOptions,
  type CatalogueSettings,
  readCatalogueOptions,
  readExportOptions,
  readIngestOptions,
  readReportOptions,
  readSelection,
  type SelectionSettings,
} from './catalogue-options';
import { chooseDataset } from './choose-dataset';
import { datasetDigest } from './dataset-digest';
import { exportRows } from './export-rows';
import { asideFolder, ingestInto } from './ingest';
import { type Driver, loadDriver } from './load-driver';
import { lockCatalogue } from './lock';
import { type Dataset, filePath, type Manifest, manifestAside, readManifest } from './manifest';
import type { EventOfKind, MarketKind } from './market-kind';
import { type RowRange, readEvents } from './read-events';
import { readOnlySql } from './read-only-sql';
import { readSeries } from './read-series';
import { reportCatalogue } from './report-catalogue';

/** Catalogues that this process opened, so that each spills into a folder of its own. */
let opened = 0;

/** Settings of DuckDB: nothing is loaded from the network, and what does not fit into memory goes to the temporary folder. */
const engineConfig = ({ memoryMiB, threads }: CatalogueSettings): Record<string, string> => ({
  memory_limit: `${memoryMiB}MiB`,
  // DuckDB makes the folder when it needs it; a process that is killed before leaves nothing.
  temp_directory: join(tmpdir(), `sigmax-catalogue-${process.pid}-${++opened}`),
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  ...(threads === undefined ? {} : { threads: String(threads) }),
});

const infoOf = ({ kind, instrumentId, timeframeMs, isSimulated, files }: Dataset): DatasetInfo => ({
  kind,
  instrumentId,
  ...(timeframeMs === undefined ? {} : { timeframeMs }),
  isSimulated,
  rows: files.reduce((sum, file) => sum + file.rows, 0),
  firstMs: Math.min(...files.map(({ firstMs }) => firstMs)),
  lastMs: Math.max(...files.map(({ lastMs }) => lastMs)),
  bytes: files.reduce((sum, file) => sum + file.bytes, 0),
  files: files.length,
});

class DuckDbCatalogue implements Catalogue {
  readonly path: string;
  readonly #driver: Driver;
  readonly #instance: DuckDBInstance;
  readonly #config: Record<string, string>;
  #isClosed = false;
  /** How many readers may still open files of the state that they began with. */
  #readers = 0;
  /** Ingests of one catalogue object come one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(path: string, driver: Driver, instance: DuckDBInstance, config: Record<string, string>) {
    this.path = path;
    this.#driver = driver;
    this.#instance = instance;
    this.#config = config;
  }

  ingest: Catalogue['ingest'] = (input, options = {}) => {
    const settings = readIngestOptions(options);
    const run = async () => {
      const unlock = await lockCatalogue(this.path);
      try {
        return await this.#using(async (connection) => {
          await this.#sweep();
          const place = { root: this.path, driver: this.#driver, connection };
          const result = await ingestInto(place, input, settings);
          await this.#sweep();
          return result;
        });
      } finally {
        await unlock();
      }
    };
    const done = this.#queue.then(run, run);
    this.#queue = done.catch(() => undefined);
    return done;
  };

  datasets: Catalogue['datasets'] = async () => (await readManifest(this.path)).datasets.map(infoOf);

  query<Kind extends MarketKind>(
    selection: Parameters<Catalogue['query']>[0] & { kind: Kind },
  ): AsyncIterable<EventOfKind<Kind>> {
    const settings = readSelection(selection, 'query');
    const events = () => this.#events<Kind>(settings);
    return { [Symbol.asyncIterator]: events };
  }

  series: Catalogue['series'] = async (selection) => {
    const settings = readSelection({ ...selection, kind: 'bar' }, 'series');
    return this.#using(async (connection) =>
      readSeries(connection, await this.#range(settings, 'series'), `catalogue ${basename(this.path)}`),
    );
  };

  sql: Catalogue['sql'] = (statement, parameters = []) => {
    const rows = () => this.#sql(statement, parameters);
    return { [Symbol.asyncIterator]: rows };
  };

  report: Catalogue['report'] = async (options = {}) => {
    const settings = readReportOptions(options);
    return this.#using(async (connection) =>
      reportCatalogue(connection, this.path, await readManifest(this.path), settings),
    );
  };

  digest: Catalogue['digest'] = async (key) => {
    const settings = readSelection(key, 'digest');
    return this.#using(async (connection) => datasetDigest(connection, await this.#range(settings, 'digest')));
  };

  exportTo: Catalogue['exportTo'] = async (file, selection, options) => {
    const settings = readSelection(selection, 'exportTo');
    const format = readExportOptions(options);
    return this.#using(async (connection) =>
      exportRows(connection, await this.#range(settings, 'exportTo'), file, format),
    );
  };

  close: Catalogue['close'] = async () => {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#queue;
    this.#instance.closeSync();
    await rm(this.#config.temp_directory as string, { recursive: true, force: true });
  };

  async *#events<Kind extends MarketKind>(
    settings: SelectionSettings,
  ): AsyncGenerator<EventOfKind<Kind>, void, undefined> {
    const connection = await this.#connect();
    try {
      yield* readEvents(connection, await this.#range(settings, 'query'), settings.kind as Kind);
    } finally {
      this.#release(connection);
    }
  }

  async *#sql(statement: string, parameters: Parameters<Catalogue['sql']>[1] & object) {
    this.#requireOpen();
    this.#readers++;
    try {
      const manifest = await readManifest(this.path);
      yield* readOnlySql(this.#driver, this.path, manifest, this.#config, statement, parameters);
    } finally {
      this.#readers--;
    }
  }

  async #range(settings: SelectionSettings, what: string): Promise<RowRange> {
    const manifest: Manifest = await readManifest(this.path);
    const dataset = chooseDataset(manifest, settings, what);
    return { root: this.path, dataset, fromMs: settings.fromMs, toMs: settings.toMs };
  }

  async #using<Value>(work: (connection: DuckDBConnection) => Promise<Value>): Promise<Value> {
    const connection = await this.#connect();
    try {
      return await work(connection);
    } finally {
      this.#release(connection);
    }
  }

  async #connect(): Promise<DuckDBConnection> {
    this.#requireOpen();
    const connection = await this.#instance.connect();
    this.#readers++;
    return connection;
  }

  #release(connection: DuckDBConnection): void {
    this.#readers--;
    connection.closeSync();
  }

  #requireOpen(): void {
    if (!this.#isClosed) return;
    throw new SigmaxError({
      code: 'CATALOGUE_CLOSED',
      message: `${this.path}: this catalogue was closed.`,
      remedy: 'Open it again with openCatalogue.',
      context: { path: this.path },
    });
  }

  /** Removes files that the manifest does not name: those of an ingest that died, and those that a later one replaced. */
  async #sweep(): Promise<void> {
    // The ingest itself is one reader; another one may be about to open a file that was just replaced.
    if (this.#readers > 1) return;
    const { datasets } = await readManifest(this.path);
    const named = new Set(datasets.flatMap((one) => one.files.map((file) => filePath(this.path, one, file))));
    const found = await readdir(join(this.path, 'data'), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of found) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && entry.name.endsWith('.parquet') && !named.has(path)) await rm(path);
    }
    for (const name of [asideFolder, manifestAside]) await rm(join(this.path, name), { recursive: true, force: true });
  }
}

/**
 * Opens the catalogue in a folder, or begins one there: market data as Parquet files, read and written through DuckDB.
 *
 * - Files: zstd, one for each dataset and date (trades, quotes, books), month (bars below an hour) or year (others), listed by
 *   `manifest.json`. Every tool that reads Parquet reads them.
 * - Exactness: numbers are stored as doubles and come back with the same bits; ids are text.
 * - Atomic: an ingest is taken whole or not at all, also when the process or the machine dies in it.
 * - One process writes at a time; any number may read.
 *
 * `@duckdb/node-api` is an optional peer: `npm install @duckdb/node-api`.
 *
 * - Cost: `memoryMiB` at most in DuckDB, beyond which it uses the temporary folder; a stream holds about 2 MB besides.
 *
 * @throws {SigmaxError} `MISSING_DRIVER`, `BROKEN_DRIVER`
 * @throws {InvalidOptionsError} an option is wrong, or the path is none
 * @throws {DataError} `CATALOGUE_INVALID`: the folder's manifest cannot be read
 * @example
 * ```ts no-run
 * import { csvBars } from '@sigmax/adapters/csv';
 * import { openCatalogue } from '@sigmax/adapters/duckdb';
 * const catalogue = await openCatalogue('market-data');
 * await catalogue.ingest(await csvBars('btc-1h.csv', { instrumentId: 'binance:BTC/USDT', timeframe: '1h' }));
 * const bars = await catalogue.series({ instrumentId: 'binance:BTC/USDT', fromMs: Date.UTC(2025, 0, 1) });
 * console.log(bars.length, String(await catalogue.report()));
 * await catalogue.close();
 * ```
 */
export const openCatalogue = async (path: string, options: CatalogueOptions = {}): Promise<Catalogue> => {
  const settings = readCatalogueOptions(options);
  if (typeof path !== 'string' || path === '' || path.includes('\u0000')) {
    throw new InvalidOptionsError({
      code: 'INVALID_PATH',
      message: `openCatalogue: path was ${JSON.stringify(path)}.`,
      remedy: "Give the path of a folder, for example 'market-data'.",
      context: { path },
    });
  }
  const driver = await loadDriver();
  const root = resolve(path);
  await mkdir(root, { recursive: true });
  await readManifest(root);
  const config = engineConfig(settings);
  return new DuckDbCatalogue(root, driver, await driver.DuckDBInstance.create(':memory:', config), config);
};
