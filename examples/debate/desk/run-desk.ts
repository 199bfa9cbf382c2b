import { type Agent, agentStrategy, type DecisionTrace, type EvidenceSource } from '@sigmax/agents';
import { type BarSeries, type Bot, createBot, type RunResult, simulatedBroker } from '@sigmax/core';
import { maxOrderNotional } from '@sigmax/risk';
import type { Settings } from '../settings';
import { debateDesk, maximumWeight } from './debate-desk';
import { isMeetingAt } from './research';

export interface DeskRun {
  readonly result: RunResult;
  /** The decisions of meetings, in order. */
  readonly traces: readonly DecisionTrace[];
}

/** What a run of the desk is made of. */
export interface DeskParts {
  readonly market: readonly BarSeries[];
  readonly analysts: readonly Agent[];
  readonly evidence: EvidenceSource;
  readonly settings: Settings;
  /** Put around the whole desk. Defaults to nothing. */
  readonly around?: ((agent: Agent) => Agent) | undefined;
  readonly onDecision?: ((trace: DecisionTrace) => void) | undefined;
}

export const brokerOf = ({ feeRate, slippageRate }: Settings, costs = 1) =>
  simulatedBroker({
    takerFeeRate: feeRate * costs,
    makerFeeRate: feeRate * costs,
    slippageRate: slippageRate * costs,
  });

/** The desk as a bot: what it agrees on becomes weights, and three guards stand before every order. */
export const deskBot = ({
  market,
  analysts,
  evidence,
  settings,
  around = (agent) => agent,
  onDecision,
}: DeskParts): Bot => {
  const ids = market.map(({ instrumentId }) => instrumentId);
  const { agent, risk, compliance } = debateDesk(analysts, ids);
  const strategy = agentStrategy(around(agent), {
    maximumWeight,
    maximumGross: 0.4,
    band: 0.05,
    whenAbstaining: 'hold',
    evidence,
    onDecision,
    name: 'debate',
  });
  const guards = [compliance.guard, risk.guard, maxOrderNotional({ limit: settings.cash })];
  return createBot({ strategy, guards, cash: { USDT: settings.cash } });
};

/** Backtests the desk with costs of so many times the usual. */
export const runDesk = (parts: DeskParts, costs = 1): RunResult => {
  const { market, settings } = parts;
  return deskBot(parts).backtest({ market, broker: brokerOf(settings, costs), seed: settings.seed });
};

/** The same with all that was said in the meetings: megabytes, so that variants do without. */
export const recordDesk = (parts: DeskParts): DeskRun => {
  const traces: DecisionTrace[] = [];
  const onDecision = (trace: DecisionTrace): void => {
    if (isMeetingAt(trace.timeMs)) traces.push(trace);
    parts.onDecision?.(trace);
  };
  const result = runDesk({ ...parts, onDecision });
  return { result, traces };
};
