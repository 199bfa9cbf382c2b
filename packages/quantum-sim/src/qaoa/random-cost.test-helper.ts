import { createQubo, type Qubo, type QuboCoupling } from '../problem/qubo';
import type { Random } from '../seeded-random';

/** All coefficients standard normal. */
export const randomQubo = (size: number, random: Random): Qubo => {
  const couplings: QuboCoupling[] = [];
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) couplings.push([i, j, random.normal()]);
  const names = Array.from({ length: size }, (_, index) => `v${index}`);
  return createQubo({ names, constant: random.normal(), linear: names.map(() => random.normal()), couplings });
};

/** [γ_1 … γ_p, β_1 … β_p], beyond half a turn too. */
export const randomAngles = (layers: number, random: Random): number[] =>
  Array.from({ length: 2 * layers }, () => 2 * random.normal());
