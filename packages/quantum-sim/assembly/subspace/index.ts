// The kernels of ansätze inside feasible states, in double precision: the same sums and products in the same order as in
// src/subspace/rotate-hop.ts, unrotate-hop.ts and rotate-phases.ts, two states at a time. Arguments are byte addresses; lists
// hold numbers of states.

// @ts-ignore: decorator
@inline
function exchanged(v: v128): v128 {
  return v128.shuffle<f64>(v, v, 1, 0);
}

/** (a, b) → (c a − i s b, c b − i s a) of the parts of a and b, each in a vector. */
// @ts-ignore: decorator
@inline
function turnedRe(re: v128, im: v128, c: v128, s: v128): v128 {
  return f64x2.add(f64x2.mul(c, re), f64x2.mul(s, im));
}

// @ts-ignore: decorator
@inline
function turnedIm(re: v128, im: v128, c: v128, s: v128): v128 {
  return f64x2.sub(f64x2.mul(c, im), f64x2.mul(s, re));
}

// @ts-ignore: decorator
@inline
function loadTwo(a: usize, b: usize): v128 {
  return v128.load64_lane(b, v128.load64_zero(a), 1);
}

// @ts-ignore: decorator
@inline
function storeTwo(a: usize, b: usize, v: v128): void {
  v128.store64_lane(a, v, 0);
  v128.store64_lane(b, v, 1);
}

// @ts-ignore: decorator
@inline
function rotatePair(re: usize, im: usize, a: usize, b: usize, c: v128, s: v128): void {
  const x = loadTwo(re + a, re + b);
  const y = loadTwo(im + a, im + b);
  storeTwo(re + a, re + b, turnedRe(x, exchanged(y), c, s));
  storeTwo(im + a, im + b, turnedIm(exchanged(x), y, c, s));
}

/**
 * Runs of `length` states from each of the list `first`, with their partners from the same place of the list `second` on, or,
 * where that is 0, right behind the run.
 */
export function rotate(
  re: usize,
  im: usize,
  first: usize,
  second: usize,
  count: u32,
  length: u32,
  cosine: f64,
  sine: f64,
): void {
  const c = f64x2.splat(cosine);
  const s = f64x2.splat(sine);
  const even: usize = 8 * (length & ~1);
  for (let index: usize = 0; index < 4 * count; index += 4) {
    let a: usize = 8 * load<u32>(first + index);
    let b: usize = second == 0 ? a + 8 * length : 8 * load<u32>(second + index);
    for (const last = a + even; a < last; a += 16, b += 16) {
      const ar = v128.load(re + a);
      const ai = v128.load(im + a);
      const br = v128.load(re + b);
      const bi = v128.load(im + b);
      v128.store(re + a, turnedRe(ar, bi, c, s));
      v128.store(im + a, turnedIm(br, ai, c, s));
      v128.store(re + b, turnedRe(br, ai, c, s));
      v128.store(im + b, turnedIm(ar, bi, c, s));
    }
    if ((length & 1) != 0) rotatePair(re, im, a, b, c, s);
  }
}

/** lr·qi − li·qr + mr·pi − mi·pr of a pair: p and l in the lower lanes, q and m in the upper. */
// @ts-ignore: decorator
@inline
function overlapOf(pr: v128, pi: v128, lr: v128, li: v128): f64 {
  const u = f64x2.mul(lr, exchanged(pi));
  const w = f64x2.mul(li, exchanged(pr));
  return (
    f64x2.extract_lane(u, 0) - f64x2.extract_lane(w, 0) + f64x2.extract_lane(u, 1) - f64x2.extract_lane(w, 1)
  );
}

// @ts-ignore: decorator
@inline
function backRe(re: v128, im: v128, c: v128, s: v128): v128 {
  return f64x2.sub(f64x2.mul(c, re), f64x2.mul(s, im));
}

// @ts-ignore: decorator
@inline
function backIm(re: v128, im: v128, c: v128, s: v128): v128 {
  return f64x2.add(f64x2.mul(c, im), f64x2.mul(s, re));
}

// @ts-ignore: decorator
@inline
function unrotatePair(
  pr: usize,
  pi: usize,
  lr: usize,
  li: usize,
  a: usize,
  b: usize,
  c: v128,
  s: v128,
): f64 {
  const x = loadTwo(pr + a, pr + b);
  const y = loadTwo(pi + a, pi + b);
  const v = loadTwo(lr + a, lr + b);
  const w = loadTwo(li + a, li + b);
  const overlap = overlapOf(x, y, v, w);
  storeTwo(pr + a, pr + b, backRe(x, exchanged(y), c, s));
  storeTwo(pi + a, pi + b, backIm(exchanged(x), y, c, s));
  storeTwo(lr + a, lr + b, backRe(v, exchanged(w), c, s));
  storeTwo(li + a, li + b, backIm(exchanged(v), w, c, s));
  return overlap;
}

