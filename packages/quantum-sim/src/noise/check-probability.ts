import { QuantumOptionsError } from '../errors';

/** Refuses a number that is no probability. */
export const checkProbability = (what: string, field: string, value: number): void => {
  if (value >= 0 && value <= 1) return;
  throw new QuantumOptionsError({
    code: 'INVALID_PROBABILITY',
    message: `${what}: ${field} was ${value}.`,
    remedy: 'Pass a number from 0 to 1.',
    context: { [field]: value },
  });
};
