import type { OrderIntent } from '@sigmax/core';

/** How many exits leave with an order: those of its bracket. */
export const exitCount = ({ bracket }: OrderIntent): number => {
  if (bracket === undefined) return 0;
  return (bracket.stopLossPrice === undefined ? 0 : 1) + (bracket.takeProfitPrice === undefined ? 0 : 1);
};
