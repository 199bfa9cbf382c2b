import { activate } from '../kernels/activations';
import type { WeightBlock } from '../network/layer-graph';
import { actionOutputSize } from '../network/policy-description';
import { hyperbolicTangent } from '../portable-math';
import { type RecurrentDescription, recurrentLayout, stateSizeOf, trunksOf } from './recurrent-description';

/** A recurrent network that acts on one observation at a time. */
export interface RecurrentNetwork {
  readonly description: RecurrentDescription;
  readonly logStandardDeviations: Float64Array;
  /** What is remembered of the episode; `forward` writes it. All 0 where one begins. */
  readonly states: Float64Array;
  /** Takes one observation in and writes what the heads give: logits or means, and the value. */
  forward(observation: ArrayLike<number>, out: { readonly actions: Float64Array; readonly values: Float64Array }): void;
}

/** σ(x) = (1 + tanh(x / 2)) / 2, which neither overflows nor underflows. */
const sigmoid = (x: number): number => 0.5 * (1 + hyperbolicTangent(0.5 * x));

/** out ← out + x · matrix for the columns `from` to `to` − 1 of a block. */
const addProduct = (
  x: ArrayLike<number>,
  weights: ArrayLike<number>,
  { offset, rows, columns }: WeightBlock,
  out: Float64Array,
  from = 0,
  to = columns,
): void => {
  for (let row = 0; row < rows; row++) {
    const factor = x[row] as number;
    const start = offset + row * columns;
    for (let column = from; column < to; column++) {
      out[column] = (out[column] as number) + factor * (weights[start + column] as number);
    }
  }
};

/** One step of a cell: what the input gave stands in `sums`; reads and writes `output` and, for an LSTM, `kept`. */
type CellStep = (
  sums: Float64Array,
  output: Float64Array,
  kept: Float64Array,
  weights: ArrayLike<number>,
  recurrent: WeightBlock,
) => void;

/** Gates i, f, g, o: c ← σ(f) c + σ(i) tanh(g), h ← σ(o) tanh(c). */
const lstmStep: CellStep = (sums, output, kept, weights, recurrent) => {
  const { length } = output;
  addProduct(output, weights, recurrent, sums);
  for (let at = 0; at < length; at++) {
    const [input, forget, candidate, open] = [
      sums[at],
      sums[length + at],
      sums[2 * length + at],
      sums[3 * length + at],
    ];
    const next =
      sigmoid(forget as number) * (kept[at] as number) +
      sigmoid(input as number) * hyperbolicTangent(candidate as number);
    kept[at] = next;
    output[at] = sigmoid(open as number) * hyperbolicTangent(next);
  }
};

/** Gates z, r and candidate g: g = tanh(x_g + (r h) U_g), h ← z h + (1 − z) g. */
const gruStep: CellStep = (sums, output, _, weights, recurrent) => {
  const { length } = output;
  addProduct(output, weights, recurrent, sums, 0, 2 * length);
  const reset = output.map((before, at) => before * sigmoid(sums[length + at] as number));
  addProduct(reset, weights, recurrent, sums, 2 * length);
  for (let at = 0; at < length; at++) {
    const update = sigmoid(sums[at] as number);
    output[at] = update * (output[at] as number) + (1 - update) * hyperbolicTangent(sums[2 * length + at] as number);
  }
};

const steps: Readonly<Record<RecurrentDescription['cell'], CellStep>> = { lstm: lstmStep, gru: gruStep };

/**
 * A recurrent network in double precision that acts without tfjs. It does not learn: that is `recurrentPpo`'s.
 *
 * Own exp and tanh, so that the same weights give the same bits on every machine. Equations as in Keras, see `recurrentPpo`. Memory
 * and cost of a step: O(weights).
 */
export const recurrentNetwork = (description: RecurrentDescription, given: ArrayLike<number>): RecurrentNetwork => {
  const { cell, recurrentSize, activation, head } = description;
  const { blocks, size } = recurrentLayout(description);
  const weights = Float64Array.from(given);
  const blockOf = new Map(blocks.map((block) => [block.name, block]));
  const block = (name: string): WeightBlock => blockOf.get(name) as WeightBlock;
  const states = new Float64Array(stateSizeOf(description));
  const partsSize = states.length / trunksOf(description).length;
  const step = steps[cell];

  /** bias + x · kernel */
  const linear = (x: ArrayLike<number>, kernel: WeightBlock, bias: WeightBlock): Float64Array => {
    const sums = weights.slice(bias.offset, bias.offset + bias.columns);
    addProduct(x, weights, kernel, sums);
    return sums;
  };

  const top = (trunk: string, place: number, observation: ArrayLike<number>): Float64Array => {
    const sums = linear(observation, block(`${trunk}.cell.inputs`), block(`${trunk}.cell.bias`));
    const own = states.subarray(place * partsSize, (place + 1) * partsSize);
    const output = own.subarray(0, recurrentSize);
    step(sums, output, own.subarray(recurrentSize), weights, block(`${trunk}.cell.recurrent`));
    return description.hiddenSizes.reduce((below: Float64Array, _, layer) => {
      const values = linear(below, block(`${trunk}.${layer}.kernel`), block(`${trunk}.${layer}.bias`));
      activate(activation, values, values.length);
      return values;
    }, output);
  };

  return {
    description,
    logStandardDeviations: weights.subarray(size - (head.type === 'gaussian' ? actionOutputSize(head) : 0)),
    states,
    forward: (observation, out) => {
      const tops = trunksOf(description).map((trunk, place) => top(trunk, place, observation));
      out.actions.set(linear(tops[0] as Float64Array, block('policy.head.kernel'), block('policy.head.bias')));
      out.values.set(linear(tops.at(-1) as Float64Array, block('value.head.kernel'), block('value.head.bias')));
    },
  };
};
