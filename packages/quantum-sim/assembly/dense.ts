import { laneCount } from './lanes';

/** For up to five qubits: distances of the amplitudes that belong together, and their old values. */
const offsets = memory.data(32 * 4);
const oldRe = memory.data(32 * 16, 16);
const oldIm = memory.data(32 * 16, 16);

/** Writes row `row` of a 4 × 4 matrix times four amplitudes. */
// @ts-ignore: decorator
@inline
function storeRow<T>(
  toRe: usize,
  toIm: usize,
  row: usize,
  x0: v128,
  y0: v128,
  x1: v128,
  y1: v128,
  x2: v128,
  y2: v128,
  x3: v128,
  y3: v128,
): void {
  const width = <u32>sizeof<T>();
  let c = v128.load_splat<T>(row);
  let s = v128.load_splat<T>(row, 16 * width);
  let x = v128.sub<T>(v128.mul<T>(c, x0), v128.mul<T>(s, y0));
  let y = v128.add<T>(v128.mul<T>(c, y0), v128.mul<T>(s, x0));
  c = v128.load_splat<T>(row, width);
  s = v128.load_splat<T>(row, 17 * width);
  x = v128.add<T>(x, v128.sub<T>(v128.mul<T>(c, x1), v128.mul<T>(s, y1)));
  y = v128.add<T>(y, v128.add<T>(v128.mul<T>(c, y1), v128.mul<T>(s, x1)));
  c = v128.load_splat<T>(row, 2 * width);
  s = v128.load_splat<T>(row, 18 * width);
  x = v128.add<T>(x, v128.sub<T>(v128.mul<T>(c, x2), v128.mul<T>(s, y2)));
  y = v128.add<T>(y, v128.add<T>(v128.mul<T>(c, y2), v128.mul<T>(s, x2)));
  c = v128.load_splat<T>(row, 3 * width);
  s = v128.load_splat<T>(row, 19 * width);
  x = v128.add<T>(x, v128.sub<T>(v128.mul<T>(c, x3), v128.mul<T>(s, y3)));
  y = v128.add<T>(y, v128.add<T>(v128.mul<T>(c, y3), v128.mul<T>(s, x3)));
  v128.store(toRe, x);
  v128.store(toIm, y);
}

/** Two qubits above the lanes. */
// @ts-ignore: decorator
@inline
function twoQubits<T>(re: usize, im: usize, size: u32, mask: u32, controls: u32, slot: usize): void {
  const width = <u32>sizeof<T>();
  const fixed = mask | controls;
  const run = fixed & (0 - fixed);
  const first: usize = (mask & (0 - mask)) * width;
  const second: usize = (mask & (mask - 1)) * width;
  const both = first + second;
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | controls) * width;
    const end = start + run * width;
    for (let at = start; at < end; at += 16) {
      const x = re + at;
      const y = im + at;
      const x0 = v128.load(x);
      const y0 = v128.load(y);
      const x1 = v128.load(x + first);
      const y1 = v128.load(y + first);
      const x2 = v128.load(x + second);
      const y2 = v128.load(y + second);
      const x3 = v128.load(x + both);
      const y3 = v128.load(y + both);
      storeRow<T>(x, y, slot, x0, y0, x1, y1, x2, y2, x3, y3);
      storeRow<T>(x + first, y + first, slot + 4 * width, x0, y0, x1, y1, x2, y2, x3, y3);
      storeRow<T>(x + second, y + second, slot + 8 * width, x0, y0, x1, y1, x2, y2, x3, y3);
      storeRow<T>(x + both, y + both, slot + 12 * width, x0, y0, x1, y1, x2, y2, x3, y3);
    }
  }
}

/** One entry of two rows, in double precision. */
// @ts-ignore: decorator
@inline
function pair(at: usize): v128 {
  return f64x2.replace_lane(f64x2.splat(load<f64>(at)), 1, load<f64>(at, 32));
}

