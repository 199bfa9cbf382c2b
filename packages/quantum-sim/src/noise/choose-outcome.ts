/** The index that a number in [0, 1) chooses among weights, which need not add up to 1; never one whose weight is 0. */
export const chooseOutcome = (weights: readonly number[], uniform: number): number => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let rest = uniform * total;
  let last = 0;
  for (let index = 0; index < weights.length; index++) {
    if (!(weights[index]! > 0)) continue;
    if (rest < weights[index]!) return index;
    rest -= weights[index]!;
    last = index;
  }
  return last;
};
