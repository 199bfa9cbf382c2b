import { afterEach, expect, it, vi } from 'vitest';

/** The choice of kernels as a machine with this WebAssembly makes it. */
const on = async (wasm: unknown) => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', wasm);
  return (await import('./create-kernels')).createKernels;
};

afterEach(() => {
  vi.unstubAllGlobals();
});

it('a machine without WebAssembly takes the kernels in TypeScript', async () => {
  const createKernels = await on(undefined);
  expect(createKernels(3).name).toBe('typescript');
  expect(() => createKernels(3, { precision: 'f32' })).toThrow(
    "precision was 'f32', and this machine cannot run WebAssembly with SIMD",
  );
  expect(() => createKernels(3, { implementation: 'webassembly' })).toThrow(
    "implementation was 'webassembly', and this machine cannot run WebAssembly with SIMD",
  );
});

it('a machine that does not know the instructions takes the kernels in TypeScript', async () => {
  let tries = 0;
  class Module {
    constructor() {
      tries += 1;
      throw new SyntaxError('unknown instruction');
    }
  }
  const createKernels = await on({ Module });
  expect([createKernels(3).name, createKernels(2).name]).toEqual(['typescript', 'typescript']);
  expect(tries).toBe(1);
});

it('a machine without the memory says how much was asked for', async () => {
  class Module {}
  class Memory {
    constructor() {
      throw new RangeError('could not allocate');
    }
  }
  const createKernels = await on({ Module, Memory });
  expect(() => createKernels(20)).toThrow(
    expect.objectContaining({
      code: 'OUT_OF_MEMORY',
      isRetryable: true,
      message: expect.stringContaining('16,980,032 bytes'),
    }),
  );
});
