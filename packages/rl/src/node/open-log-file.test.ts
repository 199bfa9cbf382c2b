import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openLogFile } from './open-log-file';

const folder = mkdtempSync(join(tmpdir(), 'rl-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('writes text and bytes at once, begins anew or goes on', () => {
  const path = join(folder, 'a');
  const file = openLogFile(path);
  file.write('größe\n');
  file.write(Uint8Array.of(65, 10));
  expect(readFileSync(path, 'utf8')).toBe('größe\nA\n');
  file.close();
  file.close();
  expect(() => file.write('x')).toThrow(expect.objectContaining({ code: 'LOG_CLOSED' }));
  const more = openLogFile(path, { append: true });
  more.write('B');
  more.close();
  expect(readFileSync(path, 'utf8')).toBe('größe\nA\nB');
  openLogFile(path).close();
  expect(readFileSync(path, 'utf8')).toBe('');
});

it('says when it cannot be opened', () => {
  expect(() => openLogFile(join(folder, 'no', 'folder'))).toThrow(expect.objectContaining({ code: 'LOG_NOT_OPENED' }));
});
