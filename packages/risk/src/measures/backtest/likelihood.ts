/** k ln(k / n), and 0 for k = 0: the logarithm of what k of n outcomes add to a likelihood at their own share. */
export const ownShare = (count: number, total: number): number => (count === 0 ? 0 : count * Math.log(count / total));

/** k ln p, and 0 for k = 0. */
export const atProbability = (count: number, p: number): number => (count === 0 ? 0 : count * Math.log(p));
