import type { AssetSentiment } from './headline-sentiment';

/** A value with the assets that it belongs to. */
export interface WeightedStatement {
  readonly value: number;
  readonly assets: readonly string[];
  readonly isRelative: boolean;
}

export interface Combined {
  readonly score: number;
  readonly confidence: number;
  readonly assets: readonly AssetSentiment[];
}

/** s / √(s² + 4): 0.45 at 1, 0.71 at 2, below 1 always. Form of the normalisation of Hutto and Gilbert 2014, VADER. */
const squash = (sum: number): number => sum / Math.sqrt(sum * sum + 4);

const confidenceOf = (sum: number, size: number, factor: number): number =>
  size === 0 ? 0 : (Math.abs(sum) / size) * (size / (size + 1)) * factor;

/**
 * Sums statements, S = Σ value, for the line and for each asset: score = S / √(S² + 4),
 * confidence = |S| / Σ|value| · Σ|value| / (Σ|value| + 1) · `factor`.
 *
 * Where assets of one line go opposite ways, the line is the mean of them. What is said of one asset against another says
 * nothing of the market.
 */
export const combineStatements = (
  statements: readonly WeightedStatement[],
  named: readonly string[],
  factor: number,
): Combined => {
  let total = 0;
  let totalSize = 0;
  const assets: AssetSentiment[] = [];
  let highest = 0;
  let lowest = 0;
  let sumOfAssets = 0;
  for (const asset of named) {
    let sum = 0;
    let size = 0;
    for (const { value, assets: of } of statements) {
      if (!of.includes(asset)) continue;
      sum += value;
      size += Math.abs(value);
    }
    if (sum > highest) highest = sum;
    if (sum < lowest) lowest = sum;
    sumOfAssets += sum;
    assets.push({ asset, score: squash(sum), confidence: confidenceOf(sum, size, factor) });
  }
  for (const { value, isRelative } of statements) {
    if (isRelative) continue;
    total += value;
    totalSize += Math.abs(value);
  }
  const isMixed = highest > 0 && lowest < 0;
  const sum = isMixed ? sumOfAssets / named.length : total;
  const size = isMixed ? Math.max(totalSize, Math.abs(sum)) : totalSize;
  return { score: squash(sum), confidence: confidenceOf(sum, size, factor), assets };
};
