// The kernels of QAOA on all bit strings, in double precision; see src/qaoa/qaoa-kernels.ts for what they do and
// src/qaoa/typescript-qaoa-kernels.ts for the same in TypeScript. Arguments are byte addresses.

const blockBits: u32 = 10;
const columnBits: u32 = 5;

/** Blocks of 2^13 numbers, or of 2^14 of two planes, stay in a second-level cache while the qubits between are rotated. */
const largeBits: u32 = 13;
const pairedBits: u32 = 14;

// @ts-ignore: decorator
@inline
function exchanged(v: v128): v128 {
  return v128.shuffle<f64>(v, v, 1, 0);
}

/** Qubits 0 and 1: four numbers in two vectors. */
// @ts-ignore: decorator
@inline
function rotateLowest(at: usize, bytes: usize, t: f64, scale: f64): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  const crossed = f64x2.replace_lane(tangent, 0, -t);
  for (let end = at + bytes; at < end; at += 32) {
    let v = f64x2.mul(factor, v128.load(at));
    let w = f64x2.mul(factor, v128.load(at, 16));
    v = f64x2.add(v, f64x2.mul(crossed, exchanged(v)));
    w = f64x2.add(w, f64x2.mul(crossed, exchanged(w)));
    v128.store(at, f64x2.sub(v, f64x2.mul(tangent, w)));
    v128.store(at, f64x2.add(w, f64x2.mul(tangent, v)), 16);
  }
}

