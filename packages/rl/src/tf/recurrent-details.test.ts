import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { scripted } from '../algorithms/played.test-helper';
import { cartPole } from '../environments/classic-control/cart-pole';
import type { Environment } from '../environments/environment';
import { distance } from '../kernels/cores.test-helper';
import { pcg64 } from '../random/pcg64';
import { type RecurrentDescription, stateSizeOf } from '../recurrent/recurrent-description';
import { trainingWorld } from '../training/training-world';
import { loadTensorflow } from './load-tensorflow';
import { recurrentMemory } from './recurrent-memory';
import { type RecurrentPpoOptions, recurrentPpo } from './recurrent-ppo';
import { recurrentProgram } from './recurrent-program';
import { sequenceOrder } from './sequence-order';
import { tensorCore } from './tensor-core';

const options: RecurrentPpoOptions = {
  backend: 'cpu',
  recurrentSize: 4,
  hiddenSizes: [3],
  steps: 10,
  minibatchSize: 10,
  epochs: 1,
};

/** A learner on environments, before it has done anything. */
const started = async (
  make: (index: number) => Environment<number>,
  count: number,
  more: Partial<RecurrentPpoOptions> = {},
) => {
  const algorithm = await recurrentPpo({ ...options, ...more });
  const world = trainingWorld(make, count, 1, undefined);
  const learner = algorithm.start(world, pcg64(0));
  world.begin();
  return { learner, algorithm };
};

/** Two numbers a cell for each of the 4 units and both trunks. */
const width = 16;

const description: RecurrentDescription = {
  observationSize: 4,
  cell: 'lstm',
  recurrentSize: 4,
  hiddenSizes: [3],
  trunks: 'separate',
  activation: 'tanh',
  head: { type: 'categorical', sizes: [2] },
};

// Huang et al. 2022, "The 37 implementation details of proximal policy optimization": 5 for LSTMs.
describe.each(['lstm', 'gru'] as const)('%s', (cell) => {
  const parts = cell === 'lstm' ? 2 : 1;

  it('1: matrices of the cell are orthogonal with gain 1, its biases 0', async () => {
    const { learner, algorithm } = await started(() => cartPole(), 1, { cell });
    const { layout, dispose } = recurrentProgram(await loadTensorflow('cpu'), { ...description, cell });
    dispose();
    expect(layout.size).toBe(learner.weights.length);
    const cells = layout.blocks.filter(({ name }) => name.includes('.cell.'));
    expect(cells).toHaveLength(6);
    for (const { name, rows, columns, offset } of cells) {
      const row = (index: number) =>
        Array.from(learner.weights.slice(offset + index * columns, offset + (index + 1) * columns));
      if (name.endsWith('.bias')) {
        expect(new Set(row(0))).toEqual(new Set([0]));
        continue;
      }
      for (let one = 0; one < rows; one++) {
        for (let other = 0; other < rows; other++) {
          const product = row(one).reduce((sum, value, at) => sum + value * (row(other)[at] as number), 0);
          expect(product).toBeCloseTo(one === other ? 1 : 0, 12);
        }
      }
    }
    algorithm.dispose();
  });

  it('2: what is remembered begins as zeros', async () => {
    const { learner, algorithm } = await started(() => cartPole(), 3, { cell });
    const { memory } = learner.state().vectors;
    expect([...(memory as Float32Array)]).toEqual(new Array((3 * width * parts) / 2).fill(0));
    algorithm.dispose();
  });

  it.each(['terminated', 'truncated'])(
    '3: it is forgotten where an episode is %s, for that environment alone',
    async (end) => {
      const play = (steps: number) =>
        started(
          (index) =>
            scripted({ step: (count) => ({ observation: count, reward: 1, [end]: index === 0 && count === steps }) }),
          2,
          { cell },
        );
      const remembered = async (steps: number): Promise<number[][]> => {
        const { learner, algorithm } = await play(steps);
        learner.iterate(0);
        const all = [...(learner.state().vectors.memory as Float32Array)];
        algorithm.dispose();
        return [all.slice(0, all.length / 2), all.slice(all.length / 2)];
      };
      // Episodes of 10 steps end with the rollout; those of 4 have 2 steps of the third episode behind them.
      const [whole, third] = [await remembered(10), await remembered(4)] as [number[][], number[][]];
      expect(new Set(whole[0])).toEqual(new Set([0]));
      expect(whole[1]).not.toContain(0);
      expect(third[0]).not.toContain(0);
      expect(third[1]).toEqual(whole[1]);
    },
  );

  it('4: minibatches are sequences in order, and padding has no part in their gradient', async () => {
    const rows = new Int32Array(20);
    sequenceOrder(rows, 10, pcg64(2));
    const tensorflow = await loadTensorflow('cpu');
    const of = { ...description, cell };
    const { passOf, ...program } = recurrentProgram(tensorflow, of);
    const ends = Array.from({ length: 20 }, (_, row) => (row === 3 || row === 12 ? 1 : 0));
    const memory = recurrentMemory({
      stateSize: stateSizeOf(of),
      environments: 2,
      steps: 10,
      longest: 10,
      ends: () => ends,
    });
    const core = tensorCore(tensorflow, { ...program, begin: passOf(memory) }, { backend: 'cpu', capacity: 20 });
    const random = pcg64(7);
    core.weights.forEach((_, at) => {
      core.weights[at] = random.normal();
    });
    const numbers = Array.from({ length: 20 }, () => Array.from({ length: 7 }, () => random.normal()));
    /** The gradient of the sum over rows of outputs times numbers of the row. */
    const gradientOf = (from: number, count: number): Float64Array => {
      for (let at = 0; at < count; at++) {
        const own = numbers[rows[from + at] as number] as number[];
        core.inputs.values.set(own.slice(0, 4), 4 * at);
      }
      memory.select(rows, from, count);
      core.forward(count);
      for (let at = 0; at < count; at++) {
        const own = numbers[rows[from + at] as number] as number[];
        core.outputGradients[0]?.values.set(own.slice(4, 6), 2 * at);
        core.outputGradients[1]?.values.set(own.slice(6), at);
      }
      core.backward(count);
      return core.gradients.slice() as Float64Array;
    };
    const sum = new Float64Array(core.weights.length);
    let sequences = 0;
    for (let from = 0; from < 20; sequences++) {
      let to = from + 1;
      const row = (at: number): number => rows[at] as number;
      while (to < 20 && row(to) === row(to - 1) + 1 && row(to) !== 10 && ends[row(to - 1)] === 0) to += 1;
      gradientOf(from, to - from).forEach((value, at) => {
        sum[at] = (sum[at] as number) + value;
      });
      from = to;
    }
    expect(sequences).toBe(5);
    expect(distance(gradientOf(0, 20), sum)).toBeLessThan(1e-5);
    program.dispose();
  });

  it.each([10, 7, 3])('5: states are made anew for what is learned from, minibatches of %i', async (minibatchSize) => {
    // Nothing is learned, so that every ratio is 1 where what is remembered is what it was: also in the middle of episodes, which
    // go on from one rollout to the next.
    const { learner, algorithm } = await started(() => cartPole(), 3, {
      cell,
      minibatchSize,
      epochs: 3,
      learningRate: 0,
      longestSequence: 4,
      initialWeights: { policyGain: 3 },
    });
    for (let iteration = 0; iteration < 4; iteration++) {
      const { divergence, clipFraction } = learner.iterate(0);
      expect(divergence).toBeLessThan(1e-9);
      expect(clipFraction).toBe(0);
    }
    algorithm.dispose();
  });
});
