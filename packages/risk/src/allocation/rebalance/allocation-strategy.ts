import { defineStrategy, hold, InvalidOptionsError, type Portfolio, type StrategyFactory, targets } from '@sigmax/core';
import { z } from 'zod';
import { total } from '../algebra/dense';
import { AllocationError } from '../allocation-error';
import type { ReturnsTable } from '../returns-table';
import { inOrder, type Weights, weightsOf } from '../weights';
import { priceHistory } from './price-history';
import { bandsShape, inconsistent, isConsistent, planTrades } from './rebalance';

/** What an allocation may know besides the returns. */
export interface AllocationContext {
  /** Time of the snapshot. */
  readonly timeMs: number;
  /**
   * What is held of the instruments in the table, for allocators that limit turnover, in the allocator's units: 1 is all that
   * is to be invested.
   */
  readonly held: Weights;
}

export interface AllocationStrategyDefinition {
  /** As reports and the event log show it. */
  readonly name: string;
  /**
   * From the returns of the window to weights that sum to 1, or to less to keep the rest in cash. What it leaves out is closed;
   * `undefined` leaves everything as it is until the next allocation. It must not keep anything between calls, or look at a clock.
   */
  allocate(returns: ReturnsTable, context: AllocationContext): Weights | undefined;
  /**
   * What an {@link AllocationError} does, for example of an instrument that did not move in the whole window: `stop` ends the run,
   * `keep` leaves everything as it is until the next allocation. Other errors always end it. Defaults to `stop`.
   */
  readonly onAllocationError?: 'stop' | 'keep';
}

const params = z
  .strictObject({
    window: z.int().min(2).describe('Returns that an allocation looks back on'),
    allocateEvery: z.int().positive().describe('Bars between two allocations'),
    checkEvery: z.int().positive().optional().describe('Bars between two looks at the bands; left out: at allocations'),
    invested: z.number().positive().max(1).describe('Part of equity to invest'),
    staleBars: z.int().nonnegative().default(3).describe('Bars that an instrument may miss before it is left out'),
    ...bandsShape,
  })
  .refine(isConsistent, inconsistent);

/** Parameters of a strategy that {@link allocationStrategy} makes. */
export type AllocationParams = z.input<typeof params>;

const scaled = (weights: Weights, factor: number, ids: readonly string[] = Object.keys(weights)): Weights =>
  weightsOf(
    ids,
    ids.map((id) => (weights[id] as number) * factor),
  );

const answerOf = (
  { allocate, onAllocationError = 'stop' }: AllocationStrategyDefinition,
  returns: ReturnsTable,
  context: AllocationContext,
): Weights | undefined => {
  try {
    return allocate(returns, context);
  } catch (error) {
    if (onAllocationError === 'keep' && error instanceof AllocationError) return undefined;
    throw error;
  }
};

/** The allocator's answer, a weight for each id; it may leave cash, and borrows none. */
const checked = (answer: Weights, ids: readonly string[], what: string): Weights => {
  const weights = inOrder(answer, ids, what, 'weights', 0);
  const sum = total(weights);
  if (sum <= 1 + 1e-9) return weightsOf(ids, weights);
  throw new InvalidOptionsError({
    code: 'WEIGHTS_ABOVE_ONE',
    message: `${what}: weights sum to ${sum}.`,
    remedy: 'Return weights that sum to at most 1; invested scales them.',
    context: { sum },
  });
};

