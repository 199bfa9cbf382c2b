import { atr, type Bar, bollingerPercentB, ema, macd, roc, rsi } from '@sigmax/core';

/** The features, in the order of a model's weights. All are free of the unit of the price. */
export const technicalFeatureNames = [
  /** (RSI of 14 − 50) / 50 */
  'rsi',
  /** Histogram of MACD 12, 26, 9 / ATR of 14 */
  'macd',
  /** 2 × percent B of 20 closes and 2 deviations − 1 */
  'band',
  /** (EMA of 20 − EMA of 50) / ATR of 14 */
  'trend',
  /** Change over 10 closes, as a fraction, × close / ATR of 14 */
  'momentum',
] as const;

export type TechnicalFeatures = readonly number[];

const limited = (value: number): number => Math.max(-5, Math.min(5, value));

/**
 * Makes a function that takes bars in order and gives the features of each, `undefined` while it warms up or where nothing moves.
 *
 * The numbers are those of the indicators of `@sigmax/core`; each feature is cut to −5…5.
 */
export const technicalFeatures = (): ((bar: Bar) => TechnicalFeatures | undefined) => {
  const index = rsi(14);
  const difference = macd();
  const band = bollingerPercentB({ period: 20, deviations: 2 });
  const [quick, slow] = [ema(20), ema(50)];
  const range = atr(14);
  const change = roc(10);
  return (bar) => {
    const { close } = bar;
    const [strength, lines, place] = [index.next(close), difference.next(close), band.next(close)];
    const [fast, steady, width, moved] = [quick.next(close), slow.next(close), range.next(bar), change.next(close)];
    if (strength === undefined || lines === undefined || place === undefined || fast === undefined) return undefined;
    if (steady === undefined || width === undefined || moved === undefined || !(width > 0)) return undefined;
    const features = [
      (strength - 50) / 50,
      lines.histogram / width,
      2 * place - 1,
      (fast - steady) / width,
      (moved * close) / width,
    ];
    return features.every(Number.isFinite) ? features.map(limited) : undefined;
  };
};
