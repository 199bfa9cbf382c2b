/** Park and Miller's generator: whole numbers below 2^53 only, so that Python and JavaScript have the same bits. */
const parkMiller = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (16_807 * state) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** 400 returns with fat tails, rounded to six decimals: the series behind the figures from SciPy. */
export const oracleReturns = (): number[] => {
  const uniform = parkMiller(20_261_122);
  return Array.from({ length: 400 }, () => {
    const v = 2 * uniform() - 1;
    return Math.floor(1e6 * ((0.004 * v) / (1.03 - v * v) + 0.0005) + 0.5) / 1e6;
  });
};

/** 60 bars with prices in whole cents: the bars behind the figures from NumPy. */
export const oracleBars = () => {
  const uniform = parkMiller(7);
  const cents = (value: number): number => Math.floor(100 * value + 0.5) / 100;
  let price = 100;
  const bars = Array.from({ length: 60 }, () => {
    const open = cents(price + (uniform() - 0.5));
    const close = cents(open + 4 * (uniform() - 0.5));
    const high = cents(Math.max(open, close) + 2 * uniform());
    const low = cents(Math.min(open, close) - 2 * uniform());
    price = close;
    return { open, high, low, close };
  });
  return {
    length: bars.length,
    open: bars.map(({ open }) => open),
    high: bars.map(({ high }) => high),
    low: bars.map(({ low }) => low),
    close: bars.map(({ close }) => close),
  };
};
