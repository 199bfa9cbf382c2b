import { type Clock, parseOptions, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema } from '../combine/members';
import { isLater, type NowOrLater } from '../now-or-later';
import type { Agent, AgentCall, RunningAgent, Situation } from '../opinion/agent';
import type { Answer } from '../opinion/answer';
import { gatedCall } from '../opinion/event-tree';
import { type AnswerPlace, abstention } from '../opinion/normalise-answer';

export interface TimeoutOptions {
  /** How long the agent may take for one answer. */
  readonly timeoutMs: number;
  /** Is asked when time is up. Has to answer at once. Defaults to none: the answer is an abstention. */
  readonly lastResort?: Agent | undefined;
  /** Times answers. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
}

const schema = z.strictObject({
  timeoutMs: z.number().positive().max(86_400_000),
  lastResort: agentSchema().optional(),
  clock: z
    .custom<Clock>((value) => typeof Reflect.get(Object(value), 'after') === 'function', 'expected a Clock')
    .default(systemClock),
});

const placeOf = (agent: string, { instrumentId, timeMs }: Situation): AnswerPlace => ({
  agent,
  instrumentId,
  timeMs,
  knownEvidence: new Set(),
});

const lateAnswer = (agent: string, situation: Situation, timeoutMs: number): Answer =>
  abstention(placeOf(agent, situation), 'timed-out', `No answer within ${timeoutMs} ms.`);

const cancelledAnswer = (agent: string, situation: Situation): Answer =>
  abstention(placeOf(agent, situation), 'cancelled', 'Nobody waits for the answer any more.');

/** What the last resort says now, marked degraded; `undefined` when it has no opinion, or only later. */
const degraded = (lastResort: RunningAgent, situation: Situation, call: AgentCall): Answer | undefined => {
  const answer = lastResort.ask(situation, call);
  if (isLater(answer)) {
    // Nobody waits for it, so that its failure is nobody's either.
    answer.catch(() => undefined);
    return undefined;
  }
  return answer.type === 'opinion' ? { ...answer, isDegraded: true } : undefined;
};

/**
 * Limits how long an agent may take. When time is up its work is aborted, and the last resort is asked, or it abstains.
 *
 * An agent that never answers, and does not heed being aborted, costs `timeoutMs` and no more. What the last resort says is marked as
 * degraded. Around the outermost agent this is the deadline of a decision; around each member it limits a step.
 *
 * - Units: ms of the clock. State: of the agents; the last resort observes every moment, so that it is warm.
 * - Abstains: `timed-out`.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { defineAgent, withTimeout } from '@sigmax/agents';
 * const hung = defineAgent({ name: 'hung', start: () => () => new Promise<never>(() => {}) });
 * const plain = defineAgent({ name: 'plain', start: () => () => ({ score: 0, confidence: 0.1, reason: 'Unclear.' }) });
 * withTimeout(hung, { timeoutMs: 20_000, lastResort: plain }).name; // => 'hung'
 * ```
 */
export const withTimeout = (agent: Agent, options: TimeoutOptions): Agent => {
  const { timeoutMs, lastResort, clock } = parseOptions(schema, options, 'withTimeout');
  const { name } = agent;

  const race = (
    later: Promise<Answer>,
    inner: { readonly controller: AbortController; over(): void },
    situation: Situation,
    call: AgentCall,
    resort: RunningAgent | undefined,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      // At once: who does not heed being timed out may not heed being aborted either.
      const aborted = (): void => end(() => resolve(cancelledAnswer(name, situation)));
      const end = (settle: () => void): void => {
        stopTimer();
        call.signal.removeEventListener('abort', aborted);
        settle();
      };
      const stopTimer = clock.after(timeoutMs, () =>
        end(() => {
          inner.over();
          call.emit({ type: 'step-timed-out', agent: name, timeoutMs });
          const late = lateAnswer(name, situation, timeoutMs);
          call.emit({ type: 'agent-answered', agent: name, round: situation.round, answer: late });
          if (resort !== undefined && lastResort !== undefined) {
            call.emit({ type: 'fell-back', agent: name, from: name, to: lastResort.name, why: 'timed-out' });
          }
          resolve((resort && degraded(resort, situation, call)) ?? { ...late, isDegraded: true });
          inner.controller.abort();
        }),
      );
      call.signal.addEventListener('abort', aborted, { once: true });
      later.then(
        (answer) => end(() => resolve(answer)),
        (error) => end(() => reject(error)),
      );
    });

  return {
    name,
    start: (context) => {
      const running = agent.start(context);
      const resort = lastResort?.start(context);
      return {
        observe: (snapshot) => {
          running.observe(snapshot);
          resort?.observe(snapshot);
        },
        ask: (situation, call): NowOrLater<Answer> => {
          const controller = new AbortController();
          const pass = (): void => controller.abort();
          if (call.signal.aborted) pass();
          else call.signal.addEventListener('abort', pass, { once: true });
          let isOver = false;
          const over = (): void => {
            isOver = true;
            call.signal.removeEventListener('abort', pass);
          };
          // What it still does after its time is nothing that happened in this decision.
          const gated = gatedCall(call, controller.signal, () => !isOver);
          const answer = running.ask(situation, gated);
          if (!isLater(answer)) {
            over();
            return answer;
          }
          return race(answer, { controller, over }, situation, call, resort).finally(over);
        },
      };
    },
  };
};
