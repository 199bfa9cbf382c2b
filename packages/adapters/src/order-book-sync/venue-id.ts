/**
 * A venue's number of a message, exact however long it is: a `number` up to 15 digits, a `bigint` beyond, since some venues
 * exceed 2^53. The two compare as numbers. −1 stands for "none before".
 */
export type VenueId = number | bigint;

/** Digits up to which a `number` holds an id. */
export const exactDigits = 15;

/** Below 0, 0 or above 0, as the first id is smaller than, equal to or larger than the second. */
export const compareIds = (a: VenueId, b: VenueId): number => (a < b ? -1 : a > b ? 1 : 0);

/** The id before one. */
export const idBefore = (id: VenueId): VenueId => (typeof id === 'number' ? id - 1 : id - 1n);

/** How many ids lie between two, the later one included; rounded when beyond 2^53. */
export const idsBetween = (earlier: VenueId, later: VenueId): number =>
  typeof earlier === 'number' && typeof later === 'number' ? later - earlier : Number(BigInt(later) - BigInt(earlier));
