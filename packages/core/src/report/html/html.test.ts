import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allMeasures } from '../../measures/catalogue/catalogue';
import { hourMs, randomWalk, startMs, testBars, testRun } from '../../measures/test-run';
import { seededRandom } from '../../random';
import { analyse } from '../analysis/analysis';
import { reportSettings } from '../analysis/options';
import { calendarSection, heat } from './calendar';
import { chartData } from './chart-data';
import { candlesOf, curveParts, differences, lowAndHigh, parts, short, timesOfParts } from './downsample';
import { binCount, binsOf, histogram } from './histogram';
import { escapeHtml, html, inScript, Markup, trusted, unbroken } from './markup';
import { measuresSection } from './measures-table';
import { cards, panel } from './summary';
import { tradesTable } from './trades-table';

describe('markup', () => {
  it('escapes whatever is put in, unless it is markup', () => {
    const evil = `</script><b title="x" id='y'>&`;
    expect(escapeHtml(evil)).toBe('&lt;/script&gt;&lt;b title=&quot;x&quot; id=&#39;y&#39;&gt;&amp;');
    expect(html`<p>${evil}${1}${undefined}${html`<i>${'<'}</i>`}${['<', trusted('<hr>')]}</p>`.text).toBe(
      `<p>${escapeHtml(evil)}1<i>&lt;</i>&lt;<hr></p>`,
    );
    expect(`${new Markup('a')}`).toBe('a');
  });

  it('writes JSON that no text can break out of', () => {
    const data = { text: '</script><!-- \u2028\u2029' };
    const { text } = inScript(data);
    expect(text).not.toMatch(/[<\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(data);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(JSON.parse(inScript(value).text)).toBe(value);
      }),
    );
  });

  it('keeps numbers with their units', () => {
    expect(unbroken('lost 3.01 % in 4 d 5 h, 6 points worse')).toBe(
      'lost 3.01\u00a0% in 4\u00a0d 5\u00a0h, 6\u00a0points worse',
    );
  });
});

describe('downsampling', () => {
  it('keeps what fits, and the low and high of each part of the rest in order', () => {
    expect([...parts(10, 3)]).toEqual([0, 3, 6, 10]);
    expect([...curveParts(4, 2)]).toEqual([0, 1, 2, 3, 4]);
    const borders = curveParts(9, 2);
    expect([...borders]).toEqual([0, 4, 8, 9]);
    const values = [1, 9, -3, 4, 5, 5, 7, 6, 2];
    expect(lowAndHigh(values, borders)).toEqual([9, -3, 5, 7, 2, 2]);
    expect(
      timesOfParts(
        values.map((_, index) => index * 1_000),
        borders,
      ),
    ).toEqual([0, 3, 4, 7, 8, 8]);
    expect(lowAndHigh(values, curveParts(9, 9))).toEqual(values);
    expect(differences([5, 7, 7])).toEqual([5, 2, 0]);
    expect(short(123456.789)).toBe(123456.8);
  });

  it('loses no extreme and keeps the last value, whatever the series', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (values, most) => {
          const borders = curveParts(values.length, most);
          const kept = lowAndHigh(values, borders);
          expect(Math.max(...kept)).toBe(Math.max(...values));
          expect(Math.min(...kept)).toBe(Math.min(...values));
          expect(kept.at(-1)).toBe(values.at(-1));
          expect(kept.length).toBe(timesOfParts(values, borders).length);
          expect(kept.length).toBeLessThanOrEqual(2 * most + 2);
        },
      ),
    );
  });

  it('joins bars to candles', () => {
    const bars = testBars('demo:BTC/USDT', [10, 12, 8, 9, 11], { spread: 0 });
    expect(candlesOf(bars, parts(5, 2))).toEqual({
      time: [2, 5].map((hours) => startMs / 1_000 + hours * 3_600),
      open: [10, 12],
      high: [12, 12],
      low: [10, 8],
      close: [12, 11],
    });
  });
});

describe('histogram', () => {
  it('puts every value into one bin, with 0 at a border', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const bins = binsOf(
            values.toSorted((a, b) => a - b),
            40,
          );
          expect(bins.reduce((total, { count }) => total + count, 0)).toBe(values.length);
          for (const { from, to } of bins) expect(from < -1e-12 && to > 1e-12).toBe(false);
          expect(bins.length).toBeLessThanOrEqual(43);
        },
      ),
    );
  });

  it('draws bars, round ticks and marks, and nothing for nothing', () => {
    const values = [-0.02, -0.01, 0.01, 0.011, 0.03];
    const text = histogram(binsOf(values, 8), 'Returns', [{ value: -0.015, name: '<risk>' }])?.text ?? '';
    expect(text.match(/<rect /g)?.length).toBe(4);
    expect(text).toContain('&lt;risk&gt;');
    expect(text).toContain('>0 %<');
    expect(histogram([], 'x')).toBeUndefined();
    expect(histogram(binsOf([0, 0], 8), 'x')).toBeUndefined();
    expect([binCount(1), binCount(100), binCount(1e6)]).toEqual([8, 20, 40]);
  });
});

