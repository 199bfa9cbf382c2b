/** How far two clusters are apart: by their nearest members, their furthest, the mean of all pairs, or the growth of variance. */
export type Linkage = 'single' | 'complete' | 'average' | 'ward';

/** A cluster: its members in the order in which the tree is drawn. */
interface Cluster {
  readonly members: readonly number[];
  /** When it was made; leaves have their own place. The earlier one stands first. */
  readonly rank: number;
}

/** Distance of a third cluster from the union of a and b. Source: Lance and Williams 1967. */
const updated = (
  linkage: Linkage,
  toA: number,
  toB: number,
  between: number,
  sizes: [number, number, number],
): number => {
  const [a, b, other] = sizes;
  switch (linkage) {
    case 'single':
      return Math.min(toA, toB);
    case 'complete':
      return Math.max(toA, toB);
    case 'average':
      return (a * toA + b * toB) / (a + b);
    case 'ward': {
      const square = ((a + other) * toA * toA + (b + other) * toB * toB - other * between * between) / (a + b + other);
      return Math.sqrt(Math.max(0, square));
    }
  }
};

/**
 * Returns the places 0 … n − 1 in the order in which a tree of clusters has them, neighbours next to each other.
 *
 * The two nearest clusters are joined until one is left. Of two that join, the one made earlier stands first; of two leaves, the
 * one with the lower place. Ties in distance go to the pair that comes first, so the order depends on nothing but the numbers.
 *
 * - Shapes: `distances` is n × n, row after row.
 * - Cost: O(n³).
 */
export const clusterOrder = (distances: Float64Array, size: number, linkage: Linkage): number[] => {
  const far = distances.slice();
  const clusters: (Cluster | undefined)[] = Array.from({ length: size }, (_, place) => ({
    members: [place],
    rank: place,
  }));
  const at = (a: number, b: number): number => far[a * size + b] as number;
  for (let joined = 0; joined < size - 1; joined++) {
    let [first, second] = [-1, -1];
    for (let a = 0; a < size; a++) {
      if (clusters[a] === undefined) continue;
      for (let b = a + 1; b < size; b++) {
        if (clusters[b] === undefined || (first >= 0 && at(a, b) >= at(first, second))) continue;
        [first, second] = [a, b];
      }
    }
    const [one, other] = [clusters[first] as Cluster, clusters[second] as Cluster];
    const between = at(first, second);
    for (let third = 0; third < size; third++) {
      const cluster = clusters[third];
      if (cluster === undefined || third === first || third === second) continue;
      const sizes: [number, number, number] = [one.members.length, other.members.length, cluster.members.length];
      const distance = updated(linkage, at(third, first), at(third, second), between, sizes);
      far[third * size + first] = distance;
      far[first * size + third] = distance;
    }
    const [left, right] = one.rank < other.rank ? [one, other] : [other, one];
    clusters[first] = { members: [...left.members, ...right.members], rank: size + joined };
    clusters[second] = undefined;
  }
  return [...(clusters.find((cluster) => cluster !== undefined)?.members ?? [])];
};
