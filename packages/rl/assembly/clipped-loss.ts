// The loss of PPO for one choice among several, two rows at once, with the bits of src/algorithms/loss-by-rows.ts.
//
// An exponential, a logarithm and another exponential wait for each other in a row. So a block of rows goes through three passes, in each
// of which the pairs of rows do not wait for one another.
import { exponential, naturalLogarithm } from './portable-math';

/** Where things lie, as words of 32 bits; src/kernels/clipped-loss.ts writes them in this order. Addresses and strides in bytes. */
@unmanaged
class Places {
  choices: u32;
  logits: u32;
  logitStride: u32;
  logitSlopes: u32;
  values: u32;
  valueStride: u32;
  valueSlopes: u32;
  /** Columns of doubles, a number for each row and room for one more. */
  actions: u32;
  logProbabilities: u32;
  advantages: u32;
  returns: u32;
  oldValues: u32;
  /** Room for what `blockPairs` pairs of rows hold between the passes. */
  scratch: u32;
  /** Sums over rows: loss of the policy, of the value, entropy, divergence, old divergence, how many ratios were clipped. */
  sums: u32;
}

/** The numbers at `a` and `b`, in single precision, as doubles. */
// @ts-ignore: decorator
@inline
function pair(a: usize, b: usize): v128 {
  return f64x2(<f64>f32.load(a), <f64>f32.load(b));
}

/** Stores two doubles in single precision at `a` and `b`; where they are one place, the first. */
// @ts-ignore: decorator
@inline
function storePair(a: usize, b: usize, value: v128): void {
  f32.store(b, <f32>f64x2.extract_lane(value, 1));
  f32.store(a, <f32>f64x2.extract_lane(value, 0));
}

/** Pairs of rows that go through the passes together. */
const blockPairs: u32 = 8;

/** Bytes that a pair holds between the passes: a probability and a logarithm of each choice, and three more vectors. */
// @ts-ignore: decorator
@inline
function holdSize(choices: usize): usize {
  return (2 * choices + 3) << 4;
}

/** First pass: e^(logit − highest) of each choice, and their sum. */
// @ts-ignore: decorator
@inline
function weigh(places: Places, row: u32, other: u32, hold: usize): void {
  const choices = <usize>places.choices;
  const logits = places.logits + row * places.logitStride;
  const otherLogits = places.logits + other * places.logitStride;
  let highest = f64x2.splat(-Infinity);
  for (let choice: usize = 0; choice < choices; choice++) {
    const logit = pair(logits + (choice << 2), otherLogits + (choice << 2));
    highest = v128.bitselect(highest, logit, f64x2.le(logit, highest));
  }
  let sum = f64x2.splat(0);
  for (let choice: usize = 0; choice < choices; choice++) {
    const apart = f64x2.sub(pair(logits + (choice << 2), otherLogits + (choice << 2)), highest);
    const weight = exponential(apart);
    v128.store(hold + (choice << 5), weight);
    v128.store(hold + (choice << 5), apart, 16);
    sum = f64x2.add(sum, weight);
  }
  v128.store(hold + (choices << 5), sum);
}

/** Second pass: probabilities and their logarithms, the entropy, and ln of the ratio. */
// @ts-ignore: decorator
@inline
function judge(places: Places, row: u32, hold: usize): void {
  const choices = <usize>places.choices;
  const column = <usize>row << 3;
  const rest = hold + (choices << 5);
  const sum = v128.load(rest);
  const logSum = naturalLogarithm(sum);
  const action = v128.load(places.actions + column);
  let logProbability = f64x2.splat(0);
  let entropy = f64x2.splat(0);
  for (let choice: usize = 0; choice < choices; choice++) {
    const probability = f64x2.div(v128.load(hold + (choice << 5)), sum);
    const logarithm = f64x2.sub(v128.load(hold + (choice << 5), 16), logSum);
    v128.store(hold + (choice << 5), probability);
    v128.store(hold + (choice << 5), logarithm, 16);
    entropy = f64x2.sub(entropy, f64x2.mul(probability, logarithm));
    const isTaken = f64x2.eq(action, f64x2.splat(<f64>choice));
    logProbability = v128.bitselect(logarithm, logProbability, isTaken);
  }
  v128.store(rest, entropy, 16);
  v128.store(rest, f64x2.sub(logProbability, v128.load(places.logProbabilities + column)), 32);
}

/**
 * Writes the slopes of both heads and the sums of `rows` rows.
 *
 * `valueClip`: 0 no limit, 1 the clipped error, 2 the larger of both. `entropyScale` is what the slope of the entropy is multiplied by.
 */
