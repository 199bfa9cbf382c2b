/** The address of a request to a loopback venue: the venue's own host, then its path. */
export interface VenueAddress {
  /** `api.binance.com`; empty when the path begins at once. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** Splits `/api.binance.com/api/v3/time?a=1`; what has a dot and comes first is the host. */
export const splitAddress = (url: string): VenueAddress => {
  const mark = url.indexOf('?');
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const whole = (mark < 0 ? url : url.slice(0, mark)).replace(/\/{2,}/g, '/');
  const match = /^\/([^/]*\.[^/]*)(\/.*)?$/.exec(whole);
  if (match === null) return { host: '', path: whole, query };
  return { host: match[1] as string, path: match[2] ?? '/', query };
};
