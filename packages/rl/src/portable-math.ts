/**
 * Elementary functions from +, −, ×, ÷ and the square root alone.
 *
 * IEEE 754 fixes those five to the last bit, while `Math.sin`, `Math.exp` and `Math.log` may differ between engines; what a seed decides
 * uses these.
 *
 * @module
 */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

// π/2 in three parts; the first two have 33 bits, so that their products with a whole number below 2^20 are exact.
const halfPiHigh = 1.5707963267341256;
const halfPiMiddle = 6.077100506303966e-11;
const halfPiLow = 2.0222662487959506e-21;

const twoPi = 6.283185307179586;
const twoPiRest = 2.4492935982947064e-16;

/** Above this magnitude an angle first loses whole turns. */
const largeAngle = 2 ** 20;

const bits = new DataView(new ArrayBuffer(8));

const doublings = (): Float64Array => {
  const powers = new Float64Array(2046);
  let power = 2.2250738585072014e-308;
  for (let index = 0; index < powers.length; index++) {
    powers[index] = power;
    power *= 2;
  }
  return powers;
};

/** 2^−1022 to 2^1023. A table, since two halves that are written as bits and read as one number stall the processor. */
const powersOfTwo = /* @__PURE__ */ doublings();

const powerOfTwo = (exponent: number): number => powersOfTwo[exponent + 1022] as number;

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
  // Written out, since a loop would divide each time.
  let series = 1 / 23;
  series = series * square + 1 / 21;
  series = series * square + 1 / 19;
  series = series * square + 1 / 17;
  series = series * square + 1 / 15;
  series = series * square + 1 / 13;
  series = series * square + 1 / 11;
  series = series * square + 1 / 9;
  series = series * square + 1 / 7;
  series = series * square + 1 / 5;
  series = series * square + 1 / 3;
  series = series * square + 1;
  return exponent * ln2High + (2 * ratio * series + exponent * ln2Low);
};

/** sin r for |r| ≤ π/4, Taylor series to r^17. */
const sineSeries = (r: number): number => {
  const square = r * r;
  let series = 0;
  for (let term = 16; term >= 2; term -= 2) series = (1 + series) * (-square / (term * (term + 1)));
  return r + r * series;
};

/** cos r for |r| ≤ π/4, Taylor series to r^18. */
const cosineSeries = (r: number): number => {
  const square = r * r;
  let series = 0;
  for (let term = 18; term >= 4; term -= 2) series = (1 + series) * (-square / (term * (term - 1)));
  return 1 - (square / 2) * (1 + series);
};

/**
 * Writes sin x to `out[0]` and cos x to `out[1]`.
 *
 * x = q · π/2 + r with |r| ≤ π/4, then Taylor series of r. Absolute error below 3e-16 for |x| < 2^50; NaN when x is not finite.
 */
export const sineCosine = (x: number, out: { 0: number; 1: number }): void => {
  let angle = x;
  let excess = 0;
  if (!(Math.abs(x) <= largeAngle)) {
    // The remainder of % is exact; what 2π lacks as a number is taken off for each turn.
    angle = x % twoPi;
    excess = Math.round((x - angle) / twoPi) * twoPiRest;
  }
  const quarter = Math.round(angle / (halfPiHigh + halfPiMiddle));
  const rest = angle - quarter * halfPiHigh - quarter * halfPiMiddle - (quarter * halfPiLow + excess);
  const sine = sineSeries(rest);
  const cosine = cosineSeries(rest);
  const turn = quarter & 3;
  const isSwapped = (turn & 1) === 1;
  out[0] = (isSwapped ? cosine : sine) * (turn >= 2 ? -1 : 1);
  out[1] = (isSwapped ? sine : cosine) * (turn === 1 || turn === 2 ? -1 : 1);
};

const pair = { 0: 0, 1: 0 };

/** sin x; see {@link sineCosine}. */
export const sine = (x: number): number => {
  sineCosine(x, pair);
  return pair[0];
};

/** cos x; see {@link sineCosine}. */
export const cosine = (x: number): number => {
  sineCosine(x, pair);
  return pair[1];
};

/** (e^r − 1) / r for |r| ≤ 0.35: Taylor series of e^r to the 14th term. */
const growthSeries = (r: number): number => {
  let series = 1 / 87_178_291_200;
  series = series * r + 1 / 6_227_020_800;
  series = series * r + 1 / 479_001_600;
  series = series * r + 1 / 39_916_800;
  series = series * r + 1 / 3_628_800;
  series = series * r + 1 / 362_880;
  series = series * r + 1 / 40_320;
  series = series * r + 1 / 5_040;
  series = series * r + 1 / 720;
  series = series * r + 1 / 120;
  series = series * r + 1 / 24;
  series = series * r + 1 / 6;
  series = series * r + 0.5;
  return series * r + 1;
};

/** e^x: x = k ln 2 + r, Taylor series of e^r. Relative error below 4e-16 where the result is normal; 0 below −745, ∞ above 709.78. */
export const exponential = (x: number): number => {
  if (!(x > -745.2)) return x <= -745.2 ? 0 : x;
  if (x > 709.79) return Number.POSITIVE_INFINITY;
  const exponent = Math.round(x / Math.LN2);
  const rest = x - exponent * ln2High - exponent * ln2Low;
  const grown = 1 + rest * growthSeries(rest);
  if (exponent < -1022) return grown * powerOfTwo(exponent + 54) * 2 ** -54;
  return exponent > 1023 ? grown * 2 * powerOfTwo(exponent - 1) : grown * powerOfTwo(exponent);
};

/** e^x − 1, with all digits near 0 too. */
export const exponentialMinusOne = (x: number): number =>
  x > -0.35 && x < 0.35 ? x * growthSeries(x) : exponential(x) - 1;

/** tanh x = −g / (2 + g) with g = e^(−2|x|) − 1. Relative error below 8e-16. */
export const hyperbolicTangent = (x: number): number => {
  const shrunk = exponentialMinusOne(-2 * Math.abs(x));
  const size = -shrunk / (2 + shrunk);
  return x < 0 ? -size : size;
};
