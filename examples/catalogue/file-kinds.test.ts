import { describe, expect, it } from 'vitest';
import { knownFile } from './file-kinds';

const known = (name: string) => knownFile({ path: `/data/${name}`, name, venue: 'binance' });

describe('names of files', () => {
  it.each([
    ['bars-1d/BTCUSDT.csv', 'bars', '1d'],
    ['bars-1h/BTCUSDT_1h.csv', 'bars', '1h'],
    ['bars-5m/ETH_BTC-5m.csv', 'bars', '5m'],
    ['bars-5m/XRPUSDT-perp-5m.csv', 'bars', '5m'],
    ['bars-1m/btc-perp-20211231-20220201_1m.csv.gz', 'bars', '1m'],
    ['funding/BTCUSDT_8h_2026.csv', 'funding rates', undefined],
    ['BTCUSDT-1h-2025-01.zip', 'klines', '1h'],
    ['BTCUSDT-trades-2025-01-01.zip', 'trades', undefined],
    ['trades/binance_usdm_btcusdt_trades_20240808.csv.gz', 'trades', undefined],
    ['l2/usdm_btcusdt_20240808.gz', 'raw feed', undefined],
    ['l2\\bybit_XRPUSDT_ob500_20241201.zip', 'order books', undefined],
    ['2024-12-01_XRPUSDT_ob500.data.zip', 'order books', undefined],
  ])('%s is %s', (name, kind, timeframe) => {
    expect(known(name)).toMatchObject({ name, kind });
    expect(known(name)?.timeframe).toBe(timeframe);
  });

  it.each(['README.md', 'qasm/adder_n4.qasm', 'vectors/empyrical/returns.csv', 'rl/gym_classic.json', 'BTC.csv'])(
    '%s says nothing',
    (name) => expect(known(name)).toBeUndefined(),
  );
});
