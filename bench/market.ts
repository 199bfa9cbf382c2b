import { type BarSeries, barSeries } from '@sigmax/core';

/** One-minute bars of a random walk: a linear congruential generator with seed 42, prices on steps of 0.01. */
export const randomWalk = (length: number): BarSeries => {
  let state = 42;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
  const column = () => new Float64Array(length);
  const bars = { timeMs: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  const cents = (price: number) => Math.round(price * 100) / 100;
  let price = 100;
  for (let index = 0; index < length; index++) {
    const open = price;
    price = Math.max(1, cents(price * (1 + (uniform() - 0.5) * 0.004)));
    bars.timeMs[index] = (index + 1) * 60_000;
    bars.open[index] = open;
    bars.close[index] = price;
    bars.high[index] = cents(Math.max(open, price) * 1.0005 + 0.01);
    bars.low[index] = cents(Math.min(open, price) * 0.9995 - 0.01);
    bars.volume[index] = 1 + uniform() * 100;
  }
  return barSeries({
    instrumentId: 'bench:BTC/USDT',
    timeframeMs: 60_000,
    ...bars,
    source: 'lcg-42',
    isSimulated: true,
  });
};
