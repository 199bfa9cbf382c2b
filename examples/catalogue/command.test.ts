import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './command';
import type { Outcome } from './outcome';
import { outcomeOf } from './outcome';
import { readSettings } from './settings';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-catalogue-example-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...argv: string[]) => {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const status = await runCommand(argv, {
    print: (text) => lines.stdout.push(text),
    complain: (text) => lines.stderr.push(text),
  });
  return { status, stdout: lines.stdout.join('\n'), stderr: lines.stderr.join('\n') };
};

const data = join(folder, 'data');
mkdirSync(join(data, 'funding'), { recursive: true });
const row = (hour: number, rest = '100,110,90,105,7') => `${Date.UTC(2024, 0, 1) + hour * 3_600_000},${rest}\n`;
const header = 'timestamp,open,high,low,close,volume\n';
writeFileSync(join(data, 'BTCUSDT_1h.csv'), header + [0, 1, 2, 5, 6].map((hour) => row(hour)).join(''));
writeFileSync(
  join(data, 'funding', 'BTCUSDT_8h_2024.csv'),
  `timestamp,symbol,funding_rate\n${Date.UTC(2024, 0, 1)},BTCUSDT,0.0001\n`,
);
writeFileSync(join(data, 'notes.txt'), 'not market data\n');
const broken = join(folder, 'broken');
mkdirSync(broken);
writeFileSync(join(broken, 'BTCUSDT_1h.csv'), header + row(0) + row(1, '100,80,90,105,7'));
writeFileSync(join(broken, 'ETHUSDT_1h.csv'), header + row(0) + row(1));

describe('the catalogue example', () => {
  it('ingests every file it knows, says what it does, and prints the report', async () => {
    const { status, stdout, stderr } = await run('--data', data, '--catalogue', join(folder, 'a'));
    expect(status).toBe(0);
    expect(stdout).toContain('Ingested 2 files: 6 rows, 6 of them new.');
    expect(stdout).toMatch(/^binance:BTC\/USDT bar 1h +5 2024-01-01 2024-01-01 +2 /m);
    expect(stdout).toContain('binance:BTC/USDT bar 1h: 2 missing, 2024-01-01 03:00:00 to 2024-01-01 06:00:00');
    expect(stderr).toContain('1/2 BTCUSDT_1h.csv (bars)');
    for (const line of stdout.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('takes nothing twice, and gives the same report', async () => {
    const first = await run('--data', data, '--catalogue', join(folder, 'b'), '--json');
    const again = await run('--data', data, '--catalogue', join(folder, 'b'), '--json');
    const [before, after] = [first, again].map(({ stdout }) => JSON.parse(stdout) as Outcome);
    expect(after?.files.map(({ result }) => result?.added)).toEqual([0, 0]);
    expect(after?.report).toEqual(before?.report);
    expect(before?.report.datasets[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('counts gaps when it is asked to be strict', async () => {
    const { status, stdout } = await run('--data', data, '--catalogue', join(folder, 'c'), '--strict');
    expect(status).toBe(3);
    expect(stdout).toMatch(/Look at: 2 missing bars or settlements\.$/);
  });

  it('names a file that it refuses and goes on with the others', async () => {
    const { status, stdout } = await run('--data', broken, '--catalogue', join(folder, 'd'));
    expect(status).toBe(3);
    expect(stdout).toContain('Ingested 1 file: 2 rows, 2 of them new.');
    expect(stdout).toMatch(/Refused BTCUSDT_1h\.csv: HIGH_BELOW_LOW: .*line 3: high was 80, below low 90/);
    expect(stdout).toMatch(/Look at: 1 file refused\.$/);
  });

  it('says that prices are made up where there is no data', async () => {
    const settings = { ...readSettings(['--catalogue', join(folder, 'e')]), data: join(folder, 'nowhere') };
    const { note, report } = await outcomeOf(settings, () => undefined);
    expect(note).toMatch(/nowhere is not there, so the prices are made up; give a folder of files with --data\./);
    expect(report.datasets.map(({ isSimulated }) => isSimulated)).toEqual([true, true, true]);
    expect(String(report)).toContain('Made-up prices, not real data');
  });

  it('has a help that names every option', async () => {
    const { status, stdout } = await run('--help');
    expect(status).toBe(0);
    for (const option of ['data', 'venue', 'only', 'catalogue', 'outlier', 'examples', 'strict', 'json', 'help']) {
      expect(stdout).toContain(`--${option}`);
    }
  });

  it.each([
    [['--nonsense'], '--nonsense'],
    [['--data', 'no/such/folder'], 'no/such/folder'],
    [['--data', data, '--only', 'LUNA'], 'LUNA'],
    [['--outlier', '-1'], '--outlier'],
  ])('%j is refused', async (argv, says) => {
    const { status, stdout, stderr } = await run(...argv);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
  });
});

const shared = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasData = existsSync(join(shared, 'l2'));
describe.skipIf(!hasData)(hasData ? 'real data' : 'real data (skipped: ../shared/data is not there)', () => {
  it('is sound, with the gaps that it is known to have', { timeout: 180_000 }, async () => {
    const { status, stdout } = await run('--catalogue', join(folder, 'real'), '--json');
    const { report, files } = JSON.parse(stdout) as Outcome;
    expect(status).toBe(0);
    expect(files.filter(({ refused }) => refused !== undefined)).toEqual([]);
    // The trades that were derived from the raw feed are those of the feed.
    expect(files.find(({ file }) => file.startsWith('trades'))?.result).toMatchObject({ received: 21_313, added: 0 });
    const of = (kind: string, instrumentId: string, timeframeMs?: number) =>
      report.datasets.find(
        (one) => one.kind === kind && one.instrumentId === instrumentId && one.timeframeMs === timeframeMs,
      );
    expect(of('bar', 'binance:ADA/BTC', 300_000)).toMatchObject({ rows: 5_720, missing: 40 });
    expect(of('bar', 'binance:BNB/USDT', 86_400_000)).toMatchObject({ rows: 800, missing: 0 });
    expect(of('funding-rate', 'binance:ARB/USDT')).toMatchObject({ rows: 200, missing: 0 });
    expect(of('order-book', 'binance:BTC/USDT')).toMatchObject({ rows: 6_548, violations: 0 });
    expect(report.datasets.length).toBe(67);
  });
});
