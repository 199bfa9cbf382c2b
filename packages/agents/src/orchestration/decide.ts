import { type Clock, type Instrument, parseOptions, type Snapshot, seededRandom, systemClock } from '@sigmax/core';
import { Observable } from 'rxjs';
import { z } from 'zod';
import { decisionId } from '../combine/decision-trace';
import { agentSchema } from '../combine/members';
import { isLater } from '../now-or-later';
import type { Agent, Situation } from '../opinion/agent';
import type { AgentEvent } from '../opinion/agent-event';
import type { Answer } from '../opinion/answer';
import type { Evidence } from '../opinion/evidence';
import { requirePast } from '../opinion/evidence-store';
import { withTimeout } from './with-timeout';

export interface DecideOptions {
  readonly agent: Agent;
  readonly instrumentId: string;
  /** The moment to decide on. */
  readonly snapshot: Snapshot;
  /** How long the whole decision may take. */
  readonly deadlineMs: number;
  /** Is asked when the deadline has come. Has to answer at once. */
  readonly lastResort?: Agent | undefined;
  /** What was known. Defaults to nothing. */
  readonly evidence?: readonly Evidence[] | undefined;
  /** Defaults to none. */
  readonly instruments?: readonly Instrument[] | undefined;
  /** Defaults to `"USDT"`. */
  readonly reportingAsset?: string | undefined;
  /** Defaults to 0. */
  readonly seed?: number | undefined;
  /** Times the decision. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
}

export interface DecisionStarted {
  readonly type: 'decision-started';
  readonly id: string;
  readonly agent: string;
  readonly instrumentId: string;
  readonly timeMs: number;
}

export interface DecisionMade {
  readonly type: 'decision-made';
  readonly id: string;
  readonly answer: Answer;
}

/** Everything that happens in one decision: its start, what agents and models do, what came of it. */
export type DecisionEvent = DecisionStarted | AgentEvent | DecisionMade;

const hasMethod = (name: string) => (value: unknown) => typeof Reflect.get(Object(value), name) === 'function';

const schema = z.strictObject({
  agent: agentSchema(),
  instrumentId: z.string().min(1),
  snapshot: z.custom<Snapshot>(hasMethod('barOf'), 'expected a snapshot'),
  deadlineMs: z.number().positive(),
  lastResort: agentSchema().optional(),
  evidence: z.array(z.custom<Evidence>()).default([]),
  instruments: z.array(z.custom<Instrument>()).default([]),
  reportingAsset: z.string().default('USDT'),
  seed: z.int().default(0),
  clock: z.custom<Clock>(hasMethod('after'), 'expected a Clock').default(systemClock),
});

/**
 * Makes one decision as a stream: subscribing starts it, every stage is an event, unsubscribing aborts what is being asked.
 *
 * `decision-started` comes first, `decision-made` last, and the stream completes. When `deadlineMs` is over, the last resort is asked
 * and its answer is marked as degraded; without one the answer is an abstention. Agents are started anew for each subscription; in a
 * bot, `agentStrategy` keeps them.
 *
 * - Units: ms of the clock.
 * - Errors: `ReplayError` of a recording, `AgentError` LOOK_AHEAD.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { decide, defineAgent } from '@sigmax/agents';
 * import { bar, portfolioOf } from '@sigmax/core/testing';
 * import { lastValueFrom, map, toArray } from 'rxjs';
 * const now = bar({ close: 100 });
 * const snapshot = {
 *   timeMs: now.timeMs, bar: now, bars: [now], barOf: () => now, portfolio: portfolioOf({ cash: { USDT: 1_000 } }),
 * };
 * const agent = defineAgent({ name: 'calm', start: () => () => ({ score: 0, confidence: 1, reason: 'Calm.' }) });
 * const events = decide({ agent, instrumentId: now.instrumentId, snapshot, deadlineMs: 1_000 });
 * const stages = await lastValueFrom(events.pipe(map(({ type }) => type), toArray()));
 * stages; // => ['decision-started', 'agent-asked', 'agent-answered', 'decision-made']
 * ```
 */
export const decide = (options: DecideOptions): Observable<DecisionEvent> => {
  const settings = parseOptions(schema, options, 'decide');
  const { agent, instrumentId, snapshot, deadlineMs, lastResort, evidence } = settings;
  const { instruments, reportingAsset, seed, clock } = settings;
  const timed = withTimeout(agent, { timeoutMs: deadlineMs, lastResort, clock });
  return new Observable((subscriber) => {
    const { timeMs } = snapshot;
    const id = decisionId(instrumentId, timeMs);
    const controller = new AbortController();
    subscriber.add(() => controller.abort());
    const known = requirePast(evidence, timeMs);
    const situation: Situation = { instrumentId, timeMs, snapshot, evidence: known, round: 0, heard: [] };
    const made = (answer: Answer): void => {
      subscriber.next({ type: 'decision-made', id, answer });
      subscriber.complete();
    };
    subscriber.next({ type: 'decision-started', id, agent: agent.name, instrumentId, timeMs });
    const random = seededRandom(seed).split(`agents ${instrumentId}`);
    const running = timed.start({ instrumentId, instruments, reportingAsset, random });
    running.observe(snapshot);
    const answer = running.ask(situation, { signal: controller.signal, emit: (event) => subscriber.next(event) });
    if (!isLater(answer)) made(answer);
    else answer.then(made, (error) => subscriber.error(error));
  });
};
