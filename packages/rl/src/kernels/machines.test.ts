import { afterEach, expect, it, vi } from 'vitest';
import type { LayerGraph } from '../network/layer-graph';

const graph: LayerGraph = {
  inputSize: 1,
  layers: [{ name: 'a', from: -1, size: 1, activation: 'tanh' }],
  free: [],
};

/** The choice of a core as a machine with this WebAssembly makes it. */
const on = async (wasm: unknown) => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', wasm);
  return (await import('./create-core')).createCore;
};

afterEach(() => {
  vi.unstubAllGlobals();
});

it('a machine without WebAssembly takes the core in TypeScript', async () => {
  const createCore = await on(undefined);
  expect(createCore(graph, { capacity: 1 }).name).toBe('typescript');
  expect(() => createCore(graph, { capacity: 1, implementation: 'webassembly' })).toThrow(
    expect.objectContaining({ code: 'NO_WEB_ASSEMBLY' }),
  );
});

it('a machine that does not know the instructions takes the core in TypeScript, and is asked once', async () => {
  let tries = 0;
  class Module {
    constructor() {
      tries += 1;
      throw new SyntaxError('unknown instruction');
    }
  }
  const createCore = await on({ Module });
  expect([createCore(graph, { capacity: 1 }).name, createCore(graph, { capacity: 1 }).name]).toEqual([
    'typescript',
    'typescript',
  ]);
  expect(tries).toBe(1);
});

it('a machine without the memory says how much was asked for', async () => {
  class Module {}
  class Memory {
    constructor() {
      throw new RangeError('could not allocate');
    }
  }
  const createCore = await on({ Module, Memory });
  expect(() => createCore(graph, { capacity: 1 })).toThrow(expect.objectContaining({ code: 'OUT_OF_MEMORY' }));
});
