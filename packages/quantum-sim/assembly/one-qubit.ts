import { coefficient, coefficients, laneCount, laneMask, partners } from './lanes';

// As in TypeScript, the loops go over the indices whose fixed bits are 0, in runs below the lowest fixed bit. A control or a
// target among the lanes of a vector is no fixed bit: controls choose lanes by a mask, and a target pairs lanes.

// @ts-ignore: decorator
@inline
function lowest(fixed: u32, size: u32): u32 {
  return fixed == 0 ? size : fixed & (0 - fixed);
}

// @ts-ignore: decorator
@inline
export function real<T>(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  const size: u32 = 1 << bits;
  const low = laneCount<T>() - 1;
  const mask = laneMask<T>(controls & low);
  const upper = controls & ~low;
  const width = <u32>sizeof<T>();
  const one = <T>1;
  const none = <T>0;
  if ((<u32>1 << target) <= low) {
    const own = coefficients<T>(slot, slot + 3 * width, target, one, mask);
    const other = coefficients<T>(slot + width, slot + 2 * width, target, none, mask);
    const run = lowest(upper, size);
    for (let free: u32 = 0; free < size; free = ((free | upper) + run) & ~upper) {
      const start: usize = (free | upper) * width;
      const end = start + run * width;
      for (let at = start; at < end; at += 16) {
        const x = v128.load(re + at);
        const y = v128.load(im + at);
        v128.store(re + at, v128.add<T>(v128.mul<T>(own, x), v128.mul<T>(other, partners<T>(x, target))));
        v128.store(im + at, v128.add<T>(v128.mul<T>(own, y), v128.mul<T>(other, partners<T>(y, target))));
      }
    }
    return;
  }
  const m00 = coefficient<T>(slot, one, mask);
  const m01 = coefficient<T>(slot + width, none, mask);
  const m10 = coefficient<T>(slot + 2 * width, none, mask);
  const m11 = coefficient<T>(slot + 3 * width, one, mask);
  const fixed = upper | (<u32>1 << target);
  const run = lowest(fixed, size);
  const step = width << target;
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | upper) * width;
    const end = start + run * width;
    for (let at = start; at < end; at += 16) {
      const to = at + step;
      const x0 = v128.load(re + at);
      const x1 = v128.load(re + to);
      const y0 = v128.load(im + at);
      const y1 = v128.load(im + to);
      v128.store(re + at, v128.add<T>(v128.mul<T>(m00, x0), v128.mul<T>(m01, x1)));
      v128.store(im + at, v128.add<T>(v128.mul<T>(m00, y0), v128.mul<T>(m01, y1)));
      v128.store(re + to, v128.add<T>(v128.mul<T>(m11, x1), v128.mul<T>(m10, x0)));
      v128.store(im + to, v128.add<T>(v128.mul<T>(m11, y1), v128.mul<T>(m10, y0)));
    }
  }
}

// @ts-ignore: decorator
@inline
export function cross<T>(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  const size: u32 = 1 << bits;
  const low = laneCount<T>() - 1;
  const mask = laneMask<T>(controls & low);
  const upper = controls & ~low;
  const width = <u32>sizeof<T>();
  const one = <T>1;
  const none = <T>0;
  if ((<u32>1 << target) <= low) {
    const own = coefficients<T>(slot, slot + 3 * width, target, one, mask);
    const other = coefficients<T>(slot + width, slot + 2 * width, target, none, mask);
    const run = lowest(upper, size);
    for (let free: u32 = 0; free < size; free = ((free | upper) + run) & ~upper) {
      const start: usize = (free | upper) * width;
      const end = start + run * width;
      for (let at = start; at < end; at += 16) {
        const x = v128.load(re + at);
        const y = v128.load(im + at);
        v128.store(re + at, v128.sub<T>(v128.mul<T>(own, x), v128.mul<T>(other, partners<T>(y, target))));
        v128.store(im + at, v128.add<T>(v128.mul<T>(own, y), v128.mul<T>(other, partners<T>(x, target))));
      }
    }
    return;
  }
  const m00 = coefficient<T>(slot, one, mask);
  const y01 = coefficient<T>(slot + width, none, mask);
  const y10 = coefficient<T>(slot + 2 * width, none, mask);
  const m11 = coefficient<T>(slot + 3 * width, one, mask);
  const fixed = upper | (<u32>1 << target);
  const run = lowest(fixed, size);
  const step = width << target;
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | upper) * width;
    const end = start + run * width;
    for (let at = start; at < end; at += 16) {
      const to = at + step;
      const x0 = v128.load(re + at);
      const x1 = v128.load(re + to);
      const y0 = v128.load(im + at);
      const y1 = v128.load(im + to);
      v128.store(re + at, v128.sub<T>(v128.mul<T>(m00, x0), v128.mul<T>(y01, y1)));
      v128.store(im + at, v128.add<T>(v128.mul<T>(m00, y0), v128.mul<T>(y01, x1)));
      v128.store(re + to, v128.sub<T>(v128.mul<T>(m11, x1), v128.mul<T>(y10, y0)));
      v128.store(im + to, v128.add<T>(v128.mul<T>(m11, y1), v128.mul<T>(y10, x0)));
    }
  }
}

