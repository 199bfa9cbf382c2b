// Gradients times the slope of an activation, which its output y gives.

/** 1 − y² */
export function multiplyByTanhSlope(gradients: usize, outputs: usize, count: u32): void {
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const y = v128.load(outputs + at);
    const slope = f32x4.sub(f32x4.splat(1), f32x4.mul(y, y));
    v128.store(gradients + at, f32x4.mul(v128.load(gradients + at), slope));
  }
}

/** 1 where y is above 0, else 0 */
export function multiplyByReluSlope(gradients: usize, outputs: usize, count: u32): void {
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const isAbove = f32x4.gt(v128.load(outputs + at), f32x4.splat(0));
    v128.store(gradients + at, v128.and(v128.load(gradients + at), isAbove));
  }
}

/** 1 where y is above 0, else y + 1 */
export function multiplyByEluSlope(gradients: usize, outputs: usize, count: u32): void {
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const slope = f32x4.add(f32x4.min(v128.load(outputs + at), f32x4.splat(0)), f32x4.splat(1));
    v128.store(gradients + at, f32x4.mul(v128.load(gradients + at), slope));
  }
}
