import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { share } from '../internal/testing-profile.test-helper';
import { testFolder } from './catalogue.test-helper';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const script = fileURLToPath(new URL('./print-stream-memory.test-helper.ts', import.meta.url));

/** A process of its own, so that what other tests left in memory is not counted. */
const run = async (heapMiB: number, ...args: string[]): Promise<string> => {
  const flags = [`--max-old-space-size=${heapMiB}`, '--max-semi-space-size=1', '--import', 'tsx'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, ...args], { cwd: root });
  return stdout;
};

test('a stream takes memory for its buffers and not for its data', { timeout: 600_000 }, async () => {
  const rows = share(2_000_000, 20_000_000);
  const folder = testFolder();
  await run(256, 'write', folder, String(rows));
  const { read, mean, grownBytes } = JSON.parse(await run(64, 'read', folder)) as Record<string, number>;
  expect(read).toBe(rows);
  expect(mean).toBeCloseTo(100.5, 2);
  // Five numbers a row would be 80 MB in the small profile and 800 MB in the full one.
  expect(grownBytes).toBeLessThan(64e6);
});
