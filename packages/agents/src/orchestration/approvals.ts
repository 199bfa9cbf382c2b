import { type Clock, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { AgentError } from '../errors';
import { isLater, type NowOrLater } from '../now-or-later';
import { messageOf } from '../opinion/normalise-answer';

export interface ApprovalsOptions {
  /** Who may approve. */
  readonly approvers: readonly string[];
  /** How many of them have to. */
  readonly quorum: number;
  /** How long a request waits. */
  readonly expiresAfterMs: number;
  readonly clock: Clock;
}

/** What a check says at the moment of approval. */
export interface CheckResult {
  readonly passed: boolean;
  readonly reason: string;
}

export interface ApprovalRequest {
  readonly id: string;
  /** What a person is asked to approve. */
  readonly summary: string;
  /** Looks again whether it is within limits, with what is known when enough have approved. */
  recheck(): NowOrLater<CheckResult>;
}

export interface ApprovalOutcome {
  readonly outcome: 'approved' | 'denied' | 'expired' | 'refused-by-check';
  /** Who approved, or who denied. */
  readonly by: readonly string[];
  readonly reason: string;
}

export interface PendingApproval {
  readonly id: string;
  readonly summary: string;
  readonly expiresAtMs: number;
  readonly approvedBy: readonly string[];
}

/** What became of somebody's say. */
export type SayResult = 'counted' | 'counted-before' | 'no-approver' | 'no-such-request';

export interface Approvals {
  /** Waits for people. Aborting the signal withdraws the request, which is then denied. */
  request(request: ApprovalRequest, signal?: AbortSignal): Promise<ApprovalOutcome>;
  approve(id: string, by: string): SayResult;
  /** One no is enough. */
  deny(id: string, by: string, reason: string): SayResult;
  pending(): readonly PendingApproval[];
  readonly expiresAfterMs: number;
}

const schema = z
  .strictObject({
    approvers: z.array(z.string().min(1)).min(1),
    quorum: z.int().positive(),
    expiresAfterMs: z.number().positive(),
    clock: z.custom<Clock>((value) => typeof Reflect.get(Object(value), 'after') === 'function', 'expected a Clock'),
  })
  .refine(({ approvers }) => new Set(approvers).size === approvers.length, {
    path: ['approvers'],
    message: 'expected each name once',
  })
  .refine(({ quorum, approvers }) => quorum <= approvers.length, {
    path: ['quorum'],
    message: 'expected at most as many as may approve',
  });

/** A request that waits. */
class Waiting {
  readonly request: ApprovalRequest;
  readonly expiresAtMs: number;
  readonly approvedBy: string[] = [];
  isChecking = false;
  end: (outcome: ApprovalOutcome) => void = () => {};

  constructor(request: ApprovalRequest, expiresAtMs: number) {
    this.request = request;
    this.expiresAtMs = expiresAtMs;
  }

  expired(): ApprovalOutcome {
    return { outcome: 'expired', by: [...this.approvedBy], reason: 'Too few approved in time.' };
  }
}

/**
 * Lets people approve what a program wants to do, before it does.
 *
 * A request waits until `quorum` different approvers have said yes, one has said no, or `expiresAfterMs` are over. When enough have said
 * yes, `recheck` looks again with what is known then: prices move while people think. What it refuses, what it throws at, and what
 * it takes longer for than there is time, is not approved.
 *
 * - Units: ms of the clock. State: requests that wait, in memory: after a restart they have to be made again.
 * - Errors: `AgentError` when a request of the same id waits already.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong, or `quorum` is more than there are approvers.
 * @example
 * ```ts
 * import { createApprovals } from '@sigmax/agents';
 * import { systemClock } from '@sigmax/core';
 * const approvals = createApprovals({ approvers: ['ann', 'bob'], quorum: 2, expiresAfterMs: 60_000, clock: systemClock });
 * const recheck = () => ({ passed: true, reason: 'Within limits.' });
 * const outcome = approvals.request({ id: 'one', summary: 'Buy 1 BTC', recheck });
 * approvals.approve('one', 'ann'); // => 'counted'
 * approvals.approve('one', 'ann'); // => 'counted-before'
 * approvals.approve('one', 'eve'); // => 'no-approver'
 * approvals.approve('one', 'bob'); // => 'counted'
 * await outcome; // => { outcome: 'approved', by: ['ann', 'bob'], reason: 'Within limits.' }
 * ```
 */
export const createApprovals = (options: ApprovalsOptions): Approvals => {
  const { approvers, quorum, expiresAfterMs, clock } = parseOptions(schema, options, 'createApprovals');
  const requests = new Map<string, Waiting>();

  const request = (asked: ApprovalRequest, signal?: AbortSignal): Promise<ApprovalOutcome> => {
    if (requests.has(asked.id)) {
      throw new AgentError({
        code: 'DUPLICATE_REQUEST',
        message: `A request ${JSON.stringify(asked.id)} waits already.`,
        remedy: 'Give each request an id of its own.',
        context: { id: asked.id },
      });
    }
    const waiting = new Waiting(asked, clock.nowMs() + expiresAfterMs);
    return new Promise((resolve) => {
      const withdrawn = (): void => waiting.end({ outcome: 'denied', by: [], reason: 'The request was withdrawn.' });
      const stopTimer = clock.after(expiresAfterMs, () => waiting.end(waiting.expired()));
      waiting.end = (outcome) => {
        stopTimer();
        signal?.removeEventListener('abort', withdrawn);
        if (requests.get(asked.id) === waiting) requests.delete(asked.id);
        resolve(outcome);
      };
      requests.set(asked.id, waiting);
      if (signal?.aborted === true) withdrawn();
      else signal?.addEventListener('abort', withdrawn, { once: true });
    });
  };

  const isLate = ({ expiresAtMs }: Waiting): boolean => !(clock.nowMs() < expiresAtMs);

  const checked = (waiting: Waiting, { passed, reason }: CheckResult): void => {
    if (isLate(waiting)) waiting.end(waiting.expired());
    else
      waiting.end({ outcome: passed === true ? 'approved' : 'refused-by-check', by: [...waiting.approvedBy], reason });
  };

  const check = (waiting: Waiting): void => {
    const failed = (error: unknown): void =>
      checked(waiting, { passed: false, reason: `The check failed: ${messageOf(error)}` });
    try {
      const result = waiting.request.recheck();
      if (isLater(result)) result.then((later) => checked(waiting, later)).catch(failed);
      else checked(waiting, result);
    } catch (error) {
      failed(error);
    }
  };

  /** The request that somebody may have a say in, or why not. */
  const heard = (id: string, by: string): Waiting | SayResult => {
    const waiting = requests.get(id);
    if (waiting === undefined) return 'no-such-request';
    if (!approvers.includes(by)) return 'no-approver';
    if (!isLate(waiting)) return waiting;
    // The timer has not come yet, and the time has.
    waiting.end(waiting.expired());
    return 'no-such-request';
  };

  return {
    request,
    expiresAfterMs,
    approve: (id, by) => {
      const waiting = heard(id, by);
      if (typeof waiting === 'string') return waiting;
      if (waiting.approvedBy.includes(by)) return 'counted-before';
      waiting.approvedBy.push(by);
      if (waiting.approvedBy.length >= quorum && !waiting.isChecking) {
        waiting.isChecking = true;
        check(waiting);
      }
      return 'counted';
    },
    deny: (id, by, reason) => {
      const waiting = heard(id, by);
      if (typeof waiting === 'string') return waiting;
      waiting.end({ outcome: 'denied', by: [by], reason });
      return 'counted';
    },
    pending: () =>
      [...requests.values()].map(({ request: { id, summary }, expiresAtMs, approvedBy }) => ({
        id,
        summary,
        expiresAtMs,
        approvedBy: [...approvedBy],
      })),
  };
};
