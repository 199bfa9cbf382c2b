import { type Clock, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { decisionId } from '../combine/decision-trace';
import type { NowOrLater } from '../now-or-later';
import { nowOrLater, wait } from '../now-or-later';
import type { Agent, AgentCall, Situation } from '../opinion/agent';
import type { Opinion } from '../opinion/answer';
import { aroundAgent } from '../opinion/around-agent';
import type { AnswerFields } from '../opinion/define-agent';
import type { ApprovalOutcome, Approvals, CheckResult } from './approvals';

export interface WithApprovalOptions {
  readonly approvals: Approvals;
  /** Looks again when enough have approved, with prices and positions of that moment. */
  readonly recheck: (opinion: Opinion, situation: Situation) => NowOrLater<CheckResult>;
  /** Which opinions need a person. Defaults to all with a score other than 0. */
  readonly isNeeded?: ((opinion: Opinion, situation: Situation) => boolean) | undefined;
  /** The clock of the approvals, for events. */
  readonly clock: Clock;
  /** Defaults to `"approved"` and the agent's name. */
  readonly name?: string | undefined;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

const schema = z.strictObject({
  approvals: z.custom<Approvals>((value) => isFunction(Reflect.get(Object(value), 'request')), 'expected approvals'),
  recheck: z.custom<WithApprovalOptions['recheck']>(isFunction, 'expected a function'),
  isNeeded: z.custom<(opinion: Opinion, situation: Situation) => boolean>(isFunction).optional(),
  clock: z.custom<Clock>((value) => isFunction(Reflect.get(Object(value), 'after')), 'expected a Clock'),
  name: z.string().optional(),
});

const codes = { denied: 'denied', expired: 'expired', 'refused-by-check': 'unsafe' } as const;

const fieldsOf = (opinion: Opinion, { outcome, by, reason }: ApprovalOutcome): AnswerFields => {
  const { score, confidence, horizonMs, evidence, cost, model, isDegraded } = opinion;
  const shared = { evidence, cost, model, isDegraded };
  if (outcome !== 'approved') return { ...shared, abstain: codes[outcome], reason: `${outcome}: ${reason}` };
  return { ...shared, score, confidence, horizonMs, reason: `${opinion.reason} (approved by ${by.join(', ')})` };
};

/**
 * Wraps an agent so that its opinions need people's approval before they count.
 *
 * While people think, the bot waits: `decisionTimeoutMs` of its run has to be longer than requests live. What is not approved in time,
 * denied, or refused by the check at the moment of approval, is an abstention.
 *
 * - State: of the agent and the approvals. Abstains: `denied`, `expired`, `unsafe` where the check refused, or as the agent does.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { createApprovals, defineAgent, withApproval } from '@sigmax/agents';
 * import { systemClock } from '@sigmax/core';
 * const clock = systemClock;
 * const approvals = createApprovals({ approvers: ['ann'], quorum: 1, expiresAfterMs: 60_000, clock });
 * const bold = defineAgent({ name: 'bold', start: () => () => ({ score: 1, confidence: 1, reason: 'All in.' }) });
 * withApproval(bold, { approvals, clock, recheck: () => ({ passed: true, reason: 'Fits.' }) }).name; // => 'approved bold'
 * ```
 */
export const withApproval = (agent: Agent, options: WithApprovalOptions): Agent => {
  const settings = parseOptions(schema, options, 'withApproval');
  const { approvals, recheck, clock, isNeeded = ({ score }: Opinion) => score !== 0 } = settings;
  const name = settings.name ?? `approved ${agent.name}`;

  const approved = (opinion: Opinion, situation: Situation, call: AgentCall) =>
    nowOrLater(function* () {
      const id = decisionId(situation.instrumentId, situation.timeMs);
      const { score, confidence, reason } = opinion;
      const summary = `${situation.instrumentId}: score ${score}, confidence ${confidence}. ${reason}`;
      const expiresAtMs = clock.nowMs() + approvals.expiresAfterMs;
      call.emit({ type: 'approval-asked', id, agent: name, expiresAtMs });
      const request = { id, summary, recheck: () => recheck(opinion, situation) };
      const outcome = yield* wait(approvals.request(request, call.signal));
      call.emit({ type: 'approval-ended', id, ...outcome });
      return fieldsOf(opinion, outcome);
    });

  return aroundAgent(name, agent, () => ({
    change: (opinion, situation, call) => (isNeeded(opinion, situation) ? approved(opinion, situation, call) : opinion),
  }));
};
