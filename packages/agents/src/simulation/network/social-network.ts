import type { Random } from '@sigmax/core';

/** Who listens to whom. */
export type NetworkShape =
  /** A ring where each knows his nearest, a share of the ties thrown anywhere. Source: Watts and Strogatz 1998. */
  | { readonly type: 'small-world'; readonly neighbours: number; readonly rewiring: number }
  /** Who comes later ties himself to those who have many ties. Source: Barabási and Albert 1999. */
  | { readonly type: 'scale-free'; readonly links: number }
  | { readonly type: 'none' };

/** Ties in both directions: neighbours of member i are `ties[starts[i]]` to before `ties[starts[i + 1]]`. */
export interface SocialNetwork {
  readonly size: number;
  readonly starts: Int32Array;
  readonly ties: Int32Array;
}

const pack = (neighbours: readonly ReadonlySet<number>[]): SocialNetwork => {
  const starts = new Int32Array(neighbours.length + 1);
  for (const [index, set] of neighbours.entries()) starts[index + 1] = (starts[index] as number) + set.size;
  const ties = new Int32Array(starts.at(-1) ?? 0);
  for (const [index, set] of neighbours.entries())
    ties.set(
      [...set].sort((a, b) => a - b),
      starts[index],
    );
  return { size: neighbours.length, starts, ties };
};

const tie = (sets: readonly Set<number>[], a: number, b: number): void => {
  sets[a]?.add(b);
  sets[b]?.add(a);
};

const smallWorld = (sets: readonly Set<number>[], neighbours: number, rewiring: number, random: Random): void => {
  const size = sets.length;
  const reach = Math.min(neighbours >> 1, (size - 1) >> 1);
  for (let step = 1; step <= reach; step++) {
    for (let member = 0; member < size; member++) {
      let other = (member + step) % size;
      if (random.uniform() < rewiring) {
        // Where nobody is left to tie to, the tie on the ring stays.
        for (let tries = 0; tries < 16; tries++) {
          const candidate = random.integer(size);
          if (candidate === member || sets[member]?.has(candidate) === true) continue;
          other = candidate;
          break;
        }
      }
      tie(sets, member, other);
    }
  }
};

const scaleFree = (sets: readonly Set<number>[], links: number, random: Random): void => {
  const size = sets.length;
  // Each member stands here once for each tie, so that a draw from it is a draw by ties.
  const ends: number[] = [];
  const core = Math.min(links + 1, size);
  const connect = (a: number, b: number): void => {
    tie(sets, a, b);
    ends.push(a, b);
  };
  for (let a = 0; a < core; a++) for (let b = a + 1; b < core; b++) connect(a, b);
  for (let member = core; member < size; member++) {
    const chosen = new Set<number>();
    while (chosen.size < links) chosen.add(ends[random.integer(ends.length)] as number);
    for (const other of chosen) connect(member, other);
  }
};

/**
 * Makes a social network of a size.
 *
 * - Cost: O(ties). The same random numbers give the same network.
 *
 * @example
 * ```ts
 * import { socialNetwork } from '@sigmax/agents/simulation';
 * import { seededRandom } from '@sigmax/core';
 * const { starts, ties } = socialNetwork(100, { type: 'scale-free', links: 3 }, seededRandom(7));
 * ties.length; // => 588
 * starts[100]; // => 588
 * ```
 */
export const socialNetwork = (size: number, shape: NetworkShape, random: Random): SocialNetwork => {
  const sets = Array.from({ length: size }, () => new Set<number>());
  if (shape.type === 'small-world') smallWorld(sets, shape.neighbours, shape.rewiring, random);
  if (shape.type === 'scale-free') scaleFree(sets, shape.links, random);
  return pack(sets);
};
