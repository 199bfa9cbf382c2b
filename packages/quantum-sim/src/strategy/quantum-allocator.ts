import { defineStrategy, hold, InvalidOptionsError, parseOptions, type SyncStrategy, targets } from '@sigmax/core';
import type { z } from 'zod';
import { seededRandom } from '../seeded-random';
import type { Sector } from '../subspace/sector-subspace';
import {
  type AllocatorParams,
  allocatorParams,
  allocatorSeams,
  type QuantumAllocatorOptions,
} from './allocator-options';
import { closeHistory } from './close-history';
import { decide } from './decide';
import { rebalanceSchedule } from './rebalance-schedule';

const what = 'quantumAllocator';

const seams = ['estimator', 'baselines', 'onDecision', 'clock', 'timeBudgetMs'];

const only = (options: object, isWanted: (key: string) => boolean): object =>
  Object.fromEntries(Object.entries(options).filter(([key]) => isWanted(key)));

const refuse = (message: string, remedy: string, context: Readonly<Record<string, unknown>>): InvalidOptionsError =>
  new InvalidOptionsError({ code: 'INVALID_OPTIONS', message: `${what}: ${message}`, remedy, context });

/** The groups to choose from: the sectors, or all that the bot trades as one. */
const groupsOf = ({ choose, sectors }: AllocatorParams, ids: readonly string[]): readonly Sector[] => {
  if (sectors === undefined) {
    const wanted = choose!;
    if (wanted <= ids.length) return [{ assets: ids, choose: wanted }];
    throw refuse(`choose was ${wanted} of ${ids.length} instruments.`, 'Choose at most as many as the bot trades.', {
      choose: wanted,
      instruments: ids.length,
    });
  }
  const seen = new Set<string>();
  sectors.forEach(({ assets, choose: wanted }, index) => {
    for (const asset of assets) {
      if (seen.has(asset) || !ids.includes(asset)) {
        const why = seen.has(asset) ? 'stands in the sectors twice' : 'is no instrument of the bot';
        throw refuse(`sectors[${index}] names ${asset}, which ${why}.`, 'Name each instrument in one sector at most.', {
          asset,
        });
      }
      seen.add(asset);
    }
    if (wanted <= assets.length) return;
    throw refuse(
      `sectors[${index}].choose was ${wanted} of ${assets.length} instruments.`,
      'Choose at most as many as the sector has.',
      { index, choose: wanted },
    );
  });
  return sectors;
};

