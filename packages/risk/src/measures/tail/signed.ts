import type { RiskSign } from '@sigmax/core';

/** A return as a risk figure: losses are positive under `loss`. Never −0. */
export const signed = (periodReturn: number, sign: RiskSign): number =>
  sign === 'return' ? 0 + periodReturn : 0 - periodReturn;
