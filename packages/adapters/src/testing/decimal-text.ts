/** A whole count of units of 10^−places as a decimal text, with all its places: 12345 and 2 make `123.45`. */
export const decimalText = (units: number | bigint, places: number): string => {
  const digits = String(units).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
};
