import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { isReducing } from '../is-reducing';
import { isUsable } from '../numbers';
import { checkCluster } from './check-cluster';
import { addBars, type CorrelationOptions, type CorrelationState, emptyCorrelations } from './correlation-clusters';
import { baseAsset } from './instrument-assets';
import { instrumentIds } from './instrument-option';
import { highestValue } from './order-price';
import { type TradedAsset, tradedAssets } from './traded-assets';

const schema = z
  .strictObject({
    limit: z.number().positive().max(10, 'expected a fraction of equity: 0.6 is 60 %'),
    clusters: z
      .record(z.string().min(1), instrumentIds)
      .refine((clusters) => Object.keys(clusters).length > 0, 'expected at least one cluster')
      .optional(),
    correlation: z
      .strictObject({
        threshold: z.number().gt(-1).lt(1),
        decay: z.number().positive().lt(1),
        minimumBars: z.int().min(2),
      })
      .optional(),
    name: z.string().min(1).default('max-cluster-exposure'),
  })
  .refine(
    ({ clusters, correlation }) => (clusters === undefined) !== (correlation === undefined),
    'expected exactly one of clusters and correlation',
  );

export interface MaxClusterExposureOptions {
  /** Largest value of a cluster's longs, and of its shorts, as a fraction of equity: 0.6 is 60 %. */
  readonly limit: number;
  /** Instruments by the name of their cluster; one may be in several. Give this or `correlation`. */
  readonly clusters?: Readonly<Record<string, readonly string[]>>;
  /** Clusters are measured: assets whose returns on bars correlate move together. */
  readonly correlation?: CorrelationOptions;
  /** Defaults to `"max-cluster-exposure"`. */
  readonly name?: string;
}

/** Of two verdicts the one that leaves less. */
const stricter = (one: Verdict, other: Verdict): Verdict => {
  if (one.type === 'deny' || other.type === 'pass') return one;
  if (other.type === 'deny' || one.type === 'pass') return other;
  return one.type === 'shrink' && other.type === 'shrink' && one.quantity <= other.quantity ? one : other;
};

/** Place of an asset among those that are traded; −1 when it is none of them. */
const placeOf = (asset: string, assets: readonly TradedAsset[]): number => {
  for (let place = 0; place < assets.length; place++) if ((assets[place] as TradedAsset).asset === asset) return place;
  return -1;
};

/** Before the first bars nothing is known to move on its own. */
const everything: readonly number[] = [];

/**
 * Keeps what moves together at or below a fraction of equity, whatever of the open orders fills: five coins that fall as
 * one are one position.
 *
 * Exposure of a cluster = max(Σ (held + open purchases), Σ (short + open sales)) · value of a unit / equity, over its assets.
 * Longs add up and shorts add up; neither sets the other off. An instrument stands for its base asset. An order is
 * shrunk to what the tightest of its clusters leaves and denied when that is nothing; what only reduces a position
 * passes. An instrument in no named cluster passes.
 *
 * With `correlation`, two assets move together when Σ λ^age · r₁ · r₂ / √(Σ λ^age · r₁² · Σ λ^age · r₂²) ≥ threshold over
 * the bars that both had, r the return of a bar and λ the decay, or when they have had fewer than `minimumBars` in
 * common; a cluster is all that is connected in this way. What moves against something else is not in its cluster.
 *
 * - Units: `limit` is a fraction of equity (1 = 100 %).
 * - State: {@link CorrelationState}; three numbers for each pair of assets.
 * - Cost: O(instruments · open orders) per order; with `correlation`, O(assets²) per moment with bars.
 * - Source: decayed correlation: J.P. Morgan/Reuters, RiskMetrics Technical Document (1996), section 5.2; clusters by
 *   single linkage: Mantegna, Hierarchical structure in financial markets (1999); 10 October 2025, when the average token
 *   fell by 47 % at once.
 *
 * @throws {InvalidOptionsError} `limit` is missing, neither or both of `clusters` and `correlation` are given, or one is out
 * of range.
 * @see {@link maxWeight} for one instrument.
 * @example
 * ```ts
 * import { maxClusterExposure } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const [eth, sol] = ['demo:ETH/USDT', 'demo:SOL/USDT'];
 * const guard = maxClusterExposure({ limit: 0.5, clusters: { 'layer 1': [eth, sol] } });
 * const portfolio = portfolioOf({ equity: 1_000, price: { [eth]: 100, [sol]: 10 }, quantity: { [sol]: 30 } });
 * const order = { type: 'market', instrumentId: eth, side: 'buy', quantity: 3 } as const;
 * const verdict = guard.check?.(order, portfolio, guard.initial);
 * verdict; // => { type: 'shrink', quantity: 2, code: 'CLUSTER_ABOVE_LIMIT', limit: 0.5, observed: 0.6 }
 * ```
 */
export const maxClusterExposure = (options: MaxClusterExposureOptions): Guard<CorrelationState> => {
  const { name, ...rule } = parseOptions(schema, options, 'maxClusterExposure');
  const { limit, clusters, correlation } = rule;
  const named = clusters && Object.values(clusters).map((ids) => new Set(ids.map(baseAsset)));
  const clustered = named && new Set(named.flatMap((names) => [...names]));
  return {
    name,
    ...(clusters === undefined ? undefined : { instruments: [...new Set(Object.values(clusters).flat())] }),
    options: rule,
    initial: emptyCorrelations(),
    ...(correlation === undefined
      ? undefined
      : {
          update: (state, event, portfolio) => {
            if (event.type === 'snapshot') addBars(state, event.bars, tradedAssets(portfolio), correlation);
            return state;
          },
        }),
    check: (intent, portfolio, state): Verdict => {
      const { quantity } = intent;
      const asset = baseAsset(intent.instrumentId);
      if (clustered !== undefined && !clustered.has(asset)) return pass;
      if (!isUsable(quantity)) return deny('QUANTITY_INVALID', limit, quantity);
      if (isReducing(intent, portfolio)) return pass;
      if (!isUsable(portfolio.equity)) return deny('EQUITY_UNKNOWN', limit, portfolio.equity);
      const unit = highestValue(intent, portfolio);
      if (!isUsable(unit)) return deny('PRICE_UNKNOWN', limit, unit);
      if (named === undefined) {
        const assets = tradedAssets(portfolio);
        const labels = state.cluster.length === assets.length ? state.cluster : everything;
        const label = labels[placeOf(asset, assets)];
        return checkCluster(intent, portfolio, unit, undefined, labels, label, limit);
      }
      let worst = pass;
      for (let place = 0; place < named.length; place++) {
        const names = named[place] as ReadonlySet<string>;
        if (!names.has(asset)) continue;
        worst = stricter(worst, checkCluster(intent, portfolio, unit, names, everything, undefined, limit));
      }
      return worst;
    },
  };
};
