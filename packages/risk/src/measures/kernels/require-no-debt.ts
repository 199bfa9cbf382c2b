import { DataError } from '@sigmax/core';

/** Throws for a return that loses more than everything: compounding means nothing below 0. */
export const requireNoDebt = (name: string, periodReturn: number): void => {
  if (periodReturn >= -1) return;
  throw new DataError({
    code: 'MORE_THAN_EVERYTHING_LOST',
    message: `${name}: a return was ${periodReturn}, which loses more than everything.`,
    remedy: 'Use compounded: false, or measure the account with its margin added.',
    context: { name, periodReturn },
  });
};
