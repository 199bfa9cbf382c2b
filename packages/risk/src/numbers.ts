/** Whether a number can be a price, a quantity or an equity. Written so that NaN is none. */
export const isUsable = (value: number | undefined): value is number =>
  value !== undefined && value > 0 && value < Number.POSITIVE_INFINITY;
