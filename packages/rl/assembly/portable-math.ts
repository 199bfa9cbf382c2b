// e^x and ln x of two doubles at once, with the bits of src/portable-math.ts: the same operations in the same order.

const ln2: f64 = 0.6931471805599453;
const ln2High: f64 = 0.6931471803691238;
const ln2Low: f64 = 1.9082149292705877e-10;
const root2: f64 = 1.4142135623730951;

// Read from memory, as the numbers of ./activations are.
const growthNumbers = memory.data<f64>([
  1.0 / 87178291200.0, 1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0,
  1.0 / 40320.0, 1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0,
]);
const logarithmNumbers = memory.data<f64>([
  1.0 / 23.0, 1.0 / 21.0, 1.0 / 19.0, 1.0 / 17.0, 1.0 / 15.0, 1.0 / 13.0, 1.0 / 11.0, 1.0 / 9.0, 1.0 / 7.0, 1.0 / 5.0,
  1.0 / 3.0, 1.0,
]);

// @ts-ignore: decorator
@inline
function step(sum: v128, x: v128, numbers: usize, index: usize): v128 {
  return f64x2.add(f64x2.mul(sum, x), v128.load64_splat(numbers + (index << 3)));
}

/** 2^k of whole numbers from −1022 to 1023 by their bits. */
// @ts-ignore: decorator
@inline
function powerOfTwo(k: v128): v128 {
  const whole = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(k));
  return i64x2.shl(i64x2.add(whole, i64x2.splat(1023)), 52);
}

/** The nearest whole number, the upper one of two, as JavaScript rounds. */
// @ts-ignore: decorator
@inline
function rounded(x: v128): v128 {
  const below = f64x2.floor(x);
  const isUpper = f64x2.ge(f64x2.sub(x, below), f64x2.splat(0.5));
  return f64x2.add(below, v128.and(isUpper, f64x2.splat(1)));
}

/** e^(x − k ln 2) for the whole number k that is nearest to x / ln 2. */
// @ts-ignore: decorator
@inline
function grownBy(x: v128, k: v128): v128 {
  const rest = f64x2.sub(f64x2.sub(x, f64x2.mul(k, f64x2.splat(ln2High))), f64x2.mul(k, f64x2.splat(ln2Low)));
  let series = v128.load64_splat(growthNumbers);
  series = step(series, rest, growthNumbers, 1);
  series = step(series, rest, growthNumbers, 2);
  series = step(series, rest, growthNumbers, 3);
  series = step(series, rest, growthNumbers, 4);
  series = step(series, rest, growthNumbers, 5);
  series = step(series, rest, growthNumbers, 6);
  series = step(series, rest, growthNumbers, 7);
  series = step(series, rest, growthNumbers, 8);
  series = step(series, rest, growthNumbers, 9);
  series = step(series, rest, growthNumbers, 10);
  series = step(series, rest, growthNumbers, 11);
  series = step(series, rest, growthNumbers, 12);
  series = step(series, rest, growthNumbers, 13);
  return f64x2.add(f64x2.splat(1), f64x2.mul(rest, series));
}

/** e^x of one number of any size. */
function anyExponential(x: f64): f64 {
  if (!(x > -745.2)) return x <= -745.2 ? 0 : x;
  if (x > 709.79) return Infinity;
  const exponent = rounded(f64x2.splat(x / ln2));
  const whole = f64x2.extract_lane(exponent, 0);
  const grown = f64x2.extract_lane(grownBy(f64x2.splat(x), exponent), 0);
  if (whole < -1022) return grown * f64x2.extract_lane(powerOfTwo(f64x2.splat(whole + 54)), 0) * 5.551115123125783e-17;
  if (whole > 1023) return grown * 2 * f64x2.extract_lane(powerOfTwo(f64x2.splat(whole - 1)), 0);
  return grown * f64x2.extract_lane(powerOfTwo(exponent), 0);
}

/** e^x. */
export function exponential(x: v128): v128 {
  // Between these the exponent is one of a normal number; what is beyond, or no number, is rare and taken one by one.
  const isNormal = v128.and(f64x2.gt(x, f64x2.splat(-708)), f64x2.lt(x, f64x2.splat(709)));
  if (i64x2.all_true(isNormal)) {
    const exponent = rounded(f64x2.div(x, f64x2.splat(ln2)));
    return f64x2.mul(grownBy(x, exponent), powerOfTwo(exponent));
  }
  return f64x2(anyExponential(f64x2.extract_lane(x, 0)), anyExponential(f64x2.extract_lane(x, 1)));
}

/** ln x of normal numbers; of infinity and what is no number, that itself. */
// @ts-ignore: decorator
@inline
export function naturalLogarithm(x: v128): v128 {
  const biased = i64x2.shr_u(x, 52);
  const bare = v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3ff0000000000000));
  const isLarge = f64x2.gt(bare, f64x2.splat(root2));
  const mantissa = v128.bitselect(f64x2.mul(bare, f64x2.splat(0.5)), bare, isLarge);
  const packed = v128.shuffle<i32>(biased, biased, 0, 2, 0, 2);
  const exponent = f64x2.add(
    f64x2.sub(f64x2.convert_low_i32x4_s(packed), f64x2.splat(1023)),
    v128.and(isLarge, f64x2.splat(1)),
  );
  const ratio = f64x2.div(f64x2.sub(mantissa, f64x2.splat(1)), f64x2.add(mantissa, f64x2.splat(1)));
  const square = f64x2.mul(ratio, ratio);
  let series = v128.load64_splat(logarithmNumbers);
  series = step(series, square, logarithmNumbers, 1);
  series = step(series, square, logarithmNumbers, 2);
  series = step(series, square, logarithmNumbers, 3);
  series = step(series, square, logarithmNumbers, 4);
  series = step(series, square, logarithmNumbers, 5);
  series = step(series, square, logarithmNumbers, 6);
  series = step(series, square, logarithmNumbers, 7);
  series = step(series, square, logarithmNumbers, 8);
  series = step(series, square, logarithmNumbers, 9);
  series = step(series, square, logarithmNumbers, 10);
  series = step(series, square, logarithmNumbers, 11);
  const small = f64x2.add(
    f64x2.mul(f64x2.mul(f64x2.splat(2), ratio), series),
    f64x2.mul(exponent, f64x2.splat(ln2Low)),
  );
  const logarithm = f64x2.add(f64x2.mul(exponent, f64x2.splat(ln2High)), small);
  return v128.bitselect(logarithm, x, f64x2.lt(x, f64x2.splat(Infinity)));
}
