import { type BarSeries, macd, rsi, sma } from '@sigmax/core';
import { naturalLogarithm } from '../portable-math';

/** Market features before scaling, a column each; known from `firstKnown` on. */
export interface RawFeatures {
  readonly firstKnown: number;
  /** log(close / close before). */
  readonly price: Float64Array;
  /** log((1 + volume) / (1 + mean volume of the window that ends here)). */
  readonly volume: Float64Array;
  /** (RSI(14) − 50) / 50, from −1 to 1. */
  readonly rsi: Float64Array;
  /** MACD(12, 26, 9) histogram / close. */
  readonly macd: Float64Array;
}

/** Computes the columns; value i reads bars 0 to i only. */
export const rawFeatures = (series: BarSeries, volumeWindow: number): RawFeatures => {
  const { length, close, volume } = series;
  const strength = rsi.batch(close, 14);
  const { histogram } = macd.batch(close);
  const usual = sma.batch(volume, volumeWindow);
  const raw = {
    price: new Float64Array(length),
    volume: new Float64Array(length),
    rsi: new Float64Array(length),
    macd: new Float64Array(length),
  };
  let firstKnown = length;
  for (let index = length - 1; index >= 1; index--) {
    const strengthHere = strength.at(index);
    const histogramHere = histogram.at(index);
    const usualHere = usual.at(index);
    if (strengthHere === undefined || histogramHere === undefined || usualHere === undefined) break;
    raw.price[index] = naturalLogarithm((close[index] as number) / (close[index - 1] as number));
    raw.volume[index] = naturalLogarithm((1 + (volume[index] as number)) / (1 + usualHere));
    raw.rsi[index] = (strengthHere - 50) / 50;
    raw.macd[index] = histogramHere / (close[index] as number);
    firstKnown = index;
  }
  return { firstKnown, ...raw };
};
