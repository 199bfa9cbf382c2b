// From the gradient of what a layer gave to that of its sums, and of its bias.

/** Four gradients times the slope of an activation (see `Layer`), which its outputs give: 1 − y²; 0 or 1; 1 or y + 1. */
// @ts-ignore: decorator
@inline
function through(activation: u32, gradients: v128, outputs: usize): v128 {
  if (activation === 0) return gradients;
  const y = v128.load(outputs);
  if (activation === 1) return f32x4.mul(gradients, f32x4.sub(f32x4.splat(1), f32x4.mul(y, y)));
  if (activation === 2) return v128.and(gradients, f32x4.gt(y, f32x4.splat(0)));
  return f32x4.mul(gradients, f32x4.add(f32x4.min(y, f32x4.splat(0)), f32x4.splat(1)));
}

/** Stores the first `count` lanes. */
// @ts-ignore: decorator
@inline
export function storeLanes(to: usize, value: v128, count: u32): void {
  if (count >= 4) {
    v128.store(to, value);
    return;
  }
  f32.store(to, f32x4.extract_lane(value, 0));
  if (count > 1) f32.store(to, f32x4.extract_lane(value, 1), 4);
  if (count > 2) f32.store(to, f32x4.extract_lane(value, 2), 8);
}

/** slopes ← slopes · slope of the activation; out ← the sum of each column of that. Any `columns`. */
export function multiplyBySlopes(
  activation: u32,
  slopes: usize,
  outputs: usize,
  stride: usize,
  out: usize,
  rows: u32,
  columns: u32,
): void {
  let column: u32 = 0;
  for (; column + 8 < columns + 4; column += 8) {
    const skip = <usize>column << 2;
    let sum = f32x4.splat(0);
    let sum1 = f32x4.splat(0);
    const end = slopes + skip + rows * stride;
    let from = outputs + skip;
    for (let to = slopes + skip; to < end; to += stride) {
      const value = through(activation, v128.load(to), from);
      v128.store(to, value);
      sum = f32x4.add(sum, value);
      const value1 = through(activation, v128.load(to, 16), from + 16);
      v128.store(to, value1, 16);
      sum1 = f32x4.add(sum1, value1);
      from += stride;
    }
    storeLanes(out + skip, sum, 4);
    storeLanes(out + skip + 16, sum1, columns - column - 4);
  }
  for (; column < columns; column += 4) {
    const skip = <usize>column << 2;
    let sum = f32x4.splat(0);
    const end = slopes + skip + rows * stride;
    let from = outputs + skip;
    for (let to = slopes + skip; to < end; to += stride) {
      const value = through(activation, v128.load(to), from);
      v128.store(to, value);
      sum = f32x4.add(sum, value);
      from += stride;
    }
    storeLanes(out + skip, sum, columns - column);
  }
}
