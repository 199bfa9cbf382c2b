import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvBars } from '@sigmax/adapters/csv';
import { openCatalogue } from '@sigmax/adapters/duckdb';
import { marketDataLines } from '@sigmax/adapters/importers';
import { createBot, defineStrategy, marketDigest, simulatedBroker, simulatedMarket, target } from '@sigmax/core';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-round-trip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const instrumentId = 'demo:BTC/USDT';
const [made] = simulatedMarket({ seed: 3, instruments: [instrumentId], timeframe: '5m', bars: 5_000 });
const series = { ...made!, isSimulated: false };

it('what a catalogue exports is read back by the other adapters, bit for bit', async () => {
  const catalogue = await openCatalogue(join(folder, 'a'));
  await catalogue.ingest(series);
  const csv = join(folder, 'bars.csv');
  await catalogue.exportTo(csv, { kind: 'bar', instrumentId }, { format: 'csv' });
  const back = await csvBars(csv, { instrumentId, timeframe: '5m', stamp: 'close' });
  expect(marketDigest([back])).toBe(marketDigest([series]));

  const json = join(folder, 'bars.jsonl');
  await catalogue.exportTo(json, { kind: 'bar', instrumentId }, { format: 'json' });
  expect((await catalogue.ingest(marketDataLines(json), { timeframe: '5m' })).datasets[0]).toMatchObject({
    known: 5_000,
    added: 0,
  });
  await catalogue.close();
});

it('a backtest of a catalogue is the backtest of what went into it', async () => {
  const catalogue = await openCatalogue(join(folder, 'b'));
  await catalogue.ingest(series);
  const half = defineStrategy({
    name: 'half',
    start:
      () =>
      ({ bar }) =>
        target(bar.instrumentId, bar.close > bar.open ? 0.5 : 0),
  });
  const bot = createBot({ strategy: half(), cash: { USDT: 10_000 } });
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
  const [stored, given] = [await catalogue.series({ instrumentId }), series].map((market) =>
    bot.backtest({ market, broker, seed: 1 }),
  );
  expect(stored?.digest).toBe(given?.digest);
  expect(stored?.marketDigest).toBe(await catalogue.digest({ kind: 'bar', instrumentId }));
  await catalogue.close();
});
