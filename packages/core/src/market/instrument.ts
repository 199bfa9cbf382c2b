import { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import { powerOfTen } from '../ledger/quanta';
import { parseOptions } from '../options';

/** Prices and quantities sent to the venue are whole multiples of `priceStep` and `quantityStep`. */
interface InstrumentFields {
  /** `"venue:BASE/QUOTE"`, for example `"binance:BTC/USDT"`; of perpetuals the venue ends in `-swap`. */
  readonly id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  /** Smallest price difference, in quote per base. */
  readonly priceStep: number;
  /** Smallest quantity difference, in base. */
  readonly quantityStep: number;
  /** Smallest order quantity, in base. */
  readonly minimumQuantity: number;
  /** Smallest order value, in quote. */
  readonly minimumNotional: number;
}

/** Units change hands against money. */
export interface SpotInstrument extends InstrumentFields {
  readonly kind: 'spot';
}

/**
 * A linear perpetual: nothing is delivered, profit and loss are paid in the quote asset, and all positions that settle in
 * one asset share its balance as margin (cross margin).
 */
export interface PerpetualInstrument extends InstrumentFields {
  readonly kind: 'perpetual';
  /** Fraction of its value that opening a position takes as margin; 0.1 is a leverage of 10. */
  readonly initialMarginRate: number;
  /** Fraction of its value below which the margin may not fall. */
  readonly maintenanceMarginRate: number;
  /** Fraction of its value that a liquidation costs besides the taker fee. */
  readonly liquidationFeeRate: number;
}

/** Something that trades at a venue. */
export type Instrument = SpotInstrument | PerpetualInstrument;

/** Venue, symbol and assets of an id. */
export const instrumentParts = (id: string) => {
  const match = /^([^\s:]+):(([^\s:/]+)\/([^\s:/]+))$/.exec(id);
  if (match === null) {
    throw new InvalidOptionsError({
      code: 'INVALID_INSTRUMENT_ID',
      message: `instrument id was ${JSON.stringify(id)}.`,
      remedy: 'Write venue:BASE/QUOTE, for example "binance:BTC/USDT".',
      context: { instrumentId: id },
    });
  }
  const [, venue, symbol, base, quote] = match as unknown as [string, string, string, string, string];
  return { venue, symbol, base, quote };
};

/** A step must be a decimal number with at most 12 places, so that its multiples are exact decimals. */
export const stepDecimals = (step: number): number | undefined => {
  for (let decimals = 0; decimals <= 12; decimals++) {
    const scale = powerOfTen(decimals);
    // The quotient of two whole numbers that a double holds is the decimal's closest double.
    if (Math.round(step * scale) / scale === step) return decimals;
  }
  return undefined;
};

const step = z
  .number()
  .positive()
  .refine(
    (value) => stepDecimals(value) !== undefined,
    'expected a decimal step with at most 12 places, for example 0.01',
  );

/** The steps of an instrument, with what suits a first backtest. */
export const instrumentSteps = {
  priceStep: step.default(1e-8),
  quantityStep: step.default(1e-8),
  minimumQuantity: z.number().nonnegative().default(0),
  minimumNotional: z.number().nonnegative().default(0),
};

const options = z.strictObject(instrumentSteps);

/**
 * Describes a spot instrument.
 *
 * Steps default to 1e-8 and minimums to 0, which suits a first backtest; a venue's own figures make it exact.
 *
 * @throws {InvalidOptionsError} the id is not `venue:BASE/QUOTE`, or a step is not a positive decimal.
 * @example
 * ```ts
 * import { spotInstrument } from '@sigmax/core';
 * spotInstrument('binance:BTC/USDT', { priceStep: 0.01, quantityStep: 0.00001, minimumNotional: 5 }).base; // => 'BTC'
 * ```
 */
export const spotInstrument = (id: string, steps: z.input<typeof options> = {}): SpotInstrument => {
  const instrument: SpotInstrument = Object.freeze({
    id,
    kind: 'spot',
    ...instrumentParts(id),
    ...parseOptions(options, steps, `spotInstrument(${id})`),
  });
  checkedInstruments.add(instrument);
  return instrument;
};

/** What the makers of instruments made. It is frozen, so it still is what was checked. */
export const checkedInstruments = new WeakSet<Instrument>();
