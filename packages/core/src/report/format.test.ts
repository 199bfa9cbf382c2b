import { describe, expect, it } from 'vitest';
import { count, day, duration, exact, fixed, inUnit, minute, money, nothing, percent, plain } from './format';

describe('format', () => {
  it('groups thousands and writes a real minus sign, but no minus zero', () => {
    expect(fixed(-1234567.891, 2)).toBe('−1,234,567.89');
    expect(fixed(123, 0)).toBe('123');
    expect(fixed(-0.001, 2)).toBe('0.00');
    expect(count(1_000_000)).toBe('1,000,000');
  });

  it('shows enough digits and no more', () => {
    expect([0.1234, -0.5, 0, 1e-5, 0.00051, 12.5, 123.4].map((value) => percent(value))).toEqual([
      '12.34 %',
      '−50.00 %',
      '0.00 %',
      '0.0010 %',
      '0.051 %',
      '1,250 %',
      '12,340 %',
    ]);
    expect([percent(1e-20), plain(-1e-20)]).toEqual(['0.00 %', '0.00']);
    expect(percent(0.5, { sign: true })).toBe('+50.00 %');
    expect(['12345.6', '7.668', '0.012345678', '0'].map((text) => money(Number(text)))).toEqual([
      '12,345.60',
      '7.67',
      '0.01235',
      '0.00',
    ]);
    expect(money(1, 'USDT')).toBe('1.00 USDT');
    expect([1.234, 0.001234, -2500.4, 0].map((value) => plain(value))).toEqual(['1.23', '0.0012', '−2,500', '0.00']);
  });

  it('writes prices and quantities with the digits that they have', () => {
    expect([0.1 + 0.2, 114_148.73, 1e-7, 0.083241401, 250, 1.5, 0].map((value) => exact(value))).toEqual([
      '0.3',
      '114,148.73',
      '0.0000001',
      '0.083241401',
      '250',
      '1.5',
      '0',
    ]);
  });

  it('writes lengths of time in two units', () => {
    const hour = 3_600_000;
    expect(
      [0, 5, 1_000, 90_000, hour, 25 * hour, 24 * hour, 24 * hour * 400, 24 * hour * 364].map((ms) => duration(ms)),
    ).toEqual(['0 s', '5 ms', '1 s', '1 min 30 s', '1 h', '1 d 1 h', '1 d', '1 y 35 d', '364 d']);
  });

  it('writes UTC dates', () => {
    expect(day(Date.UTC(2025, 9, 10, 23, 59))).toBe('2025-10-10');
    expect(minute(Date.UTC(2025, 9, 10, 21, 15))).toBe('2025-10-10 21:15');
  });

  it('has a dash where there is no number', () => {
    for (const format of [percent, money, plain, count, duration, exact]) expect(format(undefined)).toBe(nothing);
    expect(inUnit(undefined, 'money')).toBe(nothing);
  });

  it('writes a value in the unit of its measure', () => {
    expect([
      inUnit(0.5, 'fraction'),
      inUnit(0.5, 'fraction per year'),
      inUnit(0.5, 'number'),
      inUnit(0.5, 'money'),
      inUnit(5, 'count'),
      inUnit(5, 'periods'),
      inUnit(60_000, 'milliseconds'),
    ]).toEqual(['50.00 %', '50.00 %', '0.50', '0.5000', '5', '5', '1 min']);
  });
});
