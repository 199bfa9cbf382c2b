import { coefficient, laneCount, laneMask } from './lanes';

// @ts-ignore: decorator
@inline
function turn<T>(re: usize, im: usize, c: v128, s: v128): void {
  const x = v128.load(re);
  const y = v128.load(im);
  v128.store(re, v128.sub<T>(v128.mul<T>(c, x), v128.mul<T>(s, y)));
  v128.store(im, v128.add<T>(v128.mul<T>(c, y), v128.mul<T>(s, x)));
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
    for (let at = start; at < end; at += 16) turn<T>(re + at, im + at, c, s);
  }
}

// @ts-ignore: decorator
@inline
export function diagonal<T>(re: usize, im: usize, bits: u32, mask: u32, slot: usize): void {
  const size: u32 = 1 << bits;
  const width = <u32>sizeof<T>();
  const tableSize: u32 = 1 << popcnt(mask);
  const imaginary = tableSize * width;
  // Qubits 0 and 1 are in every table: four entries, one vector in single and two in double precision.
  const upper = mask & ~3;
  const run = upper == 0 ? size : upper & (0 - upper);
  let chosen: u32 = 0;
  for (let group: u32 = 0; group < tableSize; group += 4) {
    const table = slot + group * width;
    const c0 = v128.load(table);
    const s0 = v128.load(table + imaginary);
    const c1 = v128.load(table, 16);
    const s1 = v128.load(table + imaginary, 16);
    for (let free: u32 = 0; free < size; free = ((free | upper) + run) & ~upper) {
      const start: usize = (free | chosen) * width;
      const end = start + run * width;
      if (sizeof<T>() == 8) {
        for (let at = start; at < end; at += 32) {
          turn<T>(re + at, im + at, c0, s0);
          turn<T>(re + at + 16, im + at + 16, c1, s1);
        }
      } else {
        for (let at = start; at < end; at += 16) turn<T>(re + at, im + at, c0, s0);
      }
    }
    chosen = (chosen - upper) & upper;
  }
}
