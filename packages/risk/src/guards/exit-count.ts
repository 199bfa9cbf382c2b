import type { Bracket, OrderIntent } from '@sigmax/core';

/** Kept apart so that an order without a bracket, which most are, costs its check nothing. */
const exitsOf = ({ stopLossPrice, takeProfitPrice }: Bracket): number =>
  (stopLossPrice === undefined ? 0 : 1) + (takeProfitPrice === undefined ? 0 : 1);

/** How many exits leave with an order: those of its bracket. */
export const exitCount = ({ bracket }: OrderIntent): number => (bracket === undefined ? 0 : exitsOf(bracket));
