import { describe, expect, it } from 'vitest';
import type { PolicyEvaluation } from '../policy-evaluation';
import type { Interval } from '../statistics/stratified-bootstrap';
import { verdictOf } from '../verdict';
import { bandChart } from './band-chart';
import { evaluationCharts } from './evaluation-charts';
import { evaluationTable } from './evaluation-table';

const interval = (value: number, spread = 0.1): Interval => ({
  value,
  low: value - spread,
  high: value + spread,
  level: 0.95,
});

const scores = (growth: number, spread = 0.1) => ({
  growth: interval(growth, spread),
  totalReturn: interval(growth),
  sharpe: interval(1.25, spread),
  maximumDrawdown: interval(0.2),
  turnover: interval(12),
  exposure: interval(0.5),
  fills: interval(40),
});

const at = Float64Array.of(0, 86_400_000, 172_800_000);
const band = {
  at,
  low: Float64Array.of(1, 0.9, 1),
  middle: Float64Array.of(1, 1.1, 1.2),
  high: Float64Array.of(1, 1.2, 1.4),
};

const evaluation: PolicyEvaluation = {
  name: 'ppo <test>',
  instrumentIds: ['demo:BTC/USDT'],
  isSimulated: true,
  periodsPerYear: 365,
  seeds: [1, 2],
  folds: [{ trainFromMs: 0, trainToMs: 0, testFromMs: 0, testToMs: 172_800_000 }],
  runs: [],
  contenders: [
    { name: 'ppo <test>', scores: scores(0.05), probabilityBeaten: undefined },
    { name: 'buy and hold', scores: scores(0.02, 0), probabilityBeaten: 0.75 },
  ],
  difference: interval(0.03, 0.05),
  luck: { sharpePerPeriod: 0.1, probabilistic: 0.9, deflated: 0.4, trials: 20, overfitting: undefined },
  sensitivity: [{ costFactor: 2, delayBars: 0, growth: interval(-0.2) }],
  regimes: [{ regime: 'sideways', bars: 2, share: 1, growth: 0.1, buyAndHoldGrowth: -0.1 }],
  findings: [{ code: 'NO_TRADE', message: 'never trades', share: 0.5 }],
  equity: band,
  buyAndHold: Float64Array.of(1, 1, 1.05),
  learning: undefined,
  verdict: verdictOf(interval(0.03, 0.05)),
  warnings: ['The prices are simulated.'],
};

it('the table says it all in lines', () => {
  expect(evaluationTable(evaluation)).toBe(
    `ppo <test> on demo:BTC/USDT: 2 seeds x 1 fold, tested 1970-01-01 to 1970-01-03
No evidence of an edge: growth less that of buy and hold is 3.0 % a year, 95 % interval -2.0 % to 8.0 %, which holds 0.

                    log growth/yr             Sharpe  drawdown  turnover  exposure  beaten by it
ppo <test>    5.0% [-5.0%, 15.0%]  1.25 [1.15, 1.35]     20.0%     12.0x     50.0%
buy and hold                 2.0%               1.25     20.0%     12.0x     50.0%         75.0%

Sharpe above 0: 90.0%; above the luckiest of 20: 40.0%; overfitting: not known

costs  bars late            log growth/yr
x 2            0  -20.0% [-30.0%, -10.0%]

regime    bars  log growth/yr  buy and hold
sideways     2          10.0%        -10.0%

! NO_TRADE: never trades, in 50.0% of runs

? The prices are simulated.`,
  );
});

describe('verdictOf', () => {
  it.each([
    [0.1, 0.05, 'BETTER'],
    [-0.1, 0.05, 'WORSE'],
    [0.1, 0.1, 'NO_EVIDENCE'],
    [Number.NaN, 0.1, 'NO_EVIDENCE'],
  ])('of %f ± %f', (value, spread, code) => {
    expect(verdictOf(interval(value, spread)).code).toBe(code);
  });
});

describe('charts', () => {
  it('are well-formed, escape names and have a line a curve', () => {
    const { equity, learning } = evaluationCharts(evaluation);
    expect(learning).toBeUndefined();
    expect(equity).toContain('ppo &lt;test&gt;');
    expect(equity).not.toContain('<test>');
    expect(equity.match(/fill="none"/g)).toHaveLength(2);
    expect(equity).toContain('1970-01-03');
    expect(equity).not.toMatch(/NaN|Infinity|undefined/);
    expect(
      evaluationCharts({ ...evaluation, learning: { ...band, at: Float64Array.of(0, 5, 10) } }).learning,
    ).toContain('>10<');
  });

  it('place points where they belong', () => {
    const line = Float64Array.of(0, 1);
    const svg = bandChart({
      title: 't',
      name: 'n',
      band: { at: line, low: line, middle: line, high: line },
      formatAt: String,
      formatValue: String,
    });
    expect(svg).toContain('d="M64.0,272.0 L704.0,36.0" fill="none"');
  });

  it('thin long lines to what a screen can show, and draw flat ones', () => {
    const long = Float64Array.from({ length: 100_000 }, (_, index) => index);
    const flat = new Float64Array(100_000);
    const chart = bandChart({
      title: 't',
      name: 'n',
      band: { at: long, low: flat, middle: flat, high: flat },
      formatAt: String,
      formatValue: String,
    });
    expect(chart.length).toBeLessThan(60_000);
    expect(chart).toContain('L704.0,154.0');
    const one = { at: Float64Array.of(1), low: flat, middle: flat, high: flat };
    expect(() => bandChart({ title: '', name: '', band: one, formatAt: String, formatValue: String })).toThrow(
      /1 points/,
    );
  });
});
