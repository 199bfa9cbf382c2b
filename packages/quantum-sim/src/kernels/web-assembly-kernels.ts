import { blockBits, coefficientCapacity, type Kernels, leastBits, type Precision } from './kernels';
import { kernelsModule } from './kernels-module';
import { webAssemblyModule } from './web-assembly';

/** Static data of the module lies below. */
const coefficientsAt = 4096;

const planesAt = coefficientsAt + 8 * coefficientCapacity;

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

type OneQubit = (re: number, im: number, bits: number, target: number, controls: number, slot: number) => void;
type Gather = (from: number, to: number, low: number, high: number, width: number) => void;

/** The exports of one precision, by name without it. */
interface Exports {
  readonly real: OneQubit;
  readonly cross: OneQubit;
  readonly general: OneQubit;
  readonly flip: (re: number, im: number, bits: number, target: number, controls: number) => void;
  readonly swap: (re: number, im: number, bits: number, first: number, second: number, controls: number) => void;
  readonly phase: (re: number, im: number, bits: number, mask: number, slot: number) => void;
  readonly diagonal: (re: number, im: number, bits: number, mask: number, slot: number) => void;
  readonly dense: (re: number, im: number, bits: number, mask: number, controls: number, slot: number) => void;
}

const instance = webAssemblyModule(kernelsModule);

/** The kernels in WebAssembly with a memory of their own, or `undefined` where the machine cannot run them. */
export const webAssemblyKernels = (bits: number, precision: Precision): Kernels | undefined => {
  const width = precision === 'f64' ? 8 : 4;
  const length = 2 ** Math.max(bits, leastBits) + 2 ** blockBits;
  const reAt = planesAt;
  const imAt = reAt + length * width + gap;
  const made = instance(imAt + length * width, 'a state vector');
  if (made === undefined) return undefined;
  const { buffer, exports: all } = made;
  const suffix = precision === 'f64' ? '64' : '32';
  const own = (name: keyof Exports) => all[`${name}${suffix}`];
  const exports = {
    real: own('real'),
    cross: own('cross'),
    general: own('general'),
    flip: own('flip'),
    swap: own('swap'),
    phase: own('phase'),
    diagonal: own('diagonal'),
    dense: own('dense'),
  } as Exports;
  const { real, cross, general, flip, swap, phase, diagonal, dense } = exports;
  const gatherPlane = all.gatherPlane as Gather;
  const scatterPlane = all.scatterPlane as Gather;
  const Numbers = precision === 'f64' ? Float64Array : Float32Array;
  const re = (at: number): number => reAt + at * width;
  const im = (at: number): number => imAt + at * width;
  const coefficient = (slot: number): number => coefficientsAt + slot * width;
  const touch = all.touch as (from: number, bytes: number) => number;

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
    (kernel: OneQubit): Kernels['real'] =>
    (at, size, target, controls, slot) =>
      blockwise(at, size, 1 << target, controls, (from, part, inside) =>
        kernel(re(from), im(from), part, target, inside, coefficient(slot)),
      );

  return {
    name: 'webassembly',
    precision,
    re: new Numbers(buffer, reAt, length),
    im: new Numbers(buffer, imAt, length),
    coefficients: new Numbers(buffer, coefficientsAt, coefficientCapacity),
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
        dense(re(from), im(from), part, mask, inside, coefficient(slot)),
      ),
    warm,
    gather(from, to, low, high) {
      gatherPlane(re(from), re(to), low, high, width);
      gatherPlane(im(from), im(to), low, high, width);
    },
    scatter(from, to, low, high) {
      scatterPlane(re(from), re(to), low, high, width);
      scatterPlane(im(from), im(to), low, high, width);
    },
  };
};
