import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './command';

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasData = existsSync(join(data, 'bars-1d'));
const folder = mkdtempSync(join(tmpdir(), 'sigmax-real-data-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Summary {
  readonly bars: number;
  readonly instruments: readonly string[];
  readonly isSimulated: boolean;
  readonly finalEquity: number;
}

/** Backtests and reports; returns what `--json` printed. */
const backtest = async (...argv: string[]): Promise<Summary> => {
  const lines: string[] = [];
  const complaints: string[] = [];
  const report = join(folder, 'report.html');
  const status = await runCommand([...argv, '--json', '--report', report], {
    print: (text) => lines.push(text),
    complain: (text) => complaints.push(text),
  });
  expect(complaints).toEqual([]);
  expect(status).toBe(0);
  expect(readFileSync(report, 'utf8')).toContain('</html>');
  return JSON.parse(lines.join('\n')) as Summary;
};

const title = hasData ? 'real data' : 'real data (skipped: ../shared/data is not there)';
describe.skipIf(!hasData)(title, { timeout: 60_000 }, () => {
  const daily = hasData ? readdirSync(join(data, 'bars-1d')) : [];

  it('loads, backtests and reports the 28 daily files as one portfolio', async () => {
    const result = await backtest('--data', join(data, 'bars-1d'), '--strategy', 'momentum-rotation');
    expect(result).toMatchObject({ bars: 22_400, isSimulated: false });
    expect(result.instruments).toHaveLength(28);
  });

  it.each(daily)('loads, backtests and reports bars-1d/%s', async (file) => {
    const result = await backtest('--data', join(data, 'bars-1d', file), '--timeframe', '1d');
    expect(result.bars).toBe(800);
    expect(result.finalEquity).toBeGreaterThan(0);
  });

  it.each([
    ['bars-1h/BTCUSDT_1h.csv', '1h', 'BTC/USDT', 4_500],
    ['bars-1h/ETHUSDT_1h.csv', '1h', 'ETH/USDT', 4_500],
    ['bars-1m/btc-perp-20211231-20220201_1m.csv.gz', '1m', 'BTC/USDT', 45_031],
    ['bars-5m/ADA_BTC-5m.csv', '5m', 'ADA/BTC', 5_720],
    ['bars-5m/ETH_BTC-5m.csv', '5m', 'ETH/BTC', 5_760],
    ['bars-5m/LTC_BTC-5m.csv', '5m', 'LTC/BTC', 5_760],
    ['bars-5m/XRPUSDT-perp-5m.csv', '5m', 'XRP/USDT', 1_999],
  ])('loads, backtests and reports %s', async (file, timeframe, symbol, bars) => {
    const argv = ['--data', join(data, file), '--timeframe', timeframe, '--symbol', symbol];
    expect(await backtest(...argv)).toMatchObject({ bars, isSimulated: false });
  });

  it.each(['trend', 'mean-reversion', 'breakout', 'momentum-rotation', 'grid', 'market-making'])(
    'runs %s on all of them at once',
    async (strategy) => {
      expect((await backtest('--data', join(data, 'bars-1d'), '--strategy', strategy)).bars).toBe(22_400);
    },
  );
});
