import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hangingChart, resample, risingChart, sparkline } from './block-chart';
import { beside, cut, ends, fillLeft, fillRight, printable, table, wrap } from './layout';

describe('block charts', () => {
  it('keeps the last value and the deepest point of each column', () => {
    expect(resample([1, 2, 3, 4, 5, 6], 3, 'last')).toEqual([2, 4, 6]);
    expect(resample([1, 9, 3, 4, 5, 6], 3, 'highest')).toEqual([9, 4, 6]);
    expect(resample([1, 2], 80, 'last')).toEqual([1, 2]);
    expect(resample([], 80, 'last')).toEqual([]);
  });

  it('rises from the lowest to the highest value', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([5, 5], 4)).toBe('▅▅▅▅');
    expect(risingChart([0, 1], 2, 2)).toEqual([' █', '▁█']);
    expect(risingChart([], 5, 2)).toEqual([]);
  });

  it('hangs from 0', () => {
    expect(hangingChart([0, 0.1, 0.2], 3, 1)).toEqual([' ▀█']);
    expect(hangingChart([0, 0], 2, 2)).toEqual(['  ', '  ']);
    expect(hangingChart([], 5, 2)).toEqual([]);
  });

  it('fills every column of every row', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 8 }), (series, columns, rows) => {
        for (const line of risingChart(resample(series, columns, 'last'), columns, rows))
          expect([...line]).toHaveLength(columns);
        for (const line of hangingChart(series.map(Math.abs), columns, rows)) expect([...line]).toHaveLength(columns);
      }),
    );
  });
});

describe('layout', () => {
  it('fills, cuts and sets text at both ends', () => {
    expect([fillRight('a', 3), fillLeft('a', 3), cut('abcdef', 4), cut('abc', 4)]).toEqual([
      'a  ',
      '  a',
      'abc…',
      'abc',
    ]);
    expect(ends('left', 'right', 12)).toBe('left   right');
    expect(ends('a long label', '1.00', 12)).toBe('a lon…  1.00');
    expect(beside(['a'], ['b', 'c'], 3, 1)).toEqual(['a   b', '    c']);
  });

  it('breaks lines between words, and words only when they are too long', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
    expect(wrap('', 4)).toEqual([]);
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('aligns values right under their heads', () => {
    const section = {
      title: 'T',
      columns: ['x', 'long'],
      rows: [
        { label: 'a', values: ['1', '2'] },
        { label: 'b', values: ['10'] },
      ],
    };
    expect(table(section, 14)).toEqual(['T      x  long', '─'.repeat(14), 'a      1     2', 'b     10']);
  });

  it('lets no control character through', () => {
    expect(printable('a\u001b[31mb\tc\u009bd')).toBe('a [31mb c d');
  });
});
