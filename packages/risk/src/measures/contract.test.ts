/** What every measure keeps, whatever it measures. */
import { DataError, InvalidOptionsError, logReturns, simpleReturns, wealthIndex } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import type { Measured } from './definition/measured';
import { type Columns, measureCases, randomColumns, rowsOf, windowsOf } from './measure-cases.test-helper';

/** Both known and equal to 1e-10, or both unknown. */
const expectSame = (actual: number | undefined, expected: number | undefined, place: string): void => {
  if (expected === undefined || actual === undefined) {
    expect(actual, place).toBe(expected);
    return;
  }
  const distance = Math.abs(actual - expected);
  if (!(distance <= 1e-10 * Math.max(1, Math.abs(expected)))) expect.fail(`${place}: ${actual} and not ${expected}`);
};

const upTo = (columns: Columns, length: number): Columns => columns.map((column) => column.slice(0, length));

const length = 90;
const isKnown = (measured: Measured): boolean => measured.value !== undefined;

describe.each(measureCases)('$name', (measure) => {
  const { kind, options, windows, start, of } = measure;
  const columns = randomColumns(kind, length, 1);
  const rows = rowsOf(columns);
  const some = windows === 'numbers' ? { window: 20 } : {};

  it('running, it gives after each input what the whole series gives', () => {
    for (const window of windowsOf(measure, [1, 2, 3, 20, 64])) {
      const running = start(window);
      rows.forEach((row, index) => {
        const whole = of(upTo(columns, index + 1), window);
        expectSame(running.next(row), whole.value, `${JSON.stringify(window)} at ${index}`);
      });
    }
  });

  it('is not known before its warm-up, and is known in time', () => {
    for (const window of windowsOf(measure, [60])) {
      const running = start(window);
      const figures = rows.map((row) => running.next(row));
      expect(figures.findIndex((figure) => figure !== undefined)).toBeGreaterThanOrEqual(running.warmUp - 1);
      expect(figures.at(-1)).toBeDefined();
    }
  });

  it('says how it was defined: every option, the same in both forms, frozen, plain', () => {
    const { definition } = of(columns, some);
    expect(start(some).definition).toEqual(definition);
    expect(definition).toMatchObject(options);
    expect(Object.isFrozen(definition)).toBe(true);
    expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
    expect(definition.measure).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(definition).toHaveProperty('window', 'window' in some ? some.window : 'all');
    for (const choice of Object.values(definition)) expect(['string', 'number', 'boolean']).toContain(typeof choice);
  });

  it('refuses what it cannot measure, and goes on as if it had not come', () => {
    const running = start(some);
    const undisturbed = start(some);
    rows.forEach((row, index) => {
      for (const bad of [Number.NaN, Infinity, -Infinity, 1e60]) {
        const field = index % row.length;
        const spoiled = row.map((value, place) => (place === field ? bad : value));
        if (index % 30 === 5 && !(kind === 'bar' && bad === 1e60))
          expect(() => running.next(spoiled)).toThrow(DataError);
      }
      expect(running.next(row)).toBe(undisturbed.next(row));
    });
    const spoiled = columns.map((column) => column.map((value, index) => (index === 7 ? Number.NaN : value)));
    expect(() => of(spoiled, some)).toThrow(/ 7 (was NaN|has open NaN)/);
  });

  it('has a finite figure or none for nothing, one value and no movement', () => {
    for (const window of windowsOf(measure, [1, 5])) {
      expect(of(upTo(columns, 0), window).value).toBeUndefined();
      for (const constant of kind === 'bar' ? [100] : [0, 0.01, -0.01, 1e-30]) {
        const flat = columns.map((column) => column.map(() => constant));
        const running = start(window);
        for (let count = 1; count <= 20; count++) {
          const figure = running.next(columns.map(() => constant));
          expectSame(figure, of(upTo(flat, count), window).value, `${constant} × ${count}`);
          if (figure !== undefined) expect(Number.isFinite(figure)).toBe(true);
        }
      }
    }
  });

  it.skipIf(kind === 'bar')('has a finite figure or none for numbers of any size', () => {
    const sizes = [1e50, -1, 1e-50, 0, -0.999, 3, 1e-320, 0.01, -0.01, 1e20, -1e-9];
    const wild = columns.map((column) => column.map((_, index) => sizes[(index * 7) % sizes.length] as number));
    for (const window of windowsOf(measure, [4, 30])) {
      const running = start(window);
      for (const row of rowsOf(wild)) {
        const figure = running.next(row);
        if (figure !== undefined && !Number.isFinite(figure)) expect.fail(String(figure));
      }
      const { value } = of(wild, window);
      if (value !== undefined) expect(Number.isFinite(value)).toBe(true);
    }
  });

  it('refuses senseless options in both forms', () => {
    for (const wrong of [
      { window: 0 },
      { window: 1.5 },
      { window: 2e6 },
      { unknown: 1 },
      { level: 95 },
      { periodsPerYear: 0 },
    ]) {
      if (windows === 'none' && 'window' in wrong) continue;
      expect(() => start({ ...some, ...wrong })).toThrow(InvalidOptionsError);
      expect(() => of(columns, { ...some, ...wrong })).toThrow(InvalidOptionsError);
    }
  });

  it.skipIf(kind === 'bar')('reads a gap as its option says', () => {
    const gaps = new Set([0, 4, 5, 40, 89]);
    const holed = columns.map((column) => column.map((value, index) => (gaps.has(index) ? Number.NaN : value)));
    const without = columns.map((column) => column.filter((_, index) => !gaps.has(index)));
    const filled = columns.map((column) => column.map((value, index) => (gaps.has(index) ? 0 : value)));
    for (const [missing, expected] of [
      ['drop', without],
      ['zero', filled],
    ] as const) {
      const running = start({ ...some, missing });
      const figures = rowsOf(holed).map((row) => running.next(row));
      const measured = of(holed, { ...some, missing });
      expect(measured.definition.missing).toBe(missing);
      expect(measured.value).toBe(of(expected, some).value);
      expectSame(figures.at(-1), measured.value, missing);
    }
  });

  it.skipIf(kind !== 'series')('takes prices and makes their returns itself', () => {
    const prices = Array.from(wealthIndex(columns[0] ?? []), (wealth) => 100 * wealth);
    for (const [returns, given] of [
      ['simple', simpleReturns(prices)],
      ['log', logReturns(prices)],
    ] as const) {
      const measured = of([prices], { ...some, returns });
      expect(measured.definition.returns).toBe(returns);
      expect(measured.value).toBe(of([Array.from(given)], some).value);
      expect(isKnown(measured)).toBe(true);
      const running = start({ ...some, returns });
      const figures = prices.map((price) => running.next([price]));
      expectSame(figures.at(-1), measured.value, returns);
      expect(running.warmUp).toBe(start(some).warmUp + 1);
    }
  });
});

it('covers every measure that the index exports', async () => {
  const exported = Object.entries(await import('./index'))
    .filter(([name, value]) => typeof value === 'function' && 'of' in value && name.endsWith('Measure'))
    .map(([name]) => name);
  expect([...new Set(measureCases.map(({ name }) => name.slice(0, name.indexOf('('))))].sort()).toEqual(
    exported.sort(),
  );
  expect(exported).toHaveLength(33);
});
