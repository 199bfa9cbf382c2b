import { QuantumCapacityError } from '../errors';
import { memoryLength, type QaoaKernels, tableLength } from './qaoa-kernels';
import { qaoaModule } from './qaoa-module';

/** Static data of the module lies below. */
const baseAt = 4096;

const pageBytes = 65_536;

/** WebAssembly has addresses of 32 bits. */
const mostBytes = 65_535 * pageBytes;

interface Exports {
  readonly rotate: (at: number, bits: number, t: number, scale: number) => void;
  readonly unrotate: (psi: number, lambda: number, bits: number, t: number, scale: number, sums: number) => void;
  readonly turn: (re: number, im: number, bits: number, table: number) => void;
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

const runtime = (): WasmRuntime | undefined => (globalThis as { readonly WebAssembly?: WasmRuntime }).WebAssembly;

/** `undefined` until asked; `null` where the machine cannot run the module. */
let compiled: object | null | undefined;

const compile = (): object | null => {
  try {
    const bytes = Uint8Array.from(atob(qaoaModule), (character) => character.charCodeAt(0));
    const Module = runtime()?.Module;
    return Module === undefined ? null : new Module(bytes);
  } catch {
    // Without its SIMD, or where a page may not compile. The kernels in TypeScript give the same numbers.
    return null;
  }
};

/** The kernels in WebAssembly with a memory of their own, or `undefined` where the machine cannot run them or hold so much. */
export const webAssemblyQaoaKernels = (qubitCount: number, stateCount: number): QaoaKernels | undefined => {
  if (compiled === undefined) compiled = compile();
  const wasm = runtime();
  const length = memoryLength(qubitCount, stateCount);
  const bytes = baseAt + 8 * length;
  if (compiled === null || wasm === undefined || bytes > mostBytes) return undefined;
  let whole: WasmMemory;
  try {
    whole = new wasm.Memory({ initial: Math.ceil(bytes / pageBytes) });
  } catch (cause) {
    throw new QuantumCapacityError({
      code: 'OUT_OF_MEMORY',
      message: `The machine did not give ${bytes.toLocaleString('en-US')} bytes for ${stateCount} states of ${qubitCount} qubits.`,
      remedy: 'Use fewer variables, or let other ansätze go first.',
      context: { bytes },
      cause,
      isRetryable: true,
    });
  }
  const { rotate, unrotate, turn } = new wasm.Instance(compiled, { env: { memory: whole } }).exports as Exports;
  const address = (at: number): number => baseAt + 8 * at;
  return {
    name: 'webassembly',
    memory: new Float64Array(whole.buffer, baseAt, length),
    tableAt: 0,
    sumsAt: tableLength,
    rotate: (at, bits, t, scale) => rotate(address(at), bits, t, scale),
    unrotate: (psi, lambda, bits, t, scale) =>
      unrotate(address(psi), address(lambda), bits, t, scale, address(tableLength)),
    turn: (re, im, bits) => turn(address(re), address(im), bits, baseAt),
  };
};
