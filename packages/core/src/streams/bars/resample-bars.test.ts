import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../../market/bar';
import { bar, barsFromCloses } from '../../testing';
import { eth, noticeList, run } from '../stream.test-helper';
import { resampleBars } from './resample-bars';

const minute = 60_000;
const minutes = (...at: number[]) => at.map((count) => bar({ timeMs: count * minute, close: 100 + count }));
const summary = (bars: readonly Bar[]) => bars.map(({ timeMs, open, close }) => [timeMs / minute, open, close]);

describe('resampleBars', () => {
  it('goes out with its last part, without waiting for another', () => {
    expect(summary(resampleBars.batch(minutes(1, 2, 3, 4, 5), { from: '1m', to: '5m' }))).toEqual([[5, 101, 105]]);
    expect(resampleBars.batch(minutes(1, 2, 3, 4), { from: '1m', to: '5m' })).toEqual([]);
  });

  it('goes out with a bar beyond it where its last part is missing, and tells so', () => {
    const notices = noticeList();
    const bars = resampleBars.batch(minutes(1, 2, 6), { from: '1m', to: '5m', notices });
    expect(summary(bars)).toEqual([[5, 101, 102]]);
    expect(notices.list).toEqual([
      {
        type: 'bar-incomplete',
        operator: 'resampleBars',
        instrumentId: 'demo:BTC/USDT',
        timeMs: 5 * minute,
        parts: 2,
        expected: 5,
        count: 1,
      },
    ]);
  });

  it('drops or refuses bars with missing parts, if told to', () => {
    const inputs = minutes(1, 2, 6, 7, 8, 9, 10);
    expect(summary(resampleBars.batch(inputs, { from: '1m', to: '5m', incomplete: 'drop' }))).toEqual([[10, 106, 110]]);
    expect(run(inputs, resampleBars({ from: '1m', to: '5m', incomplete: 'error' })).error).toMatchObject({
      code: 'INCOMPLETE_BAR',
    });
  });

  it('fills intervals without bars, if told to', () => {
    const bars = resampleBars.batch(minutes(5, 16), { from: '1m', to: '5m', emptyIntervals: 'flat' });
    expect(summary(bars)).toEqual([
      [5, 105, 105],
      [10, 105, 105],
      [15, 105, 105],
    ]);
  });

  it('does not wait for one instrument with the bar of another', () => {
    const inputs = minutes(4, 5).flatMap((one) => [one, { ...one, instrumentId: eth }]);
    expect(run(inputs, resampleBars({ from: '1m', to: '5m' })).values.map(({ instrumentId }) => instrumentId)).toEqual([
      'demo:BTC/USDT',
      eth,
    ]);
  });

  it.each([
    ['1m', '7s'],
    ['2m', '5m'],
    ['5m', '5m'],
    ['1h', '1m'],
    ['60s', '1m'],
  ] as const)('refuses %s to %s', (from, to) => {
    expect(() => resampleBars({ from, to })).toThrow(/resampleBars: to was/);
  });

  it('refuses bars that end nowhere, come twice, or late', () => {
    const codeOf = (inputs: Bar[]) => run(inputs, resampleBars({ from: '1m', to: '5m' })).error;
    expect(codeOf([bar({ timeMs: 90_000, close: 1 })])).toMatchObject({ code: 'MISALIGNED_BAR' });
    expect(codeOf(minutes(1, 1))).toMatchObject({ code: 'DUPLICATE_TIME' });
    expect(codeOf(minutes(4, 6, 3))).toMatchObject({ code: 'LATE_EVENT' });
    expect(codeOf(minutes(4, 5, 3))).toMatchObject({ code: 'LATE_EVENT' });
  });

  it('takes a series', () => {
    const series = barsFromCloses([1, 2, 3, 4], { timeframeMs: minute });
    expect(summary(resampleBars.batch(series, { from: '1m', to: '2m' }))).toEqual([
      [2, 1, 2],
      [4, 2, 4],
    ]);
  });
});

/** Market data that lies beside the repository on some machines; it is not part of it. */
const file = fileURLToPath(
  new URL('../../../../../../shared/data/bars-1m/btc-perp-20211231-20220201_1m.csv.gz', import.meta.url),
);
const isThere = existsSync(file);