const market = [testBars('demo:BTC/USDT', randomWalk(seededRandom(1), 2_000))];
const trades = Array.from({ length: 30 }, (_, index) => ({
  bar: 3 + index * 20,
  quantity: index % 2 === 0 ? 40 : -40,
  tag: `t${index % 2}`,
}));
const run = testRun({ market, trades, slippageRate: 0.001 });
const analysis = analyse(run, reportSettings({ resamples: 20, timingRuns: 5 }, 'test'));

describe('sections of the page', () => {
  it('colours the calendar by size and sign', () => {
    expect([heat(0, 1), heat(0.5, 1), heat(-1, 1), heat(0.01, 1), heat(0, 0)]).toEqual([
      'h0',
      'up h3',
      'down h6',
      'up h1',
      'h0',
    ]);
    const days = calendarSection(analysis)?.text ?? '';
    expect(days).toContain('Returns by day');
    const hours = testBars('demo:BTC/USDT', randomWalk(seededRandom(1), 500), { timeframeMs: 24 * hourMs });
    const months = calendarSection(analyse(testRun({ market: [hours] }), reportSettings({}, 'test')))?.text ?? '';
    expect(months).toContain('Returns by month');
    expect(months.match(/<tr>/g)?.length).toBe(3);
    expect(calendarSection(analyse(testRun({ market: [] }), reportSettings({}, 'test')))).toBeUndefined();
  });

  it('gathers fills of one side in one candle', () => {
    const data = chartData(analysis);
    const [chart] = data.prices;
    expect(chart?.buys.length).toBe(15);
    expect(chart?.buys[0]).toEqual([3, short((market[0]?.open[3] as number) * 1.001), 40, 1]);
    expect(chart?.barsPerCandle).toBe(1);
    const many = testRun({
      market: Array.from({ length: 30 }, (_, index) =>
        testBars(`demo:C${index}/USDT`, randomWalk(seededRandom(index), 2_000)),
      ),
      trades,
    });
    const [first] = chartData(analyse(many, reportSettings({ resamples: 20, timingRuns: 5 }, 'test'))).prices;
    expect(first?.time.length).toBe(800);
    expect(first?.barsPerCandle).toBe(3);
    expect(first?.buys.reduce((total, [, , , fills]) => total + fills, 0)).toBe(15);
  });

  it('keeps money in curves: equity ends at the final equity, costs at what was paid', () => {
    const data = chartData(analysis);
    expect(data.equity.at(-1)).toBeCloseTo(run.finalEquity, 1);
    expect(data.held?.at(-1)).toBeCloseTo(analysis.buyAndHold?.equity.at(-1) as number, 1);
    expect(data.fees.at(-1)).toBeCloseTo(analysis.value('fees-paid') as number, 3);
    expect(data.slippage.at(-1)).toBeCloseTo(analysis.value('slippage-paid') as number, 3);
    expect(Math.min(...data.drawdown)).toBeCloseTo(-(analysis.value('maximum-drawdown') as number), 6);
    expect(data.time.length).toBe(data.equity.length);
    expect(data.haltTime).toBeUndefined();
  });

  it('lists the first trades and says how many there are', () => {
    const { trips } = analysis.strategy.trading ?? { trips: [] };
    const text = tradesTable(trips, 5, 'USDT').text;
    expect(text.match(/<tr>/g)?.length).toBe(6);
    expect(text).toContain('The first 5 of 15 are listed.');
    expect(text).toContain('t0, t1');
    expect(tradesTable([], 5, 'USDT').text).toContain('There were none.');
  });

  it('shows every measure with its definition', () => {
    const measures = allMeasures(run);
    const text = measuresSection(measures).text;
    for (const { name, definition } of measures) {
      expect(text).toContain(escapeHtml(name));
      expect(text).toContain(escapeHtml(definition));
    }
  });

  it('has cards and panels', () => {
    expect(cards(analysis).text.match(/class="card"/g)?.length).toBe(6);
    expect(panel({ title: '<a>', columns: ['b'], rows: [{ label: 'c', values: ['d'] }] }).text).toContain('&lt;a&gt;');
  });
});
