import { addScaled, dot, largest } from '../algebra/dense';
import { type ActiveSet, createActiveSet } from './active-set';

/** One limit in the space of the search: normal · y ≥ bound, or = bound. */
export interface Halfspace {
  readonly normal: Float64Array;
  readonly bound: number;
  readonly isEquality: boolean;
  /** How far normal · y may miss the bound by rounding. */
  readonly tolerance: number;
}

export type NearestPoint =
  /** One multiplier for each halfspace; at least 0 for inequalities. */
  | { readonly type: 'found'; readonly point: Float64Array; readonly multipliers: Float64Array }
  /** Places of halfspaces that have no point in common. */
  | { readonly type: 'empty'; readonly conflict: readonly number[] }
  | { readonly type: 'undecided' };

interface Search {
  readonly halfspaces: readonly Halfspace[];
  readonly point: Float64Array;
  readonly active: ActiveSet;
  /** Multipliers of the active members, in their order. */
  readonly held: number[];
  /** −1 for an equality that was turned round. */
  readonly signs: Int8Array;
  /** Active, or dependent on what is active and as good as satisfied. */
  readonly isSettled: boolean[];
}

/** The place of the halfspace to satisfy next: equalities first, then the one that is furthest away; −1 when all hold. */
const nextViolated = ({ halfspaces, point, isSettled }: Search): number => {
  let worst = -1;
  let depth = 1;
  for (let place = 0; place < halfspaces.length; place++) {
    if (isSettled[place]) continue;
    const { normal, bound, isEquality, tolerance } = halfspaces[place] as Halfspace;
    if (isEquality) return place;
    const violation = (bound - dot(normal, point)) / tolerance;
    if (!(violation > depth)) continue;
    worst = place;
    depth = violation;
  }
  return worst;
};

/** The member whose multiplier is first to reach 0 on the way, and how far that is. */
const firstBlocking = (
  { halfspaces, active, held }: Search,
  combination: Float64Array,
): [place: number, length: number] => {
  const least = 1e-12 * Math.max(1, largest(combination));
  let found = -1;
  let length = Infinity;
  for (const [place, index] of active.indices.entries()) {
    const rate = combination[place] as number;
    if ((halfspaces[index] as Halfspace).isEquality || !(rate > least)) continue;
    const limit = Math.max(0, held[place] as number) / rate;
    if (limit >= length) continue;
    found = place;
    length = limit;
  }
  return [found, length];
};

const letGo = ({ active, held, isSettled }: Search, place: number): void => {
  active.drop(place);
  held.splice(place, 1);
  isSettled.fill(false);
  for (const index of active.indices) isSettled[index] = true;
};

/** Makes one more halfspace hold; returns the places that contradict each other when that is impossible. */
const takeIn = (search: Search, place: number): readonly number[] | undefined => {
  const { halfspaces, point, active, held, signs, isSettled } = search;
  const { normal, bound, isEquality, tolerance } = halfspaces[place] as Halfspace;
  signs[place] = isEquality && dot(normal, point) > bound ? -1 : 1;
  const sign = signs[place] as number;
  const direction = normal.map((value) => sign * value);
  let multiplier = 0;
  for (;;) {
    const { rest, combination } = active.split(direction);
    const square = dot(rest, rest);
    const gap = sign * (bound - dot(normal, point));
    const full = square <= 1e-20 * dot(direction, direction) ? Infinity : Math.max(0, gap) / square;
    const [blocking, limit] = firstBlocking(search, combination);
    const length = Math.min(full, limit);
    if (length === Infinity) {
      if (gap > 1e3 * tolerance) {
        const least = 1e-9 * largest(combination);
        return [place, ...active.indices.filter((_, member) => Math.abs(combination[member] as number) > least)];
      }
      isSettled[place] = true;
      return undefined;
    }
    if (full < Infinity) addScaled(point, length, rest);
    for (let member = 0; member < held.length; member++) {
      held[member] = (held[member] as number) - length * (combination[member] as number);
    }
    multiplier += length;
    if (limit < full) {
      letGo(search, blocking);
      continue;
    }
    active.add(place, direction);
    held.push(multiplier);
    isSettled[place] = true;
    return undefined;
  }
};

/** Puts the point exactly onto its members: a start that was far away has left rounding behind. */
const settle = ({ halfspaces, point, active, held, signs }: Search): void => {
  if (active.indices.length === 0) return;
  const gaps = active.indices.map((index) => {
    const { normal, bound } = halfspaces[index] as Halfspace;
    return (signs[index] as number) * (bound - dot(normal, point));
  });
  const { vector, combination } = active.shortest(gaps);
  addScaled(point, 1, vector);
  for (let member = 0; member < held.length; member++) {
    held[member] = (held[member] as number) + (combination[member] as number);
  }
};

/**
 * The point nearest to a start that lies in all halfspaces, by the dual active-set method.
 *
 * It begins at the start, where nothing is asked for, and takes in one violated halfspace after the other; a member whose
 * multiplier would fall below 0 is let go. When one can be reached neither way, the members at hand are the proof that
 * there is no such point.
 *
 * - Cost: O(m n) per step; usually about as many steps as halfspaces that touch the point.
 *
 * Source: Goldfarb and Idnani 1983, "A numerically stable dual method for solving strictly convex quadratic programs",
 * Mathematical Programming 27, section 3, for a unit Hessian.
 */
export const nearestPoint = (start: Float64Array, halfspaces: readonly Halfspace[]): NearestPoint => {
  const search: Search = {
    halfspaces,
    point: start.slice(),
    active: createActiveSet(),
    held: [],
    signs: new Int8Array(halfspaces.length).fill(1),
    isSettled: halfspaces.map(() => false),
  };
  for (let step = 0; step < 100 * (halfspaces.length + start.length); step++) {
    let place = nextViolated(search);
    if (place < 0) {
      settle(search);
      place = nextViolated(search);
    }
    if (place < 0) {
      const multipliers = new Float64Array(halfspaces.length);
      for (const [member, index] of search.active.indices.entries()) {
        multipliers[index] = (search.held[member] as number) * (search.signs[index] as number);
      }
      return { type: 'found', point: search.point, multipliers };
    }
    const conflict = takeIn(search, place);
    if (conflict !== undefined) return { type: 'empty', conflict: [...conflict].sort((a, b) => a - b) };
  }
  return { type: 'undecided' };
};
