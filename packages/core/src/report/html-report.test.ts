import { Script } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../kernel/run-result';
import { randomWalk, type TestRunOptions, testBars, testRun } from '../measures/test-run';
import { seededRandom } from '../random';
import { page } from './html/page';
import { type HtmlReportOptions, htmlReport } from './html-report';
import { tearSheet } from './tear-sheet';

const market = [testBars('demo:BTC/USDT', randomWalk(seededRandom(2), 600))];
const trades = Array.from({ length: 41 }, (_, index) => ({
  bar: 5 + index * 14,
  quantity: index % 2 === 0 ? 50 : -50,
}));
const run = (options: Partial<TestRunOptions> = {}) => testRun({ market, trades, slippageRate: 0.0005, ...options });
const quick: HtmlReportOptions = { resamples: 20, timingRuns: 5 };
const halt = {
  type: 'bot-halted',
  timeMs: market[0]?.timeMs[300] ?? 0,
  guard: 'max-loss',
  action: 'halt',
  code: 'LOSS',
  limit: 1,
  observed: 2,
} as const;

const scriptsOf = (text: string): string[] =>
  [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '');
const dataOf = (text: string) =>
  JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/.exec(text)?.[1] ?? '');
/** The page without the text of scripts and styles. */
const markupOf = (text: string): string => text.replace(/(<(script|style)[^>]*>)[\s\S]*?(<\/\2>)/g, '$1$3');

/** Throws where tags do not nest. */
const requireWellFormed = (text: string): void => {
  const leaves = new Set(['meta', 'input', 'line', 'rect', 'br']);
  const open: string[] = [];
  for (const [tag, slash, name = ''] of markupOf(text).matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/gi)) {
    if (slash === '' && !leaves.has(name)) open.push(name);
    else if (slash === '/' && !leaves.has(name) && open.pop() !== name)
      throw new Error(`${tag} closes another element`);
  }
  expect(open).toEqual([]);
};

