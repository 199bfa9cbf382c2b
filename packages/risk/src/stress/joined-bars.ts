import { type BarSeries, barSeries, InvalidOptionsError } from '@sigmax/core';

const columns = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;

const joinedColumn = (one: Float64Array, other: Float64Array): Float64Array => {
  const whole = new Float64Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
};

/**
 * Puts one series behind another.
 *
 * @throws {InvalidOptionsError} they are of different instruments or lengths of a bar.
 */
export const joinedBars = (history: BarSeries, later: BarSeries): BarSeries => {
  if (history.instrumentId !== later.instrumentId || history.timeframeMs !== later.timeframeMs) {
    throw new InvalidOptionsError({
      code: 'INVALID_HISTORY',
      message: `stress: history holds ${history.instrumentId} in bars of ${history.timeframeMs} ms.`,
      remedy: `Give ${later.instrumentId} in bars of ${later.timeframeMs} ms.`,
    });
  }
  const [timeMs, open, high, low, close, volume] = columns.map((name) => joinedColumn(history[name], later[name])) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const { instrumentId, timeframeMs, source } = later;
  return barSeries({
    instrumentId,
    timeframeMs,
    timeMs,
    open,
    high,
    low,
    close,
    volume,
    source: `${history.source}, then ${source}`,
    isSimulated: true,
  });
};
