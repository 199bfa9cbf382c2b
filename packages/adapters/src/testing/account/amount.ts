/** Amounts of assets are counted in units of 10^−12, exactly. */
export type Amount = bigint;

export const amountPlaces = 12;

const unit = 10n ** BigInt(amountPlaces);

/** A count of units of 10^−places as an amount. */
export const amountOf = (units: number | bigint, places: number): Amount =>
  BigInt(units) * 10n ** BigInt(amountPlaces - places);

/** Reads a decimal text; digits beyond the twelfth place are cut. */
export const amountFrom = (text: string | number): Amount => {
  const [whole = '0', fraction = ''] = String(text).split('.');
  const isNegative = whole.startsWith('-');
  const digits =
    BigInt(whole) * unit + (isNegative ? -1n : 1n) * BigInt(fraction.slice(0, amountPlaces).padEnd(amountPlaces, '0'));
  return digits;
};

/** A decimal text with at least `places` places, and more only where the amount has them. */
export const amountText = (amount: Amount, places = 8): string => {
  const digits = String(amount < 0n ? -amount : amount).padStart(amountPlaces + 1, '0');
  const fraction = digits.slice(-amountPlaces).replace(/0+$/, '').padEnd(places, '0');
  const whole = digits.slice(0, -amountPlaces);
  return `${amount < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

/** A share of an amount, in millionths, rounded up to 10^−8: what a fee comes to. */
export const feeOf = (amount: Amount, millionths: bigint): Amount => {
  const step = 10_000n;
  const exact = (amount * millionths) / 1_000_000n;
  return ((exact + step - 1n) / step) * step;
};
