import { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import { powerOfTen } from '../ledger/quanta';
import { parseOptions } from '../options';

/**
 * Something that trades at a venue.
 *
 * Prices and quantities sent to the venue are whole multiples of `priceStep` and `quantityStep`. `kind` is the place
 * where perpetuals and futures join; today every instrument is spot.
 */
export interface Instrument {
  /** `"venue:BASE/QUOTE"`, for example `"binance:BTC/USDT"`. */
  readonly id: string;
  readonly kind: 'spot';
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

const parts = (id: string) => {
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

const options = z.strictObject({
  priceStep: step.default(1e-8),
  quantityStep: step.default(1e-8),
  minimumQuantity: z.number().nonnegative().default(0),
  minimumNotional: z.number().nonnegative().default(0),
});

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
export const spotInstrument = (id: string, steps: z.input<typeof options> = {}): Instrument => {
  const instrument: Instrument = Object.freeze({
    id,
    kind: 'spot',
    ...parts(id),
    ...parseOptions(options, steps, `spotInstrument(${id})`),
  });
  checked.add(instrument);
  return instrument;
};

/** What `spotInstrument` made. It is frozen, so it still is what was checked. */
const checked = new WeakSet<Instrument>();

/** An instrument, or its id, held to the rules of `spotInstrument` if it was made by hand. */
export const checkedInstrument = (one: string | Instrument): Instrument => {
  if (typeof one === 'string') return spotInstrument(one);
  if (checked.has(one)) return one;
  const { id, priceStep, quantityStep, minimumQuantity, minimumNotional } = one;
  return spotInstrument(id, { priceStep, quantityStep, minimumQuantity, minimumNotional });
};
