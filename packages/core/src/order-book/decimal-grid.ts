const mostDecimals = 15;
const exactLimit = 2 ** 53;

/** 10^0 … 10^15, each an exact double. */
export const powersOfTen: readonly number[] = Array.from({ length: mostDecimals + 1 }, (_, exponent) =>
  Number(`1e${exponent}`),
);

/**
 * The fewest decimal places, at least `from`, with which a price is a whole number of units; `undefined` when it takes
 * more than 15 places or more than 2^53 units.
 *
 * A price is on the grid of d places when round(price · 10^d) / 10^d is the price again, to the last bit.
 */
export const decimalPlaces = (price: number, from: number): number | undefined => {
  for (let places = from; places <= mostDecimals; places++) {
    const scale = powersOfTen[places] as number;
    const ticks = Math.round(price * scale);
    if (!(ticks < exactLimit)) return undefined;
    if (ticks / scale === price) return places;
  }
  return undefined;
};
