// y ← start + x · w, in tiles that stay in registers. Each number is start, then its products in the order of the inputs, however
// many rows there are.

// @ts-ignore: decorator
@inline
function times(sum: v128, factor: v128, w: v128): v128 {
  return f32x4.add(sum, f32x4.mul(factor, w));
}

/** Rows that are worked on together: with 64 inputs and outputs, their 16 KB and the kernel's 16 KB fit a cache of 48 KB. */
const blockRows: u32 = 32;

/** Four rows, eight columns. */
// @ts-ignore: decorator
@inline
function fourByEight(
  x: usize,
  xStride: usize,
  w: usize,
  wStride: usize,
  start: usize,
  startStride: usize,
  y: usize,
  yStride: usize,
  inner: u32,
): void {
  let a0 = v128.load(start);
  let a1 = v128.load(start, 16);
  let b0 = v128.load(start + startStride);
  let b1 = v128.load(start + startStride, 16);
  let c0 = v128.load(start + 2 * startStride);
  let c1 = v128.load(start + 2 * startStride, 16);
  let d0 = v128.load(start + 3 * startStride);
  let d1 = v128.load(start + 3 * startStride, 16);
  let xa = x;
  let xb = x + xStride;
  let xc = xb + xStride;
  let xd = xc + xStride;
  let at = w;
  const end = x + (<usize>inner << 2);
  while (xa < end) {
    const w0 = v128.load(at);
    const w1 = v128.load(at, 16);
    const fa = v128.load32_splat(xa);
    a0 = times(a0, fa, w0);
    a1 = times(a1, fa, w1);
    const fb = v128.load32_splat(xb);
    b0 = times(b0, fb, w0);
    b1 = times(b1, fb, w1);
    const fc = v128.load32_splat(xc);
    c0 = times(c0, fc, w0);
    c1 = times(c1, fc, w1);
    const fd = v128.load32_splat(xd);
    d0 = times(d0, fd, w0);
    d1 = times(d1, fd, w1);
    at += wStride;
    xa += 4;
    xb += 4;
    xc += 4;
    xd += 4;
  }
  v128.store(y, a0);
  v128.store(y, a1, 16);
  v128.store(y + yStride, b0);
  v128.store(y + yStride, b1, 16);
  v128.store(y + 2 * yStride, c0);
  v128.store(y + 2 * yStride, c1, 16);
  v128.store(y + 3 * yStride, d0);
  v128.store(y + 3 * yStride, d1, 16);
}

/** Four rows, four columns. */
// @ts-ignore: decorator
@inline
function fourByFour(
  x: usize,
  xStride: usize,
  w: usize,
  wStride: usize,
  start: usize,
  startStride: usize,
  y: usize,
  yStride: usize,
  inner: u32,
): void {
  let a = v128.load(start);
  let b = v128.load(start + startStride);
  let c = v128.load(start + 2 * startStride);
  let d = v128.load(start + 3 * startStride);
  let xa = x;
  let xb = x + xStride;
  let xc = xb + xStride;
  let xd = xc + xStride;
  let at = w;
  const end = x + (<usize>inner << 2);
  while (xa < end) {
    const w0 = v128.load(at);
    a = times(a, v128.load32_splat(xa), w0);
    b = times(b, v128.load32_splat(xb), w0);
    c = times(c, v128.load32_splat(xc), w0);
    d = times(d, v128.load32_splat(xd), w0);
    at += wStride;
    xa += 4;
    xb += 4;
    xc += 4;
    xd += 4;
  }
  v128.store(y, a);
  v128.store(y + yStride, b);
  v128.store(y + 2 * yStride, c);
  v128.store(y + 3 * yStride, d);
}

/** One row, 32 columns. */
// @ts-ignore: decorator
@inline
function oneByThirtyTwo(x: usize, w: usize, wStride: usize, start: usize, y: usize, inner: u32): void {
  let a = v128.load(start);
  let b = v128.load(start, 16);
  let c = v128.load(start, 32);
  let d = v128.load(start, 48);
  let e = v128.load(start, 64);
  let f = v128.load(start, 80);
  let g = v128.load(start, 96);
  let h = v128.load(start, 112);
  let at = w;
  const end = x + (<usize>inner << 2);
  for (let from = x; from < end; from += 4) {
    const factor = v128.load32_splat(from);
    a = times(a, factor, v128.load(at));
    b = times(b, factor, v128.load(at, 16));
    c = times(c, factor, v128.load(at, 32));
    d = times(d, factor, v128.load(at, 48));
    e = times(e, factor, v128.load(at, 64));
    f = times(f, factor, v128.load(at, 80));
    g = times(g, factor, v128.load(at, 96));
    h = times(h, factor, v128.load(at, 112));
    at += wStride;
  }
  v128.store(y, a);
  v128.store(y, b, 16);
  v128.store(y, c, 32);
  v128.store(y, d, 48);
  v128.store(y, e, 64);
  v128.store(y, f, 80);
  v128.store(y, g, 96);
  v128.store(y, h, 112);
}

/** One row, four columns. */
// @ts-ignore: decorator
@inline
function oneByFour(x: usize, w: usize, wStride: usize, start: usize, y: usize, inner: u32): void {
  let a = v128.load(start);
  let at = w;
  const end = x + (<usize>inner << 2);
  for (let from = x; from < end; from += 4) {
    a = times(a, v128.load32_splat(from), v128.load(at));
    at += wStride;
  }
  v128.store(y, a);
}

/**
 * y ← start + x · w for `rows` × `inner` times `inner` × `columns`. `start` is a row for all where `startStride` is 0, and a table
 * otherwise, y itself for example.
 */
export function product(
  x: usize,
  xStride: usize,
  w: usize,
  wStride: usize,
  start: usize,
  startStride: usize,
  y: usize,
  yStride: usize,
  rows: u32,
  inner: u32,
  columns: u32,
): void {
  const whole = rows & ~3;
  for (let first: u32 = 0; first < whole; first += blockRows) {
    const end = min(first + blockRows, whole);
    let column: u32 = 0;
    for (; column + 8 <= columns; column += 8) {
      const skip = <usize>column << 2;
      for (let row = first; row < end; row += 4) {
        fourByEight(
          x + row * xStride,
          xStride,
          w + skip,
          wStride,
          start + row * startStride + skip,
          startStride,
          y + row * yStride + skip,
          yStride,
          inner,
        );
      }
    }
    if (column < columns) {
      const skip = <usize>column << 2;
      for (let row = first; row < end; row += 4) {
        fourByFour(
          x + row * xStride,
          xStride,
          w + skip,
          wStride,
          start + row * startStride + skip,
          startStride,
          y + row * yStride + skip,
          yStride,
          inner,
        );
      }
    }
  }
  for (let row = whole; row < rows; row++) {
    const from = x + row * xStride;
    const begin = start + row * startStride;
    const to = y + row * yStride;
    let skip: usize = 0;
    const end = <usize>columns << 2;
    for (; skip + 128 <= end; skip += 128) oneByThirtyTwo(from, w + skip, wStride, begin + skip, to + skip, inner);
    for (; skip < end; skip += 16) oneByFour(from, w + skip, wStride, begin + skip, to + skip, inner);
  }
}
