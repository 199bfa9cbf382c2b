import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BarSeries } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { csvBarStream, csvBars } from '.';

/** Market data that lies beside the repository on some machines; it is not part of it. */
const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const isThere = existsSync(data);
const instrumentId = 'binance:BTC/USDT';
const iso = (ms: number | undefined) => new Date(ms ?? Number.NaN).toISOString();
const summary = (bars: BarSeries) => [bars.length, bars.timeframeMs, iso(bars.timeMs[0]), iso(bars.timeMs.at(-1))];

describe.skipIf(!isThere)(`real files${isThere ? '' : ' (no ../shared/data here)'}`, () => {
  const daily = isThere ? readdirSync(`${data}bars-1d`) : [];

  test('there are 28 daily files', () => expect(daily.length).toBe(28));

  test.each(daily)('bars-1d/%s', async (file) => {
    const bars = await csvBars(`${data}bars-1d/${file}`, { instrumentId });
    expect(summary(bars)).toEqual([800, 86_400_000, '2024-01-11T00:00:00.000Z', '2026-03-20T00:00:00.000Z']);
    expect(await csvBars(`${data}bars-1d/${file}`, { instrumentId, timeframe: '1d' })).toEqual(bars);
  });

  test.each<[string, number, number, string, string]>([
    ['bars-1h/BTCUSDT_1h.csv', 4_500, 3_600_000, '2025-09-13T09:00:00.000Z', '2026-03-19T20:00:00.000Z'],
    ['bars-1h/ETHUSDT_1h.csv', 4_500, 3_600_000, '2025-09-13T09:00:00.000Z', '2026-03-19T20:00:00.000Z'],
    [
      'bars-1m/btc-perp-20211231-20220201_1m.csv.gz',
      45_031,
      60_000,
      '2021-12-31T23:02:00.000Z',
      '2022-02-01T05:32:00.000Z',
    ],
    ['bars-5m/ADA_BTC-5m.csv', 5_720, 300_000, '2018-01-10T05:00:00.000Z', '2018-01-30T04:55:00.000Z'],
    ['bars-5m/ETH_BTC-5m.csv', 5_760, 300_000, '2018-01-10T05:00:00.000Z', '2018-01-30T04:55:00.000Z'],
    ['bars-5m/LTC_BTC-5m.csv', 5_760, 300_000, '2018-01-10T05:00:00.000Z', '2018-01-30T04:55:00.000Z'],
    ['bars-5m/XRPUSDT-perp-5m.csv', 1_999, 300_000, '2021-11-15T00:05:00.000Z', '2021-11-21T22:35:00.000Z'],
  ])('%s', async (file, ...expected) => {
    expect(summary(await csvBars(data + file, { instrumentId }))).toEqual(expected);
  });

  test('values are those of the file, and the stream gives the same', async () => {
    const file = `${data}bars-1h/BTCUSDT_1h.csv`;
    const { open, high, low, close, volume, source } = await csvBars(file, { instrumentId });
    expect([open[0], high[0], low[0], close[0], volume[0], source]).toEqual([
      115715.5,
      116011,
      115715.5,
      115913.3,
      1844.202,
      'BTCUSDT_1h.csv',
    ]);
    let count = 0;
    for await (const bar of csvBarStream(file, { instrumentId, timeframe: '1h' }))
      expect(bar.close).toBe(close[count++]);
    expect(count).toBe(4_500);
  });

  test('a file that is a zip, and one that is not bars, are refused', async () => {
    await expect(csvBars(`${data}l2/bybit_XRPUSDT_ob500_20241201.zip`, { instrumentId })).rejects.toMatchObject({
      code: 'ZIP_FILE',
    });
    await expect(csvBars(`${data}funding/BTCUSDT_8h_2026.csv`, { instrumentId })).rejects.toMatchObject({
      code: 'MISSING_COLUMN',
    });
    await expect(csvBars(`${data}l2/usdm_btcusdt_20240808.gz`, { instrumentId })).rejects.toMatchObject({
      name: 'DataError',
    });
  });
});
