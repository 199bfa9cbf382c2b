// Activations in place. Coefficients are our own minimax fits in relative error, by linear programming on Chebyshev points.

// Numbers that every vector needs are read from memory: engines make a constant anew each time, which costs more than a load. `pmin`
// and `pmax` are one instruction each, and keep a first operand that is NaN.

/** Bounds of x (above 8.7, tanh x is 1 − 5.5e-8 and rounds to what the quotient gives), P and Q from the highest power, bounds of P / Q. */
const tanhNumbers = memory.data<f32>([
  8.7, -8.7, 1.2329993026582997e-8, 1.9948614863096736e-5, 0.0034589343704283237, 0.13351310789585114, 0.9999999403953552,
  7.380390911748691e-7, 0.0003223237581551075, 0.025741122663021088, 0.46684643626213074, 1, -1,
]);

// @ts-ignore: decorator
@inline
function tanhNumber(index: usize): v128 {
  return v128.load32_splat(tanhNumbers + (index << 2));
}

// @ts-ignore: decorator
@inline
function step(sum: v128, square: v128, coefficient: f32): v128 {
  return f32x4.add(f32x4.mul(sum, square), f32x4.splat(coefficient));
}

// @ts-ignore: decorator
@inline
function tanhStep(sum: v128, square: v128, index: usize): v128 {
  return f32x4.add(f32x4.mul(sum, square), tanhNumber(index));
}

/** tanh x = x · P(x²) / Q(x²), four coefficients past the constant each: fit 6.8e-8, with rounding 3.7e-7 of the value. */
export function tanh(at: usize, count: u32): void {
  const end = at + (<usize>count << 2);
  for (let to = at; to < end; to += 16) {
    const x = f32x4.pmax(f32x4.pmin(v128.load(to), tanhNumber(0)), tanhNumber(1));
    const square = f32x4.mul(x, x);
    let above = tanhNumber(2);
    above = tanhStep(above, square, 3);
    above = tanhStep(above, square, 4);
    above = tanhStep(above, square, 5);
    above = tanhStep(above, square, 6);
    let below = tanhNumber(7);
    below = tanhStep(below, square, 8);
    below = tanhStep(below, square, 9);
    below = tanhStep(below, square, 10);
    below = tanhStep(below, square, 11);
    const quotient = f32x4.div(f32x4.mul(x, above), below);
    v128.store(to, f32x4.pmax(f32x4.pmin(quotient, tanhNumber(11)), tanhNumber(12)));
  }
}

export function relu(at: usize, count: u32): void {
  const end = at + (<usize>count << 2);
  for (let to = at; to < end; to += 16) v128.store(to, f32x4.max(v128.load(to), f32x4.splat(0)));
}

/** e^x − 1 below 0: x = k ln 2 + r, (2^k − 1) + 2^k · r G(r) with G of degree 5: fit 1.1e-8, with rounding 1.2e-7 of the value. */
export function elu(at: usize, count: u32): void {
  const end = at + (<usize>count << 2);
  for (let to = at; to < end; to += 16) {
    const given = v128.load(to);
    const x = f32x4.pmax(f32x4.pmin(given, f32x4.splat(0)), f32x4.splat(-87));
    const k = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
    // ln 2 in two parts, of which the first has 9 bits.
    const rest = f32x4.sub(
      f32x4.sub(x, f32x4.mul(k, f32x4.splat(0.693359375))),
      f32x4.mul(k, f32x4.splat(-2.1219444e-4)),
    );
    let series = f32x4.splat(0.001388892182148993);
    series = step(series, rest, 0.008369075134396553);
    series = step(series, rest, 0.041667137295007706);
    series = step(series, rest, 0.16666506230831146);
    series = step(series, rest, 0.4999999701976776);
    series = step(series, rest, 1);
    const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23);
    const below = f32x4.add(f32x4.sub(power, f32x4.splat(1)), f32x4.mul(power, f32x4.mul(rest, series)));
    const isBelow = f32x4.lt(given, f32x4.splat(0));
    v128.store(to, v128.bitselect(below, given, isBelow));
  }
}
