/** No server is believed that it wants to be left alone for longer than a day. */
const longestMs = 86_400_000;

const amount = /^\d{1,12}(\.\d{1,6})?$/;

/** A wait in ms from seconds or an HTTP date. */
const waitOf = (said: string, nowMs: number): number | undefined => {
  if (amount.test(said)) return Number(said) * 1_000;
  const dateMs = Date.parse(said);
  return /GMT$/.test(said) && dateMs > nowMs ? dateMs - nowMs : undefined;
};

/**
 * How long a server asks to be left alone, from `Retry-After` or, where it has none, Reddit's `X-Ratelimit-Reset`; at most a day.
 * `undefined` where it says nothing that can be used.
 */
export const retryAfterMs = (headers: Headers, nowMs: number): number | undefined => {
  const said = (headers.get('retry-after') ?? headers.get('x-ratelimit-reset'))?.trim();
  if (said === undefined) return undefined;
  const waitMs = waitOf(said, nowMs);
  return waitMs === undefined || waitMs === 0 ? undefined : Math.min(waitMs, longestMs);
};
