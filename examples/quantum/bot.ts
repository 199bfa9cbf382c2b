import { createBot, type RunResult, simulatedBroker } from '@sigmax/core';
import { type AllocationDecision, type QuantumAllocatorOptions, quantumAllocator } from '@sigmax/quantum-sim/strategy';
import type { LoadedMarket } from './market';
import type { Settings } from './settings';

/** One account: its name and how it differs from the others. */
export interface Contender {
  readonly name: string;
  readonly method: QuantumAllocatorOptions['method'];
  readonly rebalance: QuantumAllocatorOptions['rebalance'];
}

/** All of them trade first on the same day: when the window of the estimates is full. */
export const contenders: readonly Contender[] = [
  { name: 'exact', method: 'exact', rebalance: 'monthly' },
  { name: 'annealing', method: 'annealing', rebalance: 'monthly' },
  { name: 'QAOA', method: 'qaoa', rebalance: 'monthly' },
  { name: 'equal weight', method: 'equal-weight', rebalance: 'monthly' },
  { name: 'buy and hold', method: 'equal-weight', rebalance: 'once' },
];

export interface Backtest extends Contender {
  readonly result: RunResult;
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
  const strategy = quantumAllocator({
    method: contender.method,
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
