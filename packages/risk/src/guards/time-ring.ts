/** The latest times of something that happens again and again, at most `capacity` of them. Plain data, changed in place. */
export interface TimeRing {
  times: number[];
  /** Where the next time goes. */
  next: number;
}

export const emptyRing = (): TimeRing => ({ times: [], next: 0 });

/** Keeps the latest times of a ring that was saved when another capacity held. */
export const fitRing = (ring: TimeRing, capacity: number): void => {
  const { times, next } = ring;
  const { length } = times;
  if (length === capacity ? next < capacity : length < capacity && next === length) return;
  ring.times = [...times.slice(next), ...times.slice(0, next)].slice(-capacity);
  ring.next = ring.times.length % capacity;
};

/** The time that came `nth` from the end, 1 being the latest; −∞, before all time, when there were not so many. */
export const nthLatest = ({ times, next }: TimeRing, capacity: number, nth: number): number =>
  nth > times.length ? Number.NEGATIVE_INFINITY : (times[(next - nth + capacity) % capacity] as number);

/** Adds a time. A clock that went back does not make anything older: such a time counts as the latest one. */
export const addTime = (ring: TimeRing, capacity: number, timeMs: number): void => {
  const latest = nthLatest(ring, capacity, 1);
  ring.times[ring.next] = ring.times.length > 0 && !(timeMs > latest) ? latest : timeMs;
  ring.next = (ring.next + 1) % capacity;
};

/** How many of the kept times are later than `sinceMs`. */
export const countSince = (ring: TimeRing, capacity: number, sinceMs: number): number => {
  let count = 0;
  while (count < ring.times.length && nthLatest(ring, capacity, count + 1) > sinceMs) count += 1;
  return count;
};
