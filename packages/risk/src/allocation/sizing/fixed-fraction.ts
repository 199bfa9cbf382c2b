import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';

const schema = z.strictObject({
  equity: z.number().positive(),
  riskFraction: z.number().positive().lt(1),
  entryPrice: z.number().positive(),
  stopPrice: z.number().positive(),
  costRate: z.number().min(0).lt(1),
  maximumWeight: z.number().positive(),
});

export interface FixedFractionOptions {
  /** In quote. */
  readonly equity: number;
  /** Fraction of equity that is lost when the stop fills at its price: 0.01 is 1 %. */
  readonly riskFraction: number;
  readonly entryPrice: number;
  /** Below the entry for a purchase, above it for a short sale. */
  readonly stopPrice: number;
  /** Fee and slippage of one side, as a fraction of its value; 0.0012 for a fee of 0.1 % and 0.02 % of slippage. */
  readonly costRate: number;
  /** Largest position as a fraction of equity: a near stop would ask for any size. */
  readonly maximumWeight: number;
}

export interface PositionSize {
  /** In base; negative is short. */
  readonly quantity: number;
  /** Signed value as a fraction of equity. */
  readonly weight: number;
  /** What is lost at the stop, costs included, as a fraction of equity. */
  readonly riskFraction: number;
}

/**
 * Returns the position that loses a fixed fraction of equity at its stop: f E / (|entry − stop| + c (entry + stop)).
 *
 * A stop is a trigger: a price that jumps past it loses more.
 *
 * Source: Vince 1990, Portfolio Management Formulas, chapter 4, with costs added.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range, or the stop is at the entry.
 * @example
 * ```ts
 * import { fixedFractionSize } from '@sigmax/risk';
 * const options = { equity: 10_000, riskFraction: 0.01, entryPrice: 100, costRate: 0, maximumWeight: 1 };
 * fixedFractionSize({ ...options, stopPrice: 96 }); // => { quantity: 25, weight: 0.25, riskFraction: 0.01 }
 * fixedFractionSize({ ...options, stopPrice: 104 }).quantity; // => -25
 * // A stop 0.5 % away would ask for twice the equity.
 * fixedFractionSize({ ...options, stopPrice: 99.5 }); // => { quantity: 100, weight: 1, riskFraction: 0.005 }
 * ```
 */
export const fixedFractionSize = (options: FixedFractionOptions): PositionSize => {
  const { equity, riskFraction, entryPrice, stopPrice, costRate, maximumWeight } = parseOptions(
    schema,
    options,
    'fixedFractionSize',
  );
  if (stopPrice === entryPrice) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `fixedFractionSize: stopPrice was ${stopPrice}, the entry price itself.`,
      remedy: 'Put the stop below the entry of a purchase, or above that of a short sale.',
      context: { entryPrice, stopPrice },
    });
  }
  const lossPerUnit = Math.abs(entryPrice - stopPrice) + costRate * (entryPrice + stopPrice);
  const quantity = Math.min((riskFraction * equity) / lossPerUnit, (maximumWeight * equity) / entryPrice);
  const sign = stopPrice < entryPrice ? 1 : -1;
  return {
    quantity: sign * quantity,
    weight: (sign * quantity * entryPrice) / equity,
    riskFraction: (quantity * lossPerUnit) / equity,
  };
};
