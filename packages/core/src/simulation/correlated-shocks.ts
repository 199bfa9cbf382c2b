import { InvalidOptionsError } from '../errors';

const invalid = (problem: string, remedy: string, context: object): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'INVALID_CORRELATION',
    message: `simulatedMarket: ${problem}.`,
    remedy,
    context: { ...context },
  });

/**
 * The lower triangle L of a correlation matrix R = L Lᵀ, by the Cholesky–Banachiewicz algorithm.
 *
 * @throws {InvalidOptionsError} `matrix` is not square with `size` rows, symmetric, 1 on its diagonal and positive definite.
 */
export const correlationTriangle = (matrix: readonly (readonly number[])[], size: number): number[][] => {
  const isSquare = matrix.length === size && matrix.every((row) => row.length === size);
  if (!isSquare) {
    const shape = `${matrix.length} rows of ${[...new Set(matrix.map((row) => row.length))].join(' or ')}`;
    throw invalid(`residualCorrelation had ${shape}`, `Give ${size} rows of ${size} numbers, one an instrument.`, {
      size,
    });
  }
  const triangle: number[][] = [];
  for (const [row, values] of matrix.entries()) {
    const mine: number[] = [];
    for (let column = 0; column <= row; column++) {
      const value = values[column] as number;
      const where = `residualCorrelation[${row}][${column}] was ${value}`;
      if (column === row && value !== 1) throw invalid(where, 'The diagonal must be 1.', { row, column, value });
      if (value !== matrix[column]?.[row])
        throw invalid(`${where}, its mirror ${matrix[column]?.[row]}`, 'Make it symmetric.', { row, column });
      const other = column === row ? mine : (triangle[column] as number[]);
      let rest = value;
      for (let index = 0; index < column; index++) rest -= (mine[index] as number) * (other[index] as number);
      if (column < row) {
        mine.push(rest / (other[column] as number));
      } else if (rest > 1e-12) {
        mine.push(Math.sqrt(rest));
      } else {
        throw invalid(
          `residualCorrelation was not positive definite at row ${row}`,
          'Bring its correlations closer to 0.',
          { row },
        );
      }
    }
    triangle.push(mine);
  }
  return triangle;
};

/** Turns independent standard normals into correlated ones in place; each keeps to itself and those before it. */
export const correlate = (triangle: readonly (readonly number[])[], normals: Float64Array): void => {
  for (let row = normals.length - 1; row >= 0; row--) {
    const weights = triangle[row] as readonly number[];
    let sum = 0;
    for (let column = 0; column <= row; column++) sum += (weights[column] as number) * (normals[column] as number);
    normals[row] = sum;
  }
};
