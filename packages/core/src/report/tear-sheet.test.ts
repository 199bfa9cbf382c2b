import { describe, expect, it } from 'vitest';
import { randomWalk, type TestRunOptions, testBars, testRun } from '../measures/test-run';
import { seededRandom } from '../random';
import { sheetOf, tearSheet } from './tear-sheet';
import { drawTearSheet } from './text/draw-tear-sheet';

const market = [testBars('demo:BTC/USDT', randomWalk(seededRandom(2), 500))];
const trades = [
  { bar: 5, quantity: 50 },
  { bar: 80, quantity: -50 },
  { bar: 200, quantity: 30 },
];
const run = (options: Partial<TestRunOptions> = {}) => testRun({ market, trades, slippageRate: 0.0005, ...options });
const options = { command: 'npx tsx examples/01.ts', versions: { '@sigmax/core': '1.0.0', node: '20.20.2' } };

describe('tearSheet', () => {
  const sheet = tearSheet(run(), options);
  const text = sheet.toString();

  it('is plain data whose text is a string of its own', () => {
    expect(JSON.parse(JSON.stringify(sheet))).toEqual({ ...sheet });
    expect(Object.keys(sheet)).not.toContain('toString');
    expect(`${sheet}`).toBe(text);
    expect(drawTearSheet(sheet)).toBe(text);
    expect(sheetOf).toBeTypeOf('function');
  });

  it('is at most 100 columns wide, and free of NaN and undefined', () => {
    for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('shows result, buy and hold, costs, trades, risk, luck, guards and how to make it again', () => {
    const { finalEquity } = run();
    for (const part of [
      'SIMULATED MARKET',
      'test-strategy',
      'Performance',
      'buy and hold',
      'Trades',
      'Costs and activity',
      'Luck',
      'Guards and orders',
      'Chance of luck',
      'Random timing did as well',
      'd'.repeat(64),
      'e'.repeat(64),
      'npx tsx examples/01.ts',
      '@sigmax/core 1.0.0',
      'Seed',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain(finalEquity.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ','));
    expect(sheet.isSimulated).toBe(true);
  });

  it('is the same for the same result, whatever was computed before', () => {
    expect(tearSheet(run(), options).toString()).toBe(text);
    expect(tearSheet(run(), { ...options, seed: 99 }).toString()).not.toBe(text);
  });

  it('does not call a real market simulated', () => {
    const real = [testBars('binance:BTC/USDT', randomWalk(seededRandom(2), 50), { isSimulated: false })];
    expect(tearSheet(run({ market: real, trades: [] })).toString()).not.toContain('SIMULATED');
  });

  it('works for no trades, one bar, no bar, many instruments and a halted bot', () => {
    const many = Array.from({ length: 28 }, (_, index) =>
      testBars(`demo:COIN${index}/USDT`, randomWalk(seededRandom(index), 60)),
    );
    const halt = {
      type: 'bot-halted',
      timeMs: 0,
      guard: 'max-loss',
      action: 'halt',
      code: 'LOSS',
      limit: 1,
      observed: 2,
    } as const;
    for (const result of [
      run({ trades: [] }),
      run({ market: [testBars('demo:BTC/USDT', [100])], trades: [] }),
      run({ market: [], trades: [] }),
      run({ market: many, trades: [{ bar: 2, quantity: 1, instrumentId: 'demo:COIN5/USDT' }] }),
      { ...run(), halt },
    ]) {
      const lines = tearSheet(result).toString().split('\n');
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(100);
      expect(lines.join('\n')).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(tearSheet({ ...run(), halt }).toString()).toContain('max-loss, halt');
  });

  it('shows sections of the caller, wide ones over the whole page', () => {
    const wide = {
      title: 'Under other costs',
      columns: ['a', 'b', 'c'],
      rows: [{ label: 'return', values: ['1 %', '2 %', '3 %'] }],
    };
    const text = tearSheet(run(), {
      sections: [wide, { title: 'Mine', columns: [], rows: [{ label: 'x', values: ['y'] }] }],
    }).toString();
    expect(text).toContain('Under other costs');
    expect(text).toContain('Mine');
  });

  it('lets no control sequence of a name reach the terminal', () => {
    expect(tearSheet(run(), { title: 'a\u001b[2Jb' }).toString()).not.toContain('\u001b');
  });
});
