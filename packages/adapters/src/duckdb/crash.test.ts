import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '@sigmax/core';
import { expect, test } from 'vitest';
import { profileSeed, share } from '../internal/testing-profile.test-helper';
import { collect, instrumentId, testFolder } from './catalogue.test-helper';
import { openCatalogue } from './open-catalogue';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const script = fileURLToPath(new URL('./ingest-until-killed.test-helper.ts', import.meta.url));
const perBatch = 30;

/** Starts a process that ingests batch after batch, kills it after a while, and returns how many batches it had done. */
const ingestAndKill = async (folder: string, from: number, afterMs: number): Promise<number> => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(from)], { cwd: root });
  let said = '';
  child.stderr.on('data', (text) => {
    said += String(text);
  });
  let done = from;
  const exit = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    done = Number(line) + 1;
    // Only the first batch starts the time: loading takes longer than many ingests.
    if (done === from + 1) void wait(afterMs).then(() => child.kill('SIGKILL'));
  }
  await exit;
  if (done === from) throw new Error(`no batch was ingested: ${said}`);
  return done;
};

test('a process that is killed leaves whole ingests only', { timeout: 600_000 }, async () => {
  const folder = testFolder();
  const random = seededRandom(profileSeed());
  let from = 0;
  for (let kill = 0; kill < share(3, 60); kill++) {
    const done = await ingestAndKill(folder, from, random.uniform() * 400);
    const catalogue = await openCatalogue(folder);
    const trades = await collect(catalogue.query({ kind: 'trade', instrumentId }));
    const batches = trades.length / perBatch;
    // The last one may have been complete before it could say so.
    expect([done, done + 1]).toContain(batches);
    const expected = Array.from({ length: batches }, (_, batch) =>
      Array.from({ length: perBatch }, (_, index) => `${batch}-${index}`),
    );
    expect(trades.map(({ id }) => id).sort()).toEqual(expected.flat().sort());
    const report = await catalogue.report();
    expect([report.isSound, report.datasets[0]?.damagedFiles]).toEqual([true, []]);
    // The next ingest takes the lock over and clears up.
    expect((await catalogue.ingest(trades)).added).toBe(0);
    const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(left.map(({ name }) => name.replace(/\d+\.parquet/, 'n.parquet')).sort()).toEqual([
      '2024-01-01-n.parquet',
      '2024-01-02-n.parquet',
      '2024-01-03-n.parquet',
      'manifest.json',
    ]);
    await catalogue.close();
    from = batches;
  }
});
