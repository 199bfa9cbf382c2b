/**
 * Whether a sum of decimal numbers has reached a limit: 0.1 added ten times does reach 1, although its float64 sum is
 * 0.9999999999999999. The slack is 1e-12 of the limit.
 */
export const reaches = (sum: number, limit: number): boolean => sum >= limit - limit * 1e-12;