/** Two qubits, the lower with pairs `step` bytes apart, at least 16. */
// @ts-ignore: decorator
@inline
function rotateTwo(at: usize, bytes: usize, step: usize, width: usize, first: usize, last: usize, t: f64, scale: f64): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  for (let base = at; base < at + bytes; base += 4 * step) {
    for (let row = base; row < base + step; row += width) {
      for (let i = row + first; i < row + last; i += 16) {
      const x0 = f64x2.mul(factor, v128.load(i));
      const x1 = f64x2.mul(factor, v128.load(i + step));
      const x2 = f64x2.mul(factor, v128.load(i + 2 * step));
      const x3 = f64x2.mul(factor, v128.load(i + 3 * step));
      const y0 = f64x2.sub(x0, f64x2.mul(tangent, x1));
      const y1 = f64x2.add(x1, f64x2.mul(tangent, x0));
      const y2 = f64x2.sub(x2, f64x2.mul(tangent, x3));
      const y3 = f64x2.add(x3, f64x2.mul(tangent, x2));
      v128.store(i, f64x2.sub(y0, f64x2.mul(tangent, y2)));
      v128.store(i + step, f64x2.sub(y1, f64x2.mul(tangent, y3)));
      v128.store(i + 2 * step, f64x2.add(y2, f64x2.mul(tangent, y0)));
      v128.store(i + 3 * step, f64x2.add(y3, f64x2.mul(tangent, y1)));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function rotateOne(at: usize, bytes: usize, step: usize, width: usize, first: usize, last: usize, t: f64, scale: f64): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  if (step == 8) {
    const v = f64x2.mul(factor, v128.load(at));
    v128.store(at, f64x2.add(v, f64x2.mul(f64x2.replace_lane(tangent, 0, -t), exchanged(v))));
    return;
  }
  for (let base = at; base < at + bytes; base += 2 * step) {
    for (let row = base; row < base + step; row += width) {
      for (let i = row + first; i < row + last; i += 16) {
      const x0 = f64x2.mul(factor, v128.load(i));
      const x1 = f64x2.mul(factor, v128.load(i + step));
      v128.store(i, f64x2.sub(x0, f64x2.mul(tangent, x1)));
      v128.store(i + step, f64x2.add(x1, f64x2.mul(tangent, x0)));
      }
    }
  }
}

/** Qubits 0 to 3: sixteen numbers in eight vectors, which stay in registers. */
// @ts-ignore: decorator
@inline
function rotateLowestFour(at: usize, bytes: usize, t: f64, scale: f64): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  const crossed = f64x2.replace_lane(tangent, 0, -t);
  for (let end = at + bytes; at < end; at += 128) {
    let x0 = f64x2.mul(factor, v128.load(at));
    let x1 = f64x2.mul(factor, v128.load(at, 16));
    let x2 = f64x2.mul(factor, v128.load(at, 32));
    let x3 = f64x2.mul(factor, v128.load(at, 48));
    let x4 = f64x2.mul(factor, v128.load(at, 64));
    let x5 = f64x2.mul(factor, v128.load(at, 80));
    let x6 = f64x2.mul(factor, v128.load(at, 96));
    let x7 = f64x2.mul(factor, v128.load(at, 112));
    x0 = f64x2.add(x0, f64x2.mul(crossed, exchanged(x0)));
    x1 = f64x2.add(x1, f64x2.mul(crossed, exchanged(x1)));
    x2 = f64x2.add(x2, f64x2.mul(crossed, exchanged(x2)));
    x3 = f64x2.add(x3, f64x2.mul(crossed, exchanged(x3)));
    x4 = f64x2.add(x4, f64x2.mul(crossed, exchanged(x4)));
    x5 = f64x2.add(x5, f64x2.mul(crossed, exchanged(x5)));
    x6 = f64x2.add(x6, f64x2.mul(crossed, exchanged(x6)));
    x7 = f64x2.add(x7, f64x2.mul(crossed, exchanged(x7)));
    rotateEight(at, 16, x0, x1, x2, x3, x4, x5, x6, x7, tangent);
  }
}

/** Three qubits of eight vectors, stored `step` bytes apart from `at` on. */
// @ts-ignore: decorator
@inline
function rotateEight(
  at: usize,
  step: usize,
  x0: v128,
  x1: v128,
  x2: v128,
  x3: v128,
  x4: v128,
  x5: v128,
  x6: v128,
  x7: v128,
  tangent: v128,
): void {
  const y0 = f64x2.sub(x0, f64x2.mul(tangent, x1));
  const y1 = f64x2.add(x1, f64x2.mul(tangent, x0));
  const y2 = f64x2.sub(x2, f64x2.mul(tangent, x3));
  const y3 = f64x2.add(x3, f64x2.mul(tangent, x2));
  const y4 = f64x2.sub(x4, f64x2.mul(tangent, x5));
  const y5 = f64x2.add(x5, f64x2.mul(tangent, x4));
  const y6 = f64x2.sub(x6, f64x2.mul(tangent, x7));
  const y7 = f64x2.add(x7, f64x2.mul(tangent, x6));
  const z0 = f64x2.sub(y0, f64x2.mul(tangent, y2));
  const z1 = f64x2.sub(y1, f64x2.mul(tangent, y3));
  const z2 = f64x2.add(y2, f64x2.mul(tangent, y0));
  const z3 = f64x2.add(y3, f64x2.mul(tangent, y1));
  const z4 = f64x2.sub(y4, f64x2.mul(tangent, y6));
  const z5 = f64x2.sub(y5, f64x2.mul(tangent, y7));
  const z6 = f64x2.add(y6, f64x2.mul(tangent, y4));
  const z7 = f64x2.add(y7, f64x2.mul(tangent, y5));
  v128.store(at, f64x2.sub(z0, f64x2.mul(tangent, z4)));
  v128.store(at + step, f64x2.sub(z1, f64x2.mul(tangent, z5)));
  v128.store(at + 2 * step, f64x2.sub(z2, f64x2.mul(tangent, z6)));
  v128.store(at + 3 * step, f64x2.sub(z3, f64x2.mul(tangent, z7)));
  v128.store(at + 4 * step, f64x2.add(z4, f64x2.mul(tangent, z0)));
  v128.store(at + 5 * step, f64x2.add(z5, f64x2.mul(tangent, z1)));
  v128.store(at + 6 * step, f64x2.add(z6, f64x2.mul(tangent, z2)));
  v128.store(at + 7 * step, f64x2.add(z7, f64x2.mul(tangent, z3)));
}

/** Three qubits, the lowest with pairs `step` bytes apart, at least 16. */
// @ts-ignore: decorator
@inline
function rotateThree(at: usize, bytes: usize, step: usize, width: usize, first: usize, last: usize, t: f64, scale: f64): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  for (let base = at; base < at + bytes; base += 8 * step) {
    for (let row = base; row < base + step; row += width) {
      for (let i = row + first; i < row + last; i += 16) {
      const x0 = f64x2.mul(factor, v128.load(i));
      const x1 = f64x2.mul(factor, v128.load(i + step));
      const x2 = f64x2.mul(factor, v128.load(i + 2 * step));
      const x3 = f64x2.mul(factor, v128.load(i + 3 * step));
      const x4 = f64x2.mul(factor, v128.load(i + 4 * step));
      const x5 = f64x2.mul(factor, v128.load(i + 5 * step));
      const x6 = f64x2.mul(factor, v128.load(i + 6 * step));
      const x7 = f64x2.mul(factor, v128.load(i + 7 * step));
      rotateEight(i, step, x0, x1, x2, x3, x4, x5, x6, x7, tangent);
      }
    }
  }
}

