import { exponential } from '../portable-math';
import type { Random } from '../random';

/** A state of the whole market. */
export interface Regime {
  readonly name: 'bull' | 'sideways' | 'bear' | 'panic';
  /** Drift of the log price a year, in units of an asset's annual volatility. */
  readonly drift: number;
  /** Factor on volatility. */
  readonly volatility: number;
  /** Mean length of one stay. */
  readonly meanDays: number;
  /** Chance of each regime, in the order of the list, when this one ends. */
  readonly next: readonly number[];
}

const list: readonly Regime[] = [
  { name: 'bull', drift: 2, volatility: 0.9, meanDays: 20, next: [0, 0.6, 0.35, 0.05] },
  { name: 'sideways', drift: 0, volatility: 0.7, meanDays: 15, next: [0.5, 0, 0.45, 0.05] },
  { name: 'bear', drift: -1.8, volatility: 1.2, meanDays: 14, next: [0.35, 0.45, 0, 0.2] },
  { name: 'panic', drift: -8, volatility: 2.4, meanDays: 1.5, next: [0.25, 0.25, 0.5, 0] },
];

/** Share of time that the chain spends in each regime: visits (the fixed point of `next`) times length. */
const shares = (): number[] => {
  let visits = list.map(() => 1 / list.length);
  for (let round = 0; round < 200; round++) {
    // Half of the old keeps a chain that alternates from swinging for ever.
    visits = visits.map(
      (visit, to) =>
        visit / 2 + list.reduce((sum, { next }, from) => sum + (visits[from] as number) * (next[to] as number), 0) / 2,
    );
  }
  const times = visits.map((visit, index) => visit * (list[index] as Regime).meanDays);
  const total = times.reduce((sum, time) => sum + time, 0);
  return times.map((time) => time / total);
};

const timeShares = shares();

const mean = (of: (regime: Regime) => number): number =>
  list.reduce((sum, regime, index) => sum + of(regime) * (timeShares[index] as number), 0);

const meanDrift = mean(({ drift }) => drift);
const meanVariance = mean(({ volatility }) => volatility * volatility);

/** The regimes, centred: over long times the mean drift is 0 and the mean of volatility² is 1. */
export const regimes: readonly Regime[] = list.map((regime) => ({
  ...regime,
  drift: regime.drift - meanDrift,
  volatility: regime.volatility / Math.sqrt(meanVariance),
}));

const choose = (chances: readonly number[], random: Random): Regime => {
  let rest = random.uniform();
  for (const [index, chance] of chances.entries()) {
    rest -= chance;
    if (rest < 0) return regimes[index] as Regime;
  }
  return regimes[chances.findLastIndex((chance) => chance > 0)] as Regime;
};

/**
 * A Markov chain of regimes. Source: Hamilton 1989, "A new approach to the economic analysis of nonstationary time
 * series and the business cycle", Econometrica 57.
 *
 * A stay ends with probability 1 − exp(−Δ / mean length) at each bar, so its length is geometric.
 */
export const regimeChain = (random: Random, barDays: number): (() => Regime) => {
  const leaveChances = new Map(regimes.map((regime) => [regime, 1 - exponential(-barDays / regime.meanDays)]));
  let current = choose(timeShares, random);
  return () => {
    const now = current;
    if (random.uniform() < (leaveChances.get(now) as number)) current = choose(now.next, random);
    return now;
  };
};
