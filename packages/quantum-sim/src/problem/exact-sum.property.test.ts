import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactSum } from './exact-sum';

/** A double as a whole number of 2^-1074. */
const quanta = (value: number): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = exponent === 0n ? fraction : (fraction + (1n << 52n)) << (exponent - 1n);
  return bits >> 63n === 1n ? -magnitude : magnitude;
};

const size = (value: bigint): bigint => (value < 0n ? -value : value);

const neighbours = (value: number): number[] => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return [bits - 1n, bits + 1n].map((near) => {
    view.setBigInt64(0, near);
    return view.getFloat64(0);
  });
};

it('no double is nearer to the true sum', () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 20 }), (values) => {
      const truth = values.reduce((sum, one) => sum + quanta(one), 0n);
      const sum = exactSum(values);
      const miss = size(quanta(sum) - truth);
      for (const near of neighbours(sum === 0 ? 5e-324 : sum)) {
        if (Number.isFinite(near)) expect(miss <= size(quanta(near) - truth)).toBe(true);
      }
    }),
  );
});

it.each([
  [[], 0],
  [[1e16, 1, -1e16], 1],
  [[0.1, 0.2, 0.3], 0.6],
  [new Array(10).fill(0.1), 1],
  [[1, 2 ** -53, 2 ** -106], 1 + 2 ** -52],
  [[1, 2 ** -53, -(2 ** -106)], 1],
  [[-1, -(2 ** -53), -(2 ** -106)], -1 - 2 ** -52],
])('%j gives %d', (values, sum) => {
  expect(exactSum(values)).toBe(sum);
});
