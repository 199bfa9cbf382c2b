import { describe, expect, it } from 'vitest';
import type { CashMoved, OrderDenied } from '../../kernel/bot-event';
import type { RunResult } from '../../kernel/run-result';
import { hourMs, randomWalk, startMs, type TestRunOptions, testBars, testRun } from '../../measures/test-run';
import { seededRandom } from '../../random';
import { analyse } from './analysis';
import { notes } from './notes';
import { type ReportOptions, reportSettings } from './options';
import {
  costsSection,
  firstOf,
  luckSection,
  ordersSection,
  performanceSection,
  reproductionRows,
  riskSection,
  tradesSection,
  written,
} from './sections';
import { verdict } from './verdict';

const market = [testBars('demo:BTC/USDT', randomWalk(seededRandom(5), 400))];
const trades = Array.from({ length: 20 }, (_, index) => ({
  bar: 5 + index * 15,
  quantity: index % 2 === 0 ? 50 : -50,
}));
const analysed = (
  options: Partial<TestRunOptions> = {},
  overrides: Partial<RunResult> = {},
  report: ReportOptions = {},
) => analyse({ ...testRun({ market, ...options }), ...overrides }, reportSettings(report, 'test'));
const rising = [
  testBars(
    'binance:BTC/USDT',
    Array.from({ length: 300 }, (_, index) => 100 + index),
    { isSimulated: false },
  ),
];

describe('verdict', () => {
  it('compares with buying and holding', () => {
    const [sentence] = verdict(analysed({ market: rising, trades: [{ bar: 1, quantity: 50 }] }));
    expect(sentence).toMatch(
      /^Gained 149\.\d+ % in 12 d 12 h, 149\.\d+ points worse than buying and holding, which gained 298\.\d+ %\.$/,
    );
    const same = verdict(analysed({ market: rising, trades: [{ bar: 1, quantity: 10_000 / 100.1 }] }));
    expect(same[0]).toMatch(/, the same as buying and holding\.$/);
    expect(verdict(analysed({ market: rising, trades: [{ bar: 1, quantity: 1 }] }, { market: [] }))[0]).toMatch(
      /^Gained 2\.\d+ % in 12 d 12 h\.$/,
    );
  });

  it('says when nothing was traded', () => {
    const [first, second] = verdict(analysed());
    expect(first).toMatch(/^Made no trade in 16 d 16 h; buying and holding (gained|lost) /);
    expect(second).toBe('Without a trade there is nothing to tell skill from luck by.');
    expect(verdict(analysed({ market: [] }))[0]).toBe('The run saw no market.');
  });

  it('says what costs took, and that none is too good to be true', () => {
    expect(verdict(analysed({ trades, feeRate: 0.001 }))[1]).toMatch(
      /^Fees and slippage took \d\.\d+ % of the starting equity/,
    );
    expect(verdict(analysed({ trades, feeRate: 0 }))[1]).toBe(
      'No fill paid a fee or slippage; a real venue charges both.',
    );
    const small = [
      { bar: 1, quantity: 1 },
      { bar: 2, quantity: -1 },
    ];
    expect(verdict(analysed({ market: rising, trades: small, feeRate: 0.02 }))[1]).toMatch(
      /, which turned a profit into a loss\.$/,
    );
    expect(verdict(analysed({ trades, feeRate: -0.001 }))[1]).toMatch(/^Rebates were worth/);
  });

  it('judges luck by its chance', () => {
    const text = (options: Partial<TestRunOptions>) =>
      verdict(analysed(options)).find((one) => one.startsWith('A strategy without'));
    expect(text({ market: rising, trades: [{ bar: 1, quantity: 50 }] })).toContain(
      'less than once in 100: luck alone is unlikely',
    );
    expect(text({ trades, feeRate: 0.02 })).toMatch(
      /9\d times in 100: there is no sign of skill\. The same positions at random times, with the same costs, did as well/,
    );
    expect(
      verdict(
        analysed({ market: [testBars('demo:BTC/USDT', [1, 1, 1])], trades: [{ bar: 1, quantity: 1 }], feeRate: 0 }),
      )[2],
    ).toBe('Too little happened to tell skill from luck.');
  });

  it('tells of a halt and of a simulated market', () => {
    const halt = {
      type: 'bot-halted',
      timeMs: startMs,
      guard: 'max-drawdown',
      action: 'flatten',
      code: 'DRAWDOWN',
      limit: 0.15,
      observed: 0.1512,
    } as const;
    const sentences = verdict(analysed({ trades }, { halt }));
    expect(sentences).toContain(
      'The guard max-drawdown stopped the bot on 2025-01-01 00:00 UTC and closed all positions: DRAWDOWN, observed 0.1512, limit 0.15.',
    );
    expect(verdict(analysed({ trades }, { halt: { ...halt, action: 'halt' } })).join()).toContain(
      'let nothing but exits through',
    );
    expect(sentences.at(-1)).toContain('The market was simulated');
    expect(verdict(analysed({ market: rising })).join()).not.toContain('simulated');
  });
});

