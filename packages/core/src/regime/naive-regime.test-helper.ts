import type { PriceBar } from '../indicators/define-indicator';
import { regimeBits } from './regime-bits';
import type { RegimeValue } from './regime-detector';
import { regimeSettings } from './regime-options';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value * value)));
const bounded = (value: number): number => Math.max(-100, Math.min(100, value));

/** The numbers after the last of some bars, each read afresh from its definition. */
const measured = (bars: readonly PriceBar[], options: object): Omit<RegimeValue, 'bits'> => {
  const { trendPeriod, shortPeriod, longPeriod, jumpPeriod } = regimeSettings(options, 'test');
  const closes = bars.map(({ close }) => close);
  const returns = closes.slice(1).map((close, index) => Math.log(close / (closes[index] as number)));
  const prices = closes.slice(-trendPeriod).map((close) => Math.log(close / (closes[0] as number)));
  const n = trendPeriod;
  const centred = prices.map((_, k) => k - (n - 1) / 2);
  const slope =
    sum(prices.map((price, k) => (centred[k] as number) * (price - mean(prices)))) / ((n * (n * n - 1)) / 12);
  const inTrend = returns.slice(-(n - 1));
  const deviation = Math.sqrt(sum(inTrend.map((value) => (value - mean(inTrend)) ** 2)) / (n - 2));
  const error = deviation * Math.sqrt((6 * (n * n + 1)) / (5 * n * (n * n - 1)));
  const [short, long] = [returns.slice(-shortPeriod), returns.slice(-longPeriod)];
  const unit = rootMeanSquare(returns.slice(-longPeriod - jumpPeriod, -jumpPeriod)) * Math.sqrt(jumpPeriod);
  const closesBefore = closes.slice(-1 - jumpPeriod, -1);
  const { high, low } = bars.at(-1) as PriceBar;
  const distance = (to: number, from: number) => Math.max(0, Math.log(to / from)) / unit;
  const turnover = (period: number) => sum(bars.slice(-period).map(({ close, volume }) => close * volume)) / period;
  const moves = (values: readonly number[]) => mean(values.map(Math.abs));
  const impact = moves(short) / moves(long) / (turnover(shortPeriod) / turnover(longPeriod));
  return {
    trend: slope === 0 ? 0 : bounded(slope / error),
    volatilityRatio: rootMeanSquare(long) === 0 ? 1 : rootMeanSquare(short) / rootMeanSquare(long),
    fall: bounded(distance(Math.max(...closesBefore), low) || 0),
    rise: bounded(distance(high, Math.min(...closesBefore)) || 0),
    impactRatio:
      turnover(longPeriod) === 0 ? 1 : turnover(shortPeriod) === 0 ? 100 : moves(long) === 0 ? 1 : bounded(impact),
  };
};

/** How near a value is to a level at which a condition changes; rounding may decide what is nearer than 1e-9. */
const margins = (value: Omit<RegimeValue, 'bits'>, options: object): number[] => {
  const { trend, highVolatility, lowVolatility, jump, illiquid } = regimeSettings(options, 'test');
  const pairs: [number, number][] = [
    ...[trend.enter, trend.exit].map((level): [number, number] => [Math.abs(value.trend), level]),
    ...[highVolatility, lowVolatility].flatMap(({ enter, exit }) =>
      [enter, exit].map((level): [number, number] => [value.volatilityRatio, level]),
    ),
    ...[value.fall, value.rise].flatMap((size) =>
      [jump.enter, jump.exit].map((level): [number, number] => [size, level]),
    ),
    ...[illiquid.enter, illiquid.exit].map((level): [number, number] => [value.impactRatio, level]),
  ];
  return pairs.map(([size, level]) => Math.abs(size - level));
};

/**
 * Every value of a detector, slow and from all bars up to each; `isNear` where rounding may decide a condition.
 * A stay is found by looking back over the values and not by a running state.
 */
export const naiveRegimes = (
  bars: readonly PriceBar[],
  options: object,
): (undefined | (RegimeValue & { readonly isNear: boolean }))[] => {
  const settings = regimeSettings(options, 'test');
  const warmUp = Math.max(settings.trendPeriod, settings.longPeriod + settings.jumpPeriod + 1);
  const values = bars.map((_, index) => (index + 1 < warmUp ? undefined : measured(bars.slice(0, index + 1), options)));
  const known = values.filter((value) => value !== undefined);
  const stays = (
    level: (value: Omit<RegimeValue, 'bits'>) => number,
    enter: number,
    exit: number,
    opposite?: number,
  ) => {
    const held: boolean[] = [];
    let began = -1;
    for (const [index, value] of known.entries()) {
      const size = level(value);
      const isOpposed = opposite !== undefined && -size > opposite;
      if (began < 0 && size > enter) began = index;
      else if (began >= 0 && (isOpposed || (size < exit && index - began >= settings.minimumBars))) began = -1;
      held.push(began >= 0);
    }
    return held;
  };
  const { trend, highVolatility, lowVolatility, jump, illiquid } = settings;
  const conditions = {
    'bull-trending': stays((value) => value.trend, trend.enter, trend.exit, trend.enter),
    'bear-trending': stays((value) => -value.trend, trend.enter, trend.exit, trend.enter),
    'high-volatility': stays(
      (value) => value.volatilityRatio,
      highVolatility.enter,
      highVolatility.exit,
      -lowVolatility.enter,
    ),
    'low-volatility': stays(
      (value) => -value.volatilityRatio,
      -lowVolatility.enter,
      -lowVolatility.exit,
      highVolatility.enter,
    ),
    breakdown: stays((value) => value.fall, jump.enter, jump.exit),
    breakout: stays((value) => value.rise, jump.enter, jump.exit),
    illiquid: stays((value) => value.impactRatio, illiquid.enter, illiquid.exit),
  };
  const names = Object.keys(conditions) as (keyof typeof conditions)[];
  return values.map((value, index) => {
    if (value === undefined) return undefined;
    const place = index - (warmUp - 1);
    const held = names.filter((name) => conditions[name][place]);
    const hasTrend = held.includes('bull-trending') || held.includes('bear-trending');
    const bits = held.reduce((total, name) => total + regimeBits[name], hasTrend ? 0 : regimeBits.sideways);
    return { bits, ...value, isNear: margins(value, options).some((margin) => margin < 1e-9) };
  });
};
