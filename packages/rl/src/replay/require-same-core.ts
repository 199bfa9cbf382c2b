import { InvalidOptionsError } from '@sigmax/core';

/** @throws {InvalidOptionsError} a checkpoint was made with another core than this machine chose (`OTHER_CORE`). */
export const requireSameCore = (given: string, expected: string): void => {
  if (given === expected) return;
  throw new InvalidOptionsError({
    code: 'OTHER_CORE',
    message: `The checkpoint was made with the core ${given}, and this machine chose ${expected}: the same bits cannot come of it.`,
    remedy: `Go on where ${given} can run.`,
    context: { checkpoint: given, core: expected },
  });
};
