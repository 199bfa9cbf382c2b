// Sums over rows of products: what a layer's kernel gets.
import { storeLanes } from './slopes';

// @ts-ignore: decorator
@inline
function times(sum: v128, factor: v128, d: v128): v128 {
  return f32x4.add(sum, f32x4.mul(factor, d));
}

// @ts-ignore: decorator
@inline
function storeRow(out: usize, lower: v128, upper: v128, columns: u32): void {
  storeLanes(out, lower, columns);
  if (columns > 4) storeLanes(out + 16, upper, columns - 4);
}

/** Four inputs and eight columns at once; `inputs` and `columns` say how many of them exist. */
// @ts-ignore: decorator
@inline
function fourByEight(
  x: usize,
  xStride: usize,
  d: usize,
  dStride: usize,
  out: usize,
  outStride: usize,
  rows: u32,
  inputs: u32,
  columns: u32,
): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let e0 = a0;
  let e1 = a0;
  let from = x;
  let at = d;
  for (let row: u32 = 0; row < rows; row++) {
    const d0 = v128.load(at);
    const d1 = v128.load(at, 16);
    const fa = v128.load32_splat(from);
    a0 = times(a0, fa, d0);
    a1 = times(a1, fa, d1);
    const fb = v128.load32_splat(from, 4);
    b0 = times(b0, fb, d0);
    b1 = times(b1, fb, d1);
    const fc = v128.load32_splat(from, 8);
    c0 = times(c0, fc, d0);
    c1 = times(c1, fc, d1);
    const fe = v128.load32_splat(from, 12);
    e0 = times(e0, fe, d0);
    e1 = times(e1, fe, d1);
    from += xStride;
    at += dStride;
  }
  storeRow(out, a0, a1, columns);
  if (inputs > 1) storeRow(out + outStride, b0, b1, columns);
  if (inputs > 2) storeRow(out + 2 * outStride, c0, c1, columns);
  if (inputs > 3) storeRow(out + 3 * outStride, e0, e1, columns);
}

/** Four inputs and four columns at once. */
// @ts-ignore: decorator
@inline
function fourByFour(
  x: usize,
  xStride: usize,
  d: usize,
  dStride: usize,
  out: usize,
  outStride: usize,
  rows: u32,
  inputs: u32,
  columns: u32,
): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let e = a;
  let from = x;
  let at = d;
  for (let row: u32 = 0; row < rows; row++) {
    const slopes = v128.load(at);
    a = times(a, v128.load32_splat(from), slopes);
    b = times(b, v128.load32_splat(from, 4), slopes);
    c = times(c, v128.load32_splat(from, 8), slopes);
    e = times(e, v128.load32_splat(from, 12), slopes);
    from += xStride;
    at += dStride;
  }
  storeLanes(out, a, columns);
  if (inputs > 1) storeLanes(out + outStride, b, columns);
  if (inputs > 2) storeLanes(out + 2 * outStride, c, columns);
  if (inputs > 3) storeLanes(out + 3 * outStride, e, columns);
}

/** out ← xᵀ · d, `inputs` × `columns` numbers without gaps; rows of x and d are padded to a multiple of four. Any `columns`. */
export function gradient(
  x: usize,
  xStride: usize,
  d: usize,
  dStride: usize,
  out: usize,
  rows: u32,
  inputs: u32,
  columns: u32,
): void {
  const outStride = <usize>columns << 2;
  for (let column: u32 = 0; column < columns; column += 8) {
    const skip = <usize>column << 2;
    const rest = columns - column;
    for (let input: u32 = 0; input < inputs; input += 4) {
      const from = x + (<usize>input << 2);
      const to = out + input * outStride + skip;
      if (rest > 4) fourByEight(from, xStride, d + skip, dStride, to, outStride, rows, inputs - input, rest);
      else fourByFour(from, xStride, d + skip, dStride, to, outStride, rows, inputs - input, rest);
    }
  }
}
