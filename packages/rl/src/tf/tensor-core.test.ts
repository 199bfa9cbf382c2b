import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { getBackend, memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { distance, fill, graphs, plain, tops } from '../kernels/cores.test-helper';
import { createCore } from '../kernels/create-core';
import type { CoreRows } from '../network/network-core';
import { graphProgram } from './graph-program';
import { loadTensorflow } from './load-tensorflow';
import { tensorCore } from './tensor-core';

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-5 };

describe.each(['cpu', 'wasm'])('%s', (backend) => {
  it.each(Object.entries(graphs))(
    '%s: outputs, gradients and steps of the core in double precision',
    async (_, graph) => {
      const tensorflow = await loadTensorflow(backend);
      const program = graphProgram(tensorflow, graph);
      const tensors = tensorCore(tensorflow, program, { backend, capacity: 7 });
      const exact = createCore(graph, { implementation: 'typescript', capacity: 7 });
      const heads = tops(graph);
      for (let step = 1; step <= 3; step++) {
        fill(exact, 7, step);
        tensors.weights.set(exact.weights);
        tensors.inputs.values.set(exact.inputs.values);
        heads.forEach((top, index) => {
          tensors.outputGradients[index]?.values.set((exact.outputGradients[top] as CoreRows).values);
        });
        for (const core of [tensors, exact]) core.forward(7);
        heads.forEach((top, index) => {
          const { size } = graph.layers[top] as (typeof graph.layers)[number];
          const [a, b] = [tensors.outputs[index], exact.outputs[top]] as [CoreRows, CoreRows];
          expect(distance(plain(a, size, 7), plain(b, size, 7))).toBeLessThan(2e-6);
        });
        for (const core of [tensors, exact]) core.backward(7);
        expect(distance(tensors.gradients, exact.gradients)).toBeLessThan(3e-6);
        expect(distance([tensors.clipGradients(0.3)], [exact.clipGradients(0.3)])).toBeLessThan(3e-6);
        for (const core of [tensors, exact]) core.adamStep(step, 0.01, adam);
        expect(distance(tensors.weights, exact.weights)).toBeLessThan(1e-4);
      }
      program.dispose();
    },
  );
});

it('keeps its number of tensors over 1,000 updates, and none after dispose', async () => {
  const tensorflow = await loadTensorflow('cpu');
  const before = memory().numTensors;
  const program = graphProgram(tensorflow, graphs['shared tanh 4-16-(2, 1)'] as never);
  const core = tensorCore(tensorflow, program, { backend: 'cpu', capacity: 2 });
  core.weights.fill(0.1);
  core.outputGradients[0]?.values.fill(1);
  const held = memory();
  for (let step = 1; step <= 1000; step++) {
    core.forward(2);
    core.backward(2);
    core.adamStep(step, 1e-3, adam);
    if (step % 250 === 0) expect([memory().numTensors, memory().numBytes]).toEqual([held.numTensors, held.numBytes]);
  }
  expect(held.numTensors).toBe(before + 6);
  program.dispose();
  expect(memory().numTensors).toBe(before);
});

it('cores that share a program each use their own weights, and their own backend', async () => {
  const graph = graphs['linear 3-(6, 1)'] as (typeof graphs)[string];
  const tensorflow = await loadTensorflow('cpu');
  const program = graphProgram(tensorflow, graph);
  const [one, other] = [1, 2].map((value) => {
    const core = tensorCore(tensorflow, program, { backend: 'cpu', capacity: 1 });
    core.weights.fill(value);
    return core;
  }) as [ReturnType<typeof tensorCore>, ReturnType<typeof tensorCore>];
  await loadTensorflow('wasm');
  for (const [core, value] of [
    [one, 1],
    [other, 2],
    [one, 1],
  ] as const) {
    core.forward(1);
    expect(core.outputs[1]?.values[0]).toBe(value);
  }
  expect(getBackend()).toBe('cpu');
  program.dispose();
});

it('what tfjs cannot do is an error that says so', async () => {
  const tensorflow = await loadTensorflow('cpu');
  const program = graphProgram(tensorflow, graphs['linear 3-(6, 1)'] as never);
  program.dispose();
  const core = tensorCore(tensorflow, program, { backend: 'cpu', capacity: 1 });
  core.weights.fill(1);
  expect(() => core.forward(1)).toThrow(expect.objectContaining({ name: 'TrainingError', code: 'TFJS_FAILED' }));
});
