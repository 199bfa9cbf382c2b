import { describe, expect, it } from 'vitest';
import { DataError, SigmaxError } from '../errors';
import type { Bar } from '../market/bar';
import { type BarSeries, barSeries } from '../market/bar-series';
import type { StoredMarket } from '../market/market';
import { barsOf, btc, coarse, eth, moments, type Prices, runBot } from './bot-run.test-helper';

const both = [coarse(btc), coarse(eth)];

/** The columns of the same bars. */
const columnsOf = (bars: readonly Bar[]): BarSeries[] =>
  [btc, eth].flatMap((instrumentId) => {
    const own = bars.filter((bar) => bar.instrumentId === instrumentId);
    if (own.length === 0) return [];
    const column = (field: 'timeMs' | 'open' | 'high' | 'low' | 'close' | 'volume') =>
      Float64Array.from(own, (bar) => bar[field]);
    return [
      barSeries({
        instrumentId,
        timeframeMs: 60_000,
        timeMs: column('timeMs'),
        open: column('open'),
        high: column('high'),
        low: column('low'),
        close: column('close'),
        volume: column('volume'),
      }),
    ];
  });

/** What a strategy is shown at each moment. */
const seenIn = (bars: StoredMarket, instruments = both): string[] => {
  const seen: string[] = [];
  runBot({
    bars,
    instruments,
    decide: ({ timeMs, bar, bars: now, barOf }) => {
      expect(now[0]).toBe(bar);
      for (const { id } of instruments) expect(barOf(id)).toBe(now.find(({ instrumentId }) => instrumentId === id));
      seen.push(
        `${timeMs / 60_000}: ${now.map(({ instrumentId, close }) => `${instrumentId.slice(5, 8)} ${close}`).join(', ')}`,
      );
      return undefined;
    },
  });
  return seen;
};

const failureOf = (act: () => unknown): SigmaxError => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(SigmaxError);
    return error as SigmaxError;
  }
  throw new Error('did not fail');
};

describe('events that share a time are one moment', () => {
  const gaps: Readonly<Record<string, Prices>>[] = [
    { [btc]: 1, [eth]: 10 },
    { [eth]: 11 },
    {},
    { [btc]: 2 },
    { [eth]: 12, [btc]: 3 },
    { [btc]: 4 },
  ];
  const expected = ['1: BTC 1, ETH 10', '2: ETH 11', '4: BTC 2', '5: BTC 3, ETH 12', '6: BTC 4'];

  it('whichever form the market has', () => {
    const bars = moments(...gaps);
    expect(seenIn(bars)).toEqual(expected);
    expect(seenIn(columnsOf(bars))).toEqual(expected);
    expect(seenIn(columnsOf(bars).reverse())).toEqual(expected);
    expect(seenIn(new Set(bars))).toEqual(expected);
    const generate = function* () {
      yield* bars;
    };
    expect(seenIn(generate())).toEqual(expected);
  });

  it('in the order of the bot, whatever the order of the events', () => {
    expect(seenIn(moments({ [eth]: 1, [btc]: 2 }), [coarse(eth), coarse(btc)])).toEqual(['1: ETH 1, BTC 2']);
    expect(seenIn(moments({ [btc]: 2, [eth]: 1 }), [coarse(eth), coarse(btc)])).toEqual(['1: ETH 1, BTC 2']);
  });

  it('of one series as of many', () => {
    expect(seenIn(columnsOf(barsOf(1, 2, 3))[0] as BarSeries, [coarse(btc)])).toEqual([
      '1: BTC 1',
      '2: BTC 2',
      '3: BTC 3',
    ]);
    expect(seenIn([], both)).toEqual([]);
  });

  it('with fractions of a millisecond and times before the epoch', () => {
    const [one] = barsOf(5) as [Bar];
    const bars = [-7.5, -7.25, 0, 0.125].map((timeMs) => ({ ...one, timeMs }));
    expect(seenIn(bars, [coarse(btc)])).toHaveLength(4);
  });
});

