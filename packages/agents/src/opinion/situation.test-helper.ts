import { type Bar, type Portfolio, type Snapshot, seededRandom } from '@sigmax/core';
import { isLater } from '../now-or-later';
import type { Agent, AgentCall, AgentContext, Situation } from './agent';
import type { AgentEvent } from './agent-event';
import type { Answer } from './answer';
import type { Evidence } from './evidence';

export const instrumentId = 'demo:BTC/USDT';

const barAt = (timeMs: number, close: number): Bar => ({
  type: 'bar',
  instrumentId,
  timeMs,
  open: close,
  high: close,
  low: close,
  close,
  volume: 1,
});

/** A moment of a market with one instrument. */
export const snapshotAt = (timeMs = 1_000, close = 100, weight = 0): Snapshot => {
  const bar = barAt(timeMs, close);
  return {
    timeMs,
    bar,
    bars: [bar],
    barOf: (id) => (id === instrumentId ? bar : undefined),
    portfolio: { timeMs, equity: 10_000, instrumentIds: [instrumentId], weight: () => weight } as unknown as Portfolio,
  };
};

export const situationAt = (timeMs = 1_000, evidence: readonly Evidence[] = [], close = 100): Situation => ({
  instrumentId,
  timeMs,
  snapshot: snapshotAt(timeMs, close),
  evidence,
  round: 0,
  heard: [],
});

export const contextOf = (seed = 1): AgentContext => ({
  instrumentId,
  instruments: [],
  reportingAsset: 'USDT',
  random: seededRandom(seed),
});

/** A call that keeps what is emitted. */
export const listening = (signal: AbortSignal = new AbortController().signal) => {
  const events: AgentEvent[] = [];
  const call: AgentCall = { signal, emit: (event) => void events.push(event) };
  return { events, call };
};

/** What a fresh agent answers at once. */
export const answerOf = (agent: Agent, situation: Situation = situationAt(), call = listening().call): Answer => {
  const running = agent.start(contextOf());
  running.observe(situation.snapshot);
  const answer = running.ask(situation, call);
  if (isLater(answer)) throw new Error(`${agent.name} answers later.`);
  return answer;
};
