import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DataError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { nextChecksum, sealed } from './checksum';
import { freshFolders, manualClock, noticeList, readAll, recordAll } from './recording.test-helper';
import { trade } from './trades.test-helper';
import { verifyRecording } from './verify-recording';

const fresh = freshFolders();
const events = Array.from({ length: 40 }, (_, index) => trade(index));

/** A recording of several files. */
const recorded = async (compression: 'none' | 'gzip' = 'none'): Promise<string> => {
  const folder = fresh();
  await recordAll(folder, events, { rotateBytes: 1_500, compression, clock: manualClock(5) });
  return folder;
};

const bodies = (text: string): string[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.replace(/,"crc":"[0-9a-f]{8}"\}$/, ''));

/** The lines with checksums that fit, as somebody who knows the format would write them. */
const forged = (lines: readonly string[]): string => {
  let checksum = 0;
  return lines
    .map((body) => {
      checksum = nextChecksum(body, checksum);
      return sealed(body, checksum);
    })
    .join('');
};

const file = (number: number): string => `test-00000${number}.jsonl`;

const failure = async (folder: string, code: string, ...says: (string | RegExp)[]): Promise<number> => {
  const { events: given, error } = await readAll(folder, { notices: noticeList() });
  expect(error).toBeInstanceOf(DataError);
  expect(error).toMatchObject({ code });
  for (const part of says) expect(String(error)).toMatch(part);
  expect(given).toStrictEqual(events.slice(0, given.length));
  return given.length;
};

