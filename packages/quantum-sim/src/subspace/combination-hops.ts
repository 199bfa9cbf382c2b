import { binomials } from './binomials';
import type { Hop, HopRuns } from './hop';

const none = new Int32Array(0);

/**
 * The hop of an asset between positions i and i + 1, inside the selections of k out of n in colexicographic order.
 *
 * With j assets below i, the move raises the rank by C(i, j), and the states that differ only below i lie together in a
 * run of that length; the run of their partners follows at once. Cost: one number for each run.
 */
export const adjacentHop = (count: number, choose: number, position: number): Hop => {
  const width = choose + 1;
  const table = binomials(count, choose);
  const choices = (n: number, k: number): number => table[n * width + k] as number;
  const byLength = new Map<number, number[]>();
  for (let below = Math.max(0, choose - 1 - (count - position - 2)); below <= Math.min(position, choose - 1); below++) {
    const length = choices(position, below);
    const starts = byLength.get(length) ?? [];
    byLength.set(length, starts);
    // Choose the assets above i + 1, the topmost last, so that starts ascend.
    const descend = (level: number, limit: number, rank: number): void => {
      if (level === below + 1) {
        starts.push(rank + choices(position, below + 1));
        return;
      }
      for (let top = position + 1 + (level - below - 1); top < limit; top++) {
        descend(level - 1, top, rank + choices(top, level));
      }
    };
    descend(choose, count, 0);
  }
  const runs: HopRuns[] = [...byLength].map(([length, starts]) => ({ length, starts: Int32Array.from(starts).sort() }));
  return { runs, first: none, second: none };
};

/** The hop of an asset between the first and the last position, which closes the ring. The pairs are listed. */
export const closingHop = (count: number, choose: number): Hop => {
  const width = choose + 1;
  const table = binomials(count, choose);
  const choices = (n: number, k: number): number => table[n * width + k] as number;
  const first: number[] = [];
  const second: number[] = [];
  const last = choices(count - 1, choose);
  // The others stand one place higher in the sum while the first position is taken.
  const descend = (level: number, limit: number, withFirst: number, withLast: number): void => {
    if (level === 0) {
      first.push(withFirst);
      second.push(withLast + last);
      return;
    }
    for (let top = level; top < limit; top++) {
      descend(level - 1, top, withFirst + choices(top, level + 1), withLast + choices(top, level));
    }
  };
  descend(choose - 1, count - 1, 0, 0);
  return { runs: [], first: Int32Array.from(first), second: Int32Array.from(second) };
};
