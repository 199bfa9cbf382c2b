// Vectors of 16 bytes: two amplitudes' parts in double precision, four in single.

/** How many numbers a vector has. */
// @ts-ignore: decorator
@inline
export function laneCount<T>(): u32 {
  return 16 / <u32>sizeof<T>();
}

/** All ones in the lanes whose number has all of these bits, zero in the others. */
// @ts-ignore: decorator
@inline
export function laneMask<T>(bits: u32): v128 {
  if (sizeof<T>() == 8) {
    return i64x2.replace_lane(i64x2.splat(bits & 1 ? 0 : -1), 1, -1);
  }
  let mask = i32x4.splat(bits == 0 ? -1 : 0);
  mask = i32x4.replace_lane(mask, 1, (1 & bits) == bits ? -1 : 0);
  mask = i32x4.replace_lane(mask, 2, (2 & bits) == bits ? -1 : 0);
  return i32x4.replace_lane(mask, 3, -1);
}

/** Every lane changes places with the one whose number differs in bit `target`. */
// @ts-ignore: decorator
@inline
export function partners<T>(v: v128, target: u32): v128 {
  if (sizeof<T>() == 8) return v128.shuffle<f64>(v, v, 1, 0);
  return target == 0 ? v128.shuffle<f32>(v, v, 1, 0, 3, 2) : v128.shuffle<f32>(v, v, 2, 3, 0, 1);
}

/** A coefficient in all lanes of the mask, and `rest` in the others. */
// @ts-ignore: decorator
@inline
export function coefficient<T>(at: usize, rest: T, mask: v128): v128 {
  return v128.bitselect(v128.splat<T>(load<T>(at)), v128.splat<T>(rest), mask);
}

/** Among lanes: the first coefficient where bit `target` of the lane is 0 and the second where it is 1; `rest` outside of the mask. */
// @ts-ignore: decorator
@inline
export function coefficients<T>(zero: usize, one: usize, target: u32, rest: T, mask: v128): v128 {
  const chosen = v128.bitselect(
    v128.splat<T>(load<T>(one)),
    v128.splat<T>(load<T>(zero)),
    laneMask<T>(<u32>1 << target),
  );
  return v128.bitselect(chosen, v128.splat<T>(rest), mask);
}
