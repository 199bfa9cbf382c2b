import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bar, seededRandom } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { share } from '../internal/testing-profile.test-helper';
import {
  bar,
  delta,
  funding,
  instrumentId,
  quote,
  snapshot,
  startMs,
  testCatalogue,
  testFolder,
  trade,
} from './catalogue.test-helper';
import { filePath, findDataset, readManifest } from './manifest';

const minute = 60_000;
const hour = 60 * minute;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(half)] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
};

/** The second way to reckon what the report says, without SQL. */
const oracle = (bars: readonly Bar[], limit: number) => {
  let missing = 0;
  const moves: { timeMs: number; value: number; move: number }[] = [];
  const gaps: { fromMs: number; toMs: number; missing: number }[] = [];
  for (const [index, one] of bars.entries()) {
    const before = bars[index - 1];
    if (before === undefined) continue;
    const lost = (one.timeMs - before.timeMs) / minute - 1;
    missing += lost;
    if (lost > 0) gaps.push({ fromMs: before.timeMs, toMs: one.timeMs, missing: lost });
    const move = Math.log(one.close / before.close);
    if (move !== 0) moves.push({ timeMs: one.timeMs, value: one.close, move });
  }
  const middle = median(moves.map(({ move }) => move));
  const deviation = 1.4826 * median(moves.map(({ move }) => Math.abs(move - middle)));
  const scored = moves.map(({ timeMs, value, move }) => ({ timeMs, value, score: (move - middle) / deviation }));
  const far = scored.filter(({ score }) => Math.abs(score) > limit);
  return {
    missing,
    gaps: gaps.sort((a, b) => b.missing - a.missing || a.fromMs - b.fromMs),
    far: far.sort((a, b) => Math.abs(b.score) - Math.abs(a.score)),
    zeroVolume: bars.filter(({ volume }) => volume === 0).length,
  };
};

