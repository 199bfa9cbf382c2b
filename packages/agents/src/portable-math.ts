/**
 * Elementary functions from +, −, × and ÷ alone.
 *
 * IEEE 754 fixes those four to the last bit, while `Math.exp`, `Math.log` and `Math.tanh` may differ between engines; what enters an
 * opinion, a decision or a digest uses these.
 *
 * @module
 */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

const bits = new DataView(new ArrayBuffer(8));

const powerOfTwo = (exponent: number): number => {
  bits.setUint32(0, (exponent + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
};

/** Natural logarithm: x = m · 2^k, ln m = 2 artanh((m − 1) / (m + 1)). Relative error below 4e-16; −∞ at 0, NaN below. */
export const naturalLogarithm = (x: number): number => {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
  const isSubnormal = x < 2 ** -1022;
  const normal = isSubnormal ? x * 2 ** 54 : x;
  bits.setFloat64(0, normal);
  let exponent = ((bits.getUint32(0) >>> 20) & 0x7ff) - 1023;
  let mantissa = normal / powerOfTwo(exponent);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  if (isSubnormal) exponent -= 54;
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let series = 0;
  for (let odd = 23; odd >= 1; odd -= 2) series = series * square + 1 / odd;
  return exponent * ln2High + (2 * ratio * series + exponent * ln2Low);
};

/** Exponential: x = k ln 2 + r, Taylor series of e^r to the 14th term. Relative error below 4e-16; 0 below −708, ∞ above 709.78. */
export const exponential = (x: number): number => {
  if (Number.isNaN(x)) return x;
  if (x < -708) return 0;
  if (x > 709.78) return Number.POSITIVE_INFINITY;
  const exponent = Math.round(x / Math.LN2);
  const rest = x - exponent * ln2High - exponent * ln2Low;
  let series = 1;
  for (let term = 14; term >= 1; term--) series = 1 + (rest / term) * series;
  // In two steps, because 2^1024 is no number though e^709.78 is one.
  return series * powerOfTwo(exponent - 1) * 2;
};

/** Hyperbolic tangent: (1 − e^(−2x)) / (1 + e^(−2x)), and its series near 0. Relative error below 1e-14. */
export const hyperbolicTangent = (x: number): number => {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < 0.02) {
    const square = x * x;
    return x * (1 - square * (1 / 3 - square * (2 / 15 - square * (17 / 315 - square * (62 / 2835)))));
  }
  if (size > 20) return Math.sign(x);
  const decay = exponential(-2 * size);
  return (Math.sign(x) * (1 - decay)) / (1 + decay);
};
