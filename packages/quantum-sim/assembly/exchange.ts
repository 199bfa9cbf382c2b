import { laneCount, laneMask, partners } from './lanes';
import { Skip0, Skip16, Skip32, Skip48 } from './skips';

// @ts-ignore: decorator
@inline
function exchangeLanes(at: usize, to: usize, mask: v128): void {
  const first = v128.load(at);
  const second = v128.load(to);
  v128.store(at, v128.bitselect(second, first, mask));
  v128.store(to, v128.bitselect(first, second, mask));
}

// @ts-ignore: decorator
@inline
function exchangeVectors<Skip>(at: usize, to: usize): void {
  const first = v128.load(at, offsetof<Skip>());
  v128.store(at, v128.load(to, offsetof<Skip>()), offsetof<Skip>());
  v128.store(to, first, offsetof<Skip>());
}

// @ts-ignore: decorator
@inline
function exchangeNumbers<T>(plane: usize, at: usize, to: usize): void {
  const first = load<T>(plane + at);
  store<T>(plane + at, load<T>(plane + to));
  store<T>(plane + to, first);
}

// @ts-ignore: decorator
@inline
export function flip<T>(re: usize, im: usize, bits: u32, target: u32, controls: u32): void {
  const size: u32 = 1 << bits;
  const low = laneCount<T>() - 1;
  const mask = laneMask<T>(controls & low);
  const upper = controls & ~low;
  const width = <u32>sizeof<T>();
  if ((<u32>1 << target) <= low) {
    const run = upper == 0 ? size : upper & (0 - upper);
    for (let free: u32 = 0; free < size; free = ((free | upper) + run) & ~upper) {
      const start: usize = (free | upper) * width;
      const end = start + run * width;
      for (let at = start; at < end; at += 16) {
        const x = v128.load(re + at);
        const y = v128.load(im + at);
        v128.store(re + at, v128.bitselect(partners<T>(x, target), x, mask));
        v128.store(im + at, v128.bitselect(partners<T>(y, target), y, mask));
      }
    }
    return;
  }
  const fixed = upper | (<u32>1 << target);
  const run = fixed & (0 - fixed);
  const step = width << target;
  const isFull = v128.all_true<u32>(mask);
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | upper) * width;
    const end = start + run * width;
    if (isFull && run * width >= 64) {
      for (let at = start; at < end; at += 64) {
        const x = re + at;
        const y = im + at;
        exchangeVectors<Skip0>(x, x + step);
        exchangeVectors<Skip0>(y, y + step);
        exchangeVectors<Skip16>(x, x + step);
        exchangeVectors<Skip16>(y, y + step);
        exchangeVectors<Skip32>(x, x + step);
        exchangeVectors<Skip32>(y, y + step);
        exchangeVectors<Skip48>(x, x + step);
        exchangeVectors<Skip48>(y, y + step);
      }
    } else {
      for (let at = start; at < end; at += 16) {
        exchangeLanes(re + at, re + at + step, mask);
        exchangeLanes(im + at, im + at + step, mask);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
export function swap<T>(re: usize, im: usize, bits: u32, first: u32, second: u32, controls: u32): void {
  const size: u32 = 1 << bits;
  const width = <u32>sizeof<T>();
  const fixed = controls | (<u32>1 << first) | (<u32>1 << second);
  const run = fixed & (0 - fixed);
  const one = width << first;
  const two = width << second;
  const all = laneMask<T>(0);
  for (let free: u32 = 0; free < size; free = ((free | fixed) + run) & ~fixed) {
    const start: usize = (free | controls) * width;
    const end = start + run * width;
    if (run < laneCount<T>()) {
      for (let at = start; at < end; at += width) {
        exchangeNumbers<T>(re, at + one, at + two);
        exchangeNumbers<T>(im, at + one, at + two);
      }
    } else {
      for (let at = start; at < end; at += 16) {
        exchangeLanes(re + at + one, re + at + two, all);
        exchangeLanes(im + at + one, im + at + two, all);
      }
    }
  }
}
