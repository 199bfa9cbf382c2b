import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultTimeRangeMs, TimeReader, type TimeUnit } from './time-reader';

const reader = (unit: TimeUnit = 'auto') => new TimeReader(unit, defaultTimeRangeMs);
const read = (from: TimeReader, text: string) => {
  const bytes = Buffer.from(`8${text}9`);
  return from.read(bytes, 1, bytes.length - 1);
};
const noon = Date.UTC(2024, 0, 31, 12, 34, 56);

test.each([
  ['2024-01-31T12:34:56Z', noon],
  ['2024-01-31t12:34:56z', noon],
  ['2024-01-31 12:34:56', noon],
  ['2024-01-31 12:34:56 UTC', noon],
  ['2024-01-31 12:34:56.000000', noon],
  ['2024-01-31 12:34:56.250', noon + 250],
  ['2024-01-31 12:34:56,250', noon + 250],
  ['2024-01-31T12:34:56.000000000Z', noon],
  ['2024-01-31 12:34:56+00:00', noon],
  ['2024-01-31T18:04:56+05:30', noon],
  ['2024-01-31T07:34:56-0500', noon],
  ['2024-01-31T07:34:56-05', noon],
  ['2024-01-31 12:34', noon - 56_000],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['2009-01-01', Date.UTC(2009, 0, 1)],
  ['1706704496', noon],
  ['1706704496.0', noon],
  ['1706704496.25', noon + 250],
  ['1706704496000', noon],
  ['1706704496000000', noon],
  ['1706704496000000000', noon],
  ['1706704496000250000', noon + 0.25],
])('%s is %d', (text, expected) => {
  expect(read(reader(), text)).toBe(expected);
});

test('any moment of the range survives being written as ISO text', () => {
  fc.assert(
    fc.property(fc.integer({ min: defaultTimeRangeMs[0], max: defaultTimeRangeMs[1] - 1 }), (ms) => {
      const text = new Date(ms).toISOString();
      return (
        read(reader(), text) === ms && read(reader(), text.slice(0, 10)) === Math.floor(ms / 86_400_000) * 86_400_000
      );
    }),
  );
});

test('centuries follow the Gregorian rule', () => {
  const wide = () => new TimeReader('iso', [-1e15, 1e15]);
  expect(read(wide(), '1900-02-29')).toBeNaN();
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
      return read(wide(), new Date(ms).toISOString()) === ms;
    }),
  );
});

test('a column of numbers, as JSON has it, is read in its unit', () => {
  for (const count of [1706704496, 1706704496000, 1706704496000000, 1706704496000000000]) {
    expect(reader().readNumber(count)).toBe(noon);
  }
});

describe('faults', () => {
  test.each([
    [['2024-01-31 12:00:00 EST'], 'ZONE_NAME', /EST.*name of a time zone/],
    [['2024-01-31 12:00:00 America/New_York'], 'ZONE_NAME', /New_York/],
    [['2024-01-31 12:00:00 PM'], 'BAD_TIME', /PM/],
    [['01/31/2024'], 'BAD_TIME', /01\/31\/2024/],
    [['2024-01-31T12:00:00+25:00'], 'BAD_TIME', /25:00/],
    [['2024-01-31T'], 'BAD_TIME', /T/],
    [['2024-01-31 12:0'], 'BAD_TIME', /12:0/],
    [['2024-01-31 12:00:00.'], 'BAD_TIME', /12:00:00\./],
    [['2024-01-31x12:00'], 'BAD_TIME', /x/],
    [['2024-13-01'], 'IMPOSSIBLE_DATE', /month/],
    [['2024-02-30'], 'IMPOSSIBLE_DATE', /day/],
    [['2023-02-29'], 'IMPOSSIBLE_DATE', /day/],
    [['2024-01-31 24:00:00'], 'IMPOSSIBLE_DATE', /hour/],
    [['2024-01-31 23:60:00'], 'IMPOSSIBLE_DATE', /minute/],
    [['2024-01-31 23:59:60'], 'IMPOSSIBLE_DATE', /second/],
    [['soon'], 'BAD_TIME', /soon/],
    [[''], 'EMPTY_CELL', /empty/],
    [['20240131'], 'TIME_OUT_OF_RANGE', /in any unit/],
    [['-5'], 'TIME_OUT_OF_RANGE', /-5/],
    [['1999-01-01'], 'TIME_OUT_OF_RANGE', /2009-01-01/],
    [['2100-01-01'], 'TIME_OUT_OF_RANGE', /2100-01-01/],
    [['1.7067E+12'], 'TIME_LOST_DIGITS', /scientific/],
    [['1706704496', '1706704497000'], 'MIXED_UNITS', /in milliseconds.*first row has seconds/],
    [['1706704496', '2024-01-31'], 'MIXED_TIME_FORMATS', /text.*first row has seconds/],
    [['2024-01-31', '1706704496'], 'MIXED_TIME_FORMATS', /first row has text/],
    [['2024-01-31 00:00Z', '2024-01-31 01:00'], 'MIXED_OFFSETS', /no offset.*\+00:00/],
    [['2024-03-30 00:00+01:00', '2024-03-31 02:00+02:00'], 'MIXED_OFFSETS', /\+02:00.*\+01:00/],
  ])('%j: %s', (texts, code, message) => {
    const from = reader();
    const values = texts.map((text) => read(from, text));
    expect(values.at(-1)).toBeNaN();
    expect(from.fault).toMatchObject({
      code,
      field: 'time',
      value: texts.at(-1),
      problem: expect.stringMatching(message),
    });
    expect(from.fault?.remedy.length).toBeGreaterThan(10);
  });

  test('a stated unit is not guessed away, and the remedy names the unit that fits', () => {
    const from = reader('ms');
    expect(read(from, '1706704496')).toBeNaN();
    expect(from.fault?.code).toBe('TIME_OUT_OF_RANGE');
    expect(from.fault?.remedy).toMatch(/2024-01-31 in seconds/);
  });

  test('text where a number is asked for, and the other way round', () => {
    const counts = reader('ms');
    expect(read(counts, '2024-01-31')).toBeNaN();
    expect(counts.fault?.problem).toMatch(/timeUnit asks for milliseconds/);
    const texts = reader('iso');
    expect(read(texts, '1706704496')).toBeNaN();
    expect(texts.fault?.problem).toMatch(/timeUnit asks for text/);
  });
});
