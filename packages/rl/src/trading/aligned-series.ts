import { type BarSeries, DataError, InvalidOptionsError } from '@sigmax/core';

/**
 * The series of a market, checked: at least one, all with the same times.
 *
 * @throws {InvalidOptionsError} there is no series.
 * @throws {DataError} times differ (`MISALIGNED`).
 */
export const alignedSeries = (market: BarSeries | readonly BarSeries[]): readonly BarSeries[] => {
  const all = 'timeMs' in market ? [market] : market;
  const [first] = all;
  if (first === undefined) {
    throw new InvalidOptionsError({
      code: 'EMPTY_MARKET',
      message: 'tradingEnvironment: market has no series.',
      remedy: 'Give a BarSeries or several of them.',
    });
  }
  for (const { instrumentId, timeMs, length } of all) {
    if (length === first.length && timeMs.every((time, index) => time === first.timeMs[index])) continue;
    throw new DataError({
      code: 'MISALIGNED',
      message: `Bars of ${instrumentId} and ${first.instrumentId} are not at the same times.`,
      remedy: 'Cut all series to their common times, or fill the gaps.',
      context: { instruments: [first.instrumentId, instrumentId] },
    });
  }
  return all;
};
