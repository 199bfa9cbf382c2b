import type { BarSeries } from '@sigmax/core';
import { type StressResult, stress } from '@sigmax/risk';
import { botOf } from './bot';
import { instruments } from './market';
import type { Settings } from './settings';

/** Prices of the hour before the crash, where the files are not there: 20:00 UTC on 10 October 2025. */
const usual = { BTC: 116_605, ETH: 3_995 } as const;

/** Base volume of a calm hour of the perpetuals in the weeks before. */
const volumes = { BTC: 6_000, ETH: 200_000 } as const;

/** Betas and volatilities of 2025, rounded. */
const betas = { BTC: 1, ETH: 1.4 } as const;
const volatilities = { BTC: 0.45, ETH: 0.75 } as const;

const crashMs = Date.UTC(2025, 9, 10, 20);

/** The last close before the crash. */
const priceOf = (asset: keyof typeof instruments, market: readonly BarSeries[] | undefined): number => {
  const series = market?.find(({ instrumentId }) => instrumentId === instruments[asset]);
  const at = series?.timeMs.findLastIndex((timeMs) => timeMs <= crashMs) ?? -1;
  return series?.close[at] ?? usual[asset];
};

/** The bot with 40 % of its money in each coin, minute by minute through every scenario. */
export const stressOf = (settings: Settings, market: readonly BarSeries[] | undefined): StressResult[] => {
  const { cash, feeRate, slippageRate, seed } = settings;
  const assets = Object.keys(instruments) as (keyof typeof instruments)[];
  const price = (asset: keyof typeof instruments) => priceOf(asset, market);
  const holdings = Object.fromEntries(
    assets.map((asset) => [instruments[asset], Math.floor((0.4 * cash * 1e6) / price(asset)) / 1e6]),
  );
  return stress({
    portfolio: { cash: { USDT: Math.round(20 * cash) / 100 }, holdings },
    markets: assets.map((asset) => ({
      instrument: instruments[asset],
      price: price(asset),
      volumePerHour: volumes[asset],
      beta: betas[asset],
      annualVolatility: volatilities[asset],
    })),
    costs: { takerFeeRate: feeRate, makerFeeRate: feeRate, slippageRate, participationFraction: 0.05 },
    reportingAsset: 'USDT',
    bot: botOf(settings),
    seed,
  });
};
