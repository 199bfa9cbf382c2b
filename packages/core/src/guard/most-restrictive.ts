import type { Verdict } from './guard';

/** A verdict that changes something, and whose it is. */
export type Restriction = Exclude<Verdict, { readonly type: 'pass' }> & { readonly guard: string };

const ranks = { shrink: 1, 'reduce-only': 2, delay: 3, deny: 4, halt: 5 } as const;

/** What a restriction leaves of a quantity, as far as it says. */
const room = (one: Restriction): number => ('quantity' in one && one.quantity !== undefined ? one.quantity : Infinity);

/** Of two that go equally far, the one whose guard comes first in the alphabet: lists in another order say the same. */
const comesFirst = (one: Restriction, other: Restriction): boolean =>
  one.guard === other.guard ? one.code <= other.code : one.guard < other.guard;

/**
 * Combines two restrictions of one order into the one that counts: halt before deny before delay before reduce-only before
 * shrink, and the smaller quantity of two that leave some.
 *
 * Commutative and associative, so that guards may stand in any order.
 *
 * @example
 * ```ts
 * import { mostRestrictive } from '@sigmax/core';
 * const facts = { code: 'A_B', limit: 1, observed: 2 };
 * const small = { type: 'shrink', quantity: 3, guard: 'a', ...facts } as const;
 * const exits = { type: 'reduce-only', guard: 'b', ...facts } as const;
 * mostRestrictive(small, exits); // => { type: 'reduce-only', guard: 'b', code: 'A_B', limit: 1, observed: 2, quantity: 3 }
 * mostRestrictive(exits, { type: 'deny', guard: 'c', ...facts }).guard; // => 'c'
 * ```
 */
export const mostRestrictive = (one: Restriction, other: Restriction): Restriction => {
  const difference = ranks[one.type] - ranks[other.type];
  const areQuantities = ranks[one.type] <= 2 && ranks[other.type] <= 2;
  if (!areQuantities) return difference > 0 || (difference === 0 && comesFirst(one, other)) ? one : other;
  const quantity = Math.min(room(one), room(other));
  if (difference === 0 && one.type === 'shrink') {
    if (room(one) !== room(other)) return room(one) < room(other) ? one : other;
    return comesFirst(one, other) ? one : other;
  }
  const winner = difference > 0 || (difference === 0 && comesFirst(one, other)) ? one : other;
  return room(winner) === quantity ? winner : ({ ...winner, quantity } as Restriction);
};