/**
 * The qubits from `from` to `to`, whose planes are rows of `width` bytes: in each row the places from `first` to `last`. A width of
 * 0 stands for whole runs.
 */
function rotateQubits(
  at: usize,
  bytes: usize,
  from: u32,
  to: u32,
  t: f64,
  scale: f64,
  width: usize,
  first: usize,
  last: usize,
): void {
  let factor = scale;
  let qubit = from;
  if (qubit == 0 && to >= 4) {
    rotateLowestFour(at, bytes, t, factor);
    factor = 1;
    qubit = 4;
  }
  while (qubit < to) {
    const step = <usize>8 << qubit;
    const row = width == 0 ? step : width;
    const end = width == 0 ? step : last;
    const left = to - qubit;
    // Three at a time, but not where that would leave one by itself.
    if (qubit == 0 && left >= 2) {
      rotateLowest(at, bytes, t, factor);
      qubit += 2;
    } else if (left == 1) {
      rotateOne(at, bytes, step, row, first, end, t, factor);
      qubit += 1;
    } else if (left == 2 || left == 4) {
      rotateTwo(at, bytes, step, row, first, end, t, factor);
      qubit += 2;
    } else {
      rotateThree(at, bytes, step, row, first, end, t, factor);
      qubit += 3;
    }
    factor = 1;
  }
}

/** The qubits below 13, in the blocks of 2^13 numbers from `first` to `last`. */
export function rotateLow(at: usize, bits: u32, first: u32, last: u32, t: f64, scale: f64): void {
  const low = min(bits, blockBits);
  const middle = min(bits, largeBits);
  const block = <usize>8 << low;
  const large = <usize>8 << middle;
  for (let index = first; index < last; index++) {
    const start = at + large * index;
    for (let inner = start; inner < start + large; inner += block) rotateQubits(inner, block, 0, low, t, scale, 0, 0, 0);
    if (middle > low) rotateQubits(start, large, low, middle, t, 1, 0, 0, 0);
  }
}

/** The qubits from 13 on, at the places from `first` to `last` of each row of 2^13 numbers. */
export function rotateHigh(at: usize, bits: u32, first: u32, last: u32, t: f64): void {
  const row = <usize>8 << largeBits;
  rotateQubits(at, <usize>8 << bits, largeBits, bits, t, 1, row, 8 * first, 8 * last);
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, amount: f64): void {
  store<f64>(at, load<f64>(at) + amount);
}