describe('the chain of files', () => {
  it('is whole', async () => {
    const folder = await recorded();
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(3);
    expect(files.every((name, index) => name === file(index + 1))).toBe(true);
    expect(await readAll(folder)).toMatchObject({ events, error: undefined });
    // The header of each file says the SHA-256 of the one before, as any other program computes it.
    for (const [index, name] of files.slice(1).entries()) {
      const [header = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
      const digest = createHash('sha256')
        .update(readFileSync(join(folder, file(index + 1))))
        .digest('hex');
      expect(JSON.parse(header)).toMatchObject({ format: 1, file: index + 2, previous: { file: index + 1, digest } });
    }
  });

  it('holds however the files are packed', async () => {
    const folder = await recorded('gzip');
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const lines = gunzipSync(readFileSync(path));
      writeFileSync(path.replace('.gz', ''), lines);
      rmSync(path);
    }
    expect(await readAll(folder)).toMatchObject({ events, error: undefined });
  });

  it('names a file that is missing in the middle, before anything is read', async () => {
    const folder = await recorded();
    rmSync(join(folder, file(2)));
    expect(await failure(folder, 'FILE_MISSING', /test-000002\.jsonl/, /Restore/)).toBe(0);
    expect((await verifyRecording({ folder, name: 'test' })).fault?.code).toBe('FILE_MISSING');
  });

  it('names a file that is missing at the beginning, unless that is meant', async () => {
    const folder = await recorded();
    rmSync(join(folder, file(1)));
    expect(await failure(folder, 'FILE_MISSING', /test-000001/, /isExcerpt/)).toBe(0);
    const { events: given, error } = await readAll(folder, { isExcerpt: true });
    expect(error).toBeUndefined();
    expect(given.length).toBeGreaterThan(10);
    expect(given).toStrictEqual(events.slice(-given.length));
  });

  it('tells of a file that is missing at the end', async () => {
    const folder = await recorded();
    rmSync(join(folder, readdirSync(folder).at(-1) ?? ''));
    const notices = noticeList();
    const { error } = await readAll(folder, { notices });
    expect(error).toBeUndefined();
    expect(notices.list).toMatchObject([{ type: 'tail-lost', reason: 'next-file-missing', lostBytes: 0 }]);
    const report = await verifyRecording({ folder, name: 'test' });
    expect(report).toMatchObject({ isWhole: false, losses: notices.list, fault: undefined });
  });

  it('names file and line of what was changed', async () => {
    const folder = await recorded();
    const path = join(folder, file(2));
    writeFileSync(path, readFileSync(path, 'utf8').replace('"quantity":0.1', '"quantity":0.2'));
    await failure(folder, 'LINE_DAMAGED', /test-000002\.jsonl, line 2: /);
  });

  it('names a file that was changed with all checksums made to fit', async () => {
    const folder = await recorded();
    const path = join(folder, file(2));
    const lines = bodies(readFileSync(path, 'utf8'));
    writeFileSync(path, forged(lines));
    expect((await readAll(folder)).error).toBeUndefined();
    writeFileSync(path, forged(lines.map((line) => line.replace('"quantity":0.1', '"quantity":0.2'))));
    const { error } = await readAll(folder, { notices: noticeList() });
    expect(error).toMatchObject({ code: 'FILE_CHANGED' });
    expect(String(error)).toMatch(/test-000002\.jsonl is not what it was when test-000003\.jsonl was begun/);
  });

  it('names a file that was cut between two lines', async () => {
    const folder = await recorded();
    const path = join(folder, file(2));
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1));
    await failure(folder, 'FILE_CHANGED', /test-000002\.jsonl/);
    writeFileSync(path, '');
    await failure(folder, 'FILE_CHANGED', /test-000002\.jsonl/);
  });

  it('sees lines that are lost, doubled or moved', async () => {
    for (const change of [
      (lines: string[]) => lines.toSpliced(3, 1),
      (lines: string[]) => lines.toSpliced(3, 0, lines[3] as string),
      (lines: string[]) => lines.toSpliced(3, 2, lines[4] as string, lines[3] as string),
    ]) {
      const folder = await recorded();
      const path = join(folder, readdirSync(folder).at(-1) ?? '');
      const lines = readFileSync(path, 'utf8').split('\n');
      writeFileSync(path, change(lines).join('\n'));
      await failure(folder, 'LINE_DAMAGED', /line [45]: /);
    }
  });

  it('sees what was added to a closed file', async () => {
    const folder = await recorded();
    const last = join(folder, readdirSync(folder).at(-1) ?? '');
    const before = readFileSync(last, 'utf8');
    writeFileSync(last, forged([...bodies(before), bodies(before)[1] as string]));
    await failure(folder, 'AFTER_THE_END', /behind the closing line/);
    writeFileSync(last, before);
    for (const more of ['x\n', 'x']) {
      const copy = await recorded();
      appendFileSync(join(copy, file(1)), more);
      await failure(copy, 'AFTER_THE_END', /test-000001\.jsonl, line \d+: /);
    }
  });

  it('refuses files under each other’s names, twice, or of another recording', async () => {
    const folder = await recorded();
    renameSync(join(folder, file(1)), join(folder, 'a'));
    renameSync(join(folder, file(2)), join(folder, file(1)));
    renameSync(join(folder, 'a'), join(folder, file(2)));
    await failure(folder, 'FILE_RENAMED', /test-000001\.jsonl is file 2/);
    const twice = await recorded();
    writeFileSync(join(twice, `${file(1)}.gz`), gzipSync('x'));
    await failure(twice, 'DUPLICATE_FILE', /test-000001\.jsonl and test-000001\.jsonl\.gz/);
    const other = await recorded();
    for (const name of readdirSync(other)) copyFileSync(join(other, name), join(other, name.replace('test', 'copy')));
    expect(await readAll(other, { name: 'copy' })).toMatchObject({ error: { code: 'FILE_RENAMED' } });
  });

  it('refuses foreign files and formats, with a remedy', async () => {
    const folder = await recorded();
    const path = join(folder, file(1));
    const lines = bodies(readFileSync(path, 'utf8'));
    const cases: readonly (readonly [string | Buffer, string, RegExp])[] = [
      [
        forged([(lines[0] as string).replace('"format":1', '"format":2'), ...lines.slice(1)]),
        'UNKNOWN_FORMAT',
        /format was 2/,
      ],
      [forged(lines.slice(1)), 'NOT_A_HEADER', /trade/],
      ['time,open\n1,2\n', 'LINE_DAMAGED', /line 1/],
      [gzipSync(forged(lines)), 'FOREIGN_BLOCK', /unpack it \(gzip -d\)/],
      [
        forged([...lines.slice(0, 2), '{"type":"trade","symbol":99,"receivedMs":1,"timeMs":1']),
        'NOT_A_RECORD',
        /symbol was 99/,
      ],
      [
        forged([...lines.slice(0, 2), '{"type":"trade","symbol":1,"receivedMs":1,"timeMs":1e400']),
        'NOT_A_RECORD',
        /timeMs/,
      ],
      [forged([...lines.slice(0, 2), '{"type":"news","receivedMs":1']), 'LINE_DAMAGED', /line 3/],
      [
        forged([...lines.slice(0, 2), '{"type":"instrument","instrumentId":"demo:X/Y","symbol":1']),
        'SYMBOL_CONFLICT',
        /demo:X\/Y/,
      ],
      [forged([...lines.slice(0, 2), '{"type":"end","reason":"closed","records":7']), 'LINE_DAMAGED', /line 3/],
      [forged([...lines.slice(0, 2), '{"type":"trade",,']), 'LINE_DAMAGED', /line 3/],
    ];
    for (const [content, code, says] of cases) {
      writeFileSync(path, content);
      await failure(folder, code, says, /test-000001\.jsonl/);
    }
  });

  it('says that there is no recording', async () => {
    expect((await readAll(fresh())).error).toMatchObject({ code: 'EMPTY' });
    await expect(verifyRecording({ folder: fresh(), name: 'test' })).rejects.toMatchObject({ code: 'EMPTY' });
  });
});
