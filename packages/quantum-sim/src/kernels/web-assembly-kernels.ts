import { blockBits, coefficientCapacity, type Kernels, type KernelTeam, leastBits, type Precision } from './kernels';
import { kernelsModule } from './kernels-module';
import { type Recorded, recordCapacity, recordedKernels, recorderOf, recordLength } from './recorded-kernels';
import { leastThreadedBits, type Threads, threadParts } from './threads';
import { webAssemblyModule } from './web-assembly';

/** Static data of the module lies below. */
const coefficientsAt = 4096;

const planesAt = coefficientsAt + 8 * coefficientCapacity;

/** Where a dense kernel keeps old values, and how many bytes it needs for that. */
const denseAt = 2048;
const denseBytes = 1280;

/**
 * Between the planes, so that the two parts of an amplitude are not a multiple of 4 KiB apart: processors take a load from
 * there for one that must wait for the store before it.
 */
const gap = 2048 + 64;

/** A state of more qubits does not stay in a second-level cache. */
const largeBits = 16;

/** Qubits inside of a block. */
const insideBlock = 2 ** blockBits - 1;

/** Qubits from the sixth on in a block: where one is fixed, parts of 512 bytes to 32 KiB are read and left out in turn. */
const middle = insideBlock & ~63;

type Kernel = Recorded[keyof Recorded];

/** Where amplitudes and coefficients are in the memory. */
interface Layout {
  readonly width: number;
  readonly re: (at: number) => number;
  readonly im: (at: number) => number;
  readonly coefficient: (slot: number) => number;
  /** Room of a dense kernel. */
  readonly denseAt: number;
}

type Methods = Omit<Kernels, 'name' | 'precision' | 're' | 'im' | 'coefficients' | 'team'>;

/** The kernels by functions on addresses, which do what they are called with or write it down. */
const methodsOf = (calls: Recorded, { width, re, im, coefficient, denseAt: room }: Layout): Methods => {
  const { real, cross, general, flip, swap, phase, diagonal, dense, gather, scatter, touch } = calls;

  const warm = (at: number, size: number): void => {
    touch(re(at), width << size);
    touch(im(at), width << size);
  };

  /**
   * Calls a kernel once, or, on a large state where its qubits are in the middle, block by block, each read straight through
   * first. A control outside of blocks lets a block out.
   */
  const blockwise = (
    at: number,
    size: number,
    mask: number,
    controls: number,
    call: (at: number, size: number, controls: number) => void,
  ): void => {
    const outside = controls & ~insideBlock;
    if (size <= largeBits || mask > insideBlock || ((mask | controls) & middle) === 0) {
      call(at, size, controls);
      return;
    }
    for (let block = 0; block < 2 ** size; block += 2 ** blockBits) {
      if ((block & outside) !== outside) continue;
      warm(at + block, blockBits);
      call(at + block, blockBits, controls & insideBlock);
    }
  };

  const oneQubit =
    (kernel: Kernel): Kernels['real'] =>
    (at, size, target, controls, slot) =>
      blockwise(at, size, 1 << target, controls, (from, part, inside) =>
        kernel(re(from), im(from), part, target, inside, coefficient(slot)),
      );

  return {
    real: oneQubit(real),
    cross: oneQubit(cross),
    general: oneQubit(general),
    flip: (at, size, target, controls) =>
      blockwise(at, size, 1 << target, controls, (from, part, inside) =>
        flip(re(from), im(from), part, target, inside),
      ),
    swap: (at, size, first, second, controls) =>
      blockwise(at, size, (1 << first) | (1 << second), controls, (from, part, inside) =>
        swap(re(from), im(from), part, first, second, inside),
      ),
    // The qubits of a phase are like controls: where one outside is 0, nothing happens.
    phase: (at, size, mask, slot) =>
      blockwise(at, size, 0, mask, (from, part, inside) => phase(re(from), im(from), part, inside, coefficient(slot))),
    diagonal: (at, size, mask, slot) =>
      blockwise(at, size, mask, 0, (from, part) => diagonal(re(from), im(from), part, mask, coefficient(slot))),
    dense: (at, size, mask, controls, slot) =>
      blockwise(at, size, mask, controls, (from, part, inside) =>
        dense(re(from), im(from), part, mask, inside, coefficient(slot), room),
      ),
    warm,
    gather(from, to, low, high) {
      gather(re(from), re(to), low, high, width);
      gather(im(from), im(to), low, high, width);
    },
    scatter(from, to, low, high) {
      scatter(re(from), re(to), low, high, width);
      scatter(im(from), im(to), low, high, width);
    },
  };
};

