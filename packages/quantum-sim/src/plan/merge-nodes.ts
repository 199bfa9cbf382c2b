import { zeroMatrix } from '../gates/complex-matrix';
import { boundFactor } from './bound-factor';
import { bothTraits } from './matrix-traits';
import { nodeScratch, writeDiagonal, writeProduct } from './node-matrix';
import { isFixed, type PlanNode, qubitsOf } from './plan-node';

/** A table of more qubits would not stay in a first-level cache beside the amplitudes. */
const largestTable = 8;

const count = (mask: number): number => qubitsOf(mask).length;

/**
 * About what a node costs for each amplitude, in nanoseconds: what the WebAssembly kernels took on a Zen 3 core with a state in
 * the second-level cache. Only the order of these numbers matters.
 */
export const costOf = ({ kind, mask, controls, traits }: PlanNode): number => {
  const part = 0.1 + 0.9 / 2 ** count(controls);
  if (kind === 'phase') return 0.15 + 0.6 / 2 ** count(mask);
  if (kind === 'diagonal') return 0.6;
  if (kind === 'flip' || kind === 'swap') return 0.3 * part;
  if (kind === 'one') return (traits.isReal || traits.isCross ? 0.35 : 0.7) * part;
  return 0.5 * 2 ** count(mask) * part;
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

const isDiagonal = ({ kind }: PlanNode): boolean => kind === 'phase' || kind === 'diagonal';

/** On how many qubits a product of matrices is worth its arithmetic. */
const largestProduct = 2;

/** What is to be said of the product as one node, were it made, or `undefined` where the kinds do not allow it. */
const shapeOf = (first: PlanNode, second: PlanNode): Omit<PlanNode, 'factors'> | undefined => {
  if (isDiagonal(first) && isDiagonal(second)) {
    const mask = first.mask | second.mask;
    const traits = bothTraits(first.traits, second.traits);
    return count(mask | 3) <= largestTable ? { kind: 'diagonal', mask, controls: 0, traits } : undefined;
  }
  const hasSameFrame = first.mask === second.mask && first.controls === second.controls;
  if (hasSameFrame && first.kind !== 'diagonal' && second.kind !== 'diagonal') {
    const traits = { ...bothTraits(first.traits, second.traits), isDiagonal: false, isPhase: false };
    // Two flips are no flip; they are the identity, which is found by its numbers.
    const plain = { ...traits, isFlip: false, isSwap: false };
    return {
      kind: count(first.mask) === 1 ? 'one' : 'dense',
      mask: first.mask,
      controls: first.controls,
      traits: plain,
    };
  }
  const mask = first.mask | second.mask | first.controls | second.controls;
  if (count(mask) > largestProduct || mask === 0) return undefined;
  const traits = bothTraits(first.traits, second.traits);
  if (count(mask) === 1) return { kind: 'one', mask, controls: 0, traits: { ...traits, isFlip: false } };
  return { kind: 'dense', mask, controls: 0, traits: noTraits };
};

/** The node that does first the one and then the other, where it costs no more than both; else `undefined`. */
export const mergeNodes = (first: PlanNode, second: PlanNode): PlanNode | undefined => {
  const shape = shapeOf(first, second);
  if (shape === undefined) return undefined;
  const merged = { ...shape, factors: [...first.factors, ...second.factors] };
  return costOf(merged) <= costOf(first) + costOf(second) ? merged : undefined;
};

const scratch = nodeScratch();

const table = { re: new Float64Array(2 ** largestTable), im: new Float64Array(2 ** largestTable) };

const isOne = (re: number, im: number): boolean => Math.abs(re - 1) < 1e-15 && Math.abs(im) < 1e-15;

const isZero = (re: number, im: number): boolean => Math.abs(re) < 1e-15 && Math.abs(im) < 1e-15;

/** Whether a node without parameters is the identity, to the last bits of its product. */
export const isIdentity = (node: PlanNode): boolean => {
  if (!isFixed(node) || (isDiagonal(node) && count(node.mask) > largestTable)) return false;
  const bits = count(node.mask);
  const factors = node.factors.map((factor) => boundFactor(factor, node.mask, node.controls, new Map()));
  if (isDiagonal(node)) {
    writeDiagonal(factors, bits, table, [], scratch);
    return table.re.subarray(0, 2 ** bits).every((re, at) => isOne(re, table.im[at]!));
  }
  const matrix = zeroMatrix(2 ** bits);
  writeProduct(factors, matrix, [], scratch);
  return matrix.re.every((re, at) => (at % (matrix.size + 1) === 0 ? isOne : isZero)(re, matrix.im[at]!));
};
