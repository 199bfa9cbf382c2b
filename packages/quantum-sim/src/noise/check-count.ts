import { QuantumOptionsError } from '../errors';

/** Refuses a number of shots or trajectories that is none. */
export const checkCount = (what: string, field: string, count: number, least: number): void => {
  if (Number.isSafeInteger(count) && count >= least && count <= 2 ** 31) return;
  throw new QuantumOptionsError({
    code: field === 'shots' ? 'INVALID_SHOTS' : 'INVALID_COUNT',
    message: `${what}: ${field} was ${count}.`,
    remedy: `Pass a whole number from ${least} to 2147483648.`,
    context: { [field]: count },
  });
};
