import { describe, expect, it } from 'vitest';
import { runCommand } from './command';
import type { Outcome } from './run-live';

const run = async (...argv: string[]) => {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const status = await runCommand(argv, {
    print: (text) => lines.stdout.push(text),
    complain: (text) => lines.stderr.push(text),
  });
  return { status, stdout: lines.stdout.join('\n'), stderr: lines.stderr.join('\n') };
};

describe('the live example', () => {
  it('shows bars, the break, what was requested and the book going out of step and back', async () => {
    const { status, stdout, stderr } = await run('--seconds', '8', '--speed', '40');
    expect(stderr).toBe('');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
    expect(stdout).toMatch(/bar {4}close \d+\.\d {2}volume \d+\.\d{3} {2}spread \d+\.\d\d bps/);
    expect(stdout).toMatch(/-- the venue breaks 3 connections --/);
    expect(stdout).toMatch(/order-book UNSYNCED: not-connected/);
    expect(stdout.match(/SYNCED: the book is the venue's/g)?.length).toBeGreaterThanOrEqual(2);
    expect(stdout).toMatch(/connected \(connection 2\)/);
    expect(stdout).toMatch(/every bar and every trade that the venue had arrived once/);
    expect(status).toBe(0);
  });

  it('gives one JSON object and nothing else', async () => {
    const { status, stdout } = await run('--venue', 'kraken', '--seconds', '8', '--speed', '40', '--json');
    const outcome = JSON.parse(stdout) as Outcome;
    expect(outcome.problems).toEqual([]);
    expect(outcome.connections).toBeGreaterThanOrEqual(6);
    expect(outcome.bars).toBeGreaterThan(1);
    expect(status).toBe(0);
  });

  it('has a help that names every option', async () => {
    const { status, stdout } = await run('--help');
    expect(status).toBe(0);
    for (const option of ['venue', 'seconds', 'speed', 'cut', 'seed', 'json', 'help'])
      expect(stdout).toContain(`--${option}`);
  });

  it.each([
    [['--nonsense'], '--nonsense'],
    [['--venue', 'nowhere'], '--venue was "nowhere"'],
    [['--seconds', '1'], '--seconds was "1"'],
    [['--speed', '0x10'], '--speed was "0x10"'],
    [['--seconds', '8', '--cut', '9'], '--cut was "9"'],
  ])('%j is refused', async (argv, says) => {
    const { status, stdout, stderr } = await run(...argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });
});
