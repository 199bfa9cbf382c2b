/**
 * An independent second implementation with mathjs: gates from Pauli matrices, projectors and power series, whole operators
 * by Kronecker products. Slow and plain on purpose.
 */
import { add, type Complex, complex, identity, kron, type MathType, type Matrix, matrix, multiply } from 'mathjs';

const of = (rows: (number | Complex)[][]): Matrix => matrix(rows as number[][]);
const i = complex(0, 1) as Complex;
const minusI = complex(0, -1) as Complex;

const paulis: Readonly<Record<string, Matrix>> = {
  I: of([
    [1, 0],
    [0, 1],
  ]),
  X: of([
    [0, 1],
    [1, 0],
  ]),
  Y: of([
    [0, minusI],
    [i, 0],
  ]),
  Z: of([
    [1, 0],
    [0, -1],
  ]),
};

const sum = (...parts: Matrix[]): Matrix => parts.reduce((a, b) => add(a, b) as Matrix);
const scaled = (factor: MathType, a: Matrix): Matrix => multiply(factor as number, a) as Matrix;
const product = (...parts: Matrix[]): Matrix => parts.reduce((a, b) => multiply(a, b) as Matrix);
export const one = (qubits: number): Matrix => identity(2 ** qubits) as Matrix;

/** The product of Pauli matrices; the letter of qubit 0 is the last one of the text. */
export const pauliProduct = (text: string): Matrix =>
  [...text].map((letter) => paulis[letter]!).reduce((a, b) => kron(a, b) as Matrix);

/** e^(factor · a) by its power series. */
export const exponentialOf = (factor: Complex, a: Matrix): Matrix => {
  let term = identity(a.size()[0]!) as Matrix;
  let total = term;
  for (let k = 1; k < 60; k++) {
    term = scaled(multiply(factor, 1 / k) as Complex, multiply(term, a) as Matrix);
    total = sum(total, term);
  }
  return total;
};

const rotation = (text: string) => (angle: number) =>
  exponentialOf(complex(0, -angle / 2) as Complex, pauliProduct(text));
const phase = (angle: number): Complex => complex(Math.cos(angle), Math.sin(angle)) as Complex;

/** |1…1⟩⟨1…1| ⊗ U + the rest; controls are the least significant qubits. */
export const controlledBy = (count: number, u: Matrix): Matrix => {
  const size = 2 ** count;
  const last = matrix(
    Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (__, column) => (row === size - 1 && column === size - 1 ? 1 : 0)),
    ),
  );
  const rest = sum(one(count), scaled(-1, last));
  return sum(kron(u, last) as Matrix, kron(identity(u.size()[0]!) as Matrix, rest) as Matrix);
};

const half = Math.SQRT1_2;
const x = pauliProduct('X');
const y = pauliProduct('Y');
const z = pauliProduct('Z');
const h = scaled(half, sum(x, z));
const p = (angle: number): Matrix =>
  of([
    [1, 0],
    [0, phase(angle)],
  ]);
/** The root of a matrix whose square is 1: with the eigenvalues 1 and ±i. */
const root = (a: Matrix, sign: 1 | -1): Matrix =>
  scaled(0.5, sum(scaled(complex(1, sign), one(1)), scaled(complex(1, -sign), a)));
const u = (theta: number, phi: number, lambda: number): Matrix =>
  scaled(phase((phi + lambda) / 2), product(rotation('Z')(phi), rotation('Y')(theta), rotation('Z')(lambda)));
const swap = scaled(0.5, sum(one(2), pauliProduct('XX'), pauliProduct('YY'), pauliProduct('ZZ')));
/** exp(−iθG/4) between rotations of the second qubit by ±β. */
const conjugatedByZ =
  (generator: Matrix) =>
  (theta: number, beta: number): Matrix =>
    product(
      kron(rotation('Z')(beta), paulis.I!) as Matrix,
      exponentialOf(complex(0, -theta / 4) as Complex, generator),
      kron(rotation('Z')(-beta), paulis.I!) as Matrix,
    );

