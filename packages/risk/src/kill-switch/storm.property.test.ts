import { config } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { type StormReport, storm } from './storm.test-helper';

beforeAll(() => {
  // What subscribers of bots throw would end the process; here it is part of the weather.
  config.onUnhandledError = () => undefined;
});

afterAll(() => {
  config.onUnhandledError = null;
});

it('five hundred orders over three failing venues, killed in the middle of everything, over restarts', async () => {
  const seeds = share(12, 2_000);
  const first = profileSeed();
  const reports: StormReport[] = [];
  for (let seed = first; seed < first + seeds; seed++) {
    const report = await storm(seed, 500);
    // What was thrown at subscribers waits for a turn of its own.
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(report.faults, `seed ${seed}`).toEqual([]);
    reports.push(report);
  }
  const sum = (of: (report: StormReport) => number): number => reports.reduce((total, one) => total + of(one), 0);
  const states = Object.fromEntries(
    ['done', 'partial', 'stuck', 'killing'].map((state) => [state, sum((one) => Number(one.state === state))]),
  );
  const healthy = Math.max(...reports.map(({ healthyMs }) => healthyMs));
  // A storm in which nothing happens proves nothing.
  expect(sum(({ orders }) => orders)).toBeGreaterThan(200 * seeds);
  expect(sum(({ restarts }) => restarts)).toBeGreaterThan(seeds / 3);
  expect(sum(({ fillsAfterKill }) => fillsAfterKill)).toBeGreaterThan(seeds);
  expect(sum(({ lateAnswers }) => lateAnswers)).toBeGreaterThan(seeds);
  expect(states.done).toBeGreaterThan(0);
  expect(states.partial).toBeGreaterThan(0);
  expect(healthy).toBeLessThanOrEqual(5_000);
  process.stdout.write(
    `${seeds} storms: ${sum(({ orders }) => orders)} orders, ${sum(({ restarts }) => restarts)} restarts, ` +
      `${sum(({ fillsAfterKill }) => fillsAfterKill)} fills after the kill, ${sum(({ lateAnswers }) => lateAnswers)} late answers, ` +
      `the healthy venue clear within ${Math.round(healthy)} ms, ended ${JSON.stringify(states)}\n`,
  );
});
