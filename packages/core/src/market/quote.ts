import { show } from '../options';

/** Best prices of one instrument. Prices are in the quote asset, quantities in the base asset. */
export interface Quote {
  readonly type: 'quote';
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly bid: number;
  readonly bidQuantity: number;
  readonly ask: number;
  readonly askQuantity: number;
}

const prices = ['bid', 'ask'] as const;
const quantities = ['bidQuantity', 'askQuantity'] as const;

/**
 * What is wrong with a quote that follows one of `previousMs`; `undefined` when nothing is.
 *
 * Crossed and locked prices are no fault: venues do send them, and a guard is the one to say what they forbid.
 */
export const quoteFault = (
  quote: Quote,
  previousMs = Number.NEGATIVE_INFINITY,
): { readonly code: string; readonly message: string; readonly remedy: string } | undefined => {
  const { timeMs } = quote;
  if (typeof timeMs !== 'number' || !Number.isFinite(timeMs)) {
    return { code: 'NOT_FINITE', message: `time was ${show(timeMs)}`, remedy: 'Use milliseconds since the epoch.' };
  }
  if (timeMs < previousMs) {
    return {
      code: 'OUT_OF_ORDER',
      message: `time ${timeMs} came after ${previousMs}`,
      remedy: 'Sort the quotes by time.',
    };
  }
  for (const field of [...prices, ...quantities]) {
    const value = quote[field];
    const isPrice = field === 'bid' || field === 'ask';
    if (typeof value === 'number' && value < Infinity && (isPrice ? value > 0 : value >= 0)) continue;
    return {
      code: isPrice ? 'NOT_POSITIVE' : 'NEGATIVE_QUANTITY',
      message: `${field} was ${show(value)}`,
      remedy: isPrice ? 'A price is a finite number above 0.' : 'A quantity is a finite number of at least 0.',
    };
  }
  return undefined;
};
