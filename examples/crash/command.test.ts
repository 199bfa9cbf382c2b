import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './command';
import type { Outcome } from './outcome';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...argv: string[]) => {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const status = await runCommand(argv, {
    print: (text) => lines.stdout.push(text),
    complain: (text) => lines.stderr.push(text),
  });
  return { status, stdout: lines.stdout.join('\n'), stderr: lines.stderr.join('\n') };
};

/** Ten days of hours in which both coins rise and then lose a quarter in six hours. */
const writeBars = (base: string, price: number): void => {
  const rows = ['timestamp,open,high,low,close,volume'];
  let close = price;
  for (let hour = 0; hour < 240; hour++) {
    const open = close;
    close *= hour >= 200 && hour < 206 ? 0.953 : 1.0003;
    const timeMs = Date.UTC(2025, 9, 1) + hour * 3_600_000;
    rows.push([timeMs, open, Math.max(open, close), Math.min(open, close), close, 1_000].join(','));
  }
  writeFileSync(join(folder, `${base}USDT_1h.csv`), `${rows.join('\n')}\n`);
};
writeBars('BTC', 100_000);
writeBars('ETH', 4_000);

describe('the crash example', () => {
  it('shows both accounts, buy and hold, each decision and the stress table', async () => {
    const { status, stdout, stderr } = await run('--data', folder);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    for (const line of stdout.split('\n')) {
      if (!line.startsWith('The first in words')) expect(line.length).toBeLessThanOrEqual(100);
    }
    expect(stdout).toMatch(/^with its limits +\d/m);
    expect(stdout).toMatch(/^without them +\d/m);
    expect(stdout).toMatch(/^buy and hold +\d/m);
    expect(stdout).toMatch(/^10-09 \d\d:00 +pause +day-loss +0\.03 +0\.0\d+ +LOSS_ABOVE_LIMIT$/m);
    expect(stdout).toMatch(/^october-2025 +-\d+\.\d % +-\d+\.\d % +-\d+\.\d %/m);
  });

  it('loses less with its limits, says what it paid, and gives the same twice', async () => {
    const once = await run('--data', folder, '--json');
    const { backtest } = JSON.parse(once.stdout) as { backtest: NonNullable<Outcome['backtest']> };
    const [guarded, free, held] = backtest.accounts;
    expect(guarded!.finalEquity).toBeGreaterThan(free!.finalEquity);
    expect(guarded!.drawdownFraction).toBeLessThan(free!.drawdownFraction);
    expect(guarded!.costs).toBeGreaterThan(0);
    expect(held!.costs).toBeGreaterThan(0);
    expect(backtest.decisions.some(({ verdict }) => verdict === 'pause')).toBe(true);
    expect((await run('--data', folder, '--json')).stdout).toBe(once.stdout);
  });

  it('runs the stress scenarios without bars, and says that the rest was skipped', async () => {
    const { readSettings } = await import('./settings');
    const { outcomeOf } = await import('./outcome');
    const { textOf } = await import('./text');
    const settings = { ...readSettings([]), data: join(folder, 'nothing') };
    const outcome = await outcomeOf(settings);
    expect(outcome.backtest).toBeUndefined();
    expect(outcome.stress.length).toBeGreaterThan(10);
    expect(textOf(outcome, 5)).toMatch(/^Skipped: the hourly bars of BTC and ETH are not there/);
  });

  it('explains as many decisions as it is asked to', async () => {
    const { stdout } = await run('--data', folder, '--explain', '2');
    expect(stdout).toMatch(/… and \d+ more; --explain \d+ shows all of them\./);
  });

  it('has a help that names every option', async () => {
    const { status, stdout } = await run('--help');
    expect(status).toBe(0);
    for (const option of [
      'data',
      'from',
      'to',
      'profile',
      'cash',
      'seed',
      'fee',
      'slippage',
      'explain',
      'json',
      'help',
    ]) {
      expect(stdout).toContain(`--${option}`);
    }
  });

  it.each([
    [['--nonsense'], '--nonsense'],
    [['--data', 'no/such/folder'], 'no/such/folder'],
    [['--from', 'yesterday'], '--from was "yesterday"'],
    [['--from', '2025-10-20', '--to', '2025-10-01'], '--to was "2025-10-01"'],
    [['--profile', 'brave'], '--profile was "brave"'],
    [['--cash', '0'], '--cash was "0"'],
    [['--fee', '1'], '--fee was "1"'],
    [['--data', folder, '--from', '2020-01-01', '--to', '2020-01-02'], 'has no bars'],
  ])('%j is refused', async (argv, says) => {
    const { status, stdout, stderr } = await run(...argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });
});

const data = fileURLToPath(new URL('../../../shared/data/bars-1h', import.meta.url));
const hasData = existsSync(join(data, 'BTCUSDT_1h.csv'));
const title = hasData ? 'real data' : 'real data (skipped: ../shared/data/bars-1h is not there)';
describe.skipIf(!hasData)(title, () => {
  it('comes through October 2025 with a smaller fall than without limits, and stops before the worst hour', async () => {
    const { stdout } = await run('--json');
    const { backtest } = JSON.parse(stdout) as { backtest: NonNullable<Outcome['backtest']> };
    const [guarded, free] = backtest.accounts;
    expect(backtest.bars).toBe(2 * 19 * 24);
    expect(guarded!.drawdownFraction).toBeLessThan(free!.drawdownFraction);
    const stops = backtest.decisions.filter(({ verdict }) => ['pause', 'halt', 'cancel', 'flatten'].includes(verdict));
    expect(stops.map(({ timeMs, verdict, guard }) => [new Date(timeMs).toISOString(), verdict, guard])).toEqual([
      ['2025-10-09T17:00:00.000Z', 'pause', 'day-loss'],
      ['2025-10-10T19:00:00.000Z', 'halt', 'week-loss'],
      // Everything was sold at the open of the hour in which BTC fell by 11 %.
      ['2025-10-10T21:00:00.000Z', 'flatten', 'max-drawdown'],
      ['2025-10-10T22:00:00.000Z', 'pause', 'price-gap'],
    ]);
  });
});
