import { lastValueFrom, of, throwError, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { DataError, InvalidOptionsError } from '../errors';
import {
  defineIndicator,
  type NumberPair,
  type PriceBar,
  type RunningIndicator,
  type TimedBar,
} from './define-indicator';
import { checkedPeriod, requireFinite } from './input-checks';
import { seriesOf, valuesOf } from './test-support';

/** Sums its inputs and knows an even sum only. */
class EvenSum implements RunningIndicator<number, number> {
  readonly warmUp = 1;
  private sum = 0;
  next(value: number): number | undefined {
    requireFinite('evenSum', 'value', value);
    this.sum += value;
    return this.sum % 2 === 0 ? this.sum : undefined;
  }
}

let started = 0;
const evenSum = defineIndicator({
  name: 'evenSum',
  input: 'number',
  start: (period: number) => {
    checkedPeriod('evenSum', period);
    started += 1;
    return new EvenSum();
  },
});

const range = defineIndicator({
  name: 'range',
  input: 'bar',
  outputs: ['size', 'volume'],
  start: (): RunningIndicator<PriceBar, { size: number; volume: number }> => ({
    warmUp: 1,
    next: ({ high, low, volume }) => ({ size: high - low, volume }),
  }),
});

it('computes columns with gaps', () => {
  const column = evenSum.batch([1, 1, 1, 5], 1);
  expect(valuesOf(column)).toEqual([undefined, 2, undefined, 8]);
  expect(Array.from(column.values)).toEqual([0, 2, 0, 8]);
  expect(valuesOf(evenSum.batch(Float32Array.of(2, 2), 1))).toEqual([2, 4]);
  expect(evenSum.batch([], 1).length).toBe(0);
});

it('computes one column per field from the columns of bars', () => {
  const { size, volume } = range.batch(
    seriesOf([
      [4, 1, 2, 7],
      [5, 4, 5, 8],
    ]),
  );
  expect([valuesOf(size), valuesOf(volume)]).toEqual([
    [3, 1],
    [7, 8],
  ]);
});

const product = defineIndicator({
  name: 'product',
  input: 'pair',
  start: (): RunningIndicator<NumberPair, number> => ({ warmUp: 1, next: ({ x, y }) => x * y }),
});

const age = defineIndicator({
  name: 'age',
  input: 'timed-bar',
  start: (): RunningIndicator<TimedBar, number> => ({ warmUp: 1, next: ({ timeMs }) => timeMs }),
});

it('computes pairs of two columns of one length', () => {
  expect(valuesOf(product.batch({ x: [2, 3], y: Float64Array.of(5, 7) }))).toEqual([10, 21]);
  expect(() => product.batch({ x: [2, 3], y: [5] })).toThrow(
    expect.objectContaining({ code: 'COLUMN_LENGTHS', context: { indicator: 'product', x: 2, y: 1 } }),
  );
});

it('computes from the times of bars', () => {
  expect(valuesOf(age.batch(seriesOf([[4, 1, 2]])))).toEqual([60_000]);
});

it('fills whole columns at once, or input by input where one of them cannot be used', () => {
  const filled: number[] = [];
  const plain = (prices: ArrayLike<number>) => doubled.batch(prices);
  const doubled = defineIndicator({
    name: 'doubled',
    input: 'number',
    start: (): RunningIndicator<number, number> => {
      let before: number | undefined;
      const next = (value: number) => {
        requireFinite('doubled', 'value', value);
        const output = before === undefined ? undefined : 2 * value;
        before = value;
        return output;
      };
      return { warmUp: 2, next };
    },
    fill: (values, [doubles]) => {
      filled.push(values.length);
      for (let index = 1; index < values.length; index++) doubles![index] = 2 * values[index]!;
    },
  });
  expect(valuesOf(plain([1, 2, 3]))).toEqual([undefined, 4, 6]);
  expect(valuesOf(plain(Float64Array.of(1, 2)))).toEqual([undefined, 4]);
  expect([plain([1]).at(0), plain([]).length]).toEqual([undefined, 0]);
  expect(() => plain([1, Number.NaN])).toThrow('Found at index 1 of the column.');
  expect(filled).toEqual([3, 2]);
});

it('has the name of its definition', () => {
  expect([evenSum.name, range.name]).toEqual(['evenSum', 'range']);
});

it('emits once per input and starts afresh for each subscription', async () => {
  const sums = of(1, 1, 2).pipe(evenSum.operator(1), toArray());
  const before = started;
  expect(await lastValueFrom(sums)).toEqual([undefined, 2, 4]);
  expect(await lastValueFrom(sums)).toEqual([undefined, 2, 4]);
  expect(started).toBe(before + 2);
});

it('passes completion and errors of the source on', async () => {
  expect(await lastValueFrom(of<number[]>().pipe((source) => source, toArray()))).toEqual([]);
  const failure = new Error('no more prices');
  await expect(lastValueFrom(throwError(() => failure).pipe(evenSum.operator(1)))).rejects.toBe(failure);
});

it('puts a bad input on the error channel', async () => {
  await expect(lastValueFrom(of(2, Number.NaN).pipe(evenSum.operator(1)))).rejects.toMatchObject({
    code: 'NOT_FINITE',
  });
});

it('says where in a column a bad input is', () => {
  const batch = () => evenSum.batch([2, 2, Number.NaN], 1);
  expect(batch).toThrow(DataError);
  expect(batch).toThrow(
    'evenSum: value was NaN. Remove or mend the input; indicators take finite numbers up to ±1e+100. Found at index 2',
  );
  try {
    batch();
  } catch (error) {
    expect(error).toMatchObject({
      code: 'NOT_FINITE',
      context: { indicator: 'evenSum', index: 2 },
      cause: { code: 'NOT_FINITE' },
    });
  }
});

it('passes errors that are not about data on as they are', () => {
  const failure = new Error('broken');
  const failing = defineIndicator({
    name: 'failing',
    input: 'number',
    start: (): RunningIndicator<number, number> => ({
      warmUp: 1,
      next: () => {
        throw failure;
      },
    }),
  });
  expect(() => failing.batch([1])).toThrow(failure);
});

it('checks parameters in all three forms before any input', () => {
  for (const form of [() => evenSum(0), () => evenSum.batch([], 0), () => evenSum.operator(0)]) {
    expect(form).toThrow(InvalidOptionsError);
  }
});
