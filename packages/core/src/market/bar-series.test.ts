import { describe, expect, it } from 'vitest';
import { DataError, InvalidOptionsError } from '../errors';
import { type BarSeriesOptions, barAt, barFault, barSeries, timeFault } from './bar-series';

const id = 'demo:BTC/USDT';

const options = (change: Record<string, unknown> = {}): BarSeriesOptions => ({
  instrumentId: id,
  timeframeMs: 60_000,
  timeMs: Float64Array.of(60_000, 120_000, 300_000),
  open: Float64Array.of(10, 11, 12),
  high: Float64Array.of(13, 13, 13),
  low: Float64Array.of(9, 9, 9),
  close: Float64Array.of(11, 12, 9),
  volume: Float64Array.of(0, 1, 2.5),
  ...change,
});

it('shares the columns and fills in what is known of the source', () => {
  const given = options();
  const series = barSeries(given);
  expect(series).toEqual({ ...given, length: 3, source: 'memory', isSimulated: false });
  expect(series.open).toBe(given.open);
  expect(barAt(series, 2)).toEqual({
    type: 'bar',
    instrumentId: id,
    timeMs: 300_000,
    open: 12,
    high: 13,
    low: 9,
    close: 9,
    volume: 2.5,
  });
});

it('may be empty, and may have gaps', () => {
  const none = new Float64Array(0);
  const empty = { timeMs: none, open: none, high: none, low: none, close: none, volume: none };
  expect(barSeries(options(empty)).length).toBe(0);
});

describe('a bar is refused', () => {
  const { NaN: no, POSITIVE_INFINITY: infinite } = Number;
  it.each([
    ['NOT_FINITE', 'open was NaN', { open: Float64Array.of(10, no, 12) }],
    ['NOT_FINITE', 'high was Infinity', { high: Float64Array.of(13, infinite, 13) }],
    ['NOT_FINITE', 'low was NaN', { low: Float64Array.of(9, no, 9) }],
    ['NOT_FINITE', 'close was -Infinity', { close: Float64Array.of(9, -infinite, 9) }],
    ['NOT_FINITE', 'volume was NaN', { volume: Float64Array.of(1, no, 1) }],
    ['NOT_FINITE', 'volume was Infinity', { volume: Float64Array.of(1, infinite, 1) }],
    ['NOT_POSITIVE', 'low was 0', { low: Float64Array.of(9, 0, 9) }],
    ['NOT_POSITIVE', 'open was -1', { open: Float64Array.of(10, -1, 12) }],
    ['NEGATIVE_VOLUME', 'volume was -1', { volume: Float64Array.of(1, -1, 1) }],
    ['HIGH_BELOW_LOW', 'high was 8, below low 9', { high: Float64Array.of(13, 8, 13) }],
    [
      'OUTSIDE_RANGE',
      'open 10 or close 12 was outside',
      { open: Float64Array.of(10, 10, 12), high: Float64Array.of(13, 11, 13) },
    ],
    ['OUTSIDE_RANGE', 'open 8.9', { open: Float64Array.of(10, 8.9, 12) }],
    ['NOT_FINITE', 'time was NaN', { timeMs: Float64Array.of(1, no, 3) }],
    ['NOT_FINITE', 'time was Infinity', { timeMs: Float64Array.of(1, infinite, 3) }],
    ['DUPLICATE_TIME', 'time 1 came twice', { timeMs: Float64Array.of(1, 1, 3) }],
    ['OUT_OF_ORDER', 'time 1 came after 2', { timeMs: Float64Array.of(2, 1, 3) }],
  ])('%s: %s', (code, text, change) => {
    const act = () => barSeries(options(change));
    expect(act).toThrow(DataError);
    expect(act).toThrow(expect.objectContaining({ code, message: expect.stringContaining(`${id}, bar 1: ${text}`) }));
  });

  it('where the caller says it is', () => {
    const change = { low: Float64Array.of(9, 9, 0), source: 'a.csv', locate: (index: number) => `line ${index + 2}` };
    expect(() => barSeries(options(change))).toThrow('a.csv, line 4: low was 0.');
  });
});

describe('options are refused', () => {
  it.each([
    [{ close: undefined }, 'column close was missing'],
    [{ close: null }, 'column close was missing'],
    [{ timeMs: undefined }, 'column timeMs was missing'],
    [{ volume: Float64Array.of(1) }, 'column volume was of length 1, time has 3'],
    [{ volume: [1, 2, 3] }, 'column volume was no Float64Array'],
    [{ open: new Float32Array(3) }, 'column open was no Float64Array'],
    [{ timeframeMs: 0 }, 'timeframeMs was 0'],
    [{ timeframeMs: Number.NaN }, 'timeframeMs was NaN'],
    [{ timeframeMs: undefined }, 'timeframeMs was undefined'],
  ])('%o', (change, text) => {
    expect(() => barSeries(options(change))).toThrow(InvalidOptionsError);
    expect(() => barSeries(options(change))).toThrow(text);
  });
});

it('one good bar, one good step in time', () => {
  expect(barFault(1, 1, 1, 1, 0)).toBeUndefined();
  expect(timeFault(-5.5, -6)).toBeUndefined();
  expect(timeFault(0, Number.NEGATIVE_INFINITY)).toBeUndefined();
});
