import type { Answer } from './answer';
import type { Cost } from './cost';

/** What one agent has part in a combined answer. */
export interface Contribution {
  /** What its say counts, before its confidence. */
  readonly weight: number;
  readonly answer: Answer;
}

export interface AgentAsked {
  readonly type: 'agent-asked';
  readonly agent: string;
  readonly round: number;
}

export interface AgentAnswered {
  readonly type: 'agent-answered';
  readonly agent: string;
  readonly round: number;
  readonly answer: Answer;
}

/** Several answers became one. Everything that the method used stands here, so that it can be computed again. */
export interface AnswersCombined {
  readonly type: 'answers-combined';
  readonly agent: string;
  readonly method: 'weighted-vote' | 'quorum' | 'veto' | 'debate';
  readonly contributions: readonly Contribution[];
  readonly settings: Readonly<Record<string, number | boolean | string>>;
  readonly answer: Answer;
}

/** A claim with numbers that nothing known has. */
export interface ClaimStruck {
  readonly type: 'claim-struck';
  readonly agent: string;
  readonly round: number;
  readonly claim: string;
  readonly numbers: readonly string[];
}

export interface ModelCalled {
  readonly type: 'model-called';
  readonly model: string;
  /** SHA-256 of the model's name and the request, as in recordings. */
  readonly key: string;
}

export interface ModelAnswered {
  readonly type: 'model-answered';
  readonly model: string;
  readonly key: string;
  readonly cost: Cost;
  readonly text: string;
}

export interface ModelFailed {
  readonly type: 'model-failed';
  readonly model: string;
  readonly key: string;
  readonly code: string;
  readonly message: string;
}

/** A call failed and is made again after a wait. */
export interface ModelRetried {
  readonly type: 'model-retried';
  readonly model: string;
  readonly attempt: number;
  readonly delayMs: number;
  readonly code: string;
}

export interface StepTimedOut {
  readonly type: 'step-timed-out';
  readonly agent: string;
  readonly timeoutMs: number;
}

/** One that was asked first had no opinion; the next is asked. */
export interface FellBack {
  readonly type: 'fell-back';
  readonly agent: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export interface ApprovalAsked {
  readonly type: 'approval-asked';
  readonly id: string;
  readonly agent: string;
  readonly expiresAtMs: number;
}

export interface ApprovalEnded {
  readonly type: 'approval-ended';
  readonly id: string;
  readonly outcome: 'approved' | 'denied' | 'expired' | 'refused-by-check';
  readonly by: readonly string[];
  readonly reason: string;
}

/** What happens on the way to an answer. Plain data. */
export type AgentEvent =
  | AgentAsked
  | AgentAnswered
  | AnswersCombined
  | ClaimStruck
  | ModelCalled
  | ModelAnswered
  | ModelFailed
  | ModelRetried
  | StepTimedOut
  | FellBack
  | ApprovalAsked
  | ApprovalEnded;