/** Writes two rows, whose entries lie in the two lanes, times the amplitudes in `a` and `b`. */
// @ts-ignore: decorator
@inline
function storeTwoRows(
  toRe: usize,
  toIm: usize,
  x0: v128,
  y0: v128,
  x1: v128,
  y1: v128,
  c0: v128,
  s0: v128,
  c1: v128,
  s1: v128,
  c2: v128,
  s2: v128,
  c3: v128,
  s3: v128,
): void {
  let v = v128.shuffle<f64>(x0, x0, 0, 0);
  let w = v128.shuffle<f64>(y0, y0, 0, 0);
  let x = f64x2.sub(f64x2.mul(c0, v), f64x2.mul(s0, w));
  let y = f64x2.add(f64x2.mul(c0, w), f64x2.mul(s0, v));
  v = v128.shuffle<f64>(x0, x0, 1, 1);
  w = v128.shuffle<f64>(y0, y0, 1, 1);
  x = f64x2.add(x, f64x2.sub(f64x2.mul(c1, v), f64x2.mul(s1, w)));
  y = f64x2.add(y, f64x2.add(f64x2.mul(c1, w), f64x2.mul(s1, v)));
  v = v128.shuffle<f64>(x1, x1, 0, 0);
  w = v128.shuffle<f64>(y1, y1, 0, 0);
  x = f64x2.add(x, f64x2.sub(f64x2.mul(c2, v), f64x2.mul(s2, w)));
  y = f64x2.add(y, f64x2.add(f64x2.mul(c2, w), f64x2.mul(s2, v)));
  v = v128.shuffle<f64>(x1, x1, 1, 1);
  w = v128.shuffle<f64>(y1, y1, 1, 1);
  x = f64x2.add(x, f64x2.sub(f64x2.mul(c3, v), f64x2.mul(s3, w)));
  y = f64x2.add(y, f64x2.add(f64x2.mul(c3, w), f64x2.mul(s3, v)));
  v128.store(toRe, x);
  v128.store(toIm, y);
}

/** Qubit 0 and another, in double precision: the lanes of a vector are the two values of qubit 0. */
function withQubitZero(re: usize, im: usize, size: u32, mask: u32, controls: u32, slot: usize): void {
  const fixed = (mask | controls) & ~1;
  const run = fixed & (0 - fixed);
  const other: usize = (mask & ~1) * 8;
  // Columns of rows 0 and 1, then of rows 2 and 3.
  const c0 = pair(slot);
  const c1 = pair(slot + 8);
  const c2 = pair(slot + 16);
  const c3 = pair(slot + 24);
  const d0 = pair(slot + 64);
  const d1 = pair(slot + 72);
  const d2 = pair(slot + 80);
  const d3 = pair(slot + 88);
  const s0 = pair(slot + 128);
  const s1 = pair(slot + 136);
  const s2 = pair(slot + 144);
  const s3 = pair(slot + 152);
  const t0 = pair(slot + 192);
  const t1 = pair(slot + 200);
  const t2 = pair(slot + 208);
  const t3 = pair(slot + 216);
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | controls) * 8;
    const end = start + run * 8;
    for (let at = start; at < end; at += 16) {
      const x = re + at;
      const y = im + at;
      const x0 = v128.load(x);
      const y0 = v128.load(y);
      const x1 = v128.load(x + other);
      const y1 = v128.load(y + other);
      storeTwoRows(x, y, x0, y0, x1, y1, c0, s0, c1, s1, c2, s2, c3, s3);
      storeTwoRows(x + other, y + other, x0, y0, x1, y1, d0, t0, d1, t1, d2, t2, d3, t3);
    }
  }
}

