/** How long a server asks to wait, from the headers of its answer; `undefined` where it says nothing that can be used. */
export const retryAfterMs = (headers: Headers, nowMs: number): number | undefined => {
  const precise = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (precise >= 0 && precise < Number.POSITIVE_INFINITY) return precise;
  const said = headers.get('retry-after')?.trim();
  if (said === undefined || said === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(said)) return Number(said) * 1_000;
  const dateMs = Date.parse(said);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
};
