import type { PriceBar } from '../indicators/define-indicator';
import { Delay } from '../indicators/rolling/delay';
import { RollingMaximum } from '../indicators/rolling/rolling-maximum';
import { RollingMean } from '../indicators/rolling/rolling-mean';
import { RollingMoments } from '../indicators/rolling/rolling-moments';
import { naturalLogarithm } from '../portable-math';
import { HeldCondition } from './held-condition';
import { RandomWalkTrend } from './random-walk-trend';
import { regimeBits } from './regime-bits';
import type { RegimeSettings } from './regime-options';

/** The conditions of a market after a bar, and the numbers behind them; none is beyond ±100. */
export interface RegimeValue {
  /** A sum of {@link regimeBits}; {@link regimeOf} gives its name, {@link regimeConditions} all of them. */
  readonly bits: number;
  /** Standard errors of the trend line's slope from 0, above 0 for rising prices. */
  readonly trend: number;
  /** Volatility of the short period over that of the long one; 1 where no price has moved. */
  readonly volatilityRatio: number;
  /** How far the low is below the highest close before it, in volatilities of as many bars; 0 where it is not. */
  readonly fall: number;
  /** How far the high is above the lowest close before it, likewise. */
  readonly rise: number;
  /** Price impact of the short period over that of the long one; 1 where nothing was traded or no price has moved. */
  readonly impactRatio: number;
}

/** Beyond it a statistic says no more, and a division by 0 stays a number. */
const largest = 100;

/** ln(to / from), of ratios whose logarithm is exact to the last bits. */
const logRatio = (to: number, from: number): number => naturalLogarithm(Math.min(1e300, Math.max(1e-300, to / from)));

const atMostLargest = (value: number): number => Math.min(largest, value);

/** Root mean square of the last `period` returns. */
class RollingVolatility {
  private readonly moments: RollingMoments;

  constructor(period: number) {
    this.moments = new RollingMoments(period);
  }

  next(change: number): number | undefined {
    const { moments } = this;
    if (!moments.add(change)) return undefined;
    const mean = moments.origin + moments.mean;
    return Math.sqrt(mean * mean + moments.variance);
  }
}

/** Turns bars that {@link barFault} finds nothing wrong with into the regime after each. */
export class RegimeDetector {
  readonly warmUp: number;
  private readonly trend: RandomWalkTrend;
  private readonly shortVolatility: RollingVolatility;
  private readonly longVolatility: RollingVolatility;
  /** The long volatility before the closes that a jump may have begun from, so that no jump is its own yardstick. */
  private readonly volatilityBefore: Delay;
  private readonly highestClose: RollingMaximum;
  private readonly lowestClose: RollingMaximum;
  private readonly shortMoves: RollingMean;
  private readonly longMoves: RollingMean;
  private readonly shortTurnover: RollingMean;
  private readonly longTurnover: RollingMean;
  private readonly jumpRoot: number;
  private readonly bull: HeldCondition;
  private readonly bear: HeldCondition;
  private readonly high: HeldCondition;
  private readonly low: HeldCondition;
  private readonly breakout: HeldCondition;
  private readonly breakdown: HeldCondition;
  private readonly illiquid: HeldCondition;
  private firstClose = 0;
  private previousClose = 0;
  private count = 0;

  constructor(settings: RegimeSettings) {
    const { trendPeriod, shortPeriod, longPeriod, jumpPeriod, minimumBars } = settings;
    this.warmUp = Math.max(trendPeriod, longPeriod + jumpPeriod + 1);
    this.trend = new RandomWalkTrend(trendPeriod);
    this.shortVolatility = new RollingVolatility(shortPeriod);
    this.longVolatility = new RollingVolatility(longPeriod);
    this.volatilityBefore = new Delay(jumpPeriod);
    this.highestClose = new RollingMaximum(jumpPeriod);
    this.lowestClose = new RollingMaximum(jumpPeriod);
    this.shortMoves = new RollingMean(shortPeriod);
    this.longMoves = new RollingMean(longPeriod);
    this.shortTurnover = new RollingMean(shortPeriod);
    this.longTurnover = new RollingMean(longPeriod);
    this.jumpRoot = Math.sqrt(jumpPeriod);
    const held = (enter: number, exit: number) => new HeldCondition({ enter, exit }, minimumBars);
    this.bull = held(settings.trend.enter, settings.trend.exit);
    this.bear = held(settings.trend.enter, settings.trend.exit);
    this.high = held(settings.highVolatility.enter, settings.highVolatility.exit);
    this.low = held(-settings.lowVolatility.enter, -settings.lowVolatility.exit);
    this.breakout = held(settings.jump.enter, settings.jump.exit);
    this.breakdown = held(settings.jump.enter, settings.jump.exit);
    this.illiquid = held(settings.illiquid.enter, settings.illiquid.exit);
  }