// @ts-ignore: decorator
@inline
function lanesSum(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

// @ts-ignore: decorator
@inline
function unrotateLowest(psi: usize, lambda: usize, bytes: usize, t: f64, scale: f64, sums: usize): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  const crossed = f64x2.replace_lane(tangent, 0, -t);
  let first = f64x2.splat(0);
  let second = f64x2.splat(0);
  for (let end = psi + bytes; psi < end; psi += 32, lambda += 32) {
    let v = f64x2.mul(factor, v128.load(psi));
    let w = f64x2.mul(factor, v128.load(psi, 16));
    let lv = f64x2.mul(factor, v128.load(lambda));
    let lw = f64x2.mul(factor, v128.load(lambda, 16));
    first = f64x2.add(first, f64x2.add(f64x2.mul(exchanged(lv), v), f64x2.mul(exchanged(lw), w)));
    v = f64x2.add(v, f64x2.mul(crossed, exchanged(v)));
    w = f64x2.add(w, f64x2.mul(crossed, exchanged(w)));
    lv = f64x2.add(lv, f64x2.mul(crossed, exchanged(lv)));
    lw = f64x2.add(lw, f64x2.mul(crossed, exchanged(lw)));
    second = f64x2.add(second, f64x2.sub(f64x2.mul(lw, v), f64x2.mul(lv, w)));
    v128.store(psi, f64x2.sub(v, f64x2.mul(tangent, w)));
    v128.store(psi, f64x2.add(w, f64x2.mul(tangent, v)), 16);
    v128.store(lambda, f64x2.sub(lv, f64x2.mul(tangent, lw)));
    v128.store(lambda, f64x2.add(lw, f64x2.mul(tangent, lv)), 16);
  }
  addTo(sums, f64x2.extract_lane(first, 0) - f64x2.extract_lane(first, 1));
  addTo(sums + 8, lanesSum(second));
}

// @ts-ignore: decorator
@inline
function unrotateTwo(
  psi: usize,
  lambda: usize,
  bytes: usize,
  step: usize,
  t: f64,
  scale: f64,
  sums: usize,
): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  let first = f64x2.splat(0);
  let second = f64x2.splat(0);
  for (let base: usize = 0; base < bytes; base += 4 * step) {
    for (let i = base; i < base + step; i += 16) {
      const p = psi + i;
      const l = lambda + i;
      const p0 = f64x2.mul(factor, v128.load(p));
      const p1 = f64x2.mul(factor, v128.load(p + step));
      const p2 = f64x2.mul(factor, v128.load(p + 2 * step));
      const p3 = f64x2.mul(factor, v128.load(p + 3 * step));
      const l0 = f64x2.mul(factor, v128.load(l));
      const l1 = f64x2.mul(factor, v128.load(l + step));
      const l2 = f64x2.mul(factor, v128.load(l + 2 * step));
      const l3 = f64x2.mul(factor, v128.load(l + 3 * step));
      first = f64x2.add(
        first,
        f64x2.add(
          f64x2.sub(f64x2.mul(l1, p0), f64x2.mul(l0, p1)),
          f64x2.sub(f64x2.mul(l3, p2), f64x2.mul(l2, p3)),
        ),
      );
      const q0 = f64x2.sub(p0, f64x2.mul(tangent, p1));
      const q1 = f64x2.add(p1, f64x2.mul(tangent, p0));
      const q2 = f64x2.sub(p2, f64x2.mul(tangent, p3));
      const q3 = f64x2.add(p3, f64x2.mul(tangent, p2));
      const m0 = f64x2.sub(l0, f64x2.mul(tangent, l1));
      const m1 = f64x2.add(l1, f64x2.mul(tangent, l0));
      const m2 = f64x2.sub(l2, f64x2.mul(tangent, l3));
      const m3 = f64x2.add(l3, f64x2.mul(tangent, l2));
      second = f64x2.add(
        second,
        f64x2.add(
          f64x2.sub(f64x2.mul(m2, q0), f64x2.mul(m0, q2)),
          f64x2.sub(f64x2.mul(m3, q1), f64x2.mul(m1, q3)),
        ),
      );
      v128.store(p, f64x2.sub(q0, f64x2.mul(tangent, q2)));
      v128.store(p + step, f64x2.sub(q1, f64x2.mul(tangent, q3)));
      v128.store(p + 2 * step, f64x2.add(q2, f64x2.mul(tangent, q0)));
      v128.store(p + 3 * step, f64x2.add(q3, f64x2.mul(tangent, q1)));
      v128.store(l, f64x2.sub(m0, f64x2.mul(tangent, m2)));
      v128.store(l + step, f64x2.sub(m1, f64x2.mul(tangent, m3)));
      v128.store(l + 2 * step, f64x2.add(m2, f64x2.mul(tangent, m0)));
      v128.store(l + 3 * step, f64x2.add(m3, f64x2.mul(tangent, m1)));
    }
  }
  addTo(sums, lanesSum(first));
  addTo(sums + 8, lanesSum(second));
}

