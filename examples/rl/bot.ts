import { type BarSeries, createBot, type RunResult, tearSheet } from '@sigmax/core';
import { maxDrawdown, maxOrderNotional, maxWeight } from '@sigmax/risk';
import { type ModelBundle, type Prediction, policyStrategy } from '@sigmax/rl';
import { brokerOf } from './desk';
import type { Settings } from './settings';

export interface Traded {
  readonly result: RunResult;
  readonly predictions: readonly Prediction[];
}

/** Trades a policy as any other strategy, with guards in its way; what cannot be trusted on a bar is passed over. */
export const trade = (bundle: ModelBundle, market: BarSeries, settings: Settings): Traded => {
  const predictions: Prediction[] = [];
  const bot = createBot({
    strategy: policyStrategy({ models: [bundle], onPrediction: (one) => void predictions.push(one) }),
    guards: [
      maxOrderNotional({ limit: 2 * settings.cash }),
      maxWeight({ limit: 1 }),
      maxDrawdown({ limit: 0.2, action: 'flatten' }),
    ],
    cash: { USDT: settings.cash },
  });
  return { result: bot.backtest({ market, broker: brokerOf(settings), seed: 1 }), predictions };
};

/** What decided how often, and why the policy was passed over. */
export const sourcesOf = ({ predictions }: Traded): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { source, fallbacks } of predictions) {
    const why = source === 'hold' && fallbacks[0] !== undefined ? `hold, ${fallbacks[0].code}` : source;
    counts[why] = (counts[why] ?? 0) + 1;
  }
  return counts;
};

/** The tear sheet of the bot, as `npm start` prints it. */
export const sheetOf = ({ result }: Traded): string => tearSheet(result).toString();
