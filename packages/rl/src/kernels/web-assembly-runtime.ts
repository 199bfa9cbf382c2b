import { InvalidOptionsError } from '@sigmax/core';
import { kernelsModule } from './kernels-module';

/** What the module gives; see ../../assembly. Addresses in bytes. */
export interface KernelExports {
  readonly forward: (layers: number, count: number, rows: number) => void;
  readonly backward: (layers: number, count: number, rows: number) => void;
  readonly clippedLoss: (
    at: number,
    rows: number,
    clipRange: number,
    valueClip: number,
    valueClipRange: number,
    entropyScale: number,
    valueCoefficient: number,
  ) => void;
  readonly sumOfSquares: (at: number, count: number) => number;
  readonly scale: (at: number, count: number, factor: number) => void;
  readonly adamStep: (
    weights: number,
    gradients: number,
    first: number,
    second: number,
    count: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    stepSize: number,
    root: number,
    epsilon: number,
  ) => void;
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** What is used of the global of that name; TypeScript knows it with the types of browsers only. */
interface WasmRuntime {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (pages: { readonly initial: number }) => WasmMemory;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: unknown };
}

const runtime = (): WasmRuntime | undefined =>
  (globalThis as unknown as { readonly WebAssembly?: WasmRuntime }).WebAssembly;

/** `undefined` until asked; `null` where the machine cannot run the module. */
let compiled: object | null | undefined;

const compile = (): object | null => {
  try {
    const bytes = Uint8Array.from({ length: kernelsModule.length / 2 }, (_, at) =>
      Number.parseInt(kernelsModule.slice(2 * at, 2 * at + 2), 16),
    );
    const Module = runtime()?.Module;
    return Module === undefined ? null : new Module(bytes);
  } catch {
    // Without its SIMD, or where a page may not compile. The core in TypeScript does the same work.
    return null;
  }
};

/** Whether this machine can run the kernels. */
export const hasKernels = (): boolean => {
  if (compiled === undefined) compiled = compile();
  return compiled !== null;
};

/**
 * The kernels with a zeroed memory of at least `bytes`. To be called where `hasKernels()` is true.
 *
 * @throws {InvalidOptionsError} the machine does not give that much memory (`OUT_OF_MEMORY`).
 */
export const kernelInstance = (bytes: number): { readonly exports: KernelExports; readonly buffer: ArrayBuffer } => {
  const wasm = runtime() as WasmRuntime;
  try {
    const memory = new wasm.Memory({ initial: Math.ceil(bytes / 65_536) });
    const { exports } = new wasm.Instance(compiled as object, { env: { memory } });
    return { exports: exports as KernelExports, buffer: memory.buffer };
  } catch (cause) {
    throw new InvalidOptionsError({
      code: 'OUT_OF_MEMORY',
      message: `The machine did not give ${bytes.toLocaleString('en-US')} bytes for a network.`,
      remedy: 'Use smaller layers or fewer rows at once.',
      context: { bytes },
      cause,
    });
  }
};
