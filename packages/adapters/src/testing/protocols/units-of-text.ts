/** A decimal text in whole units of 10^−places; `undefined` when it is no number above 0 or has more places. */
export const unitsOfText = (text: string | undefined, places: number): number | undefined => {
  const match = /^(\d{1,12})(?:\.(\d*))?$/.exec(text ?? '');
  if (match === null) return undefined;
  const [, whole = '', fraction = ''] = match;
  const used = fraction.replace(/0+$/, '');
  if (used.length > places) return undefined;
  const units = Number(`${whole}${used.padEnd(places, '0')}`);
  return units > 0 && Number.isSafeInteger(units) ? units : undefined;
};