/** What the standard gates should be, by name; the first qubit is the last factor of a Kronecker product. */
export const denseGates: Readonly<Record<string, (...angles: number[]) => Matrix>> = {
  id: () => one(1),
  x: () => x,
  y: () => y,
  z: () => z,
  h: () => h,
  s: () => root(z, 1),
  sdg: () => root(z, -1),
  t: () => p(Math.PI / 4),
  tdg: () => p(-Math.PI / 4),
  sx: () => root(x, 1),
  sxdg: () => root(x, -1),
  p,
  rx: rotation('X'),
  ry: rotation('Y'),
  rz: rotation('Z'),
  u,
  u1: p,
  u2: (phi, lambda) => u(Math.PI / 2, phi!, lambda!),
  u3: u,
  gphase: (gamma) => of([[phase(gamma!)]]),
  cx: () => controlledBy(1, x),
  cy: () => controlledBy(1, y),
  cz: () => controlledBy(1, z),
  ch: () => controlledBy(1, h),
  cs: () => controlledBy(1, root(z, 1)),
  csdg: () => controlledBy(1, root(z, -1)),
  csx: () => controlledBy(1, root(x, 1)),
  cp: (angle) => controlledBy(1, p(angle!)),
  crx: (angle) => controlledBy(1, rotation('X')(angle!)),
  cry: (angle) => controlledBy(1, rotation('Y')(angle!)),
  crz: (angle) => controlledBy(1, rotation('Z')(angle!)),
  cu: (theta, phi, lambda, gamma) => controlledBy(1, scaled(phase(gamma!), u(theta!, phi!, lambda!))),
  cu1: (angle) => controlledBy(1, p(angle!)),
  cu3: (theta, phi, lambda) => controlledBy(1, u(theta!, phi!, lambda!)),
  swap: () => swap,
  iswap: () => exponentialOf(complex(0, Math.PI / 4) as Complex, sum(pauliProduct('XX'), pauliProduct('YY'))),
  ecr: () => scaled(half, sum(pauliProduct('IX'), scaled(-1, pauliProduct('XY')))),
  dcx: () => product(product(swap, controlledBy(1, x), swap), controlledBy(1, x)),
  rxx: rotation('XX'),
  ryy: rotation('YY'),
  rzz: rotation('ZZ'),
  rzx: rotation('XZ'),
  xx_plus_yy: conjugatedByZ(sum(pauliProduct('XX'), pauliProduct('YY'))),
  xx_minus_yy: conjugatedByZ(sum(pauliProduct('XX'), scaled(-1, pauliProduct('YY')))),
  ccx: () => controlledBy(2, x),
  ccz: () => controlledBy(2, z),
  cswap: () => controlledBy(1, swap),
};

/** The entries of a matrix, row by row, as pairs. */
export const entriesOf = (a: Matrix): [number, number][] =>
  (a.toArray() as (number | Complex)[][])
    .flat()
    .map((entry) => (typeof entry === 'number' ? [entry, 0] : [entry.re, entry.im]));

/**
 * What `a` on these qubits makes of amplitudes: they are permuted so that the qubits come first, multiplied by 1 ⊗ a, and
 * permuted back.
 */
export const applyDense = (
  a: Matrix,
  qubits: readonly number[],
  { re, im }: { readonly re: ArrayLike<number>; readonly im: ArrayLike<number> },
): { re: number[]; im: number[] } => {
  const count = Math.round(Math.log2(re.length));
  const rest = Array.from({ length: count }, (_, qubit) => qubit).filter((qubit) => !qubits.includes(qubit));
  const order = [...qubits, ...rest];
  const places = Array.from({ length: re.length }, (_, row) =>
    order.reduce((index, qubit, k) => index | (((row >> k) & 1) << qubit), 0),
  );
  const vector = matrix(places.map((at) => complex(re[at]!, im[at]!)) as unknown as number[]);
  const product = multiply(kron(one(rest.length), a) as Matrix, vector) as Matrix;
  const entries = entriesOf(product);
  const out = { re: new Array<number>(re.length), im: new Array<number>(re.length) };
  places.forEach((at, row) => {
    out.re[at] = entries[row]![0];
    out.im[at] = entries[row]![1];
  });
  return out;
};
