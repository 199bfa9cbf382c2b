import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base';

/** No main entry: importing one adapter never loads another. */
export default defineConfig(
  packageBuild({
    ccxt: 'src/ccxt/index.ts',
    csv: 'src/csv/index.ts',
    duckdb: 'src/duckdb/index.ts',
    importers: 'src/importers/index.ts',
    json: 'src/json/index.ts',
    news: 'src/news/index.ts',
    'order-book-sync': 'src/order-book-sync/index.ts',
    testing: 'src/testing/index.ts',
    recorder: 'src/recorder/index.ts',
    research: 'src/research/index.ts',
    symbols: 'src/symbols/index.ts',
  }),
);