/**
 * Defines a strategy that holds what an allocator says and trades when weights have drifted out of their bands.
 *
 * Every `allocateEvery` bars it hands the returns of the last `window` bars to `allocate`; what comes out, times `invested`, is the target
 * until the next time. At allocations, and every `checkEvery` bars if that is given, {@link rebalance} compares it with what is held.
 *
 * It decides on closes that are there, and orders fill at the next open at the earliest. An instrument takes part once it has a full
 * window. A gap repeats the last close; when one that takes part has no bar just now, the decision waits for the next snapshot,
 * and after `staleBars` of them it is left out: its position stays, and counts as invested.
 *
 * Sizing has a band of its own, `rebalanceBand` of the bot, by default 2 % of equity. With many instruments set it lower, for example
 * `sizing: { rebalanceBand: 0.001 }`, or small trades are left alone twice.
 *
 * - Parameters: `window`, `allocateEvery` and `invested` have no default; the rest is in {@link RebalanceBands}.
 * - State: `window` + 1 closes per instrument.
 * - Cost: O(instruments) a bar; `allocate` once in `allocateEvery` bars.
 *
 * @throws {InvalidOptionsError} from the factory, when a parameter is missing or out of range. What `allocate` throws ends the run, as
 * do weights that sum to more than 1 or name another instrument.
 * @example
 * ```ts
 * import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * import { allocationStrategy, equalRiskContribution, ledoitWolf } from '@sigmax/risk';
 * const riskParity = allocationStrategy({
 *   name: 'risk-parity',
 *   allocate: (returns) => equalRiskContribution(ledoitWolf(returns)),
 * });
 * const bot = createBot({
 *   strategy: riskParity({ window: 60, allocateEvery: 7, invested: 0.95, relativeBand: 0.1 }),
 *   cash: { USDT: 10_000 },
 *   sizing: { rebalanceBand: 0.001 },
 * });
 * const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'];
 * const market = simulatedMarket({ seed: 7, instruments, timeframe: '1d', bars: 200 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const { positions } = bot.backtest({ market, broker });
 * positions.every(({ quantity }) => quantity > 0); // => true
 * ```
 */
export const allocationStrategy = (definition: AllocationStrategyDefinition): StrategyFactory<typeof params> =>
  defineStrategy({
    name: definition.name,
    params,
    start: (chosen, { instruments }) => {
      const { window, allocateEvery, checkEvery, invested, staleBars, ...bands } = chosen;
      const history = priceHistory(
        instruments.map(({ id }) => id),
        window,
        staleBars,
      );
      const held = (portfolio: Portfolio, ids: readonly string[]): Weights =>
        weightsOf(
          ids,
          ids.map((id) => portfolio.weight(id)),
        );
      /** What may be invested in these: all of it less the positions that have to stay as they are. */
      const roomFor = (portfolio: Portfolio, ids: readonly string[]): number => {
        const others = instruments.filter(({ id }) => !ids.includes(id));
        return Math.max(
          0,
          others.reduce((room, { id }) => room - portfolio.weight(id), invested),
        );
      };
      let sinceAllocation = Number.POSITIVE_INFINITY;
      let sinceCheck = 0;
      let wanted: Weights | undefined;
      return (snapshot) => {
        const { portfolio, timeMs } = snapshot;
        history.push(snapshot);
        sinceAllocation++;
        sinceCheck++;
        const isAllocation = sinceAllocation >= allocateEvery;
        if (!isAllocation && !(checkEvery !== undefined && sinceCheck >= checkEvery)) return hold;
        const live = history.live();
        if (live.length === 0 || !history.isComplete()) return hold;
        sinceCheck = 0;
        if (isAllocation) {
          sinceAllocation = 0;
          const room = roomFor(portfolio, live);
          const inUnits = scaled(held(portfolio, live), room > 0 ? 1 / room : 0);
          const answer = answerOf(definition, history.returns(), { timeMs, held: inUnits });
          wanted = answer === undefined ? undefined : checked(answer, live, definition.name);
        }
        if (wanted === undefined) return hold;
        const known = wanted;
        // What began to take part after the allocation waits for the next one.
        const ids = live.filter((id) => Object.hasOwn(known, id));
        const target = scaled(wanted, roomFor(portfolio, ids), ids);
        const { trades } = planTrades({ ...bands, held: held(portfolio, ids), target });
        return trades.length === 0 ? hold : targets(Object.fromEntries(trades.map(({ id, to }) => [id, to])));
      };
    },
  });
