import { type Guard, parseOptions, pass } from '@sigmax/core';
import { z } from 'zod';
import type { Agent } from '../../opinion/agent';
import { abstain, defineAgent } from '../../opinion/define-agent';
import { initialRiskState, observeRisk, type RiskLimits, type RiskState, riskFinding } from './risk-measures';

export interface RiskOfficerOptions extends RiskLimits {
  /** Name of agent and guard. Defaults to `"risk"`. */
  readonly name?: string | undefined;
}

/** One set of limits twice: as a voice among agents, and as a guard that no order gets past. */
export interface RiskOfficer {
  /** Score −1 where a limit is not held, 0 otherwise. For `veto`, and for the decision log. */
  readonly agent: Agent;
  /** For `createBot({ guards })`. Measures by itself: nothing that an agent says reaches it. */
  readonly guard: Guard<RiskState>;
}

const fraction = z.number().positive().max(1);

const schema = z.strictObject({
  maximumVolatility: z.number().positive(),
  windowBars: z.int().min(2).max(10_000),
  maximumWeight: fraction,
  maximumDrawdown: fraction,
  name: z.string().default('risk'),
});

/**
 * Makes the risk officer: an agent that says no, and a guard that means it.
 *
 * Limits: volatility of the last `windowBars` returns of a bar, weight with open orders, fall of equity from its highest. Where one is not
 * held, or cannot be measured yet, the guard lets through what brings a position nearer to zero and nothing else. It stands in the path of
 * every order, behind all agents, models and votes.
 *
 * - Units: fractions. State: `windowBars` + 1 closes an instrument. Cost: O(windowBars) an order.
 * - Codes: `…_ABOVE_LIMIT` and `…_UNKNOWN` of `DRAWDOWN`, `VOLATILITY` and `WEIGHT`. The agent abstains with `warming-up`.
 *
 * @throws {InvalidOptionsError} a limit is missing or out of range.
 * @example
 * ```ts
 * import { agentStrategy, defineAgent, riskOfficer } from '@sigmax/agents';
 * import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * const reckless = defineAgent({ name: 'reckless', start: () => () => ({ score: 1, confidence: 1, reason: 'All in!' }) });
 * const limits = { maximumVolatility: 0.0001, windowBars: 5, maximumWeight: 0.3, maximumDrawdown: 0.2 };
 * const bot = createBot({
 *   strategy: agentStrategy(reckless, { maximumWeight: 1, maximumGross: 1, band: 0.01, whenAbstaining: 'hold' }),
 *   guards: [riskOfficer(limits).guard],
 *   cash: { USDT: 10_000 },
 * });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 50 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * bot.backtest({ market, broker }).fills.length; // => 0
 * ```
 */
export const riskOfficer = (options: RiskOfficerOptions): RiskOfficer => {
  const { name, ...limits } = parseOptions(schema, options, 'riskOfficer');
  const guard: Guard<RiskState> = {
    name,
    options: limits,
    initial: initialRiskState(),
    update: (state, event, portfolio) =>
      event.type === 'snapshot' ? observeRisk(state, event.bars, portfolio.equity, limits) : state,
    check: (intent, portfolio, state) => {
      const isKnown = Number.isFinite(intent.quantity) && intent.quantity > 0;
      if (!isKnown) return { type: 'deny', code: 'QUANTITY_INVALID', limit: 0, observed: intent.quantity };
      const finding = riskFinding(state, limits, portfolio, intent.instrumentId, intent);
      return finding === undefined ? pass : { type: 'reduce-only', ...finding };
    },
  };
  const agent = defineAgent({
    name,
    start: ({ instrumentId }) => {
      let state = initialRiskState();
      return {
        observe: ({ bars, portfolio }) => {
          state = observeRisk(state, bars, portfolio.equity, limits);
        },
        ask: ({ snapshot }) => {
          if ((state.closes[instrumentId]?.length ?? 0) <= limits.windowBars) {
            return abstain('warming-up', `${limits.windowBars + 1} closes are needed.`);
          }
          const finding = riskFinding(state, limits, snapshot.portfolio, instrumentId);
          if (finding === undefined) return { score: 0, confidence: 1, reason: 'Every limit is held.' };
          const { code, limit, observed } = finding;
          return { score: -1, confidence: 1, reason: `${code}: ${observed} against ${limit}.` };
        },
      };
    },
  });
  return { agent, guard };
};
