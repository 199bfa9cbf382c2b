/**
 * A market that is made up: the default when there is no file, no network and no key.
 *
 * For asset i with annual volatility σᵢ, bars of length Δ (in years) and common factor M, the log return of one bar is
 *
 *   rᵢ = (driftᵢ + d σᵢ) Δ + σᵢ √(Δ s) m √(1 − j) (√ρ √v_M z_M + √(1 − ρ) √vᵢ zᵢ) + σᵢ (J_M + Jᵢ)
 *
 * - d and m: drift and volatility of the regime, bull, sideways, bear or panic, a Markov chain (Hamilton 1989)
 * - v_M and vᵢ: GARCH(1, 1) variances of mean 1, so that large moves come in clusters (Bollerslev 1986)
 * - s: activity of the hour of the day, which volume shares
 * - z_M and zᵢ: standard normals; ρ is `correlation`, and the zᵢ have `residualCorrelation` among them (Cholesky)
 * - J_M and Jᵢ: jumps of all assets and of one (Merton 1976), a share j = 10 % of the variance
 *
 * A bar opens at the close before it. High and low are those of a Brownian bridge. Volume rises with |rᵢ|, with the
 * hour and with an interest of its own that fades within days. The mean drift of the log price is `annualDrift`, 0 by
 * default: half of all markets end above their start, and the mean price still grows by about σ²/2 a year. Regimes last
 * long enough that following the trend of 3 to 20 days has a Sharpe ratio near 0.15 before costs (60 seeds, 3 years).
 *
 * Left out: order flow and spread, funding, gaps between bars, leverage effect, listings and delistings, arbitrage
 * between pairs (ETH/BTC does not follow ETH/USDT and BTC/USDT), and every dependence of the market on the bot.
 * A strategy that earns here has shown that it runs, not that it is worth money.
 *
 * @module
 */
import { InvalidOptionsError } from '../errors';
import type { Bar } from '../market/bar';
import { type BarSeries, barSeries } from '../market/bar-series';
import type { MarketLabel } from '../market/market';
import { seededRandom } from '../random';
import { correlate } from './correlated-shocks';
import { dayShape } from './day-shape';
import { jumps, jumpsPerYear } from './jumps';
import { regimeChain } from './market-regimes';
import { type MarketWeather, SimulatedAsset } from './simulated-asset';
import { type MarketSettings, readMarketOptions, type SimulatedMarketOptions } from './simulated-market-options';
import { VarianceProcess } from './variance-process';

const mostBars = 50_000_000;

/** One series an instrument, in their order: a tuple when the ids are written out. */
export type SimulatedMarket<Ids extends readonly string[] = readonly string[]> = {
  -readonly [Index in keyof Ids]: BarSeries;
};

/** Makes the assets of a market and a function that moves all of them by one bar and returns its close time. */
const simulate = (settings: MarketSettings): { assets: SimulatedAsset[]; next: () => number } => {
  const { instruments, profiles, barMs, correlation, triangle } = settings;
  const barDays = barMs / 86_400_000;
  const root = seededRandom(settings.seed);
  const assets = instruments.map(
    (id, index) =>
      new SimulatedAsset({
        profile: profiles[index] as MarketSettings['profiles'][0],
        random: root.split(id),
        barDays,
        correlation,
      }),
  );
  const shock = root.split('market shock');
  const nextRegime = regimeChain(root.split('market regime'), barDays);
  const nextJump = jumps(root.split('market jump'), jumpsPerYear.market, barDays / 365);
  const variance = new VarianceProcess(barDays);
  const normals = new Float64Array(assets.length);
  const weather: MarketWeather = { drift: 0, volatility: 1, activity: 1, shock: 0, variance: 1, jump: 0 };
  let openMs = settings.startMs;
  const next = () => {
    const regime = nextRegime();
    weather.activity = dayShape(openMs, barMs);
    weather.drift = regime.drift;
    weather.volatility = regime.volatility * Math.sqrt(weather.activity);
    weather.variance = variance.value;
    weather.shock = variance.shock(shock.normal());
    weather.jump = nextJump();
    for (let index = 0; index < assets.length; index++) normals[index] = (assets[index] as SimulatedAsset).normal();
    if (triangle !== undefined) correlate(triangle, normals);
    for (let index = 0; index < assets.length; index++)
      (assets[index] as SimulatedAsset).next(weather, normals[index] as number);
    openMs += barMs;
    return openMs;
  };
  return { assets, next };
};

