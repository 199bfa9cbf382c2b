import { type BotOptions, createBot, defineStrategy, simulatedBroker, sma, spotInstrument, target } from '@sigmax/core';
import { z } from 'zod';

/**
 * Ten per cent of equity while the fast mean is above the slow one. Not all of it: 13,851 round trips at 0.1 % a side
 * leave nothing of an account that bets everything, and an empty account has no orders to measure.
 */
export const weight = 0.1;

export const smaCross = defineStrategy({
  name: 'sma-cross',
  params: z.object({ fast: z.int().positive(), slow: z.int().positive() }),
  start: ({ fast, slow }) => {
    const quick = sma(fast);
    const steady = sma(slow);
    return ({ bar }) => {
      // Not a number until the mean is known, and so not above the other.
      const isAbove = quick.next(bar.close, Number.NaN) > steady.next(bar.close, Number.NaN);
      return target(bar.instrumentId, isAbove ? weight : 0);
    };
  },
});

const instrument = spotInstrument('bench:BTC/USDT', { priceStep: 0.01, quantityStep: 0.00001 });

export const smaBot = (fast: number, slow: number, guards: NonNullable<BotOptions['guards']> = []) =>
  createBot({ strategy: smaCross({ fast, slow }), guards, cash: { USDT: 10_000 }, instruments: [instrument] });

export const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
