import { z } from 'zod';
import { parseOptions } from '../options';
import { checkedInstruments, instrumentParts, instrumentSteps, type PerpetualInstrument } from './instrument';

const rate = z.number().positive().max(1);

const options = z
  .strictObject({
    ...instrumentSteps,
    initialMarginRate: rate,
    maintenanceMarginRate: rate,
    liquidationFeeRate: z.number().min(0).lt(1),
  })
  .refine(
    ({ initialMarginRate, maintenanceMarginRate }) => maintenanceMarginRate < initialMarginRate,
    'expected maintenanceMarginRate below initialMarginRate; a position would be liquidated as it opens',
  );

/** Steps, and the margin rates, which have no default. */
export type PerpetualOptions = z.input<typeof options>;

/**
 * Describes a linear perpetual: it can be sold short and held with leverage, and settles in its quote asset.
 *
 * All perpetuals that settle in one asset share its balance as margin. A new position needs `initialMarginRate` of its
 * value, 0.1 is a leverage of 10; when the balance and the unrealised profits fall to `maintenanceMarginRate` of the
 * positions' value, all of them are liquidated, for `liquidationFeeRate` of their value. Venues raise the rates with the
 * size of a position: give those of the size that you trade.
 *
 * @throws {InvalidOptionsError} the id is not `venue:BASE/QUOTE`, or a rate is missing or wrong.
 * @example
 * ```ts
 * import { perpetualInstrument } from '@sigmax/core';
 * const btc = perpetualInstrument('binance-swap:BTC/USDT', {
 *   initialMarginRate: 0.1,
 *   maintenanceMarginRate: 0.005,
 *   liquidationFeeRate: 0.0125,
 * });
 * btc.kind; // => 'perpetual'
 * ```
 */
export const perpetualInstrument = (id: string, rates: PerpetualOptions): PerpetualInstrument => {
  const parts = instrumentParts(id);
  const settings = parseOptions(options, rates, `perpetualInstrument(${id})`);
  const instrument: PerpetualInstrument = Object.freeze({ id, kind: 'perpetual', ...parts, ...settings });
  checkedInstruments.add(instrument);
  return instrument;
};
