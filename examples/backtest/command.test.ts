import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './command';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-backtest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...argv: string[]) => {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const status = await runCommand(argv, {
    print: (text) => lines.stdout.push(text),
    complain: (text) => lines.stderr.push(text),
  });
  return { status, stdout: lines.stdout.join('\n'), stderr: lines.stderr.join('\n') };
};

describe('the backtest command', () => {
  it('backtests the simulated market, says that it is simulated, and writes a report', async () => {
    const report = join(folder, 'reports', 'trend.html');
    const { status, stdout, stderr } = await run('--bars', '300', '--report', report);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('SIMULATED MARKET');
    expect(stdout).toContain('npm start -- --bars 300');
    expect(readFileSync(report, 'utf8')).toContain('</html>');
    expect(readdirSync(join(folder, 'reports'))).toEqual(['trend.html']);
  });

  it('gives the same digest twice, and as JSON', async () => {
    const once = await run('--bars', '300', '--json', '--no-report');
    const twice = await run('--bars', '300', '--json', '--no-report');
    const result = JSON.parse(once.stdout) as { digest: string; bars: number; report: null };
    expect(result).toMatchObject({ bars: 300, report: null });
    expect(result.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(twice.stdout).toBe(once.stdout);
  });

  it('explains bad data on one line, exits with 2 and leaves no report', async () => {
    const file = join(folder, 'BTCUSDT.csv');
    writeFileSync(file, 'timestamp,open,high,low,close,volume\n1700000000000,1,2,1,1,5\n1700003600000,1,0.5,1,1,5\n');
    const report = join(folder, 'bad.html');
    const { status, stdout, stderr } = await run('--data', file, '--timeframe', '1h', '--report', report);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^DataError \w+: .*BTCUSDT\.csv.*line 3/);
    expect(existsSync(report)).toBe(false);
  });

  it('lists what there is when a strategy is unknown, and exits with 2', async () => {
    const { status, stderr } = await run('--strategy', 'no-such-strategy');
    expect(status).toBe(2);
    expect(stderr).toContain('no-such-strategy');
    expect(stderr).toContain('momentum-rotation');
  });

  it('names a wrong parameter, its value and what is known, and exits with 2', async () => {
    const { status, stderr } = await run('--param', 'fast=-3');
    expect(status).toBe(2);
    expect(stderr).toContain('fast');
    expect(stderr).toContain('-3');
  });
});