/** (a·x − b·y) + (c·z − d·w) */
// @ts-ignore: decorator
@inline
function differences<T>(a: v128, x: v128, b: v128, y: v128, c: v128, z: v128, d: v128, w: v128): v128 {
  return v128.add<T>(
    v128.sub<T>(v128.mul<T>(a, x), v128.mul<T>(b, y)),
    v128.sub<T>(v128.mul<T>(c, z), v128.mul<T>(d, w)),
  );
}

/** (a·x + b·y) + (c·z + d·w) */
// @ts-ignore: decorator
@inline
function sums<T>(a: v128, x: v128, b: v128, y: v128, c: v128, z: v128, d: v128, w: v128): v128 {
  return v128.add<T>(
    v128.add<T>(v128.mul<T>(a, x), v128.mul<T>(b, y)),
    v128.add<T>(v128.mul<T>(c, z), v128.mul<T>(d, w)),
  );
}

// @ts-ignore: decorator
@inline
export function general<T>(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  const size: u32 = 1 << bits;
  const low = laneCount<T>() - 1;
  const mask = laneMask<T>(controls & low);
  const upper = controls & ~low;
  const width = <u32>sizeof<T>();
  const one = <T>1;
  const none = <T>0;
  if ((<u32>1 << target) <= low) {
    const ownRe = coefficients<T>(slot, slot + 6 * width, target, one, mask);
    const ownIm = coefficients<T>(slot + width, slot + 7 * width, target, none, mask);
    const otherRe = coefficients<T>(slot + 2 * width, slot + 4 * width, target, none, mask);
    const otherIm = coefficients<T>(slot + 3 * width, slot + 5 * width, target, none, mask);
    const run = lowest(upper, size);
    for (let free: u32 = 0; free < size; free = ((free | upper) + run) & ~upper) {
      const start: usize = (free | upper) * width;
      const end = start + run * width;
      for (let at = start; at < end; at += 16) {
        const x = v128.load(re + at);
        const y = v128.load(im + at);
        const z = partners<T>(x, target);
        const w = partners<T>(y, target);
        v128.store(re + at, differences<T>(ownRe, x, ownIm, y, otherRe, z, otherIm, w));
        v128.store(im + at, sums<T>(ownRe, y, ownIm, x, otherRe, w, otherIm, z));
      }
    }
    return;
  }
  const r00 = coefficient<T>(slot, one, mask);
  const i00 = coefficient<T>(slot + width, none, mask);
  const r01 = coefficient<T>(slot + 2 * width, none, mask);
  const i01 = coefficient<T>(slot + 3 * width, none, mask);
  const r10 = coefficient<T>(slot + 4 * width, none, mask);
  const i10 = coefficient<T>(slot + 5 * width, none, mask);
  const r11 = coefficient<T>(slot + 6 * width, one, mask);
  const i11 = coefficient<T>(slot + 7 * width, none, mask);
  const fixed = upper | (<u32>1 << target);
  const run = lowest(fixed, size);
  const step = width << target;
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | upper) * width;
    const end = start + run * width;
    for (let at = start; at < end; at += 16) {
      const to = at + step;
      const x0 = v128.load(re + at);
      const x1 = v128.load(re + to);
      const y0 = v128.load(im + at);
      const y1 = v128.load(im + to);
      v128.store(re + at, differences<T>(r00, x0, i00, y0, r01, x1, i01, y1));
      v128.store(im + at, sums<T>(r00, y0, i00, x0, r01, y1, i01, x1));
      v128.store(re + to, differences<T>(r11, x1, i11, y1, r10, x0, i10, y0));
      v128.store(im + to, sums<T>(r11, y1, i11, x1, r10, y0, i10, x0));
    }
  }
}
