import { addScaled, dot } from '../algebra/dense';

/**
 * The limits that hold with equality at a point, with an orthonormal basis of their normals: N = Q R.
 *
 * Normals are orthogonalised twice, so that Q stays orthonormal to rounding however near they are to dependence.
 */
export interface ActiveSet {
  readonly indices: readonly number[];
  readonly normals: readonly Float64Array[];
  /** What remains of a vector without its part in the span, and the combination of normals that makes that part. */
  split(vector: Float64Array): { readonly rest: Float64Array; readonly combination: Float64Array };
  /** The shortest vector whose products with the normals are these, and the combination of normals that makes it. */
  shortest(products: ArrayLike<number>): { readonly vector: Float64Array; readonly combination: Float64Array };
  add(index: number, normal: Float64Array): void;
  /** Takes out the member at a place. */
  drop(place: number): void;
}

const project = (basis: readonly Float64Array[], vector: Float64Array): { rest: Float64Array; parts: Float64Array } => {
  const rest = vector.slice();
  const parts = new Float64Array(basis.length);
  for (let pass = 0; pass < 2; pass++) {
    for (const [place, direction] of basis.entries()) {
      const part = dot(direction, rest);
      parts[place] = (parts[place] as number) + part;
      addScaled(rest, -part, direction);
    }
  }
  return { rest, parts };
};

/** The x with R x = parts, for R in columns. */
const combine = (triangle: readonly Float64Array[], parts: Float64Array): Float64Array => {
  const combination = parts.slice();
  for (let column = triangle.length - 1; column >= 0; column--) {
    const entries = triangle[column] as Float64Array;
    const value = (combination[column] as number) / (entries[column] as number);
    combination[column] = value;
    for (let row = 0; row < column; row++) {
      combination[row] = (combination[row] as number) - (entries[row] as number) * value;
    }
  }
  return combination;
};

export const createActiveSet = (): ActiveSet => {
  const indices: number[] = [];
  const normals: Float64Array[] = [];
  const basis: Float64Array[] = [];
  /** Columns of R; column k has k + 1 entries. */
  const triangle: Float64Array[] = [];

  const append = (normal: Float64Array): void => {
    const { rest, parts } = project(basis, normal);
    const length = Math.sqrt(dot(rest, rest));
    triangle.push(Float64Array.of(...parts, length));
    basis.push(rest.map((value) => value / length));
  };

  return {
    indices,
    normals,
    split: (vector) => {
      const { rest, parts } = project(basis, vector);
      return { rest, combination: combine(triangle, parts) };
    },
    shortest: (products) => {
      const vector = new Float64Array(basis[0]?.length ?? 0);
      const parts: number[] = [];
      for (const [column, entries] of triangle.entries()) {
        const known = dot(parts, entries);
        const part = ((products[column] as number) - known) / (entries[column] as number);
        parts.push(part);
        addScaled(vector, part, basis[column] as Float64Array);
      }
      return { vector, combination: combine(triangle, Float64Array.from(parts)) };
    },
    add: (index, normal) => {
      indices.push(index);
      normals.push(normal);
      append(normal);
    },
    drop: (place) => {
      indices.splice(place, 1);
      normals.splice(place, 1);
      basis.length = place;
      triangle.length = place;
      for (const normal of normals.slice(place)) append(normal);
    },
  };
};
