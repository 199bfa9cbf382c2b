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

export function dense64(re: usize, im: usize, bits: u32, mask: u32, controls: u32, slot: usize): void {
  dense<f64>(re, im, bits, mask, controls, slot);
}

export function dense32(re: usize, im: usize, bits: u32, mask: u32, controls: u32, slot: usize): void {
  dense<f32>(re, im, bits, mask, controls, slot);
}
