import { QuantumError } from '../errors';
import { complexQr } from './complex-qr';
import { adjointTable, type ComplexTable, multiplyTables, zeroTable } from './complex-table';

export interface SvdParts {
  /** Orthonormal columns, one for each singular value. */
  readonly u: ComplexTable;
  /** Largest first; those below 1e-17 of the largest are left out. */
  readonly values: Float64Array;
  /** Orthonormal rows: the conjugate transpose of V. */
  readonly vAdjoint: ComplexTable;
}

const mostSweeps = 60;

/** Columns whose squared length is below that part of the longest are rounding errors. */
const negligible = 1e-34;

interface Columns {
  readonly count: number;
  readonly length: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const squaredLength = ({ length, re, im }: Columns, column: number): number => {
  let sum = 0;
  for (let at = column * length; at < (column + 1) * length; at++) sum += re[at]! * re[at]! + im[at]! * im[at]!;
  return sum;
};

/** (a, b) ← (c·a − s·ē·b, s·a + c·ē·b) for two columns and a phase e = x + iy. */
const rotate = (
  { length, re, im }: Columns,
  first: number,
  second: number,
  c: number,
  s: number,
  x: number,
  y: number,
): void => {
  for (let k = 0; k < length; k++) {
    const p = first * length + k;
    const q = second * length + k;
    const turnedRe = x * re[q]! + y * im[q]!;
    const turnedIm = x * im[q]! - y * re[q]!;
    const a = re[p]!;
    const b = im[p]!;
    re[p] = c * a - s * turnedRe;
    im[p] = c * b - s * turnedIm;
    re[q] = s * a + c * turnedRe;
    im[q] = s * b + c * turnedIm;
  }
};

/** Makes the columns orthogonal by rotations of pairs and does the same to the columns of `also`. */
const orthogonalise = (columns: Columns, also: Columns): void => {
  const { count, length, re, im } = columns;
  const tolerance = 1e-15 * Math.max(1, Math.sqrt(length));
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let longest = 0;
    for (let column = 0; column < count; column++) longest = Math.max(longest, squaredLength(columns, column));
    let isDone = true;
    for (let p = 0; p < count - 1; p++) {
      for (let q = p + 1; q < count; q++) {
        let alpha = 0;
        let beta = 0;
        let x = 0;
        let y = 0;
        for (let k = 0; k < length; k++) {
          const a = re[p * length + k]!;
          const b = im[p * length + k]!;
          const c = re[q * length + k]!;
          const d = im[q * length + k]!;
          alpha += a * a + b * b;
          beta += c * c + d * d;
          x += a * c + b * d;
          y += a * d - b * c;
        }
        if (alpha <= negligible * longest || beta <= negligible * longest) continue;
        const overlap = Math.sqrt(x * x + y * y);
        if (overlap <= tolerance * Math.sqrt(alpha) * Math.sqrt(beta)) continue;
        isDone = false;
        const zeta = (beta - alpha) / (2 * overlap);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const cosine = 1 / Math.sqrt(1 + t * t);
        rotate(columns, p, q, cosine, cosine * t, x / overlap, y / overlap);
        rotate(also, p, q, cosine, cosine * t, x / overlap, y / overlap);
      }
    }
    if (isDone) return;
  }
  throw new QuantumError({
    code: 'NO_CONVERGENCE',
    message: `complexSvd: columns were not orthogonal after ${mostSweeps} sweeps.`,
    remedy: 'Pass a matrix of finite numbers.',
    context: { count, length },
  });
};

/**
 * The singular value decomposition A = U · diag(values) · V† by one-sided Jacobi rotations behind a QR decomposition.
 *
 * Only sums, products and roots, so the bits are the same on every platform. Cost: O(rows · columns · min(rows, columns)), about
 * 6 to 10 times.
 *
 * Source: Hestenes 1958, "Inversion of matrices by biorthogonalization"; Drmač and Veselić 2008, "New fast and accurate Jacobi SVD
 * algorithm", for the QR decomposition before.
 *
 * @throws {QuantumError} An entry is not finite.
 */
export const complexSvd = (matrix: ComplexTable): SvdParts => {
  if (matrix.rows < matrix.columns) {
    const { u, values, vAdjoint } = complexSvd(adjointTable(matrix));
    return { u: adjointTable(vAdjoint), values, vAdjoint: adjointTable(u) };
  }
  const { q, r } = complexQr(matrix);
  const size = r.rows;
  // The columns of R† one after the other are the conjugated rows of R: R† W = X diag(values), so A = (Q W) diag(values) X†.
  const columns: Columns = { count: size, length: size, re: r.re.slice(), im: r.im.map((value) => 0 - value) };
  const turns: Columns = {
    count: size,
    length: size,
    re: new Float64Array(size * size),
    im: new Float64Array(size * size),
  };
  for (let at = 0; at < size; at++) turns.re[at * (size + 1)] = 1;
  orthogonalise(columns, turns);
  const lengths = Array.from({ length: size }, (_, column) => Math.sqrt(squaredLength(columns, column)));
  const longest = Math.max(...lengths);
  const order = [...lengths.keys()]
    .sort((a, b) => lengths[b]! - lengths[a]! || a - b)
    .filter((column) => lengths[column]! > 1e-17 * longest);
  const w = zeroTable(size, order.length);
  const vAdjoint = zeroTable(order.length, size);
  order.forEach((column, place) => {
    for (let k = 0; k < size; k++) {
      w.re[k * order.length + place] = turns.re[column * size + k]!;
      w.im[k * order.length + place] = turns.im[column * size + k]!;
      vAdjoint.re[place * size + k] = columns.re[column * size + k]! / lengths[column]!;
      vAdjoint.im[place * size + k] = (0 - columns.im[column * size + k]!) / lengths[column]!;
    }
  });
  return {
    u: multiplyTables(q, w),
    values: Float64Array.from(order, (column) => lengths[column]!),
    vAdjoint,
  };
};
