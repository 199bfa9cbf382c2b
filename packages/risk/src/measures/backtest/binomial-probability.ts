/** The probability of at most `count` successes in `trials` with probability p each, summed in logarithms. */
export const binomialProbability = (count: number, trials: number, p: number): number => {
  if (count >= trials) return 1;
  let logarithm = trials * Math.log1p(-p);
  const odds = Math.log(p) - Math.log1p(-p);
  let total = Math.exp(logarithm);
  for (let k = 1; k <= count; k++) {
    logarithm += Math.log((trials - k + 1) / k) + odds;
    total += Math.exp(logarithm);
  }
  return Math.min(total, 1);
};
