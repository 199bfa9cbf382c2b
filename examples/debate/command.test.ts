import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyDecisionLog } from '@sigmax/agents';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './command';
import { loadMarket } from './market';
import type { summary } from './outcome';
import { readSettings } from './settings';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-debate-'));
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

const small = ['--simulate', '--bars', '240', '--cuts', '1'];

describe('the debate example', () => {
  it('trades, explains, judges and writes three files that load nothing', async () => {
    const out = join(folder, 'made', 'debate.html');
    const { status, stdout, stderr, progress } = await run(...small, '--out', out, '--explain', '3');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(progress[0]).toContain('A simulated market (as asked)');
    expect(progress).toContain('without sentiment');
    expect(stdout).toContain('The news are invented.');
    expect(stdout).toMatch(/No evidence of an edge|Better than chance/);
    for (const name of ['debate', 'cash', 'buy and hold', 'moving averages', '× 0', '× 2', 'without technical'])
      expect(stdout).toMatch(new RegExp(`^${name} +−?\\d+\\.\\d %`, 'm'));
    expect(stdout).toContain('Nothing looked ahead');
    expect(stdout).toContain('quarantined: override');
    expect(stdout).toMatch(/^simulated:(BTC|ETH)\/USDT at .*: the weight goes to/m);
    expect(stdout).toMatch(/^- (bull|bear): score/m);
    expect(stdout).toMatch(/^It would (rise|fall|stay) if \w+ had said/m);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(110);

    const page = readFileSync(out, 'utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|src=|@import/);
    expect(page.match(/<svg /g)).toHaveLength(3);
    expect(page).toContain('Invented news');
    expect(page).toContain('href="debate-bot.html"');
    expect(readFileSync(join(folder, 'made', 'debate-bot.html'), 'utf8')).toContain('compliance');
    const log = readFileSync(join(folder, 'made', 'debate-decisions.jsonl'), 'utf8');
    expect(verifyDecisionLog(log).isIntact).toBe(true);
    // A digit of any line that is another is noticed.
    expect(verifyDecisionLog(log.replace('"sequence":2', '"sequence":3')).isIntact).toBe(false);
  }, 60_000);

  it('gives the same bytes twice, as JSON too', async () => {
    const out = join(folder, 'again', 'debate.html');
    const { stdout } = await run(...small, '--out', out, '--explain', '3', '--json');
    for (const file of ['debate.html', 'debate-bot.html', 'debate-decisions.jsonl']) {
      const [first, again] = ['made', 'again'].map((name) => readFileSync(join(folder, name, file), 'utf8'));
      expect(again === first, file).toBe(true);
    }
    const found = JSON.parse(stdout) as ReturnType<typeof summary>;
    expect(found.market).toMatchObject({ bars: 480, isSimulated: true });
    expect(found.news).toMatchObject({ areInvented: true });
    expect(found.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(found.lookAhead.isClean).toBe(true);
    expect(found.costs.map(({ factor, account }) => [factor, account.costs > 0])).toEqual([
      [0, false],
      [1, true],
      [2, true],
    ]);
  }, 60_000);

  it('simulates a market where a usual file is not there, and says so', async () => {
    const market = await loadMarket({ ...readSettings([]), data: [join(folder, 'nothing.csv')] });
    expect(market.note).toContain('A simulated market (there is no file ');
    expect(market.series.map(({ length }) => length)).toEqual([4500, 4500]);
  });

  it('has a help that names every option', async () => {
    const { status, stdout } = await run('--help');
    expect(status).toBe(0);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(113);
    for (const option of [
      ...['data', 'simulate', 'bars', 'seed', 'cash', 'fee', 'slippage', 'cuts', 'explain'],
      ...['model', 'model-name', 'cassette', 'out', 'no-report', 'json', 'help'],
    ])
      expect(stdout).toContain(`--${option}`);
  });

  it.each([
    [['--nonsense'], '--nonsense'],
    [['--data', 'no/such/file.csv', '--no-report'], 'no/such/file.csv'],
    [['--bars', '199'], '--bars was "199"'],
    [['--bars', '0x800'], '--bars was "0x800"'],
    [['--seed', 'one'], '--seed was "one"'],
    [['--cuts', '0'], '--cuts was "0"'],
    [['--cash', '0'], '--cash was "0"'],
    [['--fee', '0.5'], '--fee was "0.5"'],
    [['--slippage', 'NaN'], '--slippage was "NaN"'],
    [['--explain', ''], '--explain was ""'],
    [['--simulate', '--data', 'a.csv'], '--data was "a.csv"'],
    [['--out', 'a.html', '--no-report'], '--out was "a.html"'],
    [['--out', 'a.txt'], 'a.txt'],
    [['--model', 'http://127.0.0.1:1/v1'], '--model was'],
    [['--model', 'ftp://one', '--cassette', 'a.jsonl'], '--model was "ftp://one"'],
    [['--model-name', 'one'], '--model-name was "one"'],
  ])('%j is refused', async (argv, says) => {
    const { status, stdout, stderr } = await run(...argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
    expect(stderr.split('\n')).toHaveLength(1);
  });
});

const data = fileURLToPath(new URL('../../../shared/data/bars-1h/ETHUSDT_1h.csv', import.meta.url));
const hasData = existsSync(data);
const title = hasData ? 'real data' : 'real data (skipped: ../shared/data/bars-1h is not there)';
describe.skipIf(!hasData)(title, () => {
  it('is what is traded by default, and a part of it where fewer bars are asked for', async () => {
    const { series, isSimulated } = await loadMarket(readSettings(['--bars', '500']));
    expect(isSimulated).toBe(false);
    expect(series.map(({ instrumentId, length }) => [instrumentId, length])).toEqual([
      ['file:BTC/USDT', 500],
      ['file:ETH/USDT', 500],
    ]);
  });

  it('refuses two files of one asset', async () => {
    await expect(loadMarket(readSettings(['--data', data, '--data', data]))).rejects.toThrow('ETH/USDT');
  });
});
