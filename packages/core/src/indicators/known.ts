/** A result that is a number, or `undefined` where a division by 0 or an overflow has left none. */
export const known = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
