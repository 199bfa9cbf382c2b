/** A number of a request; `undefined` where it says none. */
export const readNumber = (text: string | undefined): number | undefined => {
  const value = Number(text);
  return text === undefined || text === '' || !Number.isFinite(value) ? undefined : value;
};

/** How many items a request asks for: at least one, at most what the venue gives. */
export const readLimit = (text: string | undefined, standard: number, most: number): number =>
  Math.min(most, Math.max(1, Math.floor(readNumber(text) ?? standard)));