/** Rows of the file; it stamps bars with their open. */
const storedMinutes = (): Bar[] =>
  gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [time = '', open, high, low, close, volume] = line.split(',');
      return bar({
        timeMs: Date.parse(`${time.slice(0, 19).replace(' ', 'T')}Z`) + minute,
        open: Number(open),
        high: Number(high),
        low: Number(low),
        close: Number(close),
        volume: Number(volume),
      });
    });

/**
 * pandas 3.1.1 on the 45,031 bars of January 2022: `resample(rule, label='right', closed='left')` with first, max, min, last and
 * sum, without the last interval, which the file ends in. Rows are place, close of the bar in ms, O, H, L, C, V; `sums` is
 * Σ O, Σ H, Σ L, Σ C of all bars, whose prices in quarters float64 adds exactly, and Σ V.
 */
const pandas = [
  {
    to: '5m',
    length: 9_006,
    rows: [
      [0, 1640991900000, 46319, 46425, 46319, 46420, 4851453.305299999],
      [1, 1640992200000, 46420, 46437, 46372, 46415, 6019677.6121],
      [100, 1641021900000, 47045, 47062, 46978, 46983, 4216993.5451],
      [9_005, 1643693400000, 38584, 38584, 38514, 38527, 7023032.7133],
    ],
    sums: [370551219.5, 371071143.25, 370031829.25, 370543406.625, 119922452813.60284],
  },
  {
    to: '1h',
    length: 750,
    rows: [
      [0, 1640995200000, 46319, 46514, 46150, 46198, 70268631.39739999],
      [1, 1640998800000, 46197, 46739, 46195, 46672, 123626783.6826],
      [100, 1641355200000, 46312, 46602, 46312, 46430, 83580529.0694],
      [749, 1643691600000, 38609, 38667, 38494, 38571, 66396086.3529],
    ],
    sums: [30863977, 31023601, 30694476, 30856250, 119900761780.50775],
  },
  {
    to: '1w',
    length: 5,
    rows: [
      [0, 1641168000000, 46319, 48080, 46150, 47353, 3962115211.80395],
      [2, 1642377600000, 41869, 44439, 39628, 43095, 21400396026.823704],
      [4, 1643587200000, 36272, 38911, 32837, 37920, 30063270460.5678],
    ],
    sums: [214908, 222566, 193144, 206509, 116363191399.13084],
  },
] as const;

describe.skipIf(!isThere)(`a month of minutes against pandas${isThere ? '' : ' (no ../shared/data here)'}`, () => {
  it.each(pandas)('gives the bars of $to', ({ to, length, rows, sums }) => {
    const minutesOfFile = storedMinutes();
    const bars = resampleBars.batch(minutesOfFile, { from: '1m', to });
    expect(bars).toHaveLength(length);
    for (const [place, timeMs, open, high, low, close, volume] of rows) {
      expect(bars[place]).toMatchObject({ timeMs, open, high, low, close });
      expect((bars[place]?.volume ?? 0) / volume).toBeCloseTo(1, 12);
    }
    const fields = ['open', 'high', 'low', 'close', 'volume'] as const;
    for (const [index, field] of fields.entries()) {
      const sum = bars.reduce((total, one) => total + one[field], 0);
      expect(sum / (sums[index] as number)).toBeCloseTo(1, field === 'volume' ? 10 : 15);
    }
    expect(run(minutesOfFile, resampleBars({ from: '1m', to })).values).toEqual(bars);
  });

  it('gives the same hours in steps', () => {
    const minutesOfFile = storedMinutes();
    const fives = resampleBars.batch(minutesOfFile, { from: '1m', to: '5m' });
    const inSteps = resampleBars.batch(fives, { from: '5m', to: '1h' });
    const atOnce = resampleBars.batch(minutesOfFile, { from: '1m', to: '1h' });
    expect(inSteps.map((one) => ({ ...one, volume: 0 }))).toEqual(atOnce.map((one) => ({ ...one, volume: 0 })));
    for (const [index, { volume }] of inSteps.entries()) {
      expect(volume / (atOnce[index]?.volume ?? 0)).toBeCloseTo(1, 12);
    }
  });
});
