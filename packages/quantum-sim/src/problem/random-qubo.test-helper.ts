import { seededRandom } from '../seeded-random';
import { createQubo, type Qubo, type QuboCoupling } from './qubo';

/** A dense QUBO with standard normal coefficients. */
export const randomQubo = (size: number, seed: number): Qubo => {
  const random = seededRandom(seed);
  const couplings: QuboCoupling[] = [];
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) couplings.push([i, j, random.normal()]);
  return createQubo({
    names: Array.from({ length: size }, (_, index) => `x${index}`),
    constant: random.normal(),
    linear: Array.from({ length: size }, () => random.normal()),
    couplings,
  });
};

/** A QUBO whose coefficients are whole numbers from −9 to 9, so that every sum is exact. */
export const wholeQubo = (size: number, seed: number): Qubo => {
  const random = seededRandom(seed);
  const whole = () => random.integer(19) - 9;
  const couplings: QuboCoupling[] = [];
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) couplings.push([i, j, whole()]);
  return createQubo({
    names: Array.from({ length: size }, (_, index) => `x${index}`),
    constant: whole(),
    linear: Array.from({ length: size }, whole),
    couplings,
  });
};
