import { stepDecimals } from '../market/instrument';
import { exponential, naturalLogarithm } from '../portable-math';
import type { Random } from '../random';
import { jumps, jumpsPerYear, jumpVarianceShare } from './jumps';
import type { FullProfile } from './market-profile';
import { VarianceProcess } from './variance-process';

/** What all assets share during one bar. */
export interface MarketWeather {
  /** Drift a year, in units of annual volatility. */
  drift: number;
  /** Factor on volatility from the regime and the hour. */
  volatility: number;
  /** Factor on volume from the hour. */
  activity: number;
  /** The common shock, in standard deviations of a bar, and the variance that made it. */
  shock: number;
  variance: number;
  /** The common jump, in units of annual volatility. */
  jump: number;
}

export interface AssetOptions {
  readonly profile: FullProfile;
  readonly random: Random;
  readonly barDays: number;
  /** Share of an asset's variance that is the common shock. */
  readonly correlation: number;
}

/** Rounds to a step that is a decimal, so that the result is the double nearest to that decimal. */
const rounder = (step: number): ((price: number) => number) => {
  const scale = Number(`1e${stepDecimals(step) ?? 12}`);
  const units = Math.round(step * scale);
  return (price) => (Math.max(1, Math.round((price * scale) / units)) * units) / scale;
};

/** One asset of a simulated market. `next` moves it by one bar, whose values are then in its fields. */
export class SimulatedAsset {
  open: number;
  high = 0;
  low = 0;
  close: number;
  volume = 0;
  readonly #profile: FullProfile;
  readonly #barYears: number;
  readonly #barDays: number;
  readonly #barVolatility: number;
  readonly #common: number;
  readonly #own: number;
  readonly #variance: VarianceProcess;
  readonly #round: (price: number) => number;
  readonly #jump: () => number;
  readonly #shock: Random;
  readonly #range: Random;
  readonly #trade: Random;
  #logPrice: number;
  #interest = 0;
  readonly #interestMemory: number;

  constructor({ profile, random, barDays, correlation }: AssetOptions) {
    this.#profile = profile;
    this.#barDays = barDays;
    this.#barYears = barDays / 365;
    this.#barVolatility = profile.annualVolatility * Math.sqrt(this.#barYears);
    this.#common = Math.sqrt(correlation);
    this.#own = Math.sqrt(1 - correlation);
    this.#variance = new VarianceProcess(barDays);
    this.#round = rounder(profile.priceStep);
    this.#jump = jumps(random.split('jump'), jumpsPerYear.asset, this.#barYears);
    this.#shock = random.split('shock');
    this.#range = random.split('range');
    this.#trade = random.split('volume');
    this.#interestMemory = exponential(-barDays);
    this.#logPrice = naturalLogarithm(profile.price);
    this.open = this.#round(profile.price);
    this.close = this.open;
  }

  /** The asset's own standard normal of the next bar. */
  normal(): number {
    return this.#shock.normal();
  }

  next(weather: MarketWeather, normal: number): void {
    const { annualVolatility, annualDrift } = this.#profile;
    const ownVariance = this.#variance.value;
    const shock = this.#common * weather.shock + this.#own * this.#variance.shock(normal);
    const scale = this.#barVolatility * weather.volatility * Math.sqrt(1 - jumpVarianceShare);
    const drift = (annualDrift + weather.drift * annualVolatility) * this.#barYears;
    const move = drift + scale * shock + (weather.jump + this.#jump()) * annualVolatility;
    const variance = this.#common * this.#common * weather.variance + this.#own * this.#own * ownVariance;
    this.#setPrices(move, scale * scale * variance);
    this.#setVolume(Math.abs(move) / this.#barVolatility, weather.activity);
  }

  /**
   * The highest and lowest point of a Brownian bridge from 0 to `move`: each is drawn from its own exact law,
   * P(max > m) = exp(−2 m (m − move) / variance); that they depend on one another is left out.
   *
   * Source: Karatzas and Shreve 1991, "Brownian motion and stochastic calculus", section 4.3.
   */
  #setPrices(move: number, variance: number): void {
    const square = move * move;
    const up = (move + Math.sqrt(square - 2 * variance * naturalLogarithm(1 - this.#range.uniform()))) / 2;
    const down = (move - Math.sqrt(square - 2 * variance * naturalLogarithm(1 - this.#range.uniform()))) / 2;
    const before = this.#logPrice;
    this.#logPrice = before + move;
    this.open = this.close;
    this.close = this.#round(exponential(this.#logPrice));
    this.high = Math.max(this.open, this.close, this.#round(exponential(before + up)));
    this.low = Math.min(this.open, this.close, this.#round(exponential(before + down)));
  }

  /** Volume grows with the size of the move and with an interest in the asset that fades within days. */
  #setVolume(moveSize: number, activity: number): void {
    const memory = this.#interestMemory;
    this.#interest = memory * this.#interest + Math.sqrt(1 - memory * memory) * this.#trade.normal();
    const mood = exponential(0.4 * this.#interest + 0.3 * this.#trade.normal() - 0.125);
    const turnover = this.#profile.dailyTurnover * this.#barDays * activity * (0.4 + 0.85 * moveSize) * mood;
    this.volume = Math.round((turnover / this.close) * 10_000) / 10_000;
  }
}