describe('a market is refused', () => {
  const [first, second] = barsOf(100, 101) as [Bar, Bar];
  const other = { ...second, instrumentId: eth };

  it.each<[string, string, unknown[]]>([
    ['UNKNOWN_EVENT', 'Event 2 of the market was null', [first, null]],
    ['UNKNOWN_EVENT', 'Event 2 of the market was undefined', [first, undefined]],
    ['UNKNOWN_EVENT', 'Event 2 of the market was {"type":"trade"}', [first, { type: 'trade' }]],
    ['NOT_FINITE', 'close was NaN', [first, { ...second, close: Number.NaN }]],
    ['NOT_FINITE', 'high was Infinity', [first, { ...second, high: Number.POSITIVE_INFINITY }]],
    ['NOT_FINITE', 'close was "101"', [first, { ...second, close: '101' }]],
    ['NOT_FINITE', 'volume was null', [first, { ...second, volume: null }]],
    ['NOT_FINITE', 'volume was undefined', [first, { ...second, volume: undefined }]],
    ['NOT_FINITE', 'open was true', [first, { ...second, open: true }]],
    ['NOT_FINITE', 'time was "120000"', [first, { ...second, timeMs: '120000' }]],
    ['NOT_FINITE', 'time was NaN', [first, { ...second, timeMs: Number.NaN }]],
    ['NOT_POSITIVE', 'low was 0', [first, { ...second, low: 0 }]],
    ['NEGATIVE_VOLUME', 'volume was -1', [first, { ...second, volume: -1 }]],
    ['HIGH_BELOW_LOW', 'high was 90, below low 101', [first, { ...second, high: 90 }]],
    ['OUTSIDE_RANGE', 'open 99 or close 101', [first, { ...second, open: 99 }]],
    ['DUPLICATE_TIME', 'time 60000 came twice', [first, first]],
    ['OUT_OF_ORDER', 'time 60000 came after 120000', [second, first]],
    // BTC closes the first moment, so ETH at that time is late; a moment of two waits for both.
    ['LATE_EVENT', 'time 60000 came after the moment 120000', [second, { ...other, timeMs: 60_000 }]],
    [
      'LATE_EVENT',
      'time 120000 came after the moment 180000',
      [first, { ...first, timeMs: 180_000 }, { ...other, timeMs: 120_000 }],
    ],
  ])('%s: %s', (code, text, events) => {
    const error = failureOf(() => seenIn(events as Bar[]));
    expect(error).toBeInstanceOf(DataError);
    expect(error.code).toBe(code);
    expect(error.message).toContain(text);
    expect(error.message).toContain(`Event ${events.length} of the market`);
  });

  it('names the instrument that the run does not trade', () => {
    const error = failureOf(() => seenIn([first, { ...second, instrumentId: 'demo:XYZ/USDT' }]));
    expect(error).toMatchObject({ code: 'UNKNOWN_INSTRUMENT' });
    expect(error.message).toContain('"demo:XYZ/USDT"');
  });

  it('a single instrument may not come twice in one moment either', () => {
    expect(
      failureOf(() => seenIn([first, { ...first, instrumentId: eth }, { ...first, instrumentId: eth }])).code,
    ).toBe('DUPLICATE_TIME');
  });

  it('columns made by hand are checked as well, each once', () => {
    const [series] = columnsOf(barsOf(100, 101)) as [BarSeries];
    expect(failureOf(() => seenIn({ ...series, low: Float64Array.of(100, 0) })).code).toBe('NOT_POSITIVE');
    expect(failureOf(() => seenIn({ ...series, low: Float64Array.of(100) })).code).toBe('INVALID_COLUMN');
    expect(failureOf(() => seenIn([series, series])).code).toBe('DUPLICATE_SERIES');
    expect(failureOf(() => seenIn({ ...series, instrumentId: 'demo:XYZ/USDT' })).code).toBe('UNKNOWN_INSTRUMENT');
  });
});

it('a source that is stopped early is closed', () => {
  let isClosed = false;
  const endless = function* () {
    try {
      for (let index = 1; ; index++) yield { ...(barsOf(100)[0] as Bar), timeMs: index };
    } finally {
      isClosed = true;
    }
  };
  const stop = (_: unknown, index: number) => {
    if (index === 3) throw new Error('enough');
    return undefined;
  };
  expect(() => runBot({ bars: endless(), decide: stop })).toThrow('enough');
  expect(isClosed).toBe(true);
});
