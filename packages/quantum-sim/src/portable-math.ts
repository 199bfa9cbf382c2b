/**
 * Elementary functions from +, −, ×, ÷ and the square root alone.
 *
 * IEEE 754 fixes those five to the last bit, while `Math.sin`, `Math.cos`, `Math.exp`, `Math.log`, `Math.pow` and
 * `Math.atan2` may differ between engines; everything that enters an amplitude or a decision uses these.
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

/**
 * Exponential: x = k ln 2 + r, Taylor series of e^r to the 14th term. Relative error below 4e-16 where the result is a normal
 * number; 0 below −745.2, ∞ above 709.79.
 */
export const exponential = (x: number): number => {
  if (x > 709.79) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  const exponent = Math.round(x / Math.LN2);
  const rest = x - exponent * ln2High - exponent * ln2Low;
  let series = 1;
  for (let term = 14; term >= 1; term--) series = 1 + (rest / term) * series;
  // Two factors, because 2^1024 and what is below 2^-1022 are no normal numbers.
  const half = exponent >> 1;
  return series * powerOfTwo(half) * powerOfTwo(exponent - half);
};

/** base^exponent for a positive base, as e^(exponent · ln base): relative error about 4e-16 · (1 + |exponent · ln base|). */
export const power = (base: number, exponent: number): number => exponential(exponent * naturalLogarithm(base));

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

/** arctan(k / 16). */
const arcTangents = [
  0, 0.06241880999595735, 0.12435499454676144, 0.18534794999569476, 0.24497866312686414, 0.3028848683749714,
  0.35877067027057225, 0.4124104415973873, 0.4636476090008061, 0.5123894603107377, 0.5585993153435624,
  0.6022873461349642, 0.6435011087932844, 0.6823165548747481, 0.7188299996216245, 0.7531512809621944,
  0.7853981633974483,
];

/** arctan of y / x for 0 ≤ y ≤ x: arctan(k/16) + arctan of a rest below 1/31, whose series ends with its 13th power. */
const arcTangentOfRatio = (y: number, x: number): number => {
  const ratio = y / x;
  const step = Math.round(ratio * 16);
  const rest = step === 0 ? ratio : (ratio - step / 16) / (1 + (ratio * step) / 16);
  const square = rest * rest;
  let series = 0;
  for (let odd = 13; odd >= 3; odd -= 2) series = (1 / odd - series) * square;
  return (arcTangents[step] as number) + (rest - rest * series);
};

/** The angle of the point (x, y) in (−π, π]; 0 at the origin. Absolute error below 1e-15; NaN when x or y is not finite. */
export const arcTangent2 = (y: number, x: number): number => {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY && Math.abs(y) < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (x === 0 && y === 0) return 0;
  const across = Math.abs(x);
  const up = Math.abs(y);
  const first = up <= across ? arcTangentOfRatio(up, across) : Math.PI / 2 - arcTangentOfRatio(across, up);
  const upper = x < 0 ? Math.PI - first : first;
  return y < 0 ? -upper : upper;
};
