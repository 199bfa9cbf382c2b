import { laneCount } from './lanes';

// `scratch` has room for up to five qubits: distances of the amplitudes that belong together, then their old values. It is given, so
// that threads do not share it.
const reBehind: usize = 128;
const imBehind: usize = 640;

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

/** Reads two vectors in double precision whose lanes are the two values of qubit 0, and writes them sorted by it. */
// @ts-ignore: decorator
@inline
function unpack(plane: usize, beside: usize, to: usize): void {
  const v = v128.load(plane);
  const w = v128.load(plane + beside);
  v128.store(to, v128.shuffle<f64>(v, w, 0, 2));
  v128.store(to, v128.shuffle<f64>(v, w, 1, 3), 16);
}

/** The way back, which is the same exchange of lanes. */
// @ts-ignore: decorator
@inline
function pack(from: usize, plane: usize, beside: usize): void {
  const v = v128.load(from);
  const w = v128.load(from, 16);
  v128.store(plane, v128.shuffle<f64>(v, w, 0, 2));
  v128.store(plane + beside, v128.shuffle<f64>(v, w, 1, 3));
}

/** Qubit 0 and another, in double precision; `beside` is the distance in bytes of a vector that belongs to other amplitudes. */
function withQubitZero(re: usize, im: usize, size: u32, mask: u32, controls: u32, slot: usize, beside: u32, scratch: usize): void {
  const oldRe = scratch + reBehind;
  const oldIm = scratch + imBehind;
  const fixed = ((mask | controls) & ~1) | (beside >> 3);
  const run = fixed & (0 - fixed);
  const other: usize = (mask & ~1) * 8;
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | controls) * 8;
    const end = start + run * 8;
    for (let at = start; at < end; at += 16) {
      const x = re + at;
      const y = im + at;
      unpack(x, beside, oldRe);
      unpack(y, beside, oldIm);
      unpack(x + other, beside, oldRe + 32);
      unpack(y + other, beside, oldIm + 32);
      const x0 = v128.load(oldRe);
      const y0 = v128.load(oldIm);
      const x1 = v128.load(oldRe, 16);
      const y1 = v128.load(oldIm, 16);
      const x2 = v128.load(oldRe, 32);
      const y2 = v128.load(oldIm, 32);
      const x3 = v128.load(oldRe, 48);
      const y3 = v128.load(oldIm, 48);
      storeRow<f64>(oldRe, oldIm, slot, x0, y0, x1, y1, x2, y2, x3, y3);
      storeRow<f64>(oldRe + 16, oldIm + 16, slot + 32, x0, y0, x1, y1, x2, y2, x3, y3);
      storeRow<f64>(oldRe + 32, oldIm + 32, slot + 64, x0, y0, x1, y1, x2, y2, x3, y3);
      storeRow<f64>(oldRe + 48, oldIm + 48, slot + 96, x0, y0, x1, y1, x2, y2, x3, y3);
      pack(oldRe, x, beside);
      pack(oldIm, y, beside);
      pack(oldRe + 32, x + other, beside);
      pack(oldIm + 32, y + other, beside);
    }
  }
}

/** Any number of qubits above the lanes. */
// @ts-ignore: decorator
@inline
function vectors<T>(
  re: usize,
  im: usize,
  bits: u32,
  mask: u32,
  controls: u32,
  slot: usize,
  count: u32,
  scratch: usize,
): void {
  const offsets = scratch;
  const oldRe = scratch + reBehind;
  const oldIm = scratch + imBehind;
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
function numbers<T>(
  re: usize,
  im: usize,
  bits: u32,
  mask: u32,
  controls: u32,
  slot: usize,
  count: u32,
  scratch: usize,
): void {
  const offsets = scratch;
  const oldRe = scratch + reBehind;
  const oldIm = scratch + imBehind;
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
export function dense<T>(
  re: usize,
  im: usize,
  bits: u32,
  mask: u32,
  controls: u32,
  slot: usize,
  scratch: usize,
): void {
  const offsets = scratch;
  const count: u32 = 1 << popcnt(mask);
  const low = laneCount<T>() - 1;
  const isAboveLanes = ((mask | controls) & low) == 0;
  if (count == 4 && isAboveLanes) {
    twoQubits<T>(re, im, 1 << bits, mask, controls, slot);
    return;
  }
  if (sizeof<T>() == 8 && count == 4 && (controls & 7) == 0 && bits >= 3) {
    withQubitZero(re, im, 1 << bits, mask, controls, slot, (mask & 2) == 0 ? 16 : 32, scratch);
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
  if (isAboveLanes) vectors<T>(re, im, bits, mask, controls, slot, count, scratch);
  else numbers<T>(re, im, bits, mask, controls, slot, count, scratch);
}
