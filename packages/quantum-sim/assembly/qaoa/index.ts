// The kernels of QAOA on all bit strings, in double precision; see src/qaoa/qaoa-kernels.ts for what they do and
// src/qaoa/typescript-qaoa-kernels.ts for the same in TypeScript. Arguments are byte addresses.

const blockBits: u32 = 10;
const columnBits: u32 = 5;

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
function rotateTwo(at: usize, bytes: usize, step: usize, t: f64, scale: f64): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  for (let base = at; base < at + bytes; base += 4 * step) {
    for (let i = base; i < base + step; i += 16) {
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

// @ts-ignore: decorator
@inline
function rotateOne(at: usize, bytes: usize, step: usize, t: f64, scale: f64): void {
  const tangent = f64x2.splat(t);
  const factor = f64x2.splat(scale);
  if (step == 8) {
    const v = f64x2.mul(factor, v128.load(at));
    v128.store(at, f64x2.add(v, f64x2.mul(f64x2.replace_lane(tangent, 0, -t), exchanged(v))));
    return;
  }
  for (let base = at; base < at + bytes; base += 2 * step) {
    for (let i = base; i < base + step; i += 16) {
      const x0 = f64x2.mul(factor, v128.load(i));
      const x1 = f64x2.mul(factor, v128.load(i + step));
      v128.store(i, f64x2.sub(x0, f64x2.mul(tangent, x1)));
      v128.store(i + step, f64x2.add(x1, f64x2.mul(tangent, x0)));
    }
  }
}

function rotateQubits(at: usize, bytes: usize, from: u32, to: u32, t: f64, scale: f64): void {
  let factor = scale;
  let qubit = from;
  for (; qubit + 1 < to; qubit += 2) {
    if (qubit == 0) rotateLowest(at, bytes, t, factor);
    else rotateTwo(at, bytes, <usize>8 << qubit, t, factor);
    factor = 1;
  }
  if (qubit < to) rotateOne(at, bytes, <usize>8 << qubit, t, factor);
}

export function rotate(at: usize, bits: u32, t: f64, scale: f64): void {
  const low = min(bits, blockBits);
  const bytes = <usize>8 << bits;
  const block = <usize>8 << low;
  for (let start = at; start < at + bytes; start += block) rotateQubits(start, block, 0, low, t, scale);
  if (bits > low) rotateQubits(at, bytes, low, bits, t, 1);
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
  const bytes = <usize>8 << bits;
  const block = <usize>8 << low;
  for (let qubit: u32 = 0; qubit < bits; qubit++) store<f64>(sums + 8 * <usize>qubit, 0);
  for (let start: usize = 0; start < bytes; start += block) {
    unrotateQubits(psi + start, lambda + start, block, 0, low, t, scale, sums);
  }
  if (bits > low) unrotateQubits(psi, lambda, bytes, low, bits, t, 1, sums);
}

export function turn(re: usize, im: usize, bits: u32, table: usize): void {
  const columns = <usize>8 << min(bits, columnBits);
  const bytes = <usize>8 << bits;
  const inside: usize = 8 << blockBits;
  const across: usize = 8 << columnBits;
  const columnsAt = table + 2 * inside;
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
