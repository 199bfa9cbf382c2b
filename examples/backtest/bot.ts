import { type BarSeries, type Bot, createBot, InvalidOptionsError, simulatedBroker } from '@sigmax/core';
import type { loadStrategyPlugin } from '@sigmax/core/plugins';
import { maxDrawdown, maxOrderNotional, maxWeight } from '@sigmax/risk';
import type { Settings } from './settings';

export type LoadedPlugin = Awaited<ReturnType<typeof loadStrategyPlugin>>;

/** Starting money that buys something in each quote asset. */
const startingCash: Readonly<Record<string, number>> = { BTC: 1, ETH: 10, BNB: 20 };

const quoteOf = (market: readonly BarSeries[]): string => {
  const quotes = new Set(market.map(({ instrumentId }) => instrumentId.slice(instrumentId.indexOf('/') + 1)));
  const [quote, ...others] = quotes;
  if (quote !== undefined && others.length === 0) return quote;
  throw new InvalidOptionsError({
    code: 'INVALID_ARGUMENT',
    message: `--data holds instruments quoted in ${[...quotes].join(', ')}.`,
    remedy: 'Backtest one quote asset at a time here; createBot itself takes several.',
  });
};

/** The example bot: any strategy plugin, three guards, one account. */
export const assemble = (settings: Settings, plugin: LoadedPlugin, market: readonly BarSeries[]) => {
  const quote = quoteOf(market);
  const cash = settings.cash ?? startingCash[quote] ?? 10_000;
  const bot: Bot = createBot({
    strategy: plugin.strategy(settings.params),
    guards: [
      maxOrderNotional({ limit: settings.maxOrder ?? cash }),
      maxWeight({ limit: settings.maxWeight }),
      maxDrawdown({ limit: settings.maxDrawdown, action: 'flatten' }),
    ],
    cash: { [quote]: cash },
  });
  const { feeRate, slippageRate } = settings;
  return { bot, broker: simulatedBroker({ takerFeeRate: feeRate, makerFeeRate: feeRate, slippageRate }) };
};
