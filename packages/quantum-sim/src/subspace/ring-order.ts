import type { Qubo } from '../problem/qubo';
import type { Sector } from './sector-subspace';

/**
 * What an asset would cost by itself, with the others held as often as a random feasible selection holds them:
 * l_i + Σ_j Q_ij p_j, p_j = (k − 1) / (n − 1) inside its own sector and k / n in others.
 */
export const meanFieldCosts = (qubo: Qubo, sectors: readonly Sector[]): Map<string, number> => {
  const size = qubo.names.length;
  const indexOf = new Map(qubo.names.map((name, index) => [name, index]));
  const groups = sectors.map(({ assets, choose }) => ({
    members: assets.map((asset) => indexOf.get(asset) as number),
    choose,
  }));
  const costs = new Map<string, number>();
  for (const own of groups) {
    for (const i of own.members) {
      let cost = qubo.linear[i] as number;
      for (const group of groups) {
        const { members, choose } = group;
        const share = group === own ? (choose - 1) / Math.max(1, members.length - 1) : choose / members.length;
        for (const j of members) cost += share * (qubo.couplings[i * size + j] as number);
      }
      costs.set(qubo.names[i] as string, cost);
    }
  }
  return costs;
};

/**
 * The assets of each sector in an order that suits a ring mixer: the k that look cheapest by {@link meanFieldCosts} stand
 * evenly spread, and the others, cheapest first, go behind them in turn.
 *
 * A ring mixer moves an asset one place at a time; in this order each step decides between an asset that looks good and one
 * that looks worse. The order is classical knowledge that enters the circuit. Lift of P(optimum) over guessing at p = 3, median and
 * lowest of 12 factor-model portfolios, against the order in which the assets were given:
 *
 * | | q = 0.5 | q = 2 |
 * | --- | --- | --- |
 * | 10 choose 5 | 135, 92 (given: 26, 1) | 103, 5 (given: 25, 0) |
 * | 12 choose 4 | 99, 24 (given: 30, 0) | 87, 12 (given: 21, 3) |
 *
 * - Cost: O(n²). Ties keep the given order.
 *
 * @example
 * ```ts
 * import { createQubo, spreadRingOrder } from '@sigmax/quantum-sim';
 * const qubo = createQubo({ names: ['a', 'b', 'c', 'd'], linear: [4, 1, 3, 2] });
 * spreadRingOrder(qubo, [{ assets: qubo.names, choose: 2 }]); // => [{ assets: ['b', 'c', 'd', 'a'], choose: 2 }]
 * ```
 */
export const spreadRingOrder = (qubo: Qubo, sectors: readonly Sector[]): Sector[] => {
  const costs = meanFieldCosts(qubo, sectors);
  return sectors.map(({ assets, choose }) => {
    const ranked = [...assets].sort((a, b) => (costs.get(a) as number) - (costs.get(b) as number));
    if (choose === 0) return { assets: ranked, choose };
    const places: string[][] = Array.from({ length: choose }, () => []);
    ranked.forEach((asset, rank) => {
      places[rank % choose]?.push(asset);
    });
    return { assets: places.flat(), choose };
  });
};
