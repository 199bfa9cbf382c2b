import {
  type BotOptions,
  createBot,
  defineStrategy,
  hold,
  simulatedBroker,
  sma,
  spotInstrument,
  target,
} from '@sigmax/core';
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
      const a = quick.next(bar.close);
      const b = steady.next(bar.close);
      return a === undefined || b === undefined ? hold : target(bar.instrumentId, a > b ? weight : 0);
    };
  },
});

const instrument = spotInstrument('bench:BTC/USDT', { priceStep: 0.01, quantityStep: 0.00001 });

export const smaBot = (fast: number, slow: number, guards: NonNullable<BotOptions['guards']> = []) =>
  createBot({ strategy: smaCross({ fast, slow }), guards, cash: { USDT: 10_000 }, instruments: [instrument] });

export const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
