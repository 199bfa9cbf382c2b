import { QuantumCapacityError } from '../errors';
import { moduleBytes } from './module-bytes';

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** What is used of the global of that name; TypeScript knows it with the types of browsers only. */
interface WasmRuntime {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (pages: {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }) => WasmMemory;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

const pageBytes = 65_536;

/** WebAssembly has addresses of 32 bits. */
const mostBytes = 65_535 * pageBytes;

const runtime = (): WasmRuntime | undefined =>
  (globalThis as unknown as { readonly WebAssembly?: WasmRuntime }).WebAssembly;

const compile = (text: string): object | undefined => {
  try {
    const Module = runtime()?.Module;
    return Module === undefined ? undefined : new Module(moduleBytes(text));
  } catch {
    // Without its SIMD, or where a page may not compile. The kernels in TypeScript give the same numbers.
    return undefined;
  }
};

const memoryOf = (bytes: number, { Memory }: WasmRuntime, what: string): WasmMemory => {
  try {
    return new Memory({ initial: Math.ceil(bytes / pageBytes) });
  } catch (cause) {
    throw new QuantumCapacityError({
      code: 'OUT_OF_MEMORY',
      message: `The machine did not give ${bytes.toLocaleString('en-US')} bytes for ${what}.`,
      remedy: 'Use fewer qubits, or let other states go first.',
      context: { bytes },
      cause,
      isRetryable: true,
    });
  }
};

/** The exports of a module, and the memory that they work on. */
export interface WasmInstance {
  readonly buffer: ArrayBuffer;
  readonly exports: Readonly<Record<string, unknown>>;
}

/**
 * Makes instances of a module in hexadecimal digits, compiled once; each call gives one with zeroed memory of its own, or `undefined` where the
 * machine cannot run it or not with so much memory.
 *
 * @throws {QuantumCapacityError} The machine has no such memory left.
 */
export const webAssemblyModule = (text: string): ((bytes: number, what: string) => WasmInstance | undefined) => {
  let compiled: object | undefined;
  let isTried = false;
  return (bytes, what) => {
    if (!isTried) compiled = compile(text);
    isTried = true;
    const wasm = runtime();
    if (compiled === undefined || wasm === undefined || bytes > mostBytes) return undefined;
    const memory = memoryOf(bytes, wasm, what);
    const { exports } = new wasm.Instance(compiled, { env: { memory } });
    return { buffer: memory.buffer, exports };
  };
};
