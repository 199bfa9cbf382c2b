/** The base of an instrument by its id: the part between `:` and `/`, or the whole id where it has none. */
export const baseAsset = (instrumentId: string): string => /^[^:]*:([^/]+)\//.exec(instrumentId)?.[1] ?? instrumentId;
