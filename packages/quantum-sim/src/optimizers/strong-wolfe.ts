/** A step along a direction: the value and the slope of the objective there. */
export interface LinePoint {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

const decrease = 1e-4;
const curvature = 0.9;
const maximumSteps = 25;

/** The minimum of the cubic through two points and slopes, kept inside the middle 80 % between them. */
const cubicStep = (a: LinePoint, b: LinePoint): number => {
  const low = Math.min(a.step, b.step);
  const high = Math.max(a.step, b.step);
  const width = high - low;
  const first = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const inside = first * first - a.slope * b.slope;
  const middle = (low + high) / 2;
  if (!(inside >= 0)) return middle;
  const root = (b.step > a.step ? 1 : -1) * Math.sqrt(inside);
  const step = b.step - ((b.step - a.step) * (b.slope + root - first)) / (b.slope - a.slope + 2 * root);
  if (!Number.isFinite(step)) return middle;
  return Math.min(high - 0.1 * width, Math.max(low + 0.1 * width, step));
};

/**
 * Finds a step that satisfies the strong Wolfe conditions with 10⁻⁴ and 0.9, or `undefined` where 25 trials found none.
 *
 * Source: Nocedal and Wright 2006, Numerical Optimization, algorithms 3.5 and 3.6.
 */
export const strongWolfeStep = (
  start: LinePoint,
  firstStep: number,
  at: (step: number) => LinePoint,
): LinePoint | undefined => {
  const isLowEnough = (point: LinePoint) => point.value <= start.value + decrease * point.step * start.slope;
  const isFlatEnough = (point: LinePoint) => Math.abs(point.slope) <= -curvature * start.slope;
  let trials = 0;

  const zoom = (from: LinePoint, to: LinePoint): LinePoint | undefined => {
    let [low, high] = [from, to];
    while (trials++ < maximumSteps) {
      const point = at(cubicStep(low, high));
      if (!isLowEnough(point) || point.value >= low.value) {
        high = point;
        continue;
      }
      if (isFlatEnough(point)) return point;
      if (point.slope * (high.step - low.step) >= 0) high = low;
      low = point;
    }
    // Lower than the start, though not flat enough: better than nothing.
    return low.step > 0 && low.value < start.value ? low : undefined;
  };

  let before = start;
  let step = firstStep;
  while (trials++ < maximumSteps) {
    const point = at(step);
    if (!isLowEnough(point) || (before.step > 0 && point.value >= before.value)) return zoom(before, point);
    if (isFlatEnough(point)) return point;
    if (point.slope >= 0) return zoom(point, before);
    before = point;
    step *= 2;
  }
  return before.step > 0 ? before : undefined;
};