describe('notes', () => {
  it('states periods, benchmark, bootstrap and random timing', () => {
    const text = notes(analysed({ trades }, {}, { seed: 9, resamples: 50, timingRuns: 20 })).join('\n');
    expect(text).toContain('annual figures use 8,760 periods a year (365 days).');
    expect(text).toContain('Buy and hold: equal parts of the one instrument');
    expect(text).toContain('stationary bootstrap: 50 resamples, mean block of 7 periods, seed 9.');
    expect(text).toContain('20 times, seed 9.');
  });

  it('warns of gaps, deposits, missing prices and a market that was not kept', () => {
    const gappy = [testBars('demo:BTC/USDT', [100, 101])];
    const run = testRun({ market: gappy });
    const gap = notes(
      analyse({ ...run, timeMs: Float64Array.of(startMs, startMs + 4 * hourMs) }, reportSettings({}, 'test')),
    ).join('\n');
    expect(gap).toContain('60.00 % of the periods between the first and the last are missing');
    const moved = (asset: string): CashMoved => ({
      type: 'cash-moved',
      timeMs: startMs + 3 * hourMs,
      asset,
      amount: 10,
    });
    const flows = notes(analysed({ cashMoves: [moved('USDT'), moved('DOGE')] })).join('\n');
    expect(flows).toContain('2 deposits and withdrawals are left out');
    expect(flows).toContain('1 of them had no price');
    const bare = notes(
      analysed(
        { trades },
        {
          market: [],
          reportingAsset: 'EUR',
          fills: testRun({ market, trades }).fills.map((fill) => ({ ...fill, feeAsset: 'BNB' })),
        },
      ),
    ).join('\n');
    expect(bare).toContain('the run kept no market');
    expect(bare).toContain('Trades of demo:BTC/USDT are left out');
  });
});

describe('sections', () => {
  const denied = (guard: string): OrderDenied => ({
    type: 'order-denied',
    timeMs: 0,
    instrumentId: 'demo:BTC/USDT',
    guard,
    code: 'WEIGHT_ABOVE_LIMIT',
    intent: { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 },
  });
  const analysis = analysed(
    { trades },
    { events: [denied('max-weight'), denied('max-loss'), denied('max-loss')], deniedCount: 3 },
  );

  it('shows the strategy beside buy and hold, or alone', () => {
    expect(performanceSection(analysis).columns).toEqual(['strategy', 'buy and hold']);
    expect(riskSection(analysis).rows[0]?.label).toBe('Value at risk 95 %');
    const alone = analysed({ trades }, { market: [] });
    expect(performanceSection(alone).columns).toEqual(['strategy']);
    expect(riskSection(alone).rows[0]?.values).toHaveLength(1);
  });

  it('counts denials by guard and reason, most frequent first', () => {
    const labels = ordersSection(analysis).rows.map(({ label, values }) => `${label.trim()} ${values[0]}`);
    expect(labels).toContain('Orders denied by us 3');
    expect(labels.indexOf('max-loss: WEIGHT_ABOVE_LIMIT 2')).toBeLessThan(
      labels.indexOf('max-weight: WEIGHT_ABOVE_LIMIT 1'),
    );
  });

  it('shows funding and liquidations where perpetuals were traded', () => {
    const { instruments } = analysed({ trades }).result;
    const perpetual = {
      ...instruments[0]!,
      kind: 'perpetual',
      initialMarginRate: 0.1,
      maintenanceMarginRate: 0.05,
      liquidationFeeRate: 0,
    } as const;
    const rows = costsSection(
      analysed({ trades }, { instruments: [perpetual], fundingPnl: -12.5, liquidationCount: 2 }),
    ).rows;
    expect(rows.slice(2, 4)).toEqual([
      { label: 'Funding received', values: ['−12.50'] },
      { label: 'Liquidations', values: ['2'] },
    ]);
    expect(costsSection(analysis).rows.map(({ label }) => label)).not.toContain('Liquidations');
  });

  it('has a value in every row', () => {
    for (const section of [tradesSection, costsSection, luckSection]) {
      for (const { values } of section(analysis).rows)
        expect(values.every((value) => value !== '' && !/NaN|undefined|Infinity/.test(value))).toBe(true);
    }
  });

  it('says how to make it again', () => {
    const report = { command: 'npm start', versions: { '@sigmax/core': '1.0.0' }, seed: 3 };
    const rows = new Map(reproductionRows(analysed({ trades }, {}, report)));
    expect(rows.get('Strategy')).toBe('test-strategy (fast 12, slow 26)');
    expect(rows.get('Broker')).toContain('takerFeeRate 0.001');
    expect(rows.get('Seed')).toBe('7, luck 3');
    expect(rows.get('Market')).toBe('random walk, seed 7');
    expect([rows.get('Event digest'), rows.get('Market digest')]).toEqual(['d'.repeat(64), 'e'.repeat(64)]);
    expect([rows.get('Command'), rows.get('Versions')]).toEqual(['npm start', '@sigmax/core 1.0.0']);
    expect(new Map(reproductionRows(analysed({}, { market: [] }))).get('Market digest')).toContain('not known');
    expect(firstOf(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
    expect([written('text'), written([1, 2]), written(undefined)]).toEqual(['text', '[1,2]', 'undefined']);
  });

  it('refuses options that are wrong', () => {
    expect(() => reportSettings({ resamples: 1 }, 'tearSheet')).toThrow(/tearSheet: resamples was 1/);
  });
});