/** Runs the script of the page against a document that only knows which elements there are; returns the charts it made. */
const openPage = (text: string): { columns: (number | null)[][]; series: { label: string }[] }[] => {
  const charts: { columns: (number | null)[][]; series: { label: string }[] }[] = [];
  const element = (): object =>
    new Proxy(
      {
        dataset: {},
        style: {},
        clientWidth: 800,
        tBodies: [{ rows: [] }],
        title: '',
        textContent: JSON.stringify(dataOf(text)),
      },
      {
        get: (target, key) =>
          key in target ? Reflect.get(target, key) : key === 'closest' ? element : () => element(),
      },
    );
  const ids = new Set([...markupOf(text).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  class Chart {
    scales = { x: {} };
    constructor(options: { series: { label: string }[] }, columns: (number | null)[][]) {
      expect(options.series.length).toBe(columns.length);
      for (const column of columns) expect(column.length).toBe(columns[0]?.length);
      charts.push({ columns, series: options.series });
    }
    setScale() {}
    redraw() {}
    destroy() {}
  }
  const globals = {
    document: {
      documentElement: element(),
      getElementById: (id: string) => (ids.has(id) ? element() : null),
      createElement: element,
      querySelector: element,
      querySelectorAll: () => [element()],
    },
    getComputedStyle: () => ({ getPropertyValue: () => '#000' }),
    matchMedia: () => ({ matches: false, addEventListener: () => {} }),
    ResizeObserver: class {
      observe() {}
    },
    window: { uPlot: Chart },
  };
  const sandbox = { ...globals, console, JSON };
  for (const script of scriptsOf(text).slice(1)) new Script(script).runInNewContext(sandbox);
  return charts;
};

describe('htmlReport', () => {
  const options: HtmlReportOptions = {
    ...quick,
    command: 'npx tsx "a" && b < c',
    versions: { '@sigmax/core': '1.0.0' },
  };
  let text = '';
  beforeAll(() => {
    text = htmlReport(run(), options);
  });

  it('is one file that loads nothing', () => {
    const markup = markupOf(text);
    expect(markup).not.toMatch(/\b(src|href|srcset|action)\s*=/i);
    expect(text).not.toMatch(/@import|url\(|<link|<iframe|<img|<object/i);
    for (const script of scriptsOf(text)) expect(script).not.toMatch(/\b(fetch|XMLHttpRequest|WebSocket|import)\s*\(/);
    expect(text).toContain('default-src &#39;none&#39;');
  });

  it('is well-formed, and its scripts parse', () => {
    requireWellFormed(text);
    expect(scriptsOf(text).length).toBe(3);
    for (const script of scriptsOf(text)) expect(() => new Script(script)).not.toThrow();
    expect(() => requireWellFormed('<p><b></p>')).toThrow();
  });

  it('shows the figures of the tear sheet', () => {
    const sheet = tearSheet(run(), options);
    const plain = markupOf(text).replaceAll('\u00a0', ' ');
    for (const { rows } of sheet.sections.filter(({ title }) => /Performance|Trades|Luck|Costs/.test(title))) {
      for (const { values } of rows) for (const value of values) expect(plain).toContain(`<td>${value}</td>`);
    }
    for (const [, value] of sheet.reproduction)
      expect(plain).toContain(value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'));
    for (const sentence of sheet.verdict) expect(plain).toContain(sentence);
    expect(plain).toContain('Simulated market');
    expect(plain).toMatch(/All 8\d measures/);
  });

  it('has data that ends at the final equity', () => {
    const data = dataOf(text);
    expect(data.equity.at(-1)).toBeCloseTo(run().finalEquity, 1);
    expect(data.prices[0].buys.length + data.prices[0].sells.length).toBe(41);
  });

  it('draws equity, drawdown, exposure, costs and price', () => {
    const labels = openPage(text).map(({ series }) => series[1]?.label);
    expect(labels).toEqual([
      'Strategy (USDT)',
      'Below the peak',
      'Position value over equity',
      'Fees and slippage',
      'Open',
    ]);
  });

  it('is the same bytes for the same result; a time only when one is given', () => {
    expect(htmlReport(run(), options)).toBe(text);
    expect(text).not.toContain('<dt>Made</dt>');
    expect(htmlReport(run(), { ...options, generatedAtMs: 0 })).toContain('<dt>Made</dt><dd>1970-01-01 00:00 UTC</dd>');
  });

  it('escapes text of users, wherever it comes from', () => {
    const evil = `</script><script>alert("1")</script><img src=x onerror='alert(2)'>`;
    const result: RunResult = {
      ...run({ trades: trades.map((trade) => ({ ...trade, tag: evil })) }),
      strategy: { name: evil, params: { [evil]: evil } },
      broker: { name: evil, options: { note: evil } },
      guards: [{ name: evil, options: {} }],
      halt: { ...halt, guard: evil, code: evil },
      runId: evil,
    };
    const page = htmlReport(result, {
      ...quick,
      title: evil,
      command: evil,
      versions: { [evil]: evil },
      sections: [{ title: evil, columns: [evil], rows: [{ label: evil, values: [evil] }] }],
    });
    requireWellFormed(page);
    expect(page).not.toContain('<img');
    expect(scriptsOf(page).length).toBe(3);
    expect(markupOf(page)).not.toMatch(/<[^>]*onerror='/);
  });

  it.each<[string, RunResult]>([
    ['no trades', run({ trades: [] })],
    ['one bar', run({ market: [testBars('demo:BTC/USDT', [100])], trades: [] })],
    ['no market', run({ market: [], trades: [] })],
    ['bars that were not kept', { ...run(), market: [] }],
    [
      '28 instruments',
      run({
        market: Array.from({ length: 28 }, (_, index) =>
          testBars(`demo:C${index}/USDT`, randomWalk(seededRandom(index), 80)),
        ),
        trades: [{ bar: 4, quantity: 1 }],
      }),
    ],
    ['a halted bot', { ...run(), halt }],
    ['ruin', { ...run(), equity: run().equity.map((value, index) => (index > 500 ? 0 : value)), finalEquity: 0 }],
  ])('works for %s', (_, result) => {
    const text = htmlReport(result, quick);
    requireWellFormed(text);
    expect(markupOf(text)).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(() => openPage(text)).not.toThrow();
  });

  it('stays below 3 MB for a million bars, and keeps their extremes', () => {
    const closes = randomWalk(seededRandom(3), 1_000_000, { volatility: 0.0005 });
    const bars = testBars('demo:BTC/USDT', closes, { timeframeMs: 60_000 });
    const small = run();
    const equity = closes.map((close, index) => 100 * close + (index === 654_321 ? 1e5 : 0));
    const text = htmlReport(
      {
        ...small,
        market: [bars],
        timeMs: bars.timeMs,
        equity,
        exposure: equity.map(() => 0.5),
        initialEquity: equity[0] as number,
        finalEquity: equity.at(-1) as number,
      },
      quick,
    );
    expect(text.length).toBeLessThan(3 * 1024 * 1024);
    const data = dataOf(text);
    expect(Math.max(...data.equity)).toBeCloseTo(equity[654_321] as number, 0);
    expect(text).toContain('the lowest and the highest of 250 periods');
  });

  it('refuses wrong options', () => {
    expect(() => htmlReport(run(), { maxTrades: -1 })).toThrow(/htmlReport: maxTrades was -1/);
    expect(page).toBeTypeOf('function');
  });
});
