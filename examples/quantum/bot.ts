import { createBot, type RunResult, simulatedBroker } from '@sigmax/core';
import { type AllocationDecision, type QuantumAllocatorOptions, quantumAllocator } from '@sigmax/quantum-sim/strategy';
import { allocatorStrategy, baselinesOf, traded } from './allocators';
import type { LoadedMarket } from './market';
import type { Settings } from './settings';

/** One account: its name and how it differs from the others. */
export interface Contender {
  readonly name: string;
  /** `allocator`: one of @sigmax/risk. */
  readonly method: QuantumAllocatorOptions['method'] | 'allocator';
  readonly rebalance: QuantumAllocatorOptions['rebalance'];
}

/** All of them trade first on the same day: when the window of the estimates is full. */
export const contenders: readonly Contender[] = [
  { name: 'exact', method: 'exact', rebalance: 'monthly' },
  { name: 'annealing', method: 'annealing', rebalance: 'monthly' },
  { name: 'QAOA', method: 'qaoa', rebalance: 'monthly' },
  { name: 'equal weight', method: 'equal-weight', rebalance: 'monthly' },
  { name: 'buy and hold', method: 'equal-weight', rebalance: 'once' },
  ...traded.map((name) => ({ name, method: 'allocator', rebalance: { everyBars: 30 } }) as const),
];

export interface Backtest extends Contender {
  readonly result: RunResult;
  /** None of those of @sigmax/risk, which explain themselves elsewhere. */
  readonly decisions: readonly AllocationDecision[];
}

/** Backtests one contender with costs. */
export const backtestOf = (
  contender: Contender,
  settings: Settings,
  { series }: LoadedMarket,
  onDecision: (decision: AllocationDecision) => void,
): Backtest => {
  const { choose, lookback, riskAversion, invested, seed, depth, iterations, shots, cash, feeRate, slippageRate } =
    settings;
  const decisions: AllocationDecision[] = [];
  const { method, name } = contender;
  const strategy =
    method === 'allocator'
      ? allocatorStrategy(name as (typeof traded)[number], settings)
      : quantumAllocator({
          method,
          ...(method === 'exact' ? { baselines: baselinesOf(settings) } : {}),
          rebalance: contender.rebalance,
          choose,
          lookback,
          riskAversion,
          invested,
          seed,
          depth,
          iterations,
          shots,
          onDecision: (decision) => {
            decisions.push(decision);
            onDecision(decision);
          },
        });
  // Many small weights: the usual band of 2 % of equity would leave most of them as they are.
  const bot = createBot({ strategy, cash: { USDT: cash }, sizing: { rebalanceBand: 0.002, cashReserve: 0.01 } });
  const broker = simulatedBroker({ takerFeeRate: feeRate, makerFeeRate: feeRate, slippageRate });
  return { ...contender, decisions, result: bot.backtest({ market: series, broker, seed }) };
};
