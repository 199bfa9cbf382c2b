import { coefficient, laneCount, laneMask } from './lanes';
import { Skip0, Skip16, Skip32, Skip48 } from './skips';

// @ts-ignore: decorator
@inline
function turn<T, Skip>(re: usize, im: usize, c: v128, s: v128): void {
  const x = v128.load(re, offsetof<Skip>());
  const y = v128.load(im, offsetof<Skip>());
  v128.store(re, v128.sub<T>(v128.mul<T>(c, x), v128.mul<T>(s, y)), offsetof<Skip>());
  v128.store(im, v128.add<T>(v128.mul<T>(c, y), v128.mul<T>(s, x)), offsetof<Skip>());
}

// @ts-ignore: decorator
@inline
export function phase<T>(re: usize, im: usize, bits: u32, mask: u32, slot: usize): void {
  const size: u32 = 1 << bits;
  const low = laneCount<T>() - 1;
  const lanes = laneMask<T>(mask & low);
  const upper = mask & ~low;
  const width = <u32>sizeof<T>();
  const c = coefficient<T>(slot, <T>1, lanes);
  const s = coefficient<T>(slot + width, <T>0, lanes);
  const run = upper == 0 ? size : upper & (0 - upper);
  for (let free: u32 = 0; free < size; free = ((free | upper) + run) & ~upper) {
    const start: usize = (free | upper) * width;
    const end = start + run * width;
    if (run * width >= 64) {
      for (let at = start; at < end; at += 64) {
        turn<T, Skip0>(re + at, im + at, c, s);
        turn<T, Skip16>(re + at, im + at, c, s);
        turn<T, Skip32>(re + at, im + at, c, s);
        turn<T, Skip48>(re + at, im + at, c, s);
      }
    } else {
      for (let at = start; at < end; at += 16) turn<T, Skip0>(re + at, im + at, c, s);
    }
  }
}

/** A table over the lowest qubits, entry by entry, again and again. */
// @ts-ignore: decorator
@inline
function consecutive<T>(re: usize, im: usize, bytes: usize, tableBytes: usize, slot: usize): void {
  for (let start: usize = 0; start < bytes; start += tableBytes) {
    for (let at: usize = 0; at < tableBytes; at += 16) {
      const c = v128.load(slot + at);
      const s = v128.load(slot + tableBytes + at);
      turn<T, Skip0>(re + start + at, im + start + at, c, s);
    }
  }
}

/** So many amplitudes stay in a first-level cache while every entry of a table passes over its part of them. */
const blockSize: u32 = 1024;

// @ts-ignore: decorator
@inline
export function diagonal<T>(re: usize, im: usize, bits: u32, mask: u32, slot: usize): void {
  const size: u32 = 1 << bits;
  const width = <u32>sizeof<T>();
  const tableSize: u32 = 1 << popcnt(mask);
  const imaginary = tableSize * width;
  if ((mask & (mask + 1)) == 0) {
    consecutive<T>(re, im, size * width, imaginary, slot);
    return;
  }
  const block = size < blockSize ? size : blockSize;
  // Qubits 0 and 1 are in every table: four entries, one vector in single and two in double precision.
  const upper = mask & ~3 & (block - 1);
  const outside = mask & ~(block - 1);
  const partSize: u32 = 4 << popcnt(upper);
  const run = upper == 0 ? block : upper & (0 - upper);
  for (let base: u32 = 0; base < size; base += block) {
    let part: u32 = 0;
    let place = partSize;
    for (let rest = outside; rest != 0; rest &= rest - 1) {
      if ((base & rest & (0 - rest)) != 0) part += place;
      place <<= 1;
    }
    let chosen = base;
    for (let group: u32 = 0; group < partSize; group += 4) {
      const table = slot + (part + group) * width;
      const c0 = v128.load(table);
      const s0 = v128.load(table + imaginary);
      const c1 = v128.load(table, 16);
      const s1 = v128.load(table + imaginary, 16);
      for (let free: u32 = 0; free < block; free = ((free | upper) + run) & ~upper) {
        const start: usize = (free | chosen) * width;
        const end = start + run * width;
        if (sizeof<T>() == 8) {
          for (let at = start; at < end; at += 32) {
            turn<T, Skip0>(re + at, im + at, c0, s0);
            turn<T, Skip16>(re + at, im + at, c1, s1);
          }
        } else {
          for (let at = start; at < end; at += 16) turn<T, Skip0>(re + at, im + at, c0, s0);
        }
      }
      chosen = base | (((chosen & upper) - upper) & upper);
    }
  }
}