  next(bar: PriceBar): RegimeValue | undefined {
    const { close, volume } = bar;
    this.count += 1;
    if (this.count === 1) {
      this.firstClose = close;
      this.previousClose = close;
      this.trend.start(0);
      return undefined;
    }
    const change = logRatio(close, this.previousClose);
    // A product beyond the range of numbers must not spoil the means that it enters.
    const turnover = Math.min(1e200, close * volume);
    const highest = this.highestClose.next(this.previousClose);
    const lowest = this.lowestClose.next(-this.previousClose);
    this.previousClose = close;
    this.trend.add(logRatio(close, this.firstClose), change);
    const short = this.shortVolatility.next(change);
    const long = this.longVolatility.next(change);
    const before = long === undefined ? undefined : this.volatilityBefore.next(long);
    const move = Math.abs(change);
    const shortMoves = this.shortMoves.next(move) ?? 0;
    const longMoves = this.longMoves.next(move) ?? 0;
    const shortTurnover = this.shortTurnover.next(turnover) ?? 0;
    const longTurnover = this.longTurnover.next(turnover) ?? 0;
    if (this.count < this.warmUp) return undefined;
    const unit = (before as number) * this.jumpRoot;
    return this.judge({
      trend: this.trend.value(largest),
      volatilityRatio: long === 0 ? 1 : (short as number) / (long as number),
      fall: jumpOf(logRatio(highest as number, bar.low), unit),
      rise: jumpOf(logRatio(bar.high, -(lowest as number)), unit),
      impactRatio: impactRatio(shortMoves, longMoves, shortTurnover, longTurnover),
    });
  }

  private judge(value: Omit<RegimeValue, 'bits'>): RegimeValue {
    const { trend, volatilityRatio, fall, rise } = value;
    const { bull, bear, high, low } = this;
    const isBull = bull.next(trend, bear.begins(-trend));
    const isBear = bear.next(-trend, bull.begins(trend));
    const isHigh = high.next(volatilityRatio, low.begins(-volatilityRatio));
    const isLow = low.next(-volatilityRatio, high.begins(volatilityRatio));
    let bits = 0;
    if (isBull) bits += regimeBits['bull-trending'];
    if (isBear) bits += regimeBits['bear-trending'];
    if (!(isBull || isBear)) bits += regimeBits.sideways;
    if (isHigh) bits += regimeBits['high-volatility'];
    if (isLow) bits += regimeBits['low-volatility'];
    if (this.breakout.next(rise)) bits += regimeBits.breakout;
    if (this.breakdown.next(fall)) bits += regimeBits.breakdown;
    if (this.illiquid.next(value.impactRatio)) bits += regimeBits.illiquid;
    return { bits, ...value };
  }
}

/** A distance in units; any distance is far where nothing has moved before. */
const jumpOf = (distance: number, unit: number): number => (distance > 0 ? atMostLargest(distance / unit) : 0);

/** (Σ moves / Σ turnover) of the short period over that of the long one. */
const impactRatio = (shortMoves: number, longMoves: number, shortTurnover: number, longTurnover: number): number => {
  if (!(longTurnover > 0)) return 1;
  if (!(shortTurnover > 0)) return largest;
  if (!(longMoves > 0)) return 1;
  // A turnover near 0 gives an infinite ratio, and 0 · Infinity is no number.
  return atMostLargest(Math.max(0, shortMoves / longMoves) * Math.min(1e300, longTurnover / shortTurnover));
};
