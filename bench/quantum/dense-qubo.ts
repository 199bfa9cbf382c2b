import { createQubo, type Qubo, type QuboCoupling, seededRandom } from '@sigmax/quantum-sim';

/** A QUBO whose every pair is coupled. */
export const denseQubo = (size: number): Qubo => {
  const random = seededRandom(size);
  const couplings: QuboCoupling[] = [];
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) couplings.push([i, j, random.normal()]);
  const names = Array.from({ length: size }, (_, index) => `asset${index}`);
  return createQubo({ names, linear: names.map(() => random.normal()), couplings });
};
