import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { type NetworkShape, type SocialNetwork, socialNetwork } from './social-network';

const make = (shape: NetworkShape, size = 1_000, seed = 7) => socialNetwork(size, shape, seededRandom(seed));
const neighboursOf = ({ starts, ties }: SocialNetwork, member: number) =>
  ties.slice(starts[member], starts[member + 1]);
const degrees = (network: SocialNetwork) =>
  Array.from({ length: network.size }, (_, member) => neighboursOf(network, member).length);

/** Share of pairs of neighbours that know each other. */
const clustering = (network: SocialNetwork): number => {
  let [closed, pairs] = [0, 0];
  for (let member = 0; member < network.size; member++) {
    const mine = [...neighboursOf(network, member)];
    for (const a of mine) {
      const theirs = new Set(neighboursOf(network, a));
      for (const b of mine) if (b > a) [closed, pairs] = [closed + (theirs.has(b) ? 1 : 0), pairs + 1];
    }
  }
  return closed / pairs;
};

const meanDistance = (network: SocialNetwork): number => {
  const distance = new Int32Array(network.size).fill(-1);
  distance[0] = 0;
  const queue = [0];
  for (const member of queue) {
    for (const other of neighboursOf(network, member)) {
      if (distance[other] !== -1) continue;
      distance[other] = (distance[member] as number) + 1;
      queue.push(other);
    }
  }
  return distance.reduce((sum, value) => sum + value, 0) / (network.size - 1);
};

const shapes: NetworkShape[] = [
  { type: 'small-world', neighbours: 10, rewiring: 0.1 },
  { type: 'scale-free', links: 4 },
  { type: 'none' },
];

it.each(shapes)('%o ties both ways, nobody to himself, the same for one seed', (shape) => {
  const network = make(shape);
  for (let member = 0; member < network.size; member++) {
    const mine = neighboursOf(network, member);
    expect(new Set(mine).size).toBe(mine.length);
    expect(mine).not.toContain(member);
    for (const other of mine) expect(neighboursOf(network, other)).toContain(member);
  }
  expect(make(shape)).toEqual(network);
  if (shape.type !== 'none') expect(make(shape, 1_000, 8)).not.toEqual(network);
});

describe('a small world', () => {
  const ring = make({ type: 'small-world', neighbours: 10, rewiring: 0 });

  it('without rewiring is a ring: clustering 3(k − 2) / 4(k − 1)', () => {
    expect(new Set(degrees(ring))).toEqual(new Set([10]));
    expect(clustering(ring)).toBeCloseTo((3 * 8) / (4 * 9), 12);
  });

  it('with some stays clustered and becomes small (Watts and Strogatz 1998, figure 2)', () => {
    const world = make({ type: 'small-world', neighbours: 10, rewiring: 0.1 });
    expect(clustering(world)).toBeGreaterThan(0.6 * clustering(ring));
    expect(meanDistance(world)).toBeLessThan(0.15 * meanDistance(ring));
  });
});

it('a scale-free network has few with many ties: P(degree ≥ k) falls as k^−2', () => {
  const network = make({ type: 'scale-free', links: 4 }, 5_000);
  const all = degrees(network);
  expect(network.ties.length).toBe(2 * (10 + 4 * (5_000 - 5)));
  const share = (k: number) => all.filter((degree) => degree >= k).length / all.length;
  const slope = Math.log(share(64) / share(8)) / Math.log(64 / 8);
  expect(slope).toBeGreaterThan(-2.5);
  expect(slope).toBeLessThan(-1.5);
});