const instance = webAssemblyModule(kernelsModule);

/** How many parts of a stage are worked on beside each other. */
const partsOf = (bits: number, threads: Threads | undefined): number =>
  threads === undefined || bits < leastThreadedBits ? 1 : threadParts(2 ** (bits - blockBits), threads.count).length;

/**
 * The kernels in WebAssembly with a memory of their own, or `undefined` where the machine cannot run them. With threads, a large state
 * has a `team` beside: parts of a stage, each with a scratch block of its own.
 */
export const webAssemblyKernels = (bits: number, precision: Precision, threads?: Threads): Kernels | undefined => {
  const width = precision === 'f64' ? 8 : 4;
  const parts = partsOf(bits, threads);
  const size = 2 ** Math.max(bits, leastBits);
  const length = size + parts * 2 ** blockBits;
  const reAt = planesAt;
  const imAt = reAt + length * width + gap;
  const recordsAt = imAt + length * width;
  const partBytes = 4 * recordLength * recordCapacity + denseBytes;
  const shared = parts > 1 ? threads!.instantiate(kernelsModule, recordsAt + parts * partBytes) : undefined;
  const made = shared ?? instance(recordsAt, 'a state vector');
  if (made === undefined) return undefined;
  const { buffer, exports } = made;
  const suffix = precision === 'f64' ? '64' : '32';
  const named = Object.fromEntries(recordedKernels.map((name) => [name, exports[`${name}${suffix}`]]));
  const { gatherPlane: gather, scatterPlane: scatter, touch } = exports;
  const layout: Layout = {
    width,
    re: (at) => reAt + at * width,
    im: (at) => imAt + at * width,
    coefficient: (slot) => coefficientsAt + slot * width,
    denseAt,
  };
  const Numbers = precision === 'f64' ? Float64Array : Float32Array;
  const kernels = {
    name: 'webassembly',
    precision,
    re: new Numbers(buffer, reAt, length),
    im: new Numbers(buffer, imAt, length),
    coefficients: new Numbers(buffer, coefficientsAt, coefficientCapacity),
  } as const;
  const methods = methodsOf({ ...named, gather, scatter, touch } as Recorded, layout);
  if (shared === undefined) return { ...kernels, ...methods };
  const recorders = Array.from({ length: parts }, (_, part) => {
    const at = recordsAt + part * partBytes;
    const recorder = recorderOf(new Uint32Array(buffer, at, recordLength * recordCapacity), precision === 'f32');
    const room = at + 4 * recordLength * recordCapacity;
    return { at, recorder, kernels: { ...kernels, ...methodsOf(recorder.calls, { ...layout, denseAt: room }) } };
  });
  const team: KernelTeam = {
    capacity: recordCapacity,
    parts: recorders.map((one, part) => ({ kernels: one.kernels, scratch: size + part * 2 ** blockBits })),
    run() {
      const busy = recorders.filter(({ recorder }) => recorder.count > 0);
      if (busy.length === 0) return;
      shared.run(
        'perform',
        busy.map(({ at, recorder }) => [at, recorder.count]),
      );
      for (const { recorder } of busy) recorder.count = 0;
    },
  };
  return { ...kernels, ...methods, team };
};
