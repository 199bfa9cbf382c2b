import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { requireWritable, writeWhole } from './write-report';

const folder = mkdtempSync(join(tmpdir(), 'sigmax-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('requireWritable', () => {
  it('makes the folder of a report', async () => {
    await requireWritable(join(folder, 'a', 'b', 'x.html'));
    expect(existsSync(join(folder, 'a', 'b'))).toBe(true);
  });

  it('refuses a folder, a file of another kind, a file used as a folder, and nothing', async () => {
    const data = join(folder, 'BTCUSDT.csv');
    writeFileSync(data, 'bars');
    for (const file of [folder, data, join(data, 'x.html'), '', '/proc/nope/x.html']) {
      await expect(requireWritable(file)).rejects.toMatchObject({ code: 'UNWRITABLE_REPORT' });
    }
    expect(readFileSync(data, 'utf8')).toBe('bars');
  });
});

describe('writeWhole', () => {
  it('writes all of it and leaves nothing beside it', async () => {
    const file = join(folder, 'whole.html');
    await writeWhole(file, 'first');
    expect(await writeWhole(file, 'second')).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe('second');
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('leaves the old one when it cannot', async () => {
    const target = join(folder, 'taken.html');
    writeFileSync(target, 'old');
    await expect(writeWhole(join(target, 'x.html'), 'new')).rejects.toThrow();
    expect(readFileSync(target, 'utf8')).toBe('old');
  });
});
