// What a user might write first; verify-packages.mjs compiles and runs it as ESM and as CommonJS. It prints a digest, which
// has to be the same from both.
import {
  createBot,
  defineStrategy,
  ema,
  hold,
  SigmaxError,
  simulatedBroker,
  simulatedMarket,
  target,
} from '@sigmax/core';
import { htmlReport } from '@sigmax/core/report';
import { maxOrderNotional } from '@sigmax/risk';
import { z } from 'zod';

const trend = defineStrategy({
  name: 'ema-trend',
  params: z.object({ fast: z.int().positive().default(12), slow: z.int().positive().default(26) }),
  start: ({ fast, slow }) => {
    const quick = ema(fast);
    const steady = ema(slow);
    return ({ bar }) => {
      const a = quick.next(bar.close);
      const b = steady.next(bar.close);
      return a === undefined || b === undefined ? hold : target(bar.instrumentId, a > b ? 0.5 : 0);
    };
  },
});

const bot = createBot({
  strategy: trend({ fast: 10 }),
  guards: [maxOrderNotional({ limit: 6_000 })],
  cash: { USDT: 10_000 },
});
const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 1_000 });
const result = bot.backtest({ market, broker, seed: 7 });
if (result.fills.length === 0) throw new Error('The bot did not trade.');
console.log(result.digest, result.fills.length, result.finalEquity);
// Style and scripts are inlined when the package is built.
if (!/<style>[^<]+<.*<script>[^<]*uPlot/s.test(htmlReport(result))) throw new Error('The report has no charts.');

try {
  maxOrderNotional({ limit: Number.NaN });
} catch (error) {
  // risk throws an error of core's, so both have to have loaded the same core.
  if (!(error instanceof SigmaxError)) throw error;
  console.log(error.code);
}
