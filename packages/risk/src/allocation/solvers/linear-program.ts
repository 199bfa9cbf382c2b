import { dot } from '../algebra/dense';

/** One variable, between 0 and `upper`. */
export interface Column {
  readonly cost: number;
  /** Infinity where there is no bound. */
  readonly upper: number;
  /** What the variable adds to each row. */
  readonly coefficients: Float64Array;
}

/** Minimise Σ cost · x under Σ coefficients · x = bounds. */
export interface LinearProgram {
  readonly bounds: Float64Array;
  readonly columns: readonly Column[];
}

export type LinearSolution =
  | {
      readonly type: 'optimal';
      readonly values: Float64Array;
      /** One for each row: what the objective gains when its bound grows by 1. */
      readonly multipliers: Float64Array;
      readonly objective: number;
    }
  | { readonly type: 'infeasible' | 'unbounded' | 'undecided' };

/** Rounding of prices and pivots, for data of size 1. */
const tolerance = 1e-10;

interface Tableau {
  readonly rows: number;
  readonly bounds: Float64Array;
  readonly columns: Column[];
  /** The column that is basic in each row. */
  readonly basis: Int32Array;
  readonly isBasic: Uint8Array;
  /** Whether a column that is not basic stands at its upper bound. */
  readonly isAtUpper: Uint8Array;
  /** Inverse of the basic columns, row after row. */
  readonly inverse: Float64Array;
  /** Values of the basic columns. */
  readonly values: Float64Array;
}

const rowOf = (matrix: Float64Array, rows: number, row: number): Float64Array =>
  matrix.subarray(row * rows, (row + 1) * rows);

/** What is left of the bounds for the basic columns. */
const remainder = ({ bounds, columns, isBasic, isAtUpper }: Tableau): Float64Array => {
  const rest = bounds.slice();
  for (const [place, { upper, coefficients }] of columns.entries()) {
    if (isBasic[place] || !isAtUpper[place]) continue;
    for (let row = 0; row < rest.length; row++) {
      rest[row] = (rest[row] as number) - upper * (coefficients[row] as number);
    }
  }
  return rest;
};

const refreshValues = (tableau: Tableau): void => {
  const { rows, inverse, values } = tableau;
  const rest = remainder(tableau);
  for (let row = 0; row < rows; row++) values[row] = dot(rowOf(inverse, rows, row), rest);
};

/** Divides the pivot's row and takes it out of the others. */
const eliminate = (inverse: Float64Array, rows: number, pivot: number, direction: Float64Array): void => {
  const main = rowOf(inverse, rows, pivot);
  const divisor = direction[pivot] as number;
  for (let k = 0; k < rows; k++) main[k] = (main[k] as number) / divisor;
  for (let row = 0; row < rows; row++) {
    const factor = direction[row] as number;
    if (row === pivot || factor === 0) continue;
    const other = rowOf(inverse, rows, row);
    for (let k = 0; k < rows; k++) other[k] = (other[k] as number) - factor * (main[k] as number);
  }
};

/** Inverts the basis anew, so that rounding of many pivots does not add up. */
const refactor = (tableau: Tableau): void => {
  const { rows, basis, columns, inverse } = tableau;
  const members = [...basis];
  inverse.fill(0);
  for (let row = 0; row < rows; row++) inverse[row * rows + row] = 1;
  const isTaken = new Uint8Array(rows);
  for (const member of members) {
    const { coefficients } = columns[member] as Column;
    const direction = Float64Array.from({ length: rows }, (_, row) => dot(rowOf(inverse, rows, row), coefficients));
    let pivot = -1;
    for (let row = 0; row < rows; row++) {
      const isLarger = pivot < 0 || Math.abs(direction[row] as number) > Math.abs(direction[pivot] as number);
      if (!isTaken[row] && isLarger) pivot = row;
    }
    eliminate(inverse, rows, pivot, direction);
    isTaken[pivot] = 1;
    basis[pivot] = member;
  }
  refreshValues(tableau);
};

const pricesOf = ({ rows, basis, inverse }: Tableau, costs: Float64Array): Float64Array => {
  const prices = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const cost = costs[basis[row] as number] as number;
    if (cost === 0) continue;
    const line = rowOf(inverse, rows, row);
    for (let k = 0; k < rows; k++) prices[k] = (prices[k] as number) + cost * (line[k] as number);
  }
  return prices;
};

/** The column whose change pays most, or, to get out of a circle, the first that pays (Bland 1977); −1 for none. */
const entering = (tableau: Tableau, costs: Float64Array, isFirst: boolean): number => {
  const { columns, isBasic, isAtUpper } = tableau;
  const prices = pricesOf(tableau, costs);
  let best = -1;
  let most = tolerance;
  for (let place = 0; place < columns.length; place++) {
    const { coefficients, upper } = columns[place] as Column;
    if (isBasic[place] || upper === 0) continue;
    const reduced = (costs[place] as number) - dot(prices, coefficients);
    const gain = isAtUpper[place] ? reduced : -reduced;
    if (!(gain > most)) continue;
    if (isFirst) return place;
    best = place;
    most = gain;
  }
  return best;
};

type Step = 'moved' | 'stood' | 'optimal' | 'unbounded';

