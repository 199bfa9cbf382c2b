/**
 * Weights of signals that forecast a target together: least squares with weights of at least 0 and a price on each.
 *
 * min ½ Σ (y − Σ w x)² / n + Σ λ_i w_i, w ≥ 0, λ_i = `strictness` × sd(x_i) × sd(y) / √n: a signal that is noise correlates with the target
 * by 1 / √n, so that with 2 or more it gets nothing. Coordinate descent until no weight moves.
 *
 * - Shapes: `signals[i][t]`, `target[t]`. Cost: O(signals × moments) a round, at most 1,000 rounds.
 * - Source: Tibshirani 1996 (lasso); Friedman et al. 2007, "Pathwise coordinate optimization".
 */
export const signalWeights = (
  signals: readonly Float64Array[],
  target: Float64Array,
  strictness: number,
): readonly number[] => {
  const count = target.length;
  if (count === 0) return signals.map(() => 0);
  const dot = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let at = 0; at < count; at++) sum += (a[at] as number) * (b[at] as number);
    return sum / count;
  };
  const size = Math.sqrt(dot(target, target));
  const squares = signals.map((signal) => dot(signal, signal));
  const prices = squares.map((square) => (strictness * Math.sqrt(square) * size) / Math.sqrt(count));
  const weights = signals.map(() => 0);
  const rest = target.slice();
  for (let round = 0; round < 1_000; round++) {
    let moved = 0;
    for (const [at, signal] of signals.entries()) {
      const square = squares[at] as number;
      if (!(square > 0)) continue;
      const before = weights[at] as number;
      const wanted = Math.max(0, (dot(signal, rest) + square * before - (prices[at] as number)) / square);
      if (wanted === before) continue;
      for (let time = 0; time < count; time++) {
        rest[time] = (rest[time] as number) - (wanted - before) * (signal[time] as number);
      }
      weights[at] = wanted;
      moved = Math.max(moved, Math.abs(wanted - before) * Math.sqrt(square));
    }
    if (!(moved > 1e-12 * (size + 1e-300))) break;
  }
  return weights;
};
