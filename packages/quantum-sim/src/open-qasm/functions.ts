import { arcTangent2, cosine, exponential, naturalLogarithm, power, sine } from '../portable-math';
import type { Version } from './syntax';

const floorRemainder = (a: number, b: number): number => a - b * Math.floor(a / b);

/** base^exponent; by multiplication where the exponent is whole, so that 2^3 is 8 exactly and negative bases have powers. */
export const raise = (base: number, exponent: number): number => {
  if (!Number.isInteger(exponent)) return base === 0 ? 0 ** exponent : base > 0 ? power(base, exponent) : Number.NaN;
  let left = Math.abs(exponent);
  if (left > 2 ** 31) return base > 0 ? power(base, exponent) : Number.NaN;
  let result = 1;
  for (let square = base; left > 0; square *= square) {
    if (left % 2 === 1) result *= square;
    left = Math.floor(left / 2);
  }
  return exponent < 0 ? 1 / result : result;
};

type NumericFunction = (...values: number[]) => number;

const tangent: NumericFunction = (x) => sine(x!) / cosine(x!);
const cosineOf: NumericFunction = (x) => cosine(x!);
const sineOf: NumericFunction = (x) => sine(x!);
const exponentialOf: NumericFunction = (x) => exponential(x!);
const logarithm: NumericFunction = (x) => naturalLogarithm(x!);
const root: NumericFunction = (x) => Math.sqrt(x!);
const legOf = (x: number): number => Math.sqrt((1 - x) * (1 + x));

/** The functions of expressions: how many numbers each takes, and what it makes of them. */
export const functions: Readonly<Record<Version, ReadonlyMap<string, readonly [number, NumericFunction]>>> = {
  2: new Map([
    ['sin', [1, sineOf]],
    ['cos', [1, cosineOf]],
    ['tan', [1, tangent]],
    ['exp', [1, exponentialOf]],
    ['ln', [1, logarithm]],
    ['sqrt', [1, root]],
  ]),
  3: new Map<string, readonly [number, NumericFunction]>([
    ['sin', [1, sineOf]],
    ['cos', [1, cosineOf]],
    ['tan', [1, tangent]],
    ['arcsin', [1, (x) => arcTangent2(x!, legOf(x!))]],
    ['arccos', [1, (x) => arcTangent2(legOf(x!), x!)]],
    ['arctan', [1, (x) => arcTangent2(x!, 1)]],
    ['exp', [1, exponentialOf]],
    ['log', [1, logarithm]],
    ['sqrt', [1, root]],
    ['pow', [2, (x, y) => raise(x!, y!)]],
    ['mod', [2, (x, y) => floorRemainder(x!, y!)]],
    ['floor', [1, (x) => Math.floor(x!)]],
    ['ceiling', [1, (x) => Math.ceil(x!)]],
  ]),
};

/** The names of numbers, which no declaration may take. */
export const constants: Readonly<Record<Version, ReadonlyMap<string, number>>> = {
  2: new Map([['pi', Math.PI]]),
  3: new Map([
    ['pi', Math.PI],
    ['π', Math.PI],
    ['tau', 2 * Math.PI],
    ['τ', 2 * Math.PI],
    ['euler', Math.E],
    ['ℇ', Math.E],
  ]),
};
