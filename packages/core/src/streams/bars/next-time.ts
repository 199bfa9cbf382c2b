/** 2^-10 ms, which float64 keeps exact at the times of this century. */
const stepMs = 1 / 1024;

/**
 * The time of a bar that closes with an event: the time of the event, or 2^-10 ms after the bar before it where that is
 * later. Bars closed by trades of one millisecond so keep rising times, as the engine asks, and none is stamped early.
 */
export const nextTimeMs = (eventMs: number, previousMs: number): number => Math.max(eventMs, previousMs + stepMs);
