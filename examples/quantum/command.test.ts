import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importOpenQasm } from '@sigmax/quantum-sim/open-qasm';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './command';
import type { Outcome } from './outcome';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-quantum-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...argv: string[]) => {
  const lines = { stdout: [] as string[], stderr: [] as string[], progress: [] as string[] };
  const status = await runCommand(argv, {
    print: (text) => lines.stdout.push(text),
    complain: (text) => lines.stderr.push(text),
    progress: (line) => lines.progress.push(line),
  });
  return { status, stdout: lines.stdout.join('\n'), stderr: lines.stderr.join('\n'), progress: lines.progress };
};

/** Days in which assets swing at their own rates; the first of them never moves. */
const writeBars = (base: string, index: number, days: number): void => {
  const rows = ['timestamp,open,high,low,close,volume'];
  let close = 100;
  for (let day = 0; day < days; day++) {
    const open = close;
    close *= 1 + index * (0.001 * ((day * (index + 2)) % 7) - 0.0028);
    const timeMs = Date.UTC(2024, 0, 1) + day * 86_400_000;
    rows.push([timeMs, open, Math.max(open, close), Math.min(open, close), close, 1_000].join(','));
  }
  writeFileSync(join(folder, `${base}USDT.csv`), `${rows.join('\n')}\n`);
};
for (const [index, base] of ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF'].entries()) writeBars(base, index, 150);
const small = ['--data', folder, '--choose', '2', '--lookback', '40', '--cash', '10000'];

describe('the quantum example', () => {
  it('shows seven accounts, what did not work, every decision and the honest statement', async () => {
    const { status, stdout, stderr, progress } = await run(...small, '--no-report');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    for (const name of [
      'exact',
      'annealing',
      'QAOA',
      'equal weight',
      'buy and hold',
      'minimum variance',
      'hierarchical risk parity',
    ]) {
      expect(stdout).toMatch(new RegExp(`^${name} +[\\d,]+ +-?\\d+\\.\\d %`, 'm'));
    }
    expect(stdout.replaceAll('\n', ' ')).toContain('They are no source of returns.');
    expect(stdout).toContain('- The exact choice made less than equal weight in');
    expect(stdout).toContain('- Without its two best periods');
    expect(stdout).toMatch(/^2024-03-01 /m);
    expect(progress[0]).toContain('6 assets with recorded daily bars');
    expect(progress.filter((line) => line.startsWith('QAOA 2024-'))).toHaveLength(4);
  });

  it('gives the same JSON twice, with the exact answer never beaten and all accounts paying costs', async () => {
    const once = await run(...small, '--no-report', '--json');
    expect((await run(...small, '--no-report', '--json')).stdout).toBe(once.stdout);
    const outcome = JSON.parse(once.stdout) as Outcome;
    expect(outcome.market).toMatchObject({ assets: 6, bars: 150, isSimulated: false });
    expect(outcome.months).toHaveLength(4);
    for (const month of outcome.months) {
      expect(month.states).toBe(15);
      expect(month.excess).toBeGreaterThanOrEqual(0);
      expect(month.lift).toBeCloseTo(15 * month.optimumProbability!, 12);
    }
    for (const { costs, digest } of outcome.accounts) {
      expect(costs).toBeGreaterThan(0);
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
    }
    // All methods by one measure: what is free to weigh everything is no worse than what chooses two at equal weight.
    const rows = Object.fromEntries(outcome.objectives!.rows.map((row) => [row.name, row]));
    expect(Object.keys(rows).slice(0, 3)).toEqual(['exact', 'annealing', 'QAOA']);
    expect(outcome.objectives!.rows).toHaveLength(12);
    expect(rows['Markowitz at the same q']!.value!).toBeLessThanOrEqual(rows.exact!.value! + 1e-12);
    expect(rows['minimum variance']!.variance!).toBeLessThanOrEqual(rows['inverse volatility']!.variance!);
    expect(rows.exact!.held).toBe(2);
    // The months of an account make up its whole return.
    const growth = outcome.months.reduce((product, { returns }) => product * (1 + returns.exact!), 1);
    expect(growth - 1).toBeCloseTo(outcome.accounts[0]!.returnFraction, 12);
    // 6 fields and 15 couplings, less the field and the 5 couplings of the asset that never moves.
    expect(outcome.circuit).toMatchObject({ qubits: 6, choose: 2, states: 15, gates: { phases: 15, mixer: 6 } });
  });

  it('writes a page that loads nothing, and the circuit beside it', async () => {
    const report = join(folder, 'out', 'report.html');
    const { stdout } = await run(...small, '--report', report, '--depth', '1');
    expect(stdout).toContain(`Report: ${report}`);
    const page = readFileSync(report, 'utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|src=|href=/);
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).toContain('<li><b>Start</b><span>all choices of 2 of 6</span>');
    expect(page).toContain('<h2>What did not work</h2>');
    expect(readFileSync(join(folder, 'out', 'report.svg'), 'utf8')).toContain('>AAA</text>');
    const { circuit } = importOpenQasm(readFileSync(join(folder, 'out', 'report.qasm'), 'utf8'));
    expect(circuit.qubitCount).toBe(6);
  });

  it('simulates a market when asked, and where the usual folder is not there, and says so', async () => {
    const asked = await run('--simulate', '--bars', '60', '--lookback', '30', '--choose', '2', '--no-report');
    expect(asked.status).toBe(0);
    expect(asked.stdout).toContain('A simulated market of 28 assets (as asked)');
    const { loadMarket } = await import('./market');
    const { readSettings } = await import('./settings');
    const market = await loadMarket({ ...readSettings(['--bars', '5']), data: join(folder, 'nothing') });
    expect(market.note).toContain('(there are no daily bars in ');
    expect([market.isSimulated, market.series.length]).toEqual([true, 28]);
  });

  it('has a help that names every option', async () => {
    const { status, stdout } = await run('--help');
    expect(status).toBe(0);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
    for (const option of [
      ...['data', 'simulate', 'bars', 'choose', 'lookback', 'risk-aversion', 'invested', 'depth', 'iterations'],
      ...['shots', 'cash', 'fee', 'slippage', 'seed', 'report', 'no-report', 'page', 'json', 'help'],
    ]) {
      expect(stdout).toContain(`--${option}`);
    }
  });

  it.each([
    [['--nonsense'], '--nonsense'],
    [['--data', 'no/such/folder', '--no-report'], 'no/such/folder'],
    [['--choose', '0'], '--choose was "0"'],
    [['--choose', '7', '--data', folder, '--no-report'], '--choose was "7" of 6 assets'],
    [['--lookback', '500', '--data', folder, '--choose', '2', '--no-report'], '--lookback was 500'],
    [['--lookback', '1e9'], '--lookback was "1e9"'],
    [['--risk-aversion', '-1'], '--risk-aversion'],
    [['--invested', '1.5'], '--invested was "1.5"'],
    [['--depth', 'two'], '--depth was "two"'],
    [['--fee', '1'], '--fee was "1"'],
    [['--seed', '0.5'], '--seed was "0.5"'],
    [['--simulate', '--data', folder], '--simulate'],
    [['--report', 'a.html', '--no-report'], '--report was "a.html"'],
    [['--report', 'a.txt'], '--report was "a.txt"'],
    [['--page', 'a.txt'], '--page was "a.txt"'],
    [['--page', 'a.html', '--json'], '--page was "a.html"'],
    [['--page', join(folder, 'a.html'), '--depth', '5', '--data', folder], '--depth was "5"'],
    [['--page', join(folder, 'a.html'), '--choose', '6', '--data', folder], '--choose was "6"'],
    [['--page', join(folder, 'a.html'), '--lookback', '500', '--data', folder], '--lookback was "500"'],
  ])('%j is refused', async (argv, says) => {
    const { status, stdout, stderr } = await run(...argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });
});

const data = fileURLToPath(new URL('../../../shared/data/bars-1d', import.meta.url));
const hasData = existsSync(join(data, 'BTCUSDT.csv'));
const title = hasData ? 'real data' : 'real data (skipped: ../shared/data/bars-1d is not there)';
describe.skipIf(!hasData)(title, () => {
  it('chooses 2 of 28 assets each month, where a circuit is small', async () => {
    const { stdout } = await run('--choose', '2', '--depth', '1', '--no-report', '--json');
    const { market, months } = JSON.parse(stdout) as Outcome;
    expect(market).toMatchObject({ assets: 28, bars: 800, from: '2024-01-11', to: '2026-03-20', isSimulated: false });
    expect(months[0]!.from).toBe('2024-04-10');
    expect(months).toHaveLength(24);
    expect(months.every(({ states, annealingExcess }) => states === 378 && annealingExcess === 0)).toBe(true);
  });
});
