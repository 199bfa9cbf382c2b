import { DataError } from '@sigmax/core';

/** What a sample covariance is pulled towards. */
export type ShrinkageTarget = 'constant-correlation' | 'scaled-identity';

/** A covariance between the sample's and one of simple structure. */
export interface ShrunkCovariance {
  /** One row an asset. */
  readonly matrix: readonly Float64Array[];
  /** δ: 0 is the sample covariance, 1 the target. */
  readonly shrinkage: number;
}

const centred = (column: Float64Array): Float64Array => {
  let sum = 0;
  for (const value of column) sum += value;
  const mean = sum / column.length;
  return column.map((value) => value - mean);
};

const square = (value: number): number => value * value;

const mapMatrix = (size: number, entry: (i: number, j: number) => number): Float64Array[] =>
  Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_unused, j) => entry(i, j)));

const sumOver = (size: number, entry: (i: number, j: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sum += entry(i, j);
  return sum;
};

/** One variance for all and no correlation. */
const identityTarget = (sample: readonly Float64Array[]): Float64Array[] => {
  const size = sample.length;
  const variance = sumOver(size, (i, j) => (i === j ? sample[i]![j]! : 0)) / size;
  return mapMatrix(size, (i, j) => (i === j ? variance : 0));
};

/** The mean of the correlations above the diagonal; an asset that never moved has none. */
const meanCorrelation = (sample: readonly Float64Array[]): number => {
  const size = sample.length;
  const scale = sample.map((row, i) => Math.sqrt(row[i]!));
  const sum = sumOver(size, (i, j) =>
    i === j || !(scale[i]! > 0 && scale[j]! > 0) ? 0 : sample[i]![j]! / (scale[i]! * scale[j]!),
  );
  return size > 1 ? sum / (size * (size - 1)) : 0;
};

/** Each its own variance and one correlation for all. */
const correlationTarget = (sample: readonly Float64Array[], correlation: number): Float64Array[] =>
  mapMatrix(sample.length, (i, j) =>
    i === j ? sample[i]![j]! : correlation * Math.sqrt(sample[i]![i]!) * Math.sqrt(sample[j]![j]!),
  );

/** ρ̂: the part of the sample's noise that the target of one correlation shares. */
const sharedNoise = (
  columns: readonly Float64Array[],
  sample: readonly Float64Array[],
  own: readonly number[],
  correlation: number,
): number => {
  const size = columns.length;
  const rows = columns[0]!.length;
  return sumOver(size, (i, j) => {
    if (i === j) return own[i]!;
    if (!(sample[i]![i]! > 0 && sample[j]![j]! > 0)) return 0;
    let theta = 0;
    for (let t = 0; t < rows; t++) {
      const x = columns[i]![t]!;
      theta += (x * x - sample[i]![i]!) * (x * columns[j]![t]! - sample[i]![j]!);
    }
    // Over i ≠ j each of the two halves of the paper's sum meets every pair once, so one of them counts whole.
    return correlation * Math.sqrt(sample[j]![j]! / sample[i]![i]!) * (theta / rows);
  });
};

const requireColumns = (columns: readonly Float64Array[]): number => {
  const rows = columns[0]?.length ?? 0;
  const wrong = columns.findIndex((column) => column.length !== rows || !column.every(Number.isFinite));
  if (rows >= 2 && wrong === -1) return rows;
  throw new DataError({
    code: 'INVALID_RETURNS',
    message: `shrunkCovariance: ${columns.length} columns of ${rows} returns${wrong < 0 ? '' : `; column ${wrong} has another length or a return that is not finite`}.`,
    remedy: 'Pass columns of at least 2 finite returns, all of one length.',
    context: { rows, column: wrong },
  });
};

/**
 * Returns a covariance between the sample's and one of simple structure: δ F + (1 − δ) S, with the δ that is expected to come
 * nearest to the true covariance.
 *
 * - Shapes: N columns of n returns give N × N. Units: squared fractions of one period; S has the divisor n.
 * - Cost: O(n N²). State: none. Only + − × ÷ and square roots, so the bits are the same everywhere.
 *
 * Sources: Ledoit and Wolf 2004, "Honey, I shrunk the sample covariance matrix", Journal of Portfolio Management 30, appendix B
 * (`constant-correlation`); Ledoit and Wolf 2004, "A well-conditioned estimator for large-dimensional covariance matrices", Journal
 * of Multivariate Analysis 88, lemmas 3.2 to 3.4 (`scaled-identity`).
 *
 * @throws {DataError} a return is not finite, columns differ in length, or there are fewer than 2 rows.
 * @example
 * ```ts
 * import { shrunkCovariance } from '@sigmax/quantum-sim/strategy';
 * const columns = [Float64Array.of(0.01, -0.02, 0.03, 0), Float64Array.of(0.02, -0.02, 0.01, -0.01)];
 * const { shrinkage, matrix } = shrunkCovariance(columns, 'scaled-identity');
 * shrinkage.toFixed(6); // => '0.417417'
 * matrix[0]![1]!.toFixed(8); // => '0.00013108'
 * ```
 */
export const shrunkCovariance = (returns: readonly Float64Array[], target: ShrinkageTarget): ShrunkCovariance => {
  const rows = requireColumns(returns);
  const size = returns.length;
  const columns = returns.map(centred);
  const sample = mapMatrix(size, (i, j) => {
    let sum = 0;
    for (let t = 0; t < rows; t++) sum += columns[i]![t]! * columns[j]![t]!;
    return sum / rows;
  });
  /** π̂ᵢⱼ: how far an entry of the sample is expected to be off, squared, times n. */
  const noise = mapMatrix(size, (i, j) => {
    let sum = 0;
    for (let t = 0; t < rows; t++) sum += square(columns[i]![t]! * columns[j]![t]! - sample[i]![j]!);
    return sum / rows;
  });
  const correlation = meanCorrelation(sample);
  const isIdentity = target === 'scaled-identity';
  const simple = isIdentity ? identityTarget(sample) : correlationTarget(sample, correlation);
  const own = noise.map((row, i) => row[i]!);
  const shared = isIdentity ? 0 : sharedNoise(columns, sample, own, correlation);
  const distance = sumOver(size, (i, j) => square(simple[i]![j]! - sample[i]![j]!));
  const total = sumOver(size, (i, j) => noise[i]![j]!);
  const shrinkage = distance > 0 ? Math.max(0, Math.min(1, (total - shared) / (rows * distance))) : 0;
  return {
    matrix: mapMatrix(size, (i, j) => shrinkage * simple[i]![j]! + (1 - shrinkage) * sample[i]![j]!),
    shrinkage,
  };
};
