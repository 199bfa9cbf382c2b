import type { Instrument, Random, Snapshot } from '@sigmax/core';
import type { NowOrLater } from '../now-or-later';
import type { AgentEvent } from './agent-event';
import type { Answer } from './answer';
import type { Evidence } from './evidence';

/** What an agent may know before it is first asked. It is started once for each instrument of a run. */
export interface AgentContext {
  readonly instrumentId: string;
  readonly instruments: readonly Instrument[];
  readonly reportingAsset: string;
  /** Randomness of the run's seed that belongs to this agent and instrument alone. */
  readonly random: Random;
}

/** What an agent is asked about: one instrument at one moment, and what is known of it. */
export interface Situation {
  readonly instrumentId: string;
  readonly timeMs: number;
  /** The market and the account. A view, valid until the agent has answered. */
  readonly snapshot: Snapshot;
  /** What was received up to this moment, about this instrument or the market as a whole. */
  readonly evidence: readonly Evidence[];
  /** 0 outside of a debate and in its first round. */
  readonly round: number;
  /** What was said in the rounds before. */
  readonly heard: readonly Answer[];
}

/** What comes with a question besides its subject. */
export interface AgentCall {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Tells who listens what happens on the way to an answer. */
  emit(event: AgentEvent): void;
  /** A call for one of several agents asked at the same time, so that events keep an order that does not depend on who is first. */
  readonly fork?: (() => AgentCall) | undefined;
}

/** An agent in one run, for one instrument. All state lives in it. */
export interface RunningAgent {
  /** Sees every moment once, whether or not it is asked at it; what keeps state takes it from here. */
  observe(snapshot: Snapshot): void;
  /** Gives a valid answer, whatever happens: an opinion or an abstention. May be asked several times at one moment. */
  ask(situation: Situation, call: AgentCall): NowOrLater<Answer>;
}

/** Something that turns what is known at one moment into an opinion. Make one with `defineAgent`. */
export interface Agent {
  readonly name: string;
  start(context: AgentContext): RunningAgent;
}