/** Any number of qubits above the lanes. */
// @ts-ignore: decorator
@inline
function vectors<T>(re: usize, im: usize, bits: u32, mask: u32, controls: u32, slot: usize, count: u32): void {
  const size: u32 = 1 << bits;
  const width = <u32>sizeof<T>();
  const imaginary = count * count * width;
  const fixed = mask | controls;
  const run = fixed & (0 - fixed);
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | controls) * width;
    const end = start + run * width;
    for (let at = start; at < end; at += 16) {
      for (let column: u32 = 0; column < count; column++) {
        const from = at + load<u32>(offsets + column * 4);
        v128.store(oldRe + column * 16, v128.load(re + from));
        v128.store(oldIm + column * 16, v128.load(im + from));
      }
      let entry = slot;
      for (let row: u32 = 0; row < count; row++) {
        let x = v128.splat<T>(<T>0);
        let y = v128.splat<T>(<T>0);
        for (let column: u32 = 0; column < count; column++) {
          const c = v128.load_splat<T>(entry);
          const s = v128.load_splat<T>(entry + imaginary);
          const v = v128.load(oldRe + column * 16);
          const w = v128.load(oldIm + column * 16);
          x = v128.add<T>(x, v128.sub<T>(v128.mul<T>(c, v), v128.mul<T>(s, w)));
          y = v128.add<T>(y, v128.add<T>(v128.mul<T>(c, w), v128.mul<T>(s, v)));
          entry += width;
        }
        const to = at + load<u32>(offsets + row * 4);
        v128.store(re + to, x);
        v128.store(im + to, y);
      }
    }
  }
}

/** Any qubits, number by number. */
// @ts-ignore: decorator
@inline
function numbers<T>(re: usize, im: usize, bits: u32, mask: u32, controls: u32, slot: usize, count: u32): void {
  const size: u32 = 1 << bits;
  const width = <u32>sizeof<T>();
  const imaginary = count * count * width;
  const fixed = mask | controls;
  const run = fixed & (0 - fixed);
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | controls) * width;
    const end = start + run * width;
    for (let at = start; at < end; at += width) {
      for (let column: u32 = 0; column < count; column++) {
        const from = at + load<u32>(offsets + column * 4);
        store<T>(oldRe + column * 16, load<T>(re + from));
        store<T>(oldIm + column * 16, load<T>(im + from));
      }
      let entry = slot;
      for (let row: u32 = 0; row < count; row++) {
        let x: T = <T>0;
        let y: T = <T>0;
        for (let column: u32 = 0; column < count; column++) {
          const c = load<T>(entry);
          const s = load<T>(entry + imaginary);
          const v = load<T>(oldRe + column * 16);
          const w = load<T>(oldIm + column * 16);
          x += c * v - s * w;
          y += c * w + s * v;
          entry += width;
        }
        const to = at + load<u32>(offsets + row * 4);
        store<T>(re + to, x);
        store<T>(im + to, y);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
export function dense<T>(re: usize, im: usize, bits: u32, mask: u32, controls: u32, slot: usize): void {
  const count: u32 = 1 << popcnt(mask);
  const low = laneCount<T>() - 1;
  const isAboveLanes = ((mask | controls) & low) == 0;
  if (count == 4 && isAboveLanes) {
    twoQubits<T>(re, im, 1 << bits, mask, controls, slot);
    return;
  }
  if (sizeof<T>() == 8 && count == 4 && (controls & 1) == 0) {
    withQubitZero(re, im, 1 << bits, mask, controls, slot);
    return;
  }
  store<u32>(offsets, 0);
  let known: u32 = 1;
  for (let rest = mask; rest != 0; rest &= rest - 1) {
    const bit = (rest & (0 - rest)) * <u32>sizeof<T>();
    for (let index: u32 = 0; index < known; index++) {
      store<u32>(offsets + (known + index) * 4, load<u32>(offsets + index * 4) + bit);
    }
    known <<= 1;
  }
  if (isAboveLanes) vectors<T>(re, im, bits, mask, controls, slot, count);
  else numbers<T>(re, im, bits, mask, controls, slot, count);
}
