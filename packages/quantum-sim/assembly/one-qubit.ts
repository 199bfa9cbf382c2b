import { coefficient, coefficients, laneCount, laneMask, partners } from './lanes';
import { Skip0, Skip16, Skip32, Skip48 } from './skips';

// As in TypeScript, the loops go over the indices whose fixed bits are 0, in runs below the lowest fixed bit. A control or a
// target among the lanes of a vector is no fixed bit: controls choose lanes by a mask, and a target pairs lanes.

// @ts-ignore: decorator
@inline
function lowest(fixed: u32, size: u32): u32 {
  return fixed == 0 ? size : fixed & (0 - fixed);
}

// @ts-ignore: decorator
@inline
function realPair<T, Skip>(first: usize, second: usize, m00: v128, m01: v128, m10: v128, m11: v128): void {
  const v = v128.load(first, offsetof<Skip>());
  const w = v128.load(second, offsetof<Skip>());
  v128.store(first, v128.add<T>(v128.mul<T>(m00, v), v128.mul<T>(m01, w)), offsetof<Skip>());
  v128.store(second, v128.add<T>(v128.mul<T>(m11, w), v128.mul<T>(m10, v)), offsetof<Skip>());
}

/** m(a₀ + a₁) and m(a₀ − a₁) in the lanes of the mask. */
// @ts-ignore: decorator
@inline
function hadamardPair<T, Skip>(first: usize, second: usize, m: v128, mask: v128): void {
  const v = v128.load(first, offsetof<Skip>());
  const w = v128.load(second, offsetof<Skip>());
  v128.store(first, v128.bitselect(v128.mul<T>(m, v128.add<T>(v, w)), v, mask), offsetof<Skip>());
  v128.store(second, v128.bitselect(v128.mul<T>(m, v128.sub<T>(v, w)), w, mask), offsetof<Skip>());
}

/** The same without a mask. */
// @ts-ignore: decorator
@inline
function fullHadamardPair<T, First, Second>(first: usize, second: usize, m: v128): void {
  const v = v128.load(first, offsetof<First>());
  const w = v128.load(second, offsetof<Second>());
  v128.store(first, v128.mul<T>(m, v128.add<T>(v, w)), offsetof<First>());
  v128.store(second, v128.mul<T>(m, v128.sub<T>(v, w)), offsetof<Second>());
}

// Gates without controls above the lanes whose target is among them, four vectors at a time.

// @ts-ignore: decorator
@inline
function hadamardLanes<T, Skip>(at: usize, target: u32, m: v128, signs: v128): void {
  const x = v128.load(at, offsetof<Skip>());
  v128.store(at, v128.mul<T>(m, v128.add<T>(partners<T>(x, target), v128.xor(signs, x))), offsetof<Skip>());
}

// @ts-ignore: decorator
@inline
function realLanes<T, Skip>(at: usize, target: u32, own: v128, other: v128): void {
  const x = v128.load(at, offsetof<Skip>());
  const sum = v128.add<T>(v128.mul<T>(own, x), v128.mul<T>(other, partners<T>(x, target)));
  v128.store(at, sum, offsetof<Skip>());
}

// @ts-ignore: decorator
@inline
function crossLanes<T, Skip>(re: usize, im: usize, target: u32, own: v128, other: v128): void {
  const x = v128.load(re, offsetof<Skip>());
  const y = v128.load(im, offsetof<Skip>());
  const first = v128.sub<T>(v128.mul<T>(own, x), v128.mul<T>(other, partners<T>(y, target)));
  const second = v128.add<T>(v128.mul<T>(own, y), v128.mul<T>(other, partners<T>(x, target)));
  v128.store(re, first, offsetof<Skip>());
  v128.store(im, second, offsetof<Skip>());
}

