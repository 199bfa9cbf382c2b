import type { Random } from '../seeded-random';
import type { ReadoutError } from './readout-error';

/** What is read where the qubit was `value`; draws only where there is an error to draw. */
export const readBit = (value: 0 | 1, readout: ReadoutError | undefined, random: Random): 0 | 1 => {
  if (readout === undefined) return value;
  const wrong = value === 1 ? readout.zeroGivenOne : readout.oneGivenZero;
  const isWrong = wrong > 0 && random.uniform() < wrong;
  return isWrong ? ((1 - value) as 0 | 1) : value;
};
