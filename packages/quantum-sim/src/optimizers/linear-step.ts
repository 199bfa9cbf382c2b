import { dot, length } from './vectors';

/**
 * The shortest d with a_i · d ≥ b_i, plus `pull`: the point nearest to `pull` where all rows hold, by Hildreth's dual ascent.
 * Source: Hildreth 1957, "A quadratic programming procedure".
 */
const nearest = (rows: readonly Float64Array[], bounds: readonly number[], pull: Float64Array): Float64Array => {
  const step = pull.slice();
  const prices = new Float64Array(rows.length);
  for (let round = 0; round < 200; round++) {
    let change = 0;
    rows.forEach((row, index) => {
      const square = dot(row, row);
      if (square === 0) return;
      const price = Math.max(0, prices[index]! + (bounds[index]! - dot(row, step)) / square);
      const added = price - prices[index]!;
      prices[index] = price;
      for (let at = 0; at < step.length; at++) step[at]! += added * row[at]!;
      change = Math.max(change, Math.abs(added) * Math.sqrt(square));
    });
    if (change <= 1e-12 * (1 + length(step))) break;
  }
  return step;
};

const halvings = 50;

/**
 * The step, no longer than `radius`, that first violates the linear constraints slack_i + a_i · d ≥ 0 as little as it can, and then
 * lowers gradient · d as far as it can.
 */
export const linearStep = (
  gradient: Float64Array,
  rows: readonly Float64Array[],
  slack: Float64Array,
  radius: number,
): Float64Array => {
  const steepness = length(gradient);
  if (rows.length === 0) {
    return steepness === 0 ? gradient.slice() : gradient.map((one) => (-radius * one) / steepness);
  }
  const rest = new Float64Array(gradient.length);
  const within = (allowed: number, pull: Float64Array) =>
    nearest(
      rows,
      Array.from(slack, (one) => -one - allowed),
      pull,
    );
  const fits = (step: Float64Array) => length(step) <= radius * (1 + 1e-9);

  // The least violation that a step inside the radius can reach, by halving.
  let allowed = 0;
  if (!fits(within(0, rest))) {
    let low = 0;
    let high = slack.reduce((most, one) => Math.max(most, -one), 0);
    for (let count = 0; count < halvings; count++) {
      const middle = (low + high) / 2;
      if (fits(within(middle, rest))) high = middle;
      else low = middle;
    }
    allowed = high;
  }
  let best = within(allowed, rest);
  if (steepness === 0) return best;
  // The farther the pull along −gradient, the lower the objective and the longer the step.
  const pulled = (amount: number) =>
    within(
      allowed,
      gradient.map((one) => (-amount * one) / steepness),
    );
  let low = 0;
  let high = radius;
  for (let count = 0; count < 30 && fits(pulled(high)); count++) {
    low = high;
    best = pulled(low);
    high *= 2;
  }
  for (let count = 0; count < halvings; count++) {
    const middle = (low + high) / 2;
    const step = pulled(middle);
    if (fits(step)) {
      low = middle;
      best = step;
    } else high = middle;
  }
  return best;
};
