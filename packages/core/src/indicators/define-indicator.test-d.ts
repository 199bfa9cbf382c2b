import type { Observable } from 'rxjs';
import { of } from 'rxjs';
import { expectTypeOf, it } from 'vitest';
import type { Bar } from '../market/bar';
import type { BarSeries } from '../market/bar-series';
import type { Column } from './column';
import {
  atr,
  type BarColumns,
  defineIndicator,
  ema,
  type MacdValue,
  macd,
  type PriceBar,
  type RunningIndicator,
  type RunningNumber,
  rollingBeta,
  sessionVwap,
} from './index';

it('types the three forms of an indicator of numbers', () => {
  expectTypeOf(ema).parameters.toEqualTypeOf<[period: number]>();
  expectTypeOf(ema(12)).toEqualTypeOf<RunningNumber<number>>();
  expectTypeOf(ema(12).next(1)).toEqualTypeOf<number | undefined>();
  expectTypeOf(ema(12).next(1, 0)).toEqualTypeOf<number>();
  expectTypeOf(ema.batch(new Float64Array(), 12)).toEqualTypeOf<Column>();
  expectTypeOf(of(1).pipe(ema.operator(12))).toEqualTypeOf<Observable<number | undefined>>();
  // @ts-expect-error: a period is required.
  ema();
});

it('takes bars and series where bars are needed', () => {
  expectTypeOf(atr(14).next).toBeCallableWith({} as Bar);
  expectTypeOf(atr.batch({} as BarSeries, 14)).toEqualTypeOf<Column>();
  // @ts-expect-error: prices have no range.
  atr.batch(new Float64Array(), 14);
});

it('takes two columns where pairs are needed, and times where sessions are', () => {
  expectTypeOf(rollingBeta(20).next).toBeCallableWith({ x: 1, y: 2 });
  expectTypeOf(rollingBeta.batch({ x: [1], y: new Float64Array(1) }, 20)).toEqualTypeOf<Column>();
  expectTypeOf(sessionVwap.batch({} as BarSeries)).toEqualTypeOf<Column>();
  expectTypeOf(sessionVwap().next).toBeCallableWith({} as Bar);
  // @ts-expect-error: prices are no pairs.
  rollingBeta.batch([1, 2], 20);
  // @ts-expect-error: the columns have no times.
  sessionVwap.batch({} as BarColumns);
});

it('gives one column per field where there are several outputs', () => {
  expectTypeOf(macd().next(1)).toEqualTypeOf<MacdValue | undefined>();
  expectTypeOf(macd.batch([])).toEqualTypeOf<{
    readonly macd: Column;
    readonly signal: Column;
    readonly histogram: Column;
  }>();
  // @ts-expect-error: options have names.
  macd({ quick: 12 });
});

it('wants the fields of an output listed, and an input that fits', () => {
  const start = (): RunningIndicator<PriceBar, { size: number }> => ({ warmUp: 1, next: () => undefined });
  defineIndicator({ name: 'size', input: 'bar', outputs: ['size'], start });
  // @ts-expect-error: outputs are missing.
  defineIndicator({ name: 'size', input: 'bar', start });
  // @ts-expect-error: the input is a bar.
  defineIndicator({ name: 'size', input: 'number', outputs: ['size'], start });
});