describe('a report', () => {
  test('finds the gaps, outliers and empty bars that another reckoning finds', async () => {
    for (let seed = 1; seed <= share(4, 100); seed++) {
      const random = seededRandom(seed);
      const bars: Bar[] = [];
      let close = 100;
      for (let index = 1; index < 600; index++) {
        if (random.uniform() < 0.1) continue;
        const isJump = random.uniform() < 0.02;
        if (random.uniform() < 0.8) close *= Math.exp(random.normal() * (isJump ? 0.5 : 0.001));
        bars.push(
          bar(startMs + index * minute, { open: close, high: close, low: close, close, volume: random.integer(4) }),
        );
      }
      const catalogue = await testCatalogue();
      await catalogue.ingest(bars, { timeframe: '1m' });
      const [found] = (await catalogue.report({ outlierLimit: 8, examples: 100 })).datasets;
      const expected = oracle(bars, 8);
      expect(expected.far.length).toBeGreaterThan(0);
      expect(found).toMatchObject({
        missing: expected.missing,
        offGrid: 0,
        violations: 0,
        zeroVolume: expected.zeroVolume,
      });
      expect(found?.longestGaps).toEqual(expected.gaps);
      expect(found?.outliers).toBe(expected.far.length);
      expect(found?.largestOutliers.map(({ timeMs, value }) => [timeMs, value])).toEqual(
        expected.far.map(({ timeMs, value }) => [timeMs, value]),
      );
      for (const [index, { score }] of (found?.largestOutliers ?? []).entries())
        expect(score).toBeCloseTo(expected.far[index]?.score as number, 9);
      await catalogue.close();
    }
  });

  test('counts settlements that are missing, by the rhythm that the rates have', async () => {
    const catalogue = await testCatalogue();
    const times = [0, 8, 16, 24, 40, 48, 56, 88, 96].map((hours, index) => startMs + hours * hour + index);
    await catalogue.ingest(times.map((timeMs) => funding(timeMs)));
    const [found] = (await catalogue.report()).datasets;
    expect([found?.missing, found?.longestGaps.map(({ missing }) => missing)]).toEqual([4, [3, 1]]);
  });

  test('sees what no market makes, and what is empty', async () => {
    const catalogue = await testCatalogue();
    const events = [
      bar(startMs + minute, { volume: 0 }),
      bar(startMs + 2 * minute, { low: 106 }),
      bar(startMs + 3.5 * minute),
      quote(startMs, { bid: 102 }),
      quote(startMs, { askQuantity: 0 }),
      trade(startMs, '1', { quantity: 0 }),
      snapshot(startMs, { bids: [101, 1] }),
      snapshot(startMs, { bids: [] }),
      delta(startMs, { bids: [200, 1] }),
      funding(startMs, { markPrice: 0 }),
    ];
    await catalogue.ingest(events, { timeframe: '1m', faults: 'keep' });
    const report = await catalogue.report();
    const of = (kind: string) => report.datasets.find((one) => one.kind === kind);
    expect(of('bar')).toMatchObject({ violations: 1, zeroVolume: 1, offGrid: 1, outliers: undefined });
    expect(of('quote')).toMatchObject({ violations: 1, zeroVolume: 1, missing: undefined });
    expect(of('trade')).toMatchObject({ violations: 1, zeroVolume: 1 });
    expect(of('order-book')).toMatchObject({ violations: 1, zeroVolume: undefined });
    expect(of('funding-rate')).toMatchObject({ violations: 1 });
    expect(report.isSound).toBe(false);
    expect(String(report)).toContain('NOT SOUND');
  });

  test('finds files that were changed or lost, and says so instead of guessing', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue(folder);
    await catalogue.ingest([trade(startMs, '1'), trade(startMs + 24 * hour, '2')]);
    const dataset = findDataset(await readManifest(folder), { kind: 'trade', instrumentId });
    const [first, second] = dataset!.files.map((file) => filePath(folder, dataset!, file));
    rmSync(first!);
    writeFileSync(second!, 'PAR1');
    const report = await catalogue.report();
    expect(report.isSound).toBe(false);
    expect(report.datasets[0]?.damagedFiles).toHaveLength(2);
    expect(String(report)).toMatch(/DAMAGED FILES\n {2}data\/trade\/.*2024-01-01-1\.parquet/);
    for await (const _ of catalogue.query({ kind: 'trade', instrumentId, toMs: startMs })) expect.unreachable();
    const read = async () => {
      for await (const _ of catalogue.query({ kind: 'trade', instrumentId })) expect.unreachable();
    };
    await expect(read()).rejects.toMatchObject({ name: 'DataError', code: 'DATA_FILE_INVALID' });
  });

  test('is a table of at most 100 columns, and plain data', async () => {
    const folder = testFolder();
    const catalogue = await testCatalogue(join(folder, 'c'));
    const bars = [0, 1, 2, 4].map((index) => bar(startMs + index * minute));
    await catalogue.ingest([...bars, trade(startMs, '1'), trade(startMs + 90_000, '2')], { timeframe: '1m' });
    const long = 'x'.repeat(200);
    await catalogue.ingest([
      trade(startMs, '1', { instrumentId: long }),
      trade(startMs, '1', { instrumentId: 'a\n\u001b[31mb' }),
    ]);
    const report = await catalogue.report();
    const lines = String(report).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(String(report)).not.toContain('\u001b');
    expect(lines[1]).toMatch(/^4 datasets, 8 rows, [\d.]+ kB; sound$/);
    expect(lines.find((line) => line.startsWith('dataset'))?.split(/\s+/)).toEqual([
      'dataset',
      'rows',
      'first',
      'last',
      'missing',
      'twice',
      'order',
      'bad',
      'far',
      'zero',
      'size',
    ]);
    expect(lines).toContain('  demo:BTC/USDT bar 1m: 1 missing, 2024-01-01 00:02:00 to 2024-01-01 00:04:00');
    expect(lines).toContain('  demo:BTC/USDT trade: 90.0 s after 2024-01-01 00:00:00');
    const { datasets } = JSON.parse(JSON.stringify(report)) as typeof report;
    expect(datasets.map(({ digest }) => digest.length)).toEqual([64, 64, 64, 64]);
  });
});
