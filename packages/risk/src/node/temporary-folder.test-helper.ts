import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of its own for a test file; it is removed at the end. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-risk-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
