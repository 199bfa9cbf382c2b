import type { SyncStrategy } from '@sigmax/core';
import type { Baseline } from '@sigmax/quantum-sim/strategy';
import {
  allocationStrategy,
  blackLitterman,
  type Covariance,
  equalRiskContribution,
  equalWeight,
  hierarchicalRiskParity,
  historicalMeans,
  inverseVolatility,
  ledoitWolf,
  maximumSharpe,
  meanVariance,
  minimumVariance,
  type ReturnsTable,
  type Weights,
} from '@sigmax/risk';
import type { Settings } from './settings';

type Allocate = (covariance: Covariance, returns: ReturnsTable, riskAversion: number) => Weights;

/** The allocators of @sigmax/risk, each over one covariance: Ledoit and Wolf's, shrunk as the quantum allocator's is. */
const allocators: Readonly<Record<string, Allocate>> = {
  // q · variance − return is half of λ / 2 · variance − return at λ = 2 q.
  'Markowitz at the same q': (covariance, returns, riskAversion) =>
    meanVariance(covariance, { means: historicalMeans(returns), riskAversion: 2 * riskAversion }),
  'half Kelly': (covariance, returns) => meanVariance(covariance, { means: historicalMeans(returns), riskAversion: 2 }),
  'maximum Sharpe': (covariance, returns) => maximumSharpe(covariance, { means: historicalMeans(returns) }),
  'Black–Litterman': (covariance, _, riskAversion) => {
    const { means, covariance: posterior } = blackLitterman(covariance, {
      marketWeights: equalWeight(covariance.ids),
      riskAversion: 2.5,
    });
    return meanVariance(posterior, { means, riskAversion: 2 * riskAversion });
  },
  'minimum variance': (covariance) => minimumVariance(covariance),
  'risk parity': (covariance) => equalRiskContribution(covariance),
  'hierarchical risk parity': (covariance) => hierarchicalRiskParity(covariance),
  'inverse volatility': (covariance) => inverseVolatility(covariance),
  'equal weight of all': ({ ids }) => equalWeight(ids),
};

/** An asset that never moved has no correlation with any other; allocators leave it out. */
const moving = (returns: ReturnsTable): ReturnsTable =>
  Object.fromEntries(
    Object.entries(returns).filter(([, column]) => Array.from(column).some((one) => one !== column[0])),
  );

const allocated = (allocate: Allocate, given: ReturnsTable, riskAversion: number): Weights => {
  const returns = moving(given);
  return allocate(ledoitWolf(returns, { target: 'constant-correlation' }), returns, riskAversion);
};

/** All of them, to stand beside a decision. */
export const baselinesOf = ({ riskAversion }: Pick<Settings, 'riskAversion'>): Record<string, Baseline> =>
  Object.fromEntries(
    Object.entries(allocators).map(([name, allocate]): [string, Baseline] => [
      name,
      ({ assets, columns }) => {
        const returns = Object.fromEntries(assets.map((asset, index) => [asset, columns[index]!]));
        return allocated(allocate, returns, riskAversion);
      },
    ]),
  );

/** Those that trade an account of their own. */
export const traded = ['minimum variance', 'hierarchical risk parity'] as const;

/** A strategy that holds what an allocator says, anew every 30 days. */
export const allocatorStrategy = (
  name: (typeof traded)[number],
  { lookback, invested, riskAversion }: Settings,
): SyncStrategy =>
  allocationStrategy({
    name,
    allocate: (returns) => allocated(allocators[name]!, returns, riskAversion),
    onAllocationError: 'keep',
  })({ window: lookback, allocateEvery: 30, invested });
