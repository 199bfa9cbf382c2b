import { IndicatorsSync } from '@ixjb94/indicators';
import { atr, type BarSeries, bollinger, type Column, ema, macd, rsi, sma } from '@sigmax/core';
import * as indicatorts from 'indicatorts';
import * as technical from 'technicalindicators';
import type { Contender, Contest, PlainBars } from './contender';

const newest = (values: ArrayLike<number>): number => values[values.length - 1] as number;
const newestOf = (column: Column): number => column.at(-1) as number;

/** Whole columns at once. `few` is what a library gets that takes seconds for all bars. */
export const batchContests = (market: BarSeries, all: PlainBars, few: PlainBars): Readonly<Record<string, Contest>> => {
  const { close } = market;
  const library = new IndicatorsSync();
  const full = (run: () => number, differs?: string): Contender => ({ run, bars: all.close.length, differs });
  const part = (run: () => number, differs?: string): Contender => ({ run, bars: few.close.length, differs });
  return {
    sma: {
      sigmax: full(() => newestOf(sma.batch(close, 20))),
      '@ixjb94/indicators': full(() => newest(library.sma(all.close, 20))),
      indicatorts: full(() => newest(indicatorts.sma(all.close, { period: 20 }))),
      technicalindicators: part(() => newest(technical.sma({ period: 20, values: few.close }))),
    },
    ema: {
      sigmax: full(() => newestOf(ema.batch(close, 20))),
      '@ixjb94/indicators': full(() => newest(library.ema(all.close, 20))),
      indicatorts: full(() => newest(indicatorts.ema(all.close, { period: 20 }))),
      technicalindicators: part(() => newest(technical.ema({ period: 20, values: few.close }))),
    },
    rsi: {
      sigmax: full(() => newestOf(rsi.batch(close, 14))),
      '@ixjb94/indicators': full(() => newest(library.rsi(all.close, 14))),
      indicatorts: full(() => newest(indicatorts.rsi(all.close, { period: 14 }))),
      technicalindicators: part(
        () => newest(technical.rsi({ period: 14, values: few.close })),
        'rounded to two decimals',
      ),
    },
    bollinger: {
      sigmax: full(() => newestOf(bollinger.batch(close).upper)),
      '@ixjb94/indicators': full(() => newest(library.bbands(all.close, 20, 2)[2] as number[])),
      indicatorts: full(() => newest(indicatorts.bb(all.close, { period: 20 }).upper)),
      technicalindicators: part(
        () => technical.bollingerbands({ period: 20, stdDev: 2, values: few.close }).at(-1)?.upper as number,
      ),
    },
    atr: {
      sigmax: full(() => newestOf(atr.batch(market, 14))),
      '@ixjb94/indicators': full(() => newest(library.atr(all.high, all.low, all.close, 14))),
      indicatorts: part(
        () => newest(indicatorts.atr(few.high, few.low, few.close, { period: 14 }).atrLine),
        'a simple average of the ranges',
      ),
      technicalindicators: part(() => newest(technical.atr({ period: 14, ...few }))),
    },
    macd: {
      sigmax: full(() => newestOf(macd.batch(close).signal)),
      '@ixjb94/indicators': full(() => newest(library.macd(all.close, 12, 26, 9)[1] as number[])),
      indicatorts: full(() => newest(indicatorts.macd(all.close).signalLine)),
      technicalindicators: part(() => technical.macd({ ...macdOptions, values: few.close }).at(-1)?.signal as number),
    },
  };
};

export const macdOptions = {
  fastPeriod: 12,
  slowPeriod: 26,
  signalPeriod: 9,
  SimpleMAOscillator: false,
  SimpleMASignal: false,
} as const;
