/** Copies parts of 2^low numbers from a plane, at all settings of the bits of `high`, one after another to `to`. */
export function gatherPlane(from: usize, to: usize, low: u32, high: u32, width: u32): void {
  const part: usize = (<usize>width) << low;
  let target = to;
  let chosen: u32 = 0;
  do {
    memory.copy(target, from + <usize>chosen * width, part);
    target += part;
    chosen = (chosen - high) & high;
  } while (chosen != 0);
}

/** The way back. */
export function scatterPlane(from: usize, to: usize, low: u32, high: u32, width: u32): void {
  const part: usize = (<usize>width) << low;
  let source = from;
  let chosen: u32 = 0;
  do {
    memory.copy(to + <usize>chosen * width, source, part);
    source += part;
    chosen = (chosen - high) & high;
  } while (chosen != 0);
}

/**
 * Reads one byte of every cache line, in order. Processors fetch ahead of a straight way through memory, and not of a gate's way
 * when it takes 8 lines here and 8 there; so what a gate reads next comes into the cache by this.
 */
export function touch(from: usize, bytes: usize): u32 {
  let sum: u32 = 0;
  for (let at = from; at < from + bytes; at += 64) sum += load<u8>(at);
  return sum;
}