export function clippedLoss(
  at: usize,
  rows: u32,
  clipRange: f64,
  valueClip: u32,
  valueClipRange: f64,
  entropyScale: f64,
  valueCoefficient: f64,
): void {
  const places = changetype<Places>(at);
  const choices = <usize>places.choices;
  const size = holdSize(choices);
  const one = f64x2.splat(1);
  const count = f64x2.splat(<f64>rows);
  let policyLoss: f64 = 0;
  let valueLoss: f64 = 0;
  let entropies: f64 = 0;
  let divergence: f64 = 0;
  let oldDivergence: f64 = 0;
  let clipped: f64 = 0;
  for (let first: u32 = 0; first < rows; first += 2 * blockPairs) {
    const end = min(first + 2 * blockPairs, rows);
    let hold = <usize>places.scratch;
    // An odd last row stands in both lanes, and the second is not counted.
    for (let row = first; row < end; row += 2) {
      weigh(places, row, min(row + 1, rows - 1), hold);
      hold += size;
    }
    hold = places.scratch;
    for (let row = first; row < end; row += 2) {
      judge(places, row, hold);
      hold += size;
    }
    hold = places.scratch;
    for (let row = first; row < end; row += 2) {
      const hasTwo = row + 1 < rows;
      const other = hasTwo ? row + 1 : row;
      const column = <usize>row << 3;
      const rest = hold + (choices << 5);
      const action = v128.load(places.actions + column);
      const advantage = v128.load(places.advantages + column);
      const entropy = v128.load(rest, 16);
      const logRatio = v128.load(rest, 32);
      const ratio = exponential(logRatio);
      const range = f64x2.splat(clipRange);
      const bounded = f64x2.min(f64x2.max(ratio, f64x2.sub(one, range)), f64x2.add(one, range));
      const isClipped = f64x2.gt(f64x2.abs(f64x2.sub(ratio, one)), range);
      const free = f64x2.mul(ratio, advantage);
      const bound = f64x2.mul(bounded, advantage);
      const hasSlope = v128.or(v128.not(isClipped), f64x2.lt(free, bound));
      const logScale = v128.and(f64x2.div(f64x2.mul(f64x2.neg(advantage), ratio), count), hasSlope);
      const smaller = f64x2.min(free, bound);
      const excess = f64x2.sub(f64x2.sub(ratio, one), logRatio);
      for (let choice: usize = 0; choice < choices; choice++) {
        const probability = v128.load(hold + (choice << 5));
        const logarithm = v128.load(hold + (choice << 5), 16);
        const isTaken = v128.and(f64x2.eq(action, f64x2.splat(<f64>choice)), one);
        const direct = f64x2.mul(logScale, f64x2.sub(isTaken, probability));
        const spread = f64x2.mul(f64x2.mul(f64x2.splat(entropyScale), probability), f64x2.add(logarithm, entropy));
        const slopes = places.logitSlopes + (choice << 2);
        storePair(
          slopes + row * places.logitStride,
          slopes + other * places.logitStride,
          f64x2.sub(direct, spread),
        );
      }

      const value = pair(places.values + row * places.valueStride, places.values + other * places.valueStride);
      const target = v128.load(places.returns + column);
      const error = f64x2.sub(value, target);
      let loss = f64x2.mul(error, error);
      let slope = f64x2.mul(f64x2.splat(2), error);
      if (valueClip !== 0) {
        const before = v128.load(places.oldValues + column);
        const limit = f64x2.splat(valueClipRange);
        const change = f64x2.sub(value, before);
        const moved = f64x2.min(f64x2.max(change, f64x2.neg(limit)), limit);
        const boundedError = f64x2.sub(f64x2.add(before, moved), target);
        const square = f64x2.mul(boundedError, boundedError);
        const isInside = v128.not(f64x2.gt(f64x2.abs(change), limit));
        const boundedSlope = v128.and(f64x2.mul(f64x2.splat(2), boundedError), isInside);
        const isBounded = valueClip === 1 ? i64x2.splat(-1) : f64x2.gt(square, loss);
        loss = v128.bitselect(square, loss, isBounded);
        slope = v128.bitselect(boundedSlope, slope, isBounded);
      }
      storePair(
        places.valueSlopes + row * places.valueStride,
        places.valueSlopes + other * places.valueStride,
        f64x2.div(f64x2.mul(f64x2.splat(valueCoefficient), slope), count),
      );

      policyLoss -= f64x2.extract_lane(smaller, 0);
      valueLoss += f64x2.extract_lane(loss, 0);
      entropies += f64x2.extract_lane(entropy, 0);
      divergence += f64x2.extract_lane(excess, 0);
      oldDivergence -= f64x2.extract_lane(logRatio, 0);
      if (i64x2.extract_lane(isClipped, 0) !== 0) clipped += 1;
      if (hasTwo) {
        policyLoss -= f64x2.extract_lane(smaller, 1);
        valueLoss += f64x2.extract_lane(loss, 1);
        entropies += f64x2.extract_lane(entropy, 1);
        divergence += f64x2.extract_lane(excess, 1);
        oldDivergence -= f64x2.extract_lane(logRatio, 1);
        if (i64x2.extract_lane(isClipped, 1) !== 0) clipped += 1;
      }
      hold += size;
    }
  }
  const sums = <usize>places.sums;
  f64.store(sums, policyLoss);
  f64.store(sums, valueLoss, 8);
  f64.store(sums, entropies, 16);
  f64.store(sums, divergence, 24);
  f64.store(sums, oldDivergence, 32);
  f64.store(sums, clipped, 40);
}
