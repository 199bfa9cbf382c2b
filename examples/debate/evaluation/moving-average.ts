import { createBot, defineStrategy, ema, hold, type RunResult, targets } from '@sigmax/core';
import { maximumWeight } from '../desk/debate-desk';
import { brokerOf, type DeskParts } from '../desk/run-desk';

/** Bars of the two averages: a day and four. */
export const averageBars = [24, 96] as const;

/** A rule that everybody knows: hold an instrument while its quick average is above its slow one. */
const crossing = defineStrategy({
  name: 'moving averages',
  start: () => {
    const averages = new Map<
      string,
      { readonly quick: ReturnType<typeof ema>; readonly slow: ReturnType<typeof ema> }
    >();
    return ({ bars }) => {
      const weights: Record<string, number> = {};
      for (const { instrumentId, close } of bars) {
        const own = averages.get(instrumentId) ?? { quick: ema(averageBars[0]), slow: ema(averageBars[1]) };
        averages.set(instrumentId, own);
        const [quick, slow] = [own.quick.next(close), own.slow.next(close)];
        if (quick !== undefined && slow !== undefined) weights[instrumentId] = quick > slow ? maximumWeight : 0;
      }
      return Object.keys(weights).length === 0 ? hold : targets(weights);
    };
  },
});

export const runMovingAverage = ({ market, settings }: Pick<DeskParts, 'market' | 'settings'>): RunResult =>
  createBot({ strategy: crossing(), cash: { USDT: settings.cash } }).backtest({
    market,
    broker: brokerOf(settings),
    seed: settings.seed,
  });
