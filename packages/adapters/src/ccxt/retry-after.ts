/** Longer than a venue bans: three days at Binance. */
const longestMs = 4 * 86_400_000;

const headerOf = (headers: unknown, wanted: string): string | undefined => {
  if (typeof headers !== 'object' || headers === null) return undefined;
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() === wanted && (typeof value === 'string' || typeof value === 'number')) return String(value);
  }
  return undefined;
};

/**
 * How long an answer says to wait, in ms: seconds or a date in `Retry-After`; `undefined` where it says nothing that can be
 * used.
 */
export const retryAfterMs = (headers: unknown, nowMs: number): number | undefined => {
  const text = headerOf(headers, 'retry-after')?.trim();
  if (text === undefined) return undefined;
  const waitMs = /^\d{1,10}(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return waitMs > 0 ? Math.min(waitMs, longestMs) : undefined;
};

/** What a venue that does not say how long has in mind at least: Binance bans for two minutes. */
const silentBanMs = 120_000;
const silentLimitMs = 1_000;

/** How long nothing may be sent after an answer of this status; 0 for most. */
export const pauseMs = (status: number, headers: unknown, nowMs: number): number => {
  const said = retryAfterMs(headers, nowMs);
  if (status === 418) return said ?? silentBanMs;
  if (status === 429) return said ?? silentLimitMs;
  return status === 503 ? (said ?? 0) : 0;
};