// @ts-ignore: decorator
@inline
function hadamard<T>(re: usize, im: usize, size: u32, target: u32, upper: u32, mask: v128, factor: T): void {
  const low = laneCount<T>() - 1;
  const width = <u32>sizeof<T>();
  const m = v128.splat<T>(factor);
  if ((<u32>1 << target) <= low) {
    const sign = v128.bitselect(v128.splat<T>(<T>-1), v128.splat<T>(<T>1), laneMask<T>(<u32>1 << target));
    const run = lowest(upper, size);
    if (upper == 0 && size * width >= 64 && v128.all_true<u32>(mask)) {
      const signs = v128.xor(sign, v128.splat<T>(<T>1));
      for (let plane = 0; plane < 2; plane++) {
        const start = plane == 0 ? re : im;
        for (let at = start; at < start + size * width; at += 64) {
          hadamardLanes<T, Skip0>(at, target, m, signs);
          hadamardLanes<T, Skip16>(at, target, m, signs);
          hadamardLanes<T, Skip32>(at, target, m, signs);
          hadamardLanes<T, Skip48>(at, target, m, signs);
        }
      }
      return;
    }
    for (let free: u32 = 0; free < size; free = ((free | upper) + run) & ~upper) {
      const start: usize = (free | upper) * width;
      const end = start + run * width;
      for (let at = start; at < end; at += 16) {
        const x = v128.load(re + at);
        const y = v128.load(im + at);
        const sumRe = v128.add<T>(partners<T>(x, target), v128.mul<T>(sign, x));
        const sumIm = v128.add<T>(partners<T>(y, target), v128.mul<T>(sign, y));
        v128.store(re + at, v128.bitselect(v128.mul<T>(m, sumRe), x, mask));
        v128.store(im + at, v128.bitselect(v128.mul<T>(m, sumIm), y, mask));
      }
    }
    return;
  }
  const fixed = upper | (<u32>1 << target);
  const run = lowest(fixed, size);
  const step = width << target;
  const isFull = v128.all_true<u32>(mask);
  const bytes = size * width;
  if (isFull && upper == 0 && step == 16 && bytes >= 64) {
    for (let at: usize = 0; at < bytes; at += 64) {
      fullHadamardPair<T, Skip0, Skip16>(re + at, re + at, m);
      fullHadamardPair<T, Skip32, Skip48>(re + at, re + at, m);
      fullHadamardPair<T, Skip0, Skip16>(im + at, im + at, m);
      fullHadamardPair<T, Skip32, Skip48>(im + at, im + at, m);
    }
    return;
  }
  if (isFull && upper == 0 && step == 32) {
    for (let at: usize = 0; at < bytes; at += 64) {
      fullHadamardPair<T, Skip0, Skip32>(re + at, re + at, m);
      fullHadamardPair<T, Skip16, Skip48>(re + at, re + at, m);
      fullHadamardPair<T, Skip0, Skip32>(im + at, im + at, m);
      fullHadamardPair<T, Skip16, Skip48>(im + at, im + at, m);
    }
    return;
  }
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | upper) * width;
    const end = start + run * width;
    if (isFull && run * width >= 64) {
      for (let at = start; at < end; at += 64) {
        const x = re + at;
        const y = im + at;
        fullHadamardPair<T, Skip0, Skip0>(x, x + step, m);
        fullHadamardPair<T, Skip0, Skip0>(y, y + step, m);
        fullHadamardPair<T, Skip16, Skip16>(x, x + step, m);
        fullHadamardPair<T, Skip16, Skip16>(y, y + step, m);
        fullHadamardPair<T, Skip32, Skip32>(x, x + step, m);
        fullHadamardPair<T, Skip32, Skip32>(y, y + step, m);
        fullHadamardPair<T, Skip48, Skip48>(x, x + step, m);
        fullHadamardPair<T, Skip48, Skip48>(y, y + step, m);
      }
    } else {
      for (let at = start; at < end; at += 16) {
        hadamardPair<T, Skip0>(re + at, re + at + step, m, mask);
        hadamardPair<T, Skip0>(im + at, im + at + step, m, mask);
      }
    }
  }
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
  const m = load<T>(slot);
  const isHadamard = load<T>(slot + width) == m && load<T>(slot + 2 * width) == m && load<T>(slot + 3 * width) == -m;
  if (isHadamard) {
    hadamard<T>(re, im, size, target, upper, mask, m);
    return;
  }
  if ((<u32>1 << target) <= low) {
    const own = coefficients<T>(slot, slot + 3 * width, target, one, mask);
    const other = coefficients<T>(slot + width, slot + 2 * width, target, none, mask);
    const run = lowest(upper, size);
    if (upper == 0 && size * width >= 64) {
      for (let plane = 0; plane < 2; plane++) {
        const start = plane == 0 ? re : im;
        for (let at = start; at < start + size * width; at += 64) {
          realLanes<T, Skip0>(at, target, own, other);
          realLanes<T, Skip16>(at, target, own, other);
          realLanes<T, Skip32>(at, target, own, other);
          realLanes<T, Skip48>(at, target, own, other);
        }
      }
      return;
    }
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
    if (run * width >= 64) {
      for (let at = start; at < end; at += 64) {
        const x = re + at;
        const y = im + at;
        realPair<T, Skip0>(x, x + step, m00, m01, m10, m11);
        realPair<T, Skip0>(y, y + step, m00, m01, m10, m11);
        realPair<T, Skip16>(x, x + step, m00, m01, m10, m11);
        realPair<T, Skip16>(y, y + step, m00, m01, m10, m11);
        realPair<T, Skip32>(x, x + step, m00, m01, m10, m11);
        realPair<T, Skip32>(y, y + step, m00, m01, m10, m11);
        realPair<T, Skip48>(x, x + step, m00, m01, m10, m11);
        realPair<T, Skip48>(y, y + step, m00, m01, m10, m11);
      }
    } else {
      for (let at = start; at < end; at += 16) {
        realPair<T, Skip0>(re + at, re + at + step, m00, m01, m10, m11);
        realPair<T, Skip0>(im + at, im + at + step, m00, m01, m10, m11);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function crossPair<T, First, Second>(
  re0: usize,
  re1: usize,
  im0: usize,
  im1: usize,
  m00: v128,
  y01: v128,
  y10: v128,
  m11: v128,
): void {
  const x0 = v128.load(re0, offsetof<First>());
  const x1 = v128.load(re1, offsetof<Second>());
  const y0 = v128.load(im0, offsetof<First>());
  const y1 = v128.load(im1, offsetof<Second>());
  v128.store(re0, v128.sub<T>(v128.mul<T>(m00, x0), v128.mul<T>(y01, y1)), offsetof<First>());
  v128.store(im0, v128.add<T>(v128.mul<T>(m00, y0), v128.mul<T>(y01, x1)), offsetof<First>());
  v128.store(re1, v128.sub<T>(v128.mul<T>(m11, x1), v128.mul<T>(y10, y0)), offsetof<Second>());
  v128.store(im1, v128.add<T>(v128.mul<T>(m11, y1), v128.mul<T>(y10, x0)), offsetof<Second>());
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
    if (upper == 0 && size * width >= 64) {
      for (let at: usize = 0; at < size * width; at += 64) {
        crossLanes<T, Skip0>(re + at, im + at, target, own, other);
        crossLanes<T, Skip16>(re + at, im + at, target, own, other);
        crossLanes<T, Skip32>(re + at, im + at, target, own, other);
        crossLanes<T, Skip48>(re + at, im + at, target, own, other);
      }
      return;
    }
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
  const bytes = size * width;
  if (upper == 0 && step == 16 && bytes >= 64) {
    for (let at: usize = 0; at < bytes; at += 64) {
      const x = re + at;
      const y = im + at;
      crossPair<T, Skip0, Skip16>(x, x, y, y, m00, y01, y10, m11);
      crossPair<T, Skip32, Skip48>(x, x, y, y, m00, y01, y10, m11);
    }
    return;
  }
  if (upper == 0 && step == 32) {
    for (let at: usize = 0; at < bytes; at += 64) {
      const x = re + at;
      const y = im + at;
      crossPair<T, Skip0, Skip32>(x, x, y, y, m00, y01, y10, m11);
      crossPair<T, Skip16, Skip48>(x, x, y, y, m00, y01, y10, m11);
    }
    return;
  }
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | upper) * width;
    const end = start + run * width;
    if (run * width >= 64) {
      for (let at = start; at < end; at += 64) {
        const x = re + at;
        const y = im + at;
        crossPair<T, Skip0, Skip0>(x, x + step, y, y + step, m00, y01, y10, m11);
        crossPair<T, Skip16, Skip16>(x, x + step, y, y + step, m00, y01, y10, m11);
        crossPair<T, Skip32, Skip32>(x, x + step, y, y + step, m00, y01, y10, m11);
        crossPair<T, Skip48, Skip48>(x, x + step, y, y + step, m00, y01, y10, m11);
      }
    } else {
      for (let at = start; at < end; at += 16) {
        crossPair<T, Skip0, Skip0>(re + at, re + at + step, im + at, im + at + step, m00, y01, y10, m11);
      }
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
      const x = re + at;
      const y = im + at;
      const x0 = v128.load(x);
      const x1 = v128.load(x + step);
      const y0 = v128.load(y);
      const y1 = v128.load(y + step);
      v128.store(x, differences<T>(r00, x0, i00, y0, r01, x1, i01, y1));
      v128.store(y, sums<T>(r00, y0, i00, x0, r01, y1, i01, x1));
      v128.store(x + step, differences<T>(r11, x1, i11, y1, r10, x0, i10, y0));
      v128.store(y + step, sums<T>(r11, y1, i11, x1, r10, y0, i10, x0));
    }
  }
}
