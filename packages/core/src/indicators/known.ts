/** A result that is a number, or `otherwise` where a division by 0 or an overflow has left none. */
export const known = (value: number, otherwise?: number): number | undefined =>
  Number.isFinite(value) ? value : otherwise;
