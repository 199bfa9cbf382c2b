/** A price and what it holds, written as a venue writes them; a quantity of zeros says that the price holds nothing. */
export type TextLevel = readonly [price: string, quantity: string];
