/** A point on the way of a value. */
export interface Waypoint {
  /** Since the shock began. */
  readonly afterMs: number;
  /** The value as a multiple of what it was before. */
  readonly value: number;
  /** Whether the value is there at once, without having been anywhere between. */
  readonly isJump?: boolean;
}

/** How a value goes: along straight lines from 1 at time 0, and unchanged after the last point. */
export type ValuePath = readonly Waypoint[];

/** The value at a time, before (`side` −1) or after (1) what jumps at that time. */
export const valueAt = (path: ValuePath, afterMs: number, side: -1 | 1): number => {
  let before: Waypoint = { afterMs: 0, value: 1 };
  for (const point of path) {
    const isReached = side > 0 ? point.afterMs <= afterMs : point.afterMs < afterMs;
    if (isReached) {
      before = point;
      continue;
    }
    if (point.isJump === true && point.afterMs >= afterMs) return before.value;
    const part = (afterMs - before.afterMs) / (point.afterMs - before.afterMs);
    return before.value + (point.value - before.value) * (part >= 0 ? part : 0);
  }
  return before.value;
};

/** When the last point of a path is reached. */
export const endOf = (path: ValuePath): number => path.at(-1)?.afterMs ?? 0;

/** The times between two others at which a path bends or jumps. */
export const bendsBetween = (path: ValuePath, fromMs: number, toMs: number): number[] =>
  path.flatMap(({ afterMs }) => (afterMs > fromMs && afterMs < toMs ? [afterMs] : []));