/** What reports say of these prices. */
const sourceOf = (seed: number): string => `simulated market, seed ${seed} (made-up prices, not real data)`;

/**
 * Makes up the bars of a market from a seed, one series an instrument, marked `isSimulated`.
 *
 * The model and what it leaves out are at the top of this file.
 *
 * - Cost: about 2 µs and 48 bytes a bar of each instrument.
 *
 * @throws {InvalidOptionsError} an option is wrong or unknown, or more than 50,000,000 bars in all are asked for.
 * @see {@link simulatedBars} for markets that are longer than memory.
 * @example
 * ```ts
 * import { simulatedMarket } from '@sigmax/core';
 * const [btc, eth] = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'], bars: 24 });
 * btc.open[0]; // => 42000
 * eth.isSimulated; // => true
 * btc.source; // => 'simulated market, seed 7 (made-up prices, not real data)'
 * ```
 */
export const simulatedMarket = <const Ids extends readonly string[]>(
  options: SimulatedMarketOptions<Ids>,
): SimulatedMarket<Ids> => {
  const settings = readMarketOptions(options, 'simulatedMarket');
  const { seed, instruments, bars, barMs: timeframeMs } = settings;
  if (bars * instruments.length > mostBars) {
    throw new InvalidOptionsError({
      code: 'TOO_LARGE',
      message: `simulatedMarket: bars was ${bars} for ${instruments.length} instruments, more than ${mostBars} in all.`,
      remedy: 'Ask for fewer, or take them one by one from simulatedBars.',
      context: { bars, instruments },
    });
  }
  const { assets, next } = simulate(settings);
  const column = () => new Float64Array(bars);
  const times = column();
  const columns = assets.map(() => ({
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  }));
  for (let index = 0; index < bars; index++) {
    times[index] = next();
    for (let at = 0; at < assets.length; at++) {
      const asset = assets[at] as SimulatedAsset;
      const mine = columns[at] as (typeof columns)[0];
      mine.open[index] = asset.open;
      mine.high[index] = asset.high;
      mine.low[index] = asset.low;
      mine.close[index] = asset.close;
      mine.volume[index] = asset.volume;
    }
  }
  const source = sourceOf(seed);
  const market = instruments.map((instrumentId, at) =>
    barSeries({
      instrumentId,
      timeframeMs,
      timeMs: times.slice(),
      ...(columns[at] as (typeof columns)[0]),
      source,
      isSimulated: true,
    }),
  );
  return market as SimulatedMarket<Ids>;
};

/**
 * Makes up the same bars as {@link simulatedMarket}, one by one and without memory of them: instruments that share a
 * time follow each other in their order. Every iteration starts anew.
 *
 * The sequence says that it is made up, as reports do; its events do not announce their instruments: name those in
 * `createBot`.
 *
 * @throws {InvalidOptionsError} at the call: an option is wrong or unknown.
 * @example
 * ```ts
 * import { simulatedBars } from '@sigmax/core';
 * const bars = [...simulatedBars({ seed: 7, instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'], bars: 24 })];
 * bars.length; // => 48
 * bars.slice(0, 2).map((bar) => bar.instrumentId); // => ['demo:BTC/USDT', 'demo:ETH/USDT']
 * ```
 */
export const simulatedBars = (options: SimulatedMarketOptions): Iterable<Bar> & MarketLabel => {
  const settings = readMarketOptions(options, 'simulatedBars');
  return {
    source: sourceOf(settings.seed),
    isSimulated: true,
    *[Symbol.iterator]() {
      const { assets, next } = simulate(settings);
      for (let index = 0; index < settings.bars; index++) {
        const timeMs = next();
        for (const [at, { open, high, low, close, volume }] of assets.entries()) {
          const instrumentId = settings.instruments[at] as string;
          yield { type: 'bar', instrumentId, timeMs, open, high, low, close, volume };
        }
      }
    },
  };
};
