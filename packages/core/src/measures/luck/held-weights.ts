import type { RunResult } from '../../kernel/run-result';
import type { Fill } from '../../orders/order-events';
import { assetRates, priceAt } from '../returns/asset-rates';
import { mapColumn } from '../statistics/map-column';

/** What a run held of one instrument in each period, as a share of equity, and what the instrument returned. */
export interface HeldWeights {
  readonly instrumentId: string;
  /** Weight during period t, from snapshot t to t + 1. */
  readonly weight: Float64Array;
  /** Return of the instrument over period t, in the reporting asset. */
  readonly return: Float64Array;
}

export interface HeldPath {
  readonly instruments: readonly HeldWeights[];
  /** Fees and slippage of each period as a share of equity. */
  readonly cost: Float64Array;
}

/**
 * The positions of a run as weights per period. A fill counts for the whole period in which it happened, since orders
 * fill at the open that begins it; equity and prices are those of the snapshot before.
 */
export const heldPath = (result: RunResult): HeldPath | undefined => {
  const { timeMs, equity, fills, instruments, market } = result;
  const periods = timeMs.length - 1;
  if (periods < 2 || fills.length === 0 || market.length === 0) return undefined;
  const rate = assetRates(result);
  const cost = new Float64Array(periods);
  const byInstrument = new Map<string, Fill[]>();
  let period = 0;
  for (const fill of fills) {
    while (period + 1 < periods && (timeMs[period + 1] as number) < fill.timeMs) period++;
    const quote = instruments.find(({ id }) => id === fill.instrumentId)?.quote ?? '';
    const slippage = fill.slippageCost * (rate(quote, fill.timeMs) ?? 0);
    const base = equity[period] as number;
    if (base > 0) cost[period] = (cost[period] as number) + (fill.feeValue + slippage) / base;
    const own = byInstrument.get(fill.instrumentId);
    if (own === undefined) byInstrument.set(fill.instrumentId, [fill]);
    else own.push(fill);
  }
  const held = [...byInstrument].flatMap(([instrumentId, own]): HeldWeights[] => {
    const series = market.find((one) => one.instrumentId === instrumentId);
    const quote = instruments.find(({ id }) => id === instrumentId)?.quote;
    if (series === undefined || quote === undefined) return [];
    const value = mapColumn(timeMs, (now) => (priceAt(series, now) ?? 0) * (rate(quote, now) ?? 0));
    const weight = new Float64Array(periods);
    const move = new Float64Array(periods);
    let next = 0;
    let position = 0;
    for (let at = 0; at < periods; at++) {
      for (; next < own.length && (own[next] as Fill).timeMs <= (timeMs[at + 1] as number); next++) {
        position = (own[next] as Fill).positionAfter;
      }
      const before = value[at] as number;
      const base = equity[at] as number;
      if (!(before > 0 && base > 0)) continue;
      weight[at] = (position * before) / base;
      move[at] = (value[at + 1] as number) / before - 1;
    }
    return [{ instrumentId, weight, return: move }];
  });
  return held.length === 0 ? undefined : { instruments: held, cost };
};