// @ts-ignore: decorator
@inline
function unrotateOne(
  psi: usize,
  lambda: usize,
  bytes: usize,
  step: usize,
  t: f64,
  scale: f64,
  sums: usize,
): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  if (step == 8) {
    const crossed = f64x2.replace_lane(tangent, 0, -t);
    const v = f64x2.mul(factor, v128.load(psi));
    const lv = f64x2.mul(factor, v128.load(lambda));
    const products = f64x2.mul(exchanged(lv), v);
    addTo(sums, f64x2.extract_lane(products, 0) - f64x2.extract_lane(products, 1));
    v128.store(psi, f64x2.add(v, f64x2.mul(crossed, exchanged(v))));
    v128.store(lambda, f64x2.add(lv, f64x2.mul(crossed, exchanged(lv))));
    return;
  }
  let sum = f64x2.splat(0);
  for (let base: usize = 0; base < bytes; base += 2 * step) {
    for (let i = base; i < base + step; i += 16) {
      const p0 = f64x2.mul(factor, v128.load(psi + i));
      const p1 = f64x2.mul(factor, v128.load(psi + i + step));
      const l0 = f64x2.mul(factor, v128.load(lambda + i));
      const l1 = f64x2.mul(factor, v128.load(lambda + i + step));
      sum = f64x2.add(sum, f64x2.sub(f64x2.mul(l1, p0), f64x2.mul(l0, p1)));
      v128.store(psi + i, f64x2.sub(p0, f64x2.mul(tangent, p1)));
      v128.store(psi + i + step, f64x2.add(p1, f64x2.mul(tangent, p0)));
      v128.store(lambda + i, f64x2.sub(l0, f64x2.mul(tangent, l1)));
      v128.store(lambda + i + step, f64x2.add(l1, f64x2.mul(tangent, l0)));
    }
  }
  addTo(sums, lanesSum(sum));
}

function unrotateQubits(
  psi: usize,
  lambda: usize,
  bytes: usize,
  from: u32,
  to: u32,
  t: f64,
  scale: f64,
  sums: usize,
): void {
  let factor = scale;
  let qubit = from;
  for (; qubit + 1 < to; qubit += 2) {
    const sum = sums + 8 * <usize>qubit;
    if (qubit == 0) unrotateLowest(psi, lambda, bytes, t, factor, sum);
    else unrotateTwo(psi, lambda, bytes, <usize>8 << qubit, t, factor, sum);
    factor = 1;
  }
  if (qubit < to) unrotateOne(psi, lambda, bytes, <usize>8 << qubit, t, factor, sums + 8 * <usize>qubit);
}

export function unrotate(psi: usize, lambda: usize, bits: u32, t: f64, scale: f64, sums: usize): void {
  const low = min(bits, blockBits);
  const middle = min(bits, pairedBits);
  const bytes = <usize>8 << bits;
  const block = <usize>8 << low;
  const large = <usize>8 << middle;
  for (let qubit: u32 = 0; qubit < bits; qubit++) store<f64>(sums + 8 * <usize>qubit, 0);
  for (let start: usize = 0; start < bytes; start += large) {
    for (let inner = start; inner < start + large; inner += block) {
      unrotateQubits(psi + inner, lambda + inner, block, 0, low, t, scale, sums);
    }
    if (middle > low) unrotateQubits(psi + start, lambda + start, large, low, middle, t, 1, sums);
  }
  if (bits > middle) unrotateQubits(psi, lambda, bytes, middle, bits, t, 1, sums);
}

/** Numbers that the phases of a block's columns and rows take. */
const phasesBytes: usize = 4 * (8 << columnBits);

