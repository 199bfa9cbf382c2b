import { ProblemError } from '../errors';
import { portfolioSelection } from '../problem/portfolio-selection';
import type { SelectionProblem } from '../solvers/selection-problem';
import { spreadRingOrder } from '../subspace/ring-order';
import type { AllocationDecision } from './allocation-decision';
import { type AnsatzCircuit, ansatzCircuit } from './ansatz-circuit';
import { withTradingCost } from './trading';

const missing = (what: string, field: string, decision: AllocationDecision): ProblemError =>
  new ProblemError({
    code: 'DECISION_WITHOUT',
    message: `${what}: decision ${decision.sequence}, decided by ${decision.decidedBy}, has no ${field}.`,
    remedy:
      field === 'circuit' ? "Pass one that was decided by 'qaoa'." : "Pass one of another method than 'equal-weight'.",
    context: { sequence: decision.sequence, decidedBy: decision.decidedBy },
  });

/**
 * The problem that a decision solved, from its plain data. A turnover limit is no part of it: it forbids choices.
 *
 * - Cost: O(n²).
 *
 * @throws {ProblemError} it was a decision for equal weights, which solved none.
 * @example
 * ```ts
 * import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * import { exactSelection } from '@sigmax/quantum-sim';
 * import { type AllocationDecision, decisionProblem, quantumAllocator } from '@sigmax/quantum-sim/strategy';
 * const decisions: AllocationDecision[] = [];
 * const strategy = quantumAllocator({
 *   method: 'annealing',
 *   choose: 1,
 *   rebalance: 'once',
 *   lookback: 20,
 *   riskAversion: 1,
 *   invested: 0.9,
 *   onDecision: (decision) => decisions.push(decision),
 * });
 * const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'];
 * const market = simulatedMarket({ seed: 7, instruments, timeframe: '1d', bars: 30 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * createBot({ strategy, cash: { USDT: 1_000 } }).backtest({ market, broker });
 * const { best } = exactSelection(decisionProblem(decisions[0]!));
 * best[0]?.assets.join() === decisions[0]?.assets.join(); // => true
 * ```
 */
export const decisionProblem = (decision: AllocationDecision): SelectionProblem => {
  const { estimate, universe, sectors, riskAversion, trading } = decision;
  if (estimate === undefined || sectors === undefined) throw missing('decisionProblem', 'estimate', decision);
  const { means, covariance } = estimate;
  const problem = portfolioSelection({ assets: universe, expectedReturns: means, covariance, riskAversion, sectors });
  return trading === undefined ? problem : withTradingCost(problem, trading);
};

/**
 * The circuit that a decision was measured from, in parts and as a whole: to draw it, to export it, to run it elsewhere. Qubit i is
 * `universe[i]`.
 *
 * - Cost: O(depth · n²) gates.
 *
 * @throws {ProblemError} the decision had no circuit, or one with a mixer that is no product of gates on two qubits.
 * @example
 * ```ts
 * import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * import { simulate } from '@sigmax/quantum-sim';
 * import { type AllocationDecision, decisionCircuit, quantumAllocator } from '@sigmax/quantum-sim/strategy';
 * const decisions: AllocationDecision[] = [];
 * const strategy = quantumAllocator({
 *   method: 'qaoa',
 *   choose: 1,
 *   rebalance: 'once',
 *   lookback: 20,
 *   riskAversion: 1,
 *   invested: 0.9,
 *   onDecision: (decision) => decisions.push(decision),
 * });
 * const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'];
 * const market = simulatedMarket({ seed: 7, instruments, timeframe: '1d', bars: 30 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * createBot({ strategy, cash: { USDT: 1_000 } }).backtest({ market, broker });
 * const [decision] = decisions;
 * const best = decision!.universe.indexOf(decision!.classical!.assets[0]!);
 * const { whole } = decisionCircuit(decision!);
 * Math.abs(simulate(whole).probability(2 ** best) - decision!.circuit!.optimumProbability) < 1e-12; // => true
 * ```
 */
export const decisionCircuit = (decision: AllocationDecision): AnsatzCircuit => {
  const { circuit } = decision;
  if (circuit === undefined) throw missing('decisionCircuit', 'circuit', decision);
  const { qubo, sectors } = decisionProblem(decision);
  const { angles, deviation, mixer } = circuit;
  return ansatzCircuit({ qubo, sectors: spreadRingOrder(qubo, sectors) }, { angles, deviation, mixer });
};
