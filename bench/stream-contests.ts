import { atr, bollinger, ema, macd, rsi, sma } from '@sigmax/core';
import * as technical from 'technicalindicators';
import * as signals from 'trading-signals';
import { macdOptions } from './batch-contests';
import type { Contender, Contest, PlainBars } from './contender';

const sink = { total: 0 };

/** Feeds one input after the other, adds every output up so that none goes unused, and returns the newest. */
const feed = <Input>(inputs: readonly Input[], next: (input: Input) => number | null | undefined) => {
  let sum = 0;
  let newest = 0;
  for (const input of inputs) {
    const output = next(input);
    if (output === undefined || output === null) continue;
    sum += output;
    newest = output;
  }
  sink.total += sum;
  return newest;
};

const barsOf = ({ high, low, close }: PlainBars) =>
  close.map((price, index) => ({ high: high[index] as number, low: low[index] as number, close: price }));

/** A fresh indicator in each run, fed price by price or bar by bar. */
export const streamContests = (all: PlainBars, few: PlainBars): Readonly<Record<string, Contest>> => {
  const { close } = all;
  const bars = barsOf(all);
  const fewBars = barsOf(few);
  const full = (run: () => number, differs?: string): Contender => ({ run, bars: close.length, differs });
  const part = (run: () => number, differs?: string): Contender => ({ run, bars: few.close.length, differs });
  return {
    sma: {
      sigmax: full(() => {
        const average = sma(20);
        return feed(close, (price) => average.next(price));
      }),
      'trading-signals': full(() => {
        const average = new signals.SMA(20);
        return feed(close, (price) => average.add(price));
      }),
      technicalindicators: part(() => {
        const average = new technical.SMA({ period: 20, values: [] });
        return feed(few.close, (price) => average.nextValue(price));
      }),
    },
    ema: {
      sigmax: full(() => {
        const average = ema(20);
        return feed(close, (price) => average.next(price));
      }),
      'trading-signals': full(() => {
        const average = new signals.EMA(20);
        return feed(close, (price) => average.add(price));
      }),
      technicalindicators: part(() => {
        const average = new technical.EMA({ period: 20, values: [] });
        return feed(few.close, (price) => average.nextValue(price));
      }),
    },
    rsi: {
      sigmax: full(() => {
        const strength = rsi(14);
        return feed(close, (price) => strength.next(price));
      }),
      'trading-signals': full(() => {
        const strength = new signals.RSI(14);
        return feed(close, (price) => strength.add(price));
      }),
      technicalindicators: part(() => {
        const strength = new technical.RSI({ period: 14, values: [] });
        return feed(few.close, (price) => strength.nextValue(price));
      }, 'rounded to two decimals'),
    },
    bollinger: {
      sigmax: full(() => {
        const bands = bollinger();
        return feed(close, (price) => bands.next(price)?.upper);
      }),
      'trading-signals': full(() => {
        const bands = new signals.BollingerBands(20, 2);
        return feed(close, (price) => bands.add(price)?.upper);
      }),
      technicalindicators: part(() => {
        const bands = new technical.BollingerBands({ period: 20, stdDev: 2, values: [] });
        return feed(few.close, (price) => bands.nextValue(price)?.upper);
      }),
    },
    atr: {
      sigmax: full(() => {
        const range = atr(14);
        return feed(bars, (bar) => range.next(bar));
      }),
      'trading-signals': full(() => {
        const range = new signals.ATR(14);
        return feed(bars, (bar) => range.add(bar));
      }),
      technicalindicators: part(() => {
        const range = new technical.ATR({ period: 14, high: [], low: [], close: [] });
        return feed(fewBars, (bar) => range.nextValue(bar));
      }),
    },
    macd: {
      sigmax: full(() => {
        const lines = macd();
        return feed(close, (price) => lines.next(price)?.signal);
      }),
      'trading-signals': full(() => {
        const lines = new signals.MACD(new signals.EMA(12), new signals.EMA(26), new signals.EMA(9));
        return feed(close, (price) => lines.add(price)?.signal);
      }),
      technicalindicators: part(() => {
        const lines = new technical.MACD({ ...macdOptions, values: [] });
        return feed(few.close, (price) => lines.nextValue(price)?.signal);
      }),
    },
  };
};
