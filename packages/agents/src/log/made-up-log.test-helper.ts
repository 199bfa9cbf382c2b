import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
import { agentStrategy } from '../combine/agent-strategy';
import type { DecisionTrace } from '../combine/decision-trace';
import type { Agent } from '../opinion/agent';
import { createDecisionLog } from './decision-log';
import type { LogHead } from './log-line';

export const rules = { maximumWeight: 0.8, maximumGross: 1, band: 0.05, whenAbstaining: 'hold' } as const;

export interface MadeUpLog {
  readonly text: string;
  readonly head: LogHead;
  readonly traces: readonly DecisionTrace[];
}

/** The log of a short backtest of an agent. */
export const logOf = (agent: Agent, bars = 4, seed = 1): MadeUpLog => {
  let text = '';
  const traces: DecisionTrace[] = [];
  const append = (line: string): void => {
    text += line;
  };
  const log = createDecisionLog({ run: 'test', append });
  const onDecision = (trace: DecisionTrace): void => {
    traces.push(trace);
    log.record(trace);
  };
  const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars });
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
  const strategy = agentStrategy(agent, { ...rules, onDecision });
  createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market, broker, seed });
  return { text, head: log.head(), traces };
};