function turnBlock(re: usize, im: usize, bits: u32, table: usize, columnsAt: usize): void {
  const columns = <usize>8 << min(bits, columnBits);
  const bytes = <usize>8 << bits;
  const inside: usize = 8 << blockBits;
  const across: usize = 8 << columnBits;
  let row = columnsAt + 2 * across;
  for (let start: usize = 0; start < bytes; start += columns, row += 8) {
    const rowRe = v128.load64_splat(row);
    const rowIm = v128.load64_splat(row + across);
    for (let column: usize = 0; column < columns; column += 16) {
      const i = start + column;
      const columnRe = v128.load(columnsAt + column);
      const columnIm = v128.load(columnsAt + across + column);
      const fr = f64x2.sub(f64x2.mul(columnRe, rowRe), f64x2.mul(columnIm, rowIm));
      const fi = f64x2.add(f64x2.mul(columnRe, rowIm), f64x2.mul(columnIm, rowRe));
      const pr = v128.load(table + i);
      const pi = v128.load(table + inside + i);
      const gr = f64x2.sub(f64x2.mul(fr, pr), f64x2.mul(fi, pi));
      const gi = f64x2.add(f64x2.mul(fr, pi), f64x2.mul(fi, pr));
      const x = v128.load(re + i);
      const y = v128.load(im + i);
      v128.store(re + i, f64x2.sub(f64x2.mul(gr, x), f64x2.mul(gi, y)));
      v128.store(im + i, f64x2.add(f64x2.mul(gr, y), f64x2.mul(gi, x)));
    }
  }
}

/** Blocks that follow each other, by the phases of each: number `index` has the columns and rows of that number. */
export function turn(re: usize, im: usize, bits: u32, table: usize, phases: usize, first: u32, last: u32): void {
  const block = <usize>8 << bits;
  for (let index = first; index < last; index++) {
    turnBlock(re + block * index, im + block * index, bits, table, phases + phasesBytes * index);
  }
}

/** The costs of two states: a table over the block's bits, then sums by columns and by rows. */
// @ts-ignore: decorator
@inline
function costsAt(table: usize, place: usize, column: usize, row: v128): v128 {
  const inside: usize = 8 << blockBits;
  return f64x2.add(v128.load(table + place), f64x2.add(v128.load(table + inside + column), row));
}

/** Σ c|ψ|² over a block, in order; writes cψ to λ where its address is not 0. */
export function weigh(re: usize, im: usize, lambdaRe: usize, lambdaIm: usize, bits: u32, table: usize): f64 {
  const columns = <usize>8 << min(bits, columnBits);
  const bytes = <usize>8 << bits;
  let row = table + (<usize>8 << blockBits) + (<usize>8 << columnBits);
  let sum: f64 = 0;
  for (let start: usize = 0; start < bytes; start += columns, row += 8) {
    const across = v128.load64_splat(row);
    for (let column: usize = 0; column < columns; column += 16) {
      const i = start + column;
      const cost = costsAt(table, i, column, across);
      const x = v128.load(re + i);
      const y = v128.load(im + i);
      const weighed = f64x2.mul(cost, f64x2.add(f64x2.mul(x, x), f64x2.mul(y, y)));
      sum += f64x2.extract_lane(weighed, 0);
      sum += f64x2.extract_lane(weighed, 1);
      if (lambdaRe == 0) continue;
      v128.store(lambdaRe + i, f64x2.mul(cost, x));
      v128.store(lambdaIm + i, f64x2.mul(cost, y));
    }
  }
  return sum;
}

/** Σ c Im(λ̄ψ) over a block, in order. */
export function overlap(re: usize, im: usize, lambdaRe: usize, lambdaIm: usize, bits: u32, table: usize): f64 {
  const columns = <usize>8 << min(bits, columnBits);
  const bytes = <usize>8 << bits;
  let row = table + (<usize>8 << blockBits) + (<usize>8 << columnBits);
  let sum: f64 = 0;
  for (let start: usize = 0; start < bytes; start += columns, row += 8) {
    const across = v128.load64_splat(row);
    for (let column: usize = 0; column < columns; column += 16) {
      const i = start + column;
      const turned = f64x2.sub(
        f64x2.mul(v128.load(lambdaRe + i), v128.load(im + i)),
        f64x2.mul(v128.load(lambdaIm + i), v128.load(re + i)),
      );
      const weighed = f64x2.mul(costsAt(table, i, column, across), turned);
      sum += f64x2.extract_lane(weighed, 0);
      sum += f64x2.extract_lane(weighed, 1);
    }
  }
  return sum;
}
