import { zeroMatrix } from '../gates/complex-matrix';
import { boundFactor } from './bound-factor';
import { bothTraits } from './matrix-traits';
import { nodeScratch, writeDiagonal, writeProduct } from './node-matrix';
import { isFixed, type PlanNode, popCount } from './plan-node';

/** A table of more qubits would not stay in a first-level cache beside the amplitudes. */
const largestTable = 8;

/**
 * About what a node costs for each amplitude, in nanoseconds: what the WebAssembly kernels took on a Zen 5 core with a state in
 * the second-level cache. Only the order of these numbers matters. A diagonal is cheap because more of them join it.
 */
export const costOf = ({ kind, mask, controls, traits }: PlanNode): number => {
  const part = 0.1 + 0.9 / 2 ** popCount(controls);
  if (kind === 'phase') return 0.05 + 0.3 / 2 ** popCount(mask);
  if (kind === 'diagonal') return 0.3;
  if (kind === 'flip' || kind === 'swap') return 0.25 * part;
  if (kind === 'one') return (traits.isReal || traits.isCross ? 0.25 : 0.75) * part;
  return 0.4 * 2 ** popCount(mask) * part;
};

const noTraits = {
  isDiagonal: false,
  isPhase: false,
  isReal: false,
  isCross: false,
  isFlip: false,
  isSwap: false,
  isAlongX: false,
};

export const isDiagonal = ({ kind }: PlanNode): boolean => kind === 'phase' || kind === 'diagonal';

/** On how many qubits a product of matrices is worth its arithmetic. */
const largestProduct = 2;

/** What is to be said of the product as one node, were it made, or `undefined` where the kinds do not allow it. */
const shapeOf = (first: PlanNode, second: PlanNode): Omit<PlanNode, 'factors'> | undefined => {
  if (isDiagonal(first) && isDiagonal(second)) {
    const mask = first.mask | second.mask;
    if (popCount(mask | 3) > largestTable) return undefined;
    const traits = bothTraits(first.traits, second.traits);
    return { kind: 'diagonal', mask, controls: 0, traits };
  }
  const hasSameFrame = first.mask === second.mask && first.controls === second.controls;
  if (hasSameFrame && first.kind !== 'diagonal' && second.kind !== 'diagonal') {
    const traits = { ...bothTraits(first.traits, second.traits), isDiagonal: false, isPhase: false };
    // Two flips are no flip; they are the identity, which is found by its numbers.
    const plain = { ...traits, isFlip: false, isSwap: false };
    return {
      kind: popCount(first.mask) === 1 ? 'one' : 'dense',
      mask: first.mask,
      controls: first.controls,
      traits: plain,
    };
  }
  const mask = first.mask | second.mask | first.controls | second.controls;
  if (popCount(mask) > largestProduct || mask === 0) return undefined;
  const traits = bothTraits(first.traits, second.traits);
  if (popCount(mask) === 1) return { kind: 'one', mask, controls: 0, traits: { ...traits, isFlip: false } };
  return { kind: 'dense', mask, controls: 0, traits: noTraits };
};

/**
 * The node that does first the one and then the other, or `undefined` where the kinds do not allow it. Unless `mayWiden`,
 * diagonals merge on the same qubits only.
 */
export const mergeNodes = (first: PlanNode, second: PlanNode, mayWiden: boolean): PlanNode | undefined => {
  const areDiagonal = isDiagonal(first) && isDiagonal(second);
  if (areDiagonal && !mayWiden && first.mask !== second.mask) return undefined;
  if (!areDiagonal && ((first.mask | first.controls) & (second.mask | second.controls)) === 0) return undefined;
  const shape = shapeOf(first, second);
  return shape === undefined ? undefined : { ...shape, factors: [...first.factors, ...second.factors] };
};

const scratch = nodeScratch();

const table = { re: new Float64Array(2 ** largestTable), im: new Float64Array(2 ** largestTable) };

const isOne = (re: number, im: number): boolean => Math.abs(re - 1) < 1e-15 && Math.abs(im) < 1e-15;

const isZero = (re: number, im: number): boolean => Math.abs(re) < 1e-15 && Math.abs(im) < 1e-15;

/** Whether a node without parameters is the identity, to the last bits of its product. */
export const isIdentity = (node: PlanNode): boolean => {
  if (!isFixed(node) || (isDiagonal(node) && popCount(node.mask) > largestTable)) return false;
  const bits = popCount(node.mask);
  const factors = node.factors.map((factor) => boundFactor(factor, node.mask, node.controls, new Map()));
  if (isDiagonal(node)) {
    writeDiagonal(factors, bits, table, [], scratch);
    return table.re.subarray(0, 2 ** bits).every((re, at) => isOne(re, table.im[at]!));
  }
  const matrix = zeroMatrix(2 ** bits);
  writeProduct(factors, matrix, [], scratch);
  return matrix.re.every((re, at) => (at % (matrix.size + 1) === 0 ? isOne : isZero)(re, matrix.im[at]!));
};
