// The kernels of a state vector, each in double and in single precision; see src/kernels/kernels.ts for what they do. Arguments
// are byte addresses of the first amplitude's parts and of the coefficients.
import { dense } from './dense';
import { diagonal, phase } from './diagonals';
import { flip, swap } from './exchange';
import { gatherPlane, scatterPlane, touch } from './gather';
import { cross, general, real } from './one-qubit';

export { gatherPlane, scatterPlane, touch };

export function real64(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  real<f64>(re, im, bits, target, controls, slot);
}

export function real32(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  real<f32>(re, im, bits, target, controls, slot);
}

export function cross64(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  cross<f64>(re, im, bits, target, controls, slot);
}

export function cross32(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  cross<f32>(re, im, bits, target, controls, slot);
}

export function general64(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  general<f64>(re, im, bits, target, controls, slot);
}

export function general32(re: usize, im: usize, bits: u32, target: u32, controls: u32, slot: usize): void {
  general<f32>(re, im, bits, target, controls, slot);
}

export function flip64(re: usize, im: usize, bits: u32, target: u32, controls: u32): void {
  flip<f64>(re, im, bits, target, controls);
}

export function flip32(re: usize, im: usize, bits: u32, target: u32, controls: u32): void {
  flip<f32>(re, im, bits, target, controls);
}

export function swap64(re: usize, im: usize, bits: u32, first: u32, second: u32, controls: u32): void {
  swap<f64>(re, im, bits, first, second, controls);
}

export function swap32(re: usize, im: usize, bits: u32, first: u32, second: u32, controls: u32): void {
  swap<f32>(re, im, bits, first, second, controls);
}

export function phase64(re: usize, im: usize, bits: u32, mask: u32, slot: usize): void {
  phase<f64>(re, im, bits, mask, slot);
}

export function phase32(re: usize, im: usize, bits: u32, mask: u32, slot: usize): void {
  phase<f32>(re, im, bits, mask, slot);
}

export function diagonal64(re: usize, im: usize, bits: u32, mask: u32, slot: usize): void {
  diagonal<f64>(re, im, bits, mask, slot);
}

export function diagonal32(re: usize, im: usize, bits: u32, mask: u32, slot: usize): void {
  diagonal<f32>(re, im, bits, mask, slot);
}

export function dense64(
  re: usize,
  im: usize,
  bits: u32,
  mask: u32,
  controls: u32,
  slot: usize,
  scratch: usize,
): void {
  dense<f64>(re, im, bits, mask, controls, slot, scratch);
}

export function dense32(
  re: usize,
  im: usize,
  bits: u32,
  mask: u32,
  controls: u32,
  slot: usize,
  scratch: usize,
): void {
  dense<f32>(re, im, bits, mask, controls, slot, scratch);
}

/** Bytes of a record: which kernel, then its arguments. */
const recordBytes: usize = 32;

/** Does what is recorded from `at` on: the order of kernels is that of `recordedKernels` in src/kernels/recorded-kernels.ts. */
export function perform(at: usize, count: u32): void {
  for (const end = at + recordBytes * count; at < end; at += recordBytes) {
    const a = load<u32>(at, 4);
    const b = load<u32>(at, 8);
    const c = load<u32>(at, 12);
    const d = load<u32>(at, 16);
    const e = load<u32>(at, 20);
    const f = load<u32>(at, 24);
    const g = load<u32>(at, 28);
    switch (load<u32>(at)) {
      case 0:
        real64(a, b, c, d, e, f);
        break;
      case 1:
        cross64(a, b, c, d, e, f);
        break;
      case 2:
        general64(a, b, c, d, e, f);
        break;
      case 3:
        flip64(a, b, c, d, e);
        break;
      case 4:
        swap64(a, b, c, d, e, f);
        break;
      case 5:
        phase64(a, b, c, d, e);
        break;
      case 6:
        diagonal64(a, b, c, d, e);
        break;
      case 7:
        dense64(a, b, c, d, e, f, g);
        break;
      case 8:
        real32(a, b, c, d, e, f);
        break;
      case 9:
        cross32(a, b, c, d, e, f);
        break;
      case 10:
        general32(a, b, c, d, e, f);
        break;
      case 11:
        flip32(a, b, c, d, e);
        break;
      case 12:
        swap32(a, b, c, d, e, f);
        break;
      case 13:
        phase32(a, b, c, d, e);
        break;
      case 14:
        diagonal32(a, b, c, d, e);
        break;
      case 15:
        dense32(a, b, c, d, e, f, g);
        break;
      case 16:
        gatherPlane(a, b, c, d, e);
        break;
      case 17:
        scatterPlane(a, b, c, d, e);
        break;
      default:
        touch(a, b);
    }
  }
}
