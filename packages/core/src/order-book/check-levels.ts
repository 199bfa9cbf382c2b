import { DataError } from '../errors';

/** Sums and products of what stays below are finite. */
const largest = 1e100;

const faultOf = (price: number, quantity: number): { code: string; message: string; remedy: string } => {
  if (!Number.isFinite(price) || !Number.isFinite(quantity)) {
    return {
      code: 'NOT_FINITE',
      message: `price was ${price} and quantity ${quantity}`,
      remedy: 'Give finite numbers; 0 takes a price out of the book.',
    };
  }
  if (price > largest || quantity > largest) {
    return {
      code: 'TOO_LARGE',
      message: `price was ${price} and quantity ${quantity}`,
      remedy: 'Give prices and quantities of at most 1e100.',
    };
  }
  return price > 0
    ? {
        code: 'NEGATIVE_QUANTITY',
        message: `quantity at ${price} was ${quantity}`,
        remedy: 'Give the quantity that the price holds, or 0 to take it out.',
      }
    : { code: 'NOT_POSITIVE', message: `price was ${price}`, remedy: 'Prices are above 0.' };
};

/**
 * Throws at the first level that no book may hold.
 *
 * @throws {DataError} `NOT_FINITE`, `TOO_LARGE`, `NOT_POSITIVE` for a price, `NEGATIVE_QUANTITY`, `ODD_LEVELS` for a price
 *   without a quantity.
 */
export const checkLevels = (levels: ArrayLike<number>, side: 'bid' | 'ask', instrumentId: string): void => {
  const { length } = levels;
  const fail = (code: string, message: string, remedy: string, index: number): never => {
    throw new DataError({
      code,
      message: `${instrumentId}, ${side} level ${index >> 1}: ${message}.`,
      remedy,
      context: { instrumentId, side, level: index >> 1, price: levels[index], quantity: levels[index + 1] },
    });
  };
  if (length % 2 !== 0) {
    fail('ODD_LEVELS', `${length} numbers are no pairs`, 'Give price, quantity, price, quantity, …', length - 1);
  }
  for (let index = 0; index < length; index += 2) {
    const price = levels[index] as number;
    const quantity = levels[index + 1] as number;
    // One chain that a NaN fails, so that a good level costs nothing more.
    if (price > 0 && price <= largest && quantity >= 0 && quantity <= largest) continue;
    const { code, message, remedy } = faultOf(price, quantity);
    fail(code, message, remedy, index);
  }
};
