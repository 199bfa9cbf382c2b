import { type BoxSpace, box } from './box';
import type { DictSpace } from './dict';
import type { Space } from './space';

/** Bounds of the flat form of a space: a box keeps its own, a choice is one-hot and so from 0 to 1. */
const boundsOf = (space: Space<unknown>): { readonly low: readonly number[]; readonly high: readonly number[] } => {
  if (space.kind === 'box') return space as BoxSpace;
  if (space.kind === 'dict') {
    const parts = Object.values((space as DictSpace<Record<string, unknown>>).spaces).map(boundsOf);
    return { low: parts.flatMap(({ low }) => low), high: parts.flatMap(({ high }) => high) };
  }
  const all = (bound: number) => Array.from({ length: space.flatSize }, () => bound);
  return { low: all(0), high: all(1) };
};

/** The box in which the flat forms of a space lie. */
export const flatBox = (space: Space<unknown>): BoxSpace => box(boundsOf(space));