/** One step of the simplex method with bounded variables. */
const advance = (tableau: Tableau, costs: Float64Array, isFirst: boolean): Step => {
  const { rows, columns, basis, isBasic, isAtUpper, inverse, values } = tableau;
  const place = entering(tableau, costs, isFirst);
  if (place < 0) return 'optimal';
  const { coefficients, upper } = columns[place] as Column;
  const direction = Float64Array.from({ length: rows }, (_, row) => dot(rowOf(inverse, rows, row), coefficients));
  const sign = isAtUpper[place] ? -1 : 1;
  let length = upper;
  let pivot = -1;
  for (let row = 0; row < rows; row++) {
    const rate = sign * (direction[row] as number);
    if (Math.abs(rate) <= 1e-9) continue;
    const most = (columns[basis[row] as number] as Column).upper;
    const room = rate > 0 ? (values[row] as number) : most - (values[row] as number);
    const limit = Math.max(0, room) / Math.abs(rate);
    const isTie = pivot >= 0 && limit <= length + 1e-12 && limit >= length - 1e-12;
    // Among ties the largest pivot rounds least; Bland's rule needs the first column.
    const isPreferred = isFirst
      ? (basis[row] as number) < (basis[pivot] as number)
      : Math.abs(rate) > Math.abs(direction[pivot] as number);
    if (isTie ? !isPreferred : limit >= length) continue;
    length = Math.min(length, limit);
    pivot = row;
  }
  if (length === Infinity) return 'unbounded';
  for (let row = 0; row < rows; row++)
    values[row] = (values[row] as number) - sign * length * (direction[row] as number);
  if (pivot < 0) {
    isAtUpper[place] = isAtUpper[place] ? 0 : 1;
    return 'moved';
  }
  const leaving = basis[pivot] as number;
  isBasic[leaving] = 0;
  isAtUpper[leaving] = sign * (direction[pivot] as number) < 0 ? 1 : 0;
  values[pivot] = sign > 0 ? length : upper - length;
  isBasic[place] = 1;
  basis[pivot] = place;
  eliminate(inverse, rows, pivot, direction);
  return length > 1e-12 ? 'moved' : 'stood';
};

const optimise = (tableau: Tableau, costs: Float64Array): 'optimal' | 'unbounded' | 'undecided' => {
  let stood = 0;
  for (let count = 1; count < 200 * (tableau.rows + tableau.columns.length); count++) {
    const step = advance(tableau, costs, stood > 2 * tableau.rows);
    if (step === 'optimal' || step === 'unbounded') return step;
    stood = step === 'stood' ? stood + 1 : 0;
    if (count % 64 === 0) refactor(tableau);
  }
  return 'undecided';
};

/**
 * Solves a dense linear program with few rows by the simplex method with bounded variables, in two phases.
 *
 * It ends at a vertex, so the answer is exact but for rounding, and the multipliers of its rows solve the dual. Data should be
 * of size 1: what is below 1e-10 counts as 0.
 *
 * - Cost: O(rows · columns) a step; 30 rows and 1,000 columns take 50 ms.
 *
 * Source: Dantzig 1955, "Upper bounds, secondary constraints, and block triangularity in linear programming", Econometrica 23;
 * Bland 1977 against circles.
 */
export const solveLinearProgram = ({ bounds, columns }: LinearProgram): LinearSolution => {
  const rows = bounds.length;
  const own = columns.length;
  const artificial = Array.from({ length: rows }, (_, row): Column => {
    const coefficients = new Float64Array(rows);
    coefficients[row] = (bounds[row] as number) < 0 ? -1 : 1;
    return { cost: 0, upper: Infinity, coefficients };
  });
  const tableau: Tableau = {
    rows,
    bounds,
    columns: [...columns, ...artificial],
    basis: Int32Array.from({ length: rows }, (_, row) => own + row),
    isBasic: Uint8Array.from({ length: own + rows }, (_, place) => (place < own ? 0 : 1)),
    isAtUpper: new Uint8Array(own + rows),
    inverse: new Float64Array(rows * rows),
    values: new Float64Array(rows),
  };
  refactor(tableau);
  const phaseOne = Float64Array.from({ length: own + rows }, (_, place) => (place < own ? 0 : 1));
  const isFound = optimise(tableau, phaseOne);
  if (isFound !== 'optimal') return { type: 'undecided' };
  refactor(tableau);
  let missing = 0;
  for (const [row, place] of tableau.basis.entries()) if (place >= own) missing += tableau.values[row] as number;
  if (missing > 1e-9) return { type: 'infeasible' };
  // From here on the artificial variables are held at 0.
  for (let row = 0; row < rows; row++) {
    tableau.columns[own + row] = { ...(tableau.columns[own + row] as Column), upper: 0 };
    tableau.isAtUpper[own + row] = 0;
  }
  const costs = Float64Array.from(tableau.columns, ({ cost }) => cost);
  const end = optimise(tableau, costs);
  if (end !== 'optimal') return { type: end };
  refactor(tableau);
  const values = Float64Array.from(columns, ({ upper }, place) => (tableau.isAtUpper[place] ? upper : 0));
  for (const [row, place] of tableau.basis.entries()) if (place < own) values[place] = tableau.values[row] as number;
  return {
    type: 'optimal',
    values,
    multipliers: pricesOf(tableau, costs),
    objective: columns.reduce((sum, { cost }, place) => sum + cost * (values[place] as number), 0),
  };
};