/**
 * Makes a strategy that holds `choose` assets, chosen anew at each rebalance for the lowest q · variance − return at equal weight.
 *
 * It estimates means and a shrunk covariance from the closes seen so far, states the choice as a quadratic problem, and solves it by the
 * method: `exact` (every choice, or branch and bound), `annealing`, `qaoa` (the best of the measurements of a simulated circuit) or
 * `equal-weight` (all assets, without an estimate). Every decision carries the classical answer beside its own.
 *
 * `sectors` chooses so many of each group; `turnover` weighs in what trading costs (`penalty`, exactly) or forbids what trades more
 * (`limit`; where nothing keeps it, what is held stays); `weights` finds weights for the chosen: convex ones between a minimum and a
 * maximum, or whole lots. `value` is that of the choice at equal weight, `weighing.value` that of the weights. `baselines` puts any
 * other allocators beside it. `hotStart` seeks angles from those of the last decision.
 *
 * Simulating a circuit makes no choice better than the classical answer, which is found first and costs less. Use `qaoa` to study
 * what a circuit would have chosen.
 *
 * - Money: `method`, `choose` or `sectors`, `rebalance`, `lookback`, `riskAversion` and `invested` have no default.
 * - Time: an asset takes part once it has `lookback` returns. The first decision comes when `choose` assets do; a decision that is due
 *   waits for a bar of all that take part. Orders fill at the next open at the earliest. One that misses more than `staleBars` bars is
 *   left out, and its position stays.
 * - Budgets: above `evaluationBudget` values with gradients, or `maximumBytes` of state, a decision of `qaoa` falls back to the
 *   classical answer and says so. Both are counted, so runs repeat. `timeBudgetMs` with a `clock` does the same by time, and then
 *   they may not.
 * - Randomness: `seed`, or the run's.
 * - State: `lookback` + 1 closes an asset. Cost: a decision of `qaoa` over S choices takes about S · depth · evaluations · 0.2 µs.
 *
 * The bot's sizing has a band of 2 % of equity by default; with many assets set it lower, for example
 * `sizing: { rebalanceBand: 0.001 }`.
 *
 * @throws {InvalidOptionsError} an option is missing, unknown or out of range. What `estimator` or `onDecision` throw ends the run.
 * @example
 * ```ts
 * import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * import { type AllocationDecision, quantumAllocator } from '@sigmax/quantum-sim/strategy';
 * const decisions: AllocationDecision[] = [];
 * const strategy = quantumAllocator({
 *   method: 'qaoa',
 *   choose: 2,
 *   rebalance: 'monthly',
 *   lookback: 60,
 *   riskAversion: 2,
 *   invested: 0.95,
 *   onDecision: (decision) => decisions.push(decision),
 * });
 * const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT', 'demo:ADA/USDT'];
 * const market = simulatedMarket({ seed: 7, instruments, timeframe: '1d', bars: 120 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market, broker, seed: 1 });
 * decisions.map(({ assets }) => assets.length); // => [2, 2]
 * decisions.every(({ excess }) => excess === 0); // => true
 * (decisions[0]?.circuit?.lift ?? 0) > 1; // => true
 * ```
 */
export const quantumAllocator = (options: QuantumAllocatorOptions): SyncStrategy => {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `${what}: options was ${String(options)}.`,
      remedy: 'Pass method, choose, rebalance, lookback, riskAversion and invested.',
    });
  }
  const {
    estimator,
    baselines = {},
    onDecision,
    clock,
    timeBudgetMs,
  } = parseOptions(
    allocatorSeams,
    only(options, (key) => seams.includes(key)),
    what,
  );
  const time = clock === undefined || timeBudgetMs === undefined ? undefined : { clock, budgetMs: timeBudgetMs };
  const strategy = defineStrategy({
    name: 'quantum-allocator',
    params: allocatorParams,
    start: (settings, { instruments, random }) => {
      const groups = groupsOf(
        settings,
        instruments.map(({ id }) => id),
      );
      const history = closeHistory(
        groups.flatMap(({ assets }) => assets),
        settings.lookback,
        settings.staleBars,
      );
      const schedule = rebalanceSchedule(settings.rebalance);
      const seeds = settings.seed === undefined ? random.split(what) : seededRandom(settings.seed);
      let sequence = 0;
      let lastAngles: readonly number[] | undefined;
      return (snapshot) => {
        history.push(snapshot);
        const { timeMs } = snapshot;
        const live = new Set(history.live());
        const sectors = groups.map(({ assets, choose }) => ({ assets: assets.filter((id) => live.has(id)), choose }));
        if (sectors.some(({ assets, choose }) => assets.length < choose)) return hold;
        if (!schedule.isDue(timeMs) || !history.isComplete()) return hold;
        schedule.taken(timeMs);
        const decision = decide({
          sequence,
          timeMs,
          seed: seeds.split(`decision ${sequence}`).integer(2 ** 31),
          returns: history.returns(),
          sectors,
          settings,
          estimator,
          baselines,
          time,
          held: Object.fromEntries([...live].map((id) => [id, snapshot.portfolio.weight(id)])),
          lastAngles: settings.hotStart ? lastAngles : undefined,
        });
        sequence += 1;
        lastAngles = decision.circuit?.angles ?? lastAngles;
        onDecision?.(decision);
        return decision.decidedBy === 'kept' ? hold : targets(decision.weights);
      };
    },
  });
  return strategy(only(options, (key) => !seams.includes(key)) as z.input<typeof allocatorParams>);
};
