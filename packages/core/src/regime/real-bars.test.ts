import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type BarSeries, barSeries } from '../market/bar-series';
import { marketRegime } from './market-regime';
import { type RegimeCondition, regimeBits } from './regime-bits';
import { regimeConditions, regimeNames, regimeOf } from './regime-of';

/** Market data that lies beside the repository on some machines; it is not part of it. */
const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const isThere = existsSync(data);

const hour = 3_600_000;

/** The bars of a file, which stamps them with their open. */
const stored = (file: string, timeframeMs: number): BarSeries => {
  const rows = readFileSync(`${data}${file}`, 'utf8').trim().split('\n').slice(1);
  const column = (place: number) => Float64Array.from(rows, (row) => Number(row.split(',')[place]));
  return barSeries({
    instrumentId: 'binance:BTC/USDT',
    timeframeMs,
    timeMs: column(0).map((openMs) => openMs + timeframeMs),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  });
};

/** The bits after each bar from the warm-up on, with the time of its close. */
const known = (series: BarSeries): { timeMs: number; bits: number }[] => {
  const { bits } = marketRegime.batch(series);
  return Array.from(series.timeMs, (timeMs, index) => ({ timeMs, bits: bits.at(index) })).filter(
    (row): row is { timeMs: number; bits: number } => row.bits !== undefined,
  );
};

/** Percent of bars with each name, or with each condition. */
const shares = (rows: readonly { bits: number }[], of: (bits: number) => readonly RegimeCondition[]) =>
  Object.fromEntries(
    [...regimeNames, 'illiquid' as const].map((condition) => {
      const count = rows.filter(({ bits }) => of(bits).includes(condition)).length;
      return [condition, Math.round((1_000 * count) / rows.length) / 10];
    }),
  );

const begun = (rows: readonly { timeMs: number; bits: number }[], condition: RegimeCondition): string[] =>
  rows.flatMap(({ timeMs, bits }, index) => {
    const has = (all: number | undefined) => ((all ?? 0) & regimeBits[condition]) !== 0;
    return has(bits) && !has(rows[index - 1]?.bits) ? [new Date(timeMs).toISOString().slice(0, 13)] : [];
  });

describe.skipIf(!isThere)(`regimes of real bars${isThere ? '' : ' (skipped: no ../shared/data here)'}`, () => {
  it.each([
    [
      'bars-1h/BTCUSDT_1h.csv',
      hour,
      {
        breakdown: 0.8,
        breakout: 0,
        'high-volatility': 9.3,
        'bear-trending': 2.4,
        'bull-trending': 5.2,
        'low-volatility': 24.7,
        sideways: 57.7,
        illiquid: 0,
      },
    ],
    [
      'bars-1h/ETHUSDT_1h.csv',
      hour,
      {
        breakdown: 0.8,
        breakout: 0.3,
        'high-volatility': 8.8,
        'bear-trending': 1.6,
        'bull-trending': 4.1,
        'low-volatility': 24,
        sideways: 60.4,
        illiquid: 0,
      },
    ],
    [
      'bars-1d/BTCUSDT.csv',
      24 * hour,
      {
        breakdown: 1.1,
        breakout: 0,
        'high-volatility': 3.4,
        'bear-trending': 0,
        'bull-trending': 9.4,
        'low-volatility': 18.4,
        sideways: 67.7,
        illiquid: 0,
      },
    ],
  ] as const)('%s: how much of the time', (file, timeframeMs, expected) => {
    const rows = known(stored(file, timeframeMs));
    const names = shares(rows, (bits) => [regimeOf(bits)]);
    const conditions = shares(rows, regimeConditions);
    process.stdout.write(`${file}, ${rows.length} bars, percent\n  names      ${JSON.stringify(names)}\n`);
    process.stdout.write(`  conditions ${JSON.stringify(conditions)}\n`);
    expect(names).toEqual(expected);
    expect(Object.values(names).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
  });

  it('calls the crash of 10 October 2025 a breakdown before its worst hour, and calls few others', () => {
    const btc = known(stored('bars-1h/BTCUSDT_1h.csv', hour));
    const eth = known(stored('bars-1h/ETHUSDT_1h.csv', hour));
    process.stdout.write(`BTC ${begun(btc, 'breakdown').join(' ')}\nETH ${begun(eth, 'breakdown').join(' ')}\n`);
    // The lowest price came in the hour that closed at 22.
    for (const rows of [btc, eth]) expect(begun(rows, 'breakdown')).toContain('2025-10-10T20');
    const worst = btc.find(({ timeMs }) => timeMs === Date.UTC(2025, 9, 10, 22));
    expect(regimeOf(worst?.bits ?? 0)).toBe('breakdown');
    expect(regimeConditions(worst?.bits ?? 0)).toContain('high-volatility');
    expect(begun(btc, 'breakdown')).toHaveLength(5);
    expect(begun(btc, 'breakout')).toHaveLength(0);
  });
});
