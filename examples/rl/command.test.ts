import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from './command';
import { loadMarket } from './market';
import type { summary } from './outcome';
import { readSettings } from './settings';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-rl-'));
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

const few = ['--simulate', '--bars', '800', '--seeds', '2', '--folds', '1', '--test-bars', '120', '--steps', '2048'];
const small = [...few, '--trials', '3', '--threads', '2'];

describe('the reinforcement learning example', () => {
  it('trains, tests, says what it found, trades it and writes two files that load nothing', async () => {
    const out = join(folder, 'made', 'rl.html');
    const { status, stdout, stderr, progress } = await run(...small, '--out', out);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(progress[0]).toContain('A simulated market (as asked)');
    expect(progress.slice(1, 4).map((line) => line.slice(0, 12))).toEqual([
      'tried 1 of 3',
      'tried 2 of 3',
      'tried 3 of 3',
    ]);
    // Which of two threads is done first is not known.
    expect(progress.slice(4).map((line) => line.slice(0, 36))).toEqual([
      'trained and tested 1 of 2: fold 1, s',
      'trained and tested 2 of 2: fold 1, s',
    ]);
    expect(stdout).toMatch(/No evidence of an edge|Worse than buy and hold|Better than buy and hold/);
    for (const name of ['ppo', 'buy and hold', 'flat', 'logistic regression', 'random, same turnover'])
      expect(stdout).toMatch(new RegExp(`^${name} +-?\\d+\\.\\d%`, 'm'));
    for (const row of ['x 0 +0', 'x 1 +0', 'x 2 +0', 'x 1 +1']) expect(stdout).toMatch(new RegExp(`^${row} `, 'm'));
    expect(stdout).toContain('2 seeds; with fewer than 10');
    expect(stdout).toContain('3 settings were tried on the validation bars of the first fold; chosen: rate');
    expect(stdout).toContain('above the luckiest of 3');
    expect(stdout).not.toContain('No other trial was counted');
    expect(stdout).toContain('What decided on its bars: hold');
    expect(stdout).toContain('SIGMAX · policy');
    const page = readFileSync(out, 'utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|src=|@import/);
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page.match(/discount 0\.9/g)?.length).toBeGreaterThanOrEqual(3);
    expect(page).toContain('>chosen</td>');
    expect(page).toContain('>buy and hold</text>');
    expect(page).toContain('>random, same turnover</text>');
    expect(page).toContain('href="rl-bot.html"');
    expect(readFileSync(join(folder, 'made', 'rl-bot.html'), 'utf8')).toContain('max-drawdown');
  }, 60_000);

  it('gives the same JSON with one thread and with two; the bot trades the last test, and the random accounts are those that were compared', async () => {
    const once = await run(...small, '--no-report', '--json');
    const again = await run(...few, '--trials', '3', '--threads', '1', '--no-report', '--json');
    expect(again.stdout).toBe(once.stdout);
    const found = JSON.parse(once.stdout) as ReturnType<typeof summary>;
    expect(found.market).toMatchObject({ bars: 800, isSimulated: true });
    expect(found.folds).toHaveLength(1);
    expect(found.seeds).toEqual([1, 2]);
    expect(found.searched.trials.filter(({ isChosen }) => isChosen)).toHaveLength(1);
    expect(found.luck.trials).toBe(3);
    expect(found.bot.digest).toMatch(/^[0-9a-f]{64}$/);
    // The bot decides on the bars of the test and on its last one; before them it holds.
    expect(found.bot.sources.model).toBe(121);
  }, 60_000);

  it('simulates a market where the usual file is not there, and says so', async () => {
    const market = await loadMarket({ ...readSettings([]), data: join(folder, 'nothing.csv') });
    expect(market.note).toContain('A simulated market (there is no file ');
    expect([market.isSimulated, market.series.length]).toEqual([true, 4500]);
  });

  it('has a help that names every option', async () => {
    const { status, stdout } = await run('--help');
    expect(status).toBe(0);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
    for (const option of [
      ...[
        'data',
        'simulate',
        'bars',
        'seeds',
        'folds',
        'test-bars',
        'steps',
        'trials',
        'threads',
        'cash',
        'fee',
        'slippage',
        'out',
      ],
      ...['no-report', 'page', 'json', 'help'],
    ])
      expect(stdout).toContain(`--${option}`);
  });

  it.each([
    [['--nonsense'], '--nonsense'],
    [['--data', 'no/such/file.csv', '--no-report'], 'no/such/file.csv'],
    [['--seeds', '0'], '--seeds was "0"'],
    [['--seeds', 'many'], '--seeds was "many"'],
    [['--steps', '1e9'], '--steps was "1e9"'],
    [['--steps', '0x800'], '--steps was "0x800"'],
    [['--folds', '1.5'], '--folds was "1.5"'],
    [['--trials', '-1'], '--trials'],
    [['--threads', '0'], '--threads was "0"'],
    [['--test-bars', '-1'], '--test-bars'],
    [['--bars', '10'], '--bars was "10"'],
    [['--cash', '0'], '--cash was "0"'],
    [['--fee', '0.5'], '--fee was "0.5"'],
    [['--slippage', 'NaN'], '--slippage was "NaN"'],
    [['--simulate', '--data', 'a.csv'], '--data was "a.csv"'],
    [['--out', 'a.html', '--no-report'], '--out was "a.html"'],
    [['--out', 'a.txt'], 'a.txt'],
    [['--page', 'a.html', '--json'], '--page was "a.html"'],
    [['--simulate', '--bars', '500', '--no-report'], '500 bars'],
  ])('%j is refused', async (argv, says) => {
    const { status, stdout, stderr } = await run(...argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });
});

const data = fileURLToPath(new URL('../../../shared/data/bars-1h/BTCUSDT_1h.csv', import.meta.url));
const hasData = existsSync(data);
const title = hasData ? 'real data' : 'real data (skipped: ../shared/data/bars-1h is not there)';
describe.skipIf(!hasData)(title, () => {
  it('is what is learned on by default', async () => {
    const { stdout } = await run(
      ...['--seeds', '1', '--folds', '1', '--steps', '1024', '--trials', '0', '--no-report', '--json'],
    );
    const { market, warnings } = JSON.parse(stdout) as ReturnType<typeof summary>;
    expect(market).toMatchObject({ bars: 4500, isSimulated: false });
    expect(warnings.join(' ')).not.toContain('simulated');
  });
});
