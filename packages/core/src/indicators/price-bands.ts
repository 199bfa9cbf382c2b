/** A band around prices, in the unit of the prices. */
export interface PriceBands {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

/** The fields of {@link PriceBands} in the order in which they are written. */
export const bandFields = ['upper', 'middle', 'lower'] as const;
