import { atr, type BarSeries, bollinger, ema, macd, rsi, sma } from '@sigmax/core';
import { type Bench, type Figure, interleave } from './bench';
import type { Contest, PlainBars } from './contender';
import { randomWalk } from './market';

const bars = 1_000_000;

/** A library that takes seconds for a million bars runs a tenth of them, and its rate counts. */
const fewBars = bars / 10;

const plain = ({ high, low, close }: BarSeries, count: number): PlainBars => ({
  high: Array.from(high.subarray(0, count)),
  low: Array.from(low.subarray(0, count)),
  close: Array.from(close.subarray(0, count)),
});

/** Largest difference to the value of ours at the same bar, relative to it, over the peers that define it as we do. */
const largestDifference = (contest: Contest, ours: number): number => {
  const compared = Object.values(contest).filter((contender) => contender.bars === bars && !contender.differs);
  return Math.max(...compared.map(({ run }) => Math.abs(run() - ours) / Math.abs(ours)));
};

const measure = (indicator: string, form: string, contest: Contest): { figure: Figure; difference: number } => {
  const sigmax = contest.sigmax as Contest[string];
  const difference = largestDifference(contest, sigmax.run());
  if (!(difference <= 1e-9)) throw new Error(`${indicator} ${form}: a peer of one definition is ${difference} away.`);
  const runs = Object.fromEntries(Object.entries(contest).map(([name, { run }]) => [name, run]));
  const seconds = interleave(runs, 7, 1);
  const rates = Object.entries(contest).map(([name, { bars: count }]) => [name, count / (seconds[name] as number)]);
  const { sigmax: value, ...peers } = Object.fromEntries(rates) as Record<'sigmax', number>;
  return {
    figure: { bench: 'indicators', metric: `${indicator}_${form}_values_per_second`, value, unit: 'values/s', peers },
    difference,
  };
};

export const indicatorsBench: Bench = {
  name: 'indicators',
  what: '1,000,000 bars: SMA 20, EMA 20, RSI 14, Bollinger 20, ATR 14, MACD, whole columns and bar by bar',
  async measure({ hasPeers }): Promise<Figure[]> {
    const market = randomWalk(bars);
    if (!hasPeers) {
      for (const indicator of [sma, ema]) indicator.batch(market.close, 20);
      rsi.batch(market.close, 14);
      bollinger.batch(market.close);
      atr.batch(market, 14);
      macd.batch(market.close);
      return [];
    }
    // Only here, so that a measurement of our memory does not hold four other libraries.
    const { batchContests } = await import('./batch-contests');
    const { streamContests } = await import('./stream-contests');
    const all = plain(market, bars);
    const few = plain(market, fewBars);
    const forms = { batch: batchContests(market, all, few), stream: streamContests(all, few) };
    const contests = Object.entries(forms).flatMap(([form, byIndicator]) =>
      Object.entries(byIndicator).map(([indicator, contest]) => ({ indicator, form, contest })),
    );
    const measured = contests.map(({ indicator, form, contest }) => measure(indicator, form, contest));
    return [
      ...measured.map(({ figure }) => figure),
      {
        bench: 'indicators',
        metric: 'largest_difference_from_peers',
        value: Math.max(...measured.map(({ difference }) => difference)),
        unit: 'relative',
        peers: {},
      },
    ];
  },
};
