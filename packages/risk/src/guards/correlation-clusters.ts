import type { Bar } from '@sigmax/core';
import { isUsable } from '../numbers';
import type { TradedAsset } from './traded-assets';

/** How correlation is measured, and from where on two assets move together. */
export interface CorrelationOptions {
  /** Correlation of returns from which on two assets are one cluster: 0.7, say. */
  readonly threshold: number;
  /** What a return weighs against the next one, between 0 and 1: 0.97 halves in 23 bars. */
  readonly decay: number;
  /** Returns that two assets must have had in common; until then they count as moving together. */
  readonly minimumBars: number;
}

/** Plain data, changed in place. Matrices are rows one after the other, with a row and a column for each asset. */
export interface CorrelationState {
  /** The instrument that stands for each asset. */
  instrumentIds: string[];
  close: number[];
  closeMs: number[];
  /** Decayed sum of the products of two assets' returns. */
  product: number[];
  /** Decayed sum of the squares of the row's returns, where the column has one too. */
  square: number[];
  /** How many returns two assets had in common. */
  count: number[];
  /** The cluster of each asset: the same number for all that move together. */
  cluster: number[];
}

export const emptyCorrelations = (): CorrelationState => ({
  instrumentIds: [],
  close: [],
  closeMs: [],
  product: [],
  square: [],
  count: [],
  cluster: [],
});

const zeros = (count: number): number[] => new Array<number>(count).fill(0);

/** Begins anew when the assets are not those of the state: it was saved by a run that traded others. */
const fit = (state: CorrelationState, assets: readonly TradedAsset[]): void => {
  const size = assets.length;
  const isSame = ({ instrumentIds }: TradedAsset, place: number) => instrumentIds[0] === state.instrumentIds[place];
  if (state.instrumentIds.length === size && assets.every(isSame)) return;
  state.instrumentIds = assets.map(({ instrumentIds }) => instrumentIds[0] as string);
  state.close = zeros(size);
  state.closeMs = zeros(size);
  state.product = zeros(size * size);
  state.square = zeros(size * size);
  state.count = zeros(size * size);
  state.cluster = zeros(size);
};

/**
 * Correlation of two assets: Σ λ^age · r_i · r_j / √(Σ λ^age · r_i² · Σ λ^age · r_j²) over the bars that both had, with
 * simple returns r and a mean of 0. NaN before there is any, or when a price has not moved.
 *
 * Source: J.P. Morgan/Reuters, RiskMetrics Technical Document (1996), section 5.2.
 */
export const correlation = ({ product, square, close }: CorrelationState, one: number, other: number): number => {
  const size = close.length;
  const squares = (square[one * size + other] as number) * (square[other * size + one] as number);
  return (product[one * size + other] as number) / Math.sqrt(squares);
};

/** What is not known to move on its own counts as moving together. */
const movesOnItsOwn = (state: CorrelationState, one: number, other: number, options: CorrelationOptions): boolean =>
  (state.count[one * state.close.length + other] as number) >= options.minimumBars &&
  correlation(state, one, other) < options.threshold;

/** Puts into one cluster what moves together, and what moves together with one of those. */
const cluster = (state: CorrelationState, options: CorrelationOptions): void => {
  const { cluster: labels } = state;
  for (let place = 0; place < labels.length; place++) labels[place] = place;
  for (let one = 0; one < labels.length; one++) {
    for (let other = one + 1; other < labels.length; other++) {
      const [kept, merged] = [labels[one], labels[other]];
      if (kept === merged || movesOnItsOwn(state, one, other, options)) continue;
      for (let place = 0; place < labels.length; place++) if (labels[place] === merged) labels[place] = kept as number;
    }
  }
};

/** A return that both assets had since the same moment. */
const addPair = (
  state: CorrelationState,
  decay: number,
  [one, oneReturn]: readonly [number, number],
  [other, otherReturn]: readonly [number, number],
): void => {
  const { product, square, count, close } = state;
  for (const [row, column, own] of [
    [one, other, oneReturn],
    [other, one, otherReturn],
  ] as const) {
    const at = row * close.length + column;
    product[at] = decay * (product[at] as number) + oneReturn * otherReturn;
    square[at] = decay * (square[at] as number) + own * own;
    count[at] = (count[at] as number) + 1;
  }
};

/**
 * Takes the bars of one moment into the correlations and clusters of the assets, each by the first of its instruments.
 *
 * Cost: O(assets²) per moment with bars of any of them.
 */
export const addBars = (
  state: CorrelationState,
  bars: readonly Bar[],
  assets: readonly TradedAsset[],
  options: CorrelationOptions,
): void => {
  fit(state, assets);
  const returns: (readonly [place: number, value: number])[] = [];
  const { instrumentIds, close, closeMs } = state;
  for (const bar of bars) {
    const place = instrumentIds.indexOf(bar.instrumentId);
    const before = close[place] as number;
    if (place < 0 || !isUsable(bar.close) || before === 0) continue;
    const value = bar.close / before - 1;
    for (const other of returns) {
      if (closeMs[other[0]] === closeMs[place]) addPair(state, options.decay, other, [place, value]);
    }
    returns.push([place, value]);
  }
  for (const bar of bars) {
    const place = instrumentIds.indexOf(bar.instrumentId);
    if (place < 0 || !isUsable(bar.close)) continue;
    close[place] = bar.close;
    closeMs[place] = bar.timeMs;
  }
  cluster(state, options);
};
