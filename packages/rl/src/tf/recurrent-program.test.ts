import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { type Tensor, tensor1d, tensor2d, tensor3d, memory as tensorMemory, tidy } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { distance, plain } from '../kernels/cores.test-helper';
import type { CoreRows } from '../network/network-core';
import { pcg64 } from '../random/pcg64';
import { type RecurrentDescription, stateSizeOf } from '../recurrent/recurrent-description';
import { loadTensorflow } from './load-tensorflow';
import { recurrentMemory } from './recurrent-memory';
import { recurrentProgram } from './recurrent-program';
import { tensorCore } from './tensor-core';

const description = (
  cell: 'lstm' | 'gru',
  trunks: 'separate' | 'shared' = 'separate',
  hiddenSizes: readonly number[] = [5],
): RecurrentDescription => ({
  observationSize: 3,
  cell,
  recurrentSize: 4,
  hiddenSizes,
  trunks,
  activation: 'tanh',
  head: { type: 'categorical', sizes: [2] },
});

/** Two environments of 6 steps; the first begins an episode at its step 2. */
const made = async (of: RecurrentDescription, backend = 'cpu') => {
  const tensorflow = await loadTensorflow(backend);
  const { passOf, ...program } = recurrentProgram(tensorflow, of);
  const ends = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const memory = recurrentMemory({
    stateSize: stateSizeOf(of),
    environments: 2,
    steps: 6,
    longest: 6,
    ends: () => ends,
  });
  const core = tensorCore(tensorflow, { ...program, begin: passOf(memory) }, { backend, capacity: 12 });
  const random = pcg64(5);
  core.weights.forEach((_, at) => {
    core.weights[at] = Math.fround(0.5 * random.normal());
  });
  const rows = Array.from({ length: 12 }, (_, row) => row);
  const observations = rows.map(() => Array.from({ length: 3 }, () => Math.fround(random.normal())));
  const give = (which: readonly number[]): void => {
    which.forEach((row, at) => {
      core.inputs.values.set(observations[row] as number[], at * 3);
    });
  };
  /** Steps both environments through the rollout as it is played, and returns what the heads gave, by row. */
  const play = (): { actions: number[][]; values: number[] } => {
    const actions: number[][] = [];
    const values: number[] = [];
    memory.act();
    memory.states.fill(0);
    for (let step = 0; step < 6; step++) {
      memory.keep(step);
      give([step, 6 + step]);
      core.forward(2);
      memory.advance();
      for (const environment of [0, 1]) {
        const row = 6 * environment + step;
        actions[row] = plain(core.outputs[0] as CoreRows, 2, 2).slice(2 * environment, 2 * environment + 2);
        values[row] = core.outputs[1]?.values[environment] as number;
        if (ends[row] === 1) memory.forget(environment);
      }
    }
    return { actions, values };
  };
  return { core, memory, program, rows, observations, give, play };
};

describe.each(['lstm', 'gru'] as const)('%s', (cell) => {
  it.each(['separate', 'shared'] as const)(
    '%s: sequences that are learned from give what was played',
    async (trunks) => {
      const { core, memory, program, rows, give, play } = await made(description(cell, trunks));
      const played = play();
      // Begun in the middle, with environments exchanged: three cuts and padding.
      const order = [9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8];
      memory.select(order, 0, 12);
      give(order);
      core.forward(12);
      const actions = plain(core.outputs[0] as CoreRows, 2, 12);
      const values = plain(core.outputs[1] as CoreRows, 1, 12);
      expect(
        distance(
          actions,
          order.flatMap((row) => played.actions[row] as number[]),
        ),
      ).toBeLessThan(1e-6);
      expect(
        distance(
          values,
          order.map((row) => played.values[row] as number),
        ),
      ).toBeLessThan(1e-6);
      expect(new Set(rows.map((row) => played.values[row])).size).toBe(12);
      program.dispose();
    },
  );

  it('remembers as the layer of tfjs does, with the same weights', async () => {
    const { core, program, play, observations } = await made(description(cell, 'shared', []));
    const { values } = play();
    const options = {
      units: 4,
      inputShape: [6, 3] as [number, number],
      returnSequences: true,
      recurrentActivation: 'sigmoid',
      recurrentInitializer: 'zeros',
    } as const;
    const model = sequential({ layers: [cell === 'lstm' ? layers.lstm(options) : layers.gru(options)] });
    const expected = tidy(() => {
      const tensors = program.layout.blocks.slice(0, 3).map(({ name, offset, rows, columns }) => {
        const numbers = [...core.weights.slice(offset, offset + rows * columns)];
        return name.endsWith('.bias') ? tensor1d(numbers) : tensor2d(numbers, [rows, columns]);
      });
      model.setWeights(tensors);
      // The second environment, whose episode goes through.
      return [...(model.predict(tensor3d([observations.slice(6)])) as Tensor).dataSync()];
    });
    const head = program.layout.blocks.find(({ name }) => name === 'value.head.kernel')?.offset as number;
    for (let step = 0; step < 6; step++) {
      const outputs = expected.slice(4 * step, 4 * step + 4);
      const value = outputs.reduce(
        (sum, one, at) => sum + one * (core.weights[head + at] as number),
        core.weights[head + 4] as number,
      );
      expect(Math.abs(value - (values[6 + step] as number))).toBeLessThan(2e-6);
    }
    model.dispose();
    program.dispose();
  });

  it.each(['cpu', 'wasm'])('%s: gradients agree with differences, through time and padding', async (backend) => {
    const { core, memory, program, give, play } = await made(description(cell), backend);
    play();
    const order = [9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8];
    const random = pcg64(9);
    const slopes = core.outputGradients.map(({ values }) => values.map(() => Math.fround(random.normal())));
    const sum = (): number => {
      memory.select(order, 0, 12);
      give(order);
      core.forward(12);
      let total = 0;
      core.outputs.forEach(({ values }, index) => {
        values.forEach((value, at) => {
          total += value * (slopes[index]?.[at] as number);
        });
      });
      return total;
    };
    sum();
    core.outputGradients.forEach(({ values }, index) => {
      values.set(slopes[index] as Float64Array);
    });
    const held = tensorMemory().numTensors;
    core.backward(12);
    expect(tensorMemory().numTensors).toBe(held);
    const gradients = core.gradients.slice();
    expect(Math.max(...gradients.map(Math.abs))).toBeGreaterThan(1);
    // The arithmetic is single: differences of 2⁻⁷ leave about 3 digits.
    const width = 2 ** -7;
    for (let at = 0; at < core.weights.length; at += 3) {
      const before = core.weights[at] as number;
      core.weights[at] = before + width;
      const above = sum();
      core.weights[at] = before - width;
      const below = sum();
      core.weights[at] = before;
      const expected = (above - below) / (2 * width);
      const gap = Math.abs(expected - (gradients[at] as number));
      if (!(gap < 2e-3 * Math.max(1, Math.abs(expected))))
        expect.fail(`weight ${at}: ${gradients[at]} and ${expected}`);
    }
    program.dispose();
  });
});
