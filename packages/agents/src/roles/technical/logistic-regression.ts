import { exponential } from '../../portable-math';

export interface LogisticRow {
  readonly features: readonly number[];
  readonly happened: boolean;
}

/** Weights of standardised features; the first is the intercept. */
export interface LogisticWeights {
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

const sigmoid = (value: number): number => 1 / (1 + exponential(-value));

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, place) => sum + value * (b[place] as number), 0);

const standardised = (
  features: readonly number[],
  { means, deviations }: Omit<LogisticWeights, 'weights'>,
): number[] => [
  1,
  ...features.map((value, place) => (value - (means[place] as number)) / (deviations[place] as number)),
];

/** Solves a symmetric positive definite system by Gaussian elimination with pivots. */
const solved = (matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] => {
  const rows = matrix.map((row, place) => [...row, right[place] as number]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] as number) > Math.abs(rows[best]?.[column] as number)) best = row;
    }
    const pivot = rows[best] as number[];
    rows[best] = rows[column] as number[];
    rows[column] = pivot;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const other = rows[row] as number[];
      const factor = (other[column] as number) / (pivot[column] as number);
      for (let place = column; place <= size; place++)
        other[place] = (other[place] as number) - factor * (pivot[place] as number);
    }
  }
  return rows.map((row, place) => (row[size] as number) / (row[place] as number));
};

/** Probability that a fitted model gives to features. */
export const logisticProbability = (model: LogisticWeights, features: readonly number[]): number =>
  sigmoid(dot(model.weights, standardised(features, model)));

const meansOf = (rows: readonly LogisticRow[]): { readonly means: number[]; readonly deviations: number[] } => {
  const width = rows[0]?.features.length ?? 0;
  const means = Array.from({ length: width }, (_, place) => {
    return rows.reduce((sum, { features }) => sum + (features[place] as number), 0) / rows.length;
  });
  const deviations = means.map((mean, place) => {
    const square = rows.reduce((sum, { features }) => sum + ((features[place] as number) - mean) ** 2, 0);
    // A feature that never changes says nothing: standardised it is 0 everywhere.
    return Math.sqrt(square / rows.length) || 1;
  });
  return { means, deviations };
};

/**
 * Fits a logistic regression: the weights that maximise Σ log-likelihood − ridge/2 × Σ weight² (without the intercept), by Newton's steps.
 *
 * Same rows, same bits everywhere: only +, −, ×, ÷, √ and an own exponential. At most 50 steps, or until no weight moves by 1e-10.
 */
export const fitLogistic = (rows: readonly LogisticRow[], ridge: number): LogisticWeights => {
  const scale = meansOf(rows);
  const inputs = rows.map(({ features, happened }) => ({ x: standardised(features, scale), y: Number(happened) }));
  const size = scale.means.length + 1;
  let weights: readonly number[] = new Array<number>(size).fill(0);
  for (let step = 0; step < 50; step++) {
    const gradient = weights.map((weight, place) => (place === 0 ? 0 : -ridge * weight));
    const curvature = weights.map((_, row) =>
      weights.map((__, column) => (row === column ? (row === 0 ? 1e-9 : ridge) : 0)),
    );
    for (const { x, y } of inputs) {
      const p = sigmoid(dot(weights, x));
      for (let row = 0; row < size; row++) {
        gradient[row] = (gradient[row] as number) + (y - p) * (x[row] as number);
        const line = curvature[row] as number[];
        for (let column = 0; column < size; column++) {
          line[column] = (line[column] as number) + p * (1 - p) * (x[row] as number) * (x[column] as number);
        }
      }
    }
    const move = solved(curvature, gradient);
    weights = weights.map((weight, place) => weight + (move[place] as number));
    if (move.every((value) => Math.abs(value) < 1e-10)) break;
  }
  return { weights, ...scale };
};
