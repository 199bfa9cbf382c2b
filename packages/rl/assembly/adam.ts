// Vectors of `count` floats, a multiple of 4.

/** The sum of squares, in double precision: two sums, of the lower and upper halves of the vectors. */
export function sumOfSquares(at: usize, count: u32): f64 {
  let sum = f64x2.splat(0);
  const end = at + (<usize>count << 2);
  for (let from = at; from < end; from += 16) {
    const value = v128.load(from);
    const lower = f64x2.promote_low_f32x4(value);
    const upper = f64x2.promote_low_f32x4(v128.shuffle<f32>(value, value, 2, 3, 0, 1));
    sum = f64x2.add(sum, f64x2.add(f64x2.mul(lower, lower), f64x2.mul(upper, upper)));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

export function scale(at: usize, count: u32, factor: f32): void {
  const end = at + (<usize>count << 2);
  for (let to = at; to < end; to += 16) v128.store(to, f32x4.mul(v128.load(to), f32x4.splat(factor)));
}

/** See src/network/network-core.ts; `rest1` is 1 − β₁, `root` is √(1 − β₂ᵗ). */
export function adamStep(
  weights: usize,
  gradients: usize,
  first: usize,
  second: usize,
  count: u32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  stepSize: f32,
  root: f32,
  epsilon: f32,
): void {
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradients + at);
    const m = f32x4.add(f32x4.mul(f32x4.splat(beta1), v128.load(first + at)), f32x4.mul(f32x4.splat(rest1), g));
    const v = f32x4.add(
      f32x4.mul(f32x4.splat(beta2), v128.load(second + at)),
      f32x4.mul(f32x4.splat(rest2), f32x4.mul(g, g)),
    );
    v128.store(first + at, m);
    v128.store(second + at, v);
    const below = f32x4.add(f32x4.div(f32x4.sqrt(v), f32x4.splat(root)), f32x4.splat(epsilon));
    const change = f32x4.mul(f32x4.splat(stepSize), f32x4.div(m, below));
    v128.store(weights + at, f32x4.sub(v128.load(weights + at), change));
  }
}