/** Takes `rotate` back from two states and returns Σ (lr·qi − li·qr + mr·pi − mi·pr) of before, in the order of the pairs. */
export function unrotate(
  pr: usize,
  pi: usize,
  lr: usize,
  li: usize,
  first: usize,
  second: usize,
  count: u32,
  length: u32,
  cosine: f64,
  sine: f64,
): f64 {
  const c = f64x2.splat(cosine);
  const s = f64x2.splat(sine);
  const even: usize = 8 * (length & ~1);
  let sum: f64 = 0;
  for (let index: usize = 0; index < 4 * count; index += 4) {
    let a: usize = 8 * load<u32>(first + index);
    let b: usize = second == 0 ? a + 8 * length : 8 * load<u32>(second + index);
    for (const last = a + even; a < last; a += 16, b += 16) {
      const x0 = v128.load(pr + a);
      const y0 = v128.load(pi + a);
      const x1 = v128.load(pr + b);
      const y1 = v128.load(pi + b);
      const v0 = v128.load(lr + a);
      const w0 = v128.load(li + a);
      const v1 = v128.load(lr + b);
      const w1 = v128.load(li + b);
      // Both pairs at once, added one after the other.
      const both = f64x2.sub(
        f64x2.add(f64x2.sub(f64x2.mul(v0, y1), f64x2.mul(w0, x1)), f64x2.mul(v1, y0)),
        f64x2.mul(w1, x0),
      );
      sum += f64x2.extract_lane(both, 0);
      sum += f64x2.extract_lane(both, 1);
      v128.store(pr + a, backRe(x0, y1, c, s));
      v128.store(pi + a, backIm(x1, y0, c, s));
      v128.store(pr + b, backRe(x1, y0, c, s));
      v128.store(pi + b, backIm(x0, y1, c, s));
      v128.store(lr + a, backRe(v0, w1, c, s));
      v128.store(li + a, backIm(v1, w0, c, s));
      v128.store(lr + b, backRe(v1, w0, c, s));
      v128.store(li + b, backIm(v0, w1, c, s));
    }
    if ((length & 1) != 0) sum += unrotatePair(pr, pi, lr, li, a, b, c, s);
  }
  return sum;
}

const perRadian: f64 = 162.97466172610083;
const stepHigh: f64 = 1.5707963267341256 / 256;
const stepLow: f64 = 6.077100506303966e-11 / 256;
const rounder: f64 = 6755399441055744;

// The sines and cosines of two angles: steps of a table, and a series for the rest; see src/subspace/rotate-phases.ts.

// @ts-ignore: decorator
@inline
function stepsOf(angle: v128): v128 {
  const turns = f64x2.mul(angle, f64x2.splat(perRadian));
  return f64x2.sub(f64x2.add(turns, f64x2.splat(rounder)), f64x2.splat(rounder));
}

// @ts-ignore: decorator
@inline
function restOf(angle: v128, step: v128): v128 {
  return f64x2.sub(
    f64x2.sub(angle, f64x2.mul(step, f64x2.splat(stepHigh))),
    f64x2.mul(step, f64x2.splat(stepLow)),
  );
}

// @ts-ignore: decorator
@inline
function smallSine(rest: v128, square: v128): v128 {
  const third = f64x2.sub(f64x2.splat(1.0 / 6.0), f64x2.mul(square, f64x2.splat(1.0 / 120.0)));
  return f64x2.sub(rest, f64x2.mul(f64x2.mul(rest, square), third));
}

// @ts-ignore: decorator
@inline
function smallCosine(square: v128): v128 {
  const second = f64x2.sub(f64x2.splat(0.5), f64x2.mul(square, f64x2.splat(1.0 / 24.0)));
  return f64x2.sub(f64x2.splat(1), f64x2.mul(square, second));
}

/** Two entries of the table, by the steps of two angles. */
// @ts-ignore: decorator
@inline
function entriesOf(step: v128, table: usize): v128 {
  const whole = i32x4.trunc_sat_f64x2_s_zero(step);
  return loadTwo(
    table + 8 * (<usize>i32x4.extract_lane(whole, 0) & 1023),
    table + 8 * (<usize>i32x4.extract_lane(whole, 1) & 1023),
  );
}

/**
 * Multiplies amplitudes by e^{−iγc}, or, where `lr` is not 0, takes that back from two states and returns Σ c Im (λ̄ ψ) of before.
 * Behind an odd number there is room for one more, with cost 0.
 */
export function turn(
  pr: usize,
  pi: usize,
  lr: usize,
  li: usize,
  costs: usize,
  count: u32,
  gamma: f64,
  table: usize,
): f64 {
  const factor = f64x2.splat(gamma);
  let sum: f64 = 0;
  for (let at: usize = 0; at < 8 * count; at += 16) {
    const cost = v128.load(costs + at);
    const angle = f64x2.mul(factor, cost);
    const step = stepsOf(angle);
    const rest = restOf(angle, step);
    const square = f64x2.mul(rest, rest);
    const s = smallSine(rest, square);
    const c = smallCosine(square);
    const ts = entriesOf(step, table);
    const tc = entriesOf(step, table + 8192);
    const sine = f64x2.add(f64x2.mul(ts, c), f64x2.mul(tc, s));
    const cosine = f64x2.sub(f64x2.mul(tc, c), f64x2.mul(ts, s));
    const x = v128.load(pr + at);
    const y = v128.load(pi + at);
    if (lr == 0) {
      v128.store(pr + at, turnedRe(x, y, cosine, sine));
      v128.store(pi + at, turnedIm(x, y, cosine, sine));
      continue;
    }
    const v = v128.load(lr + at);
    const w = v128.load(li + at);
    const overlap = f64x2.mul(cost, f64x2.sub(f64x2.mul(v, y), f64x2.mul(w, x)));
    sum += f64x2.extract_lane(overlap, 0);
    sum += f64x2.extract_lane(overlap, 1);
    v128.store(pr + at, backRe(x, y, cosine, sine));
    v128.store(pi + at, backIm(x, y, cosine, sine));
    v128.store(lr + at, backRe(v, w, cosine, sine));
    v128.store(li + at, backIm(v, w, cosine, sine));
  }
  return sum;
}
