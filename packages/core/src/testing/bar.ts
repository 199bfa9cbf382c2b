import type { Bar } from '../market/bar';

/**
 * Makes a bar from what matters to a test. Prices that are not given are the close; the others come from those given, so
 * the bar is always a valid one.
 *
 * @example
 * ```ts
 * import { bar } from '@sigmax/core/testing';
 * bar({ open: 100, close: 104 }).high; // => 104
 * bar({ close: 7 }).instrumentId; // => 'demo:BTC/USDT'
 * ```
 */
export const bar = (fields: Partial<Omit<Bar, 'type'>> & { readonly close: number }): Bar => {
  const { instrumentId = 'demo:BTC/USDT', timeMs = 3_600_000, close, open = close, volume = 1 } = fields;
  const { high = Math.max(open, close), low = Math.min(open, close) } = fields;
  return { type: 'bar', instrumentId, timeMs, open, high, low, close, volume };
};
