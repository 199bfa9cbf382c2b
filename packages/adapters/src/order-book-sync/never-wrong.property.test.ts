import { seededRandom } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { profileSeed, share } from '../internal/testing-profile.test-helper';
import { contests } from './contests.test-helper';
import { runSession } from './faulty-session.test-helper';

const add = (sums: Record<string, number>, more: Readonly<Record<string, number>>): void => {
  for (const [name, count] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + count;
};

describe.each(Object.entries(contests))('%s', (name, contest) => {
  test('never serves a wrong book as synced, and heals with one snapshot', () => {
    const seed = profileSeed();
    const sessions = share(25, 10_000);
    const faults: Record<string, number> = {};
    const outputs: Record<string, number> = {};
    let steps = 0;
    let syncedSteps = 0;
    const sync = contest.sync();
    for (let session = 0; session < sessions; session++) {
      const random = seededRandom(seed + session);
      const report = runSession({
        sync,
        venue: contest.venue(random.split('venue')),
        random: random.split('session'),
        faultyFrames: 500,
        healthyFrames: 80,
        ...(contest.corruptDigit === undefined ? {} : { corruptDigit: contest.corruptDigit }),
      });
      const where = `${name}, seed ${seed + session}`;
      expect(report.wrong, where).toBeUndefined();
      expect(report.isHealed, `${where}: synced again`).toBe(true);
      expect(report.snapshotsToHeal, `${where}: snapshots`).toBeLessThanOrEqual(1);
      add(faults, report.faults);
      add(outputs, report.outputs);
      steps += report.steps;
      syncedSteps += report.syncedSteps;
    }
    // A machine that never syncs is never wrong: it has to be synced for most of the time, and to have met every fault.
    expect(syncedSteps / steps).toBeGreaterThan(0.3);
    for (const kind of ['drop', 'burst', 'duplicate', 'delay', 'corrupt', 'disconnect', 'staleSnapshot']) {
      expect(faults[kind], kind).toBeGreaterThan(sessions);
    }
    for (const output of contest.outputs) expect(outputs[output], output).toBeGreaterThan(0);
    const counts = { sessions, steps, synced: (syncedSteps / steps).toFixed(3), faults, outputs };
    if (share(0, 1) === 1) process.stdout.write(`${name} ${JSON.stringify(counts)}\n`);
  });
});
