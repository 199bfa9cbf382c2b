import type { Cost } from './cost';

/** Every reason why an agent may have no opinion. */
export const abstentionCodes = [
  /** There is nothing to go on. */
  'no-data',
  /** It has not seen enough yet. */
  'warming-up',
  /** What there is to go on is too old. */
  'stale-data',
  /** It has nothing to say about this instrument. */
  'not-applicable',
  /** What was said could not be read as an opinion. */
  'malformed',
  /** It threw, or what it asks could not be reached. */
  'failed',
  'timed-out',
  'cancelled',
  /** A budget refused before the call. */
  'budget-exhausted',
  /** What it was given, or what it said, is not safe to use. */
  'unsafe',
  /** Too few have an opinion. */
  'no-quorum',
  /** One that may say no said no. */
  'vetoed',
  /** Opinions contradict each other too much. */
  'disagreement',
  /** A person said no. */
  'denied',
  /** Nobody approved in time. */
  'expired',
] as const;

export type AbstentionCode = (typeof abstentionCodes)[number];

/** What was mended in an answer that came in another form than it should have. */
export const repairCodes = [
  'score-rounded',
  'confidence-rounded',
  'number-from-text',
  'horizon-dropped',
  'evidence-dropped',
  'reason-cut',
  'reason-missing',
  'cost-dropped',
  'code-replaced',
] as const;

export type RepairCode = (typeof repairCodes)[number];

interface AnswerBase {
  readonly agent: string;
  readonly instrumentId: string;
  /** The moment that it is about. */
  readonly timeMs: number;
  /** Why, in words. At most 2,000 characters, without control characters. */
  readonly reason: string;
  /** Ids of what it rests on. */
  readonly evidence: readonly string[];
  readonly cost: Cost;
  /** Which model or recording was asked; `undefined` for an agent without one. */
  readonly model: string | undefined;
  /** Whether something less than what was wanted gave this answer. */
  readonly isDegraded: boolean;
  readonly repairs: readonly RepairCode[];
}

/** What an agent thinks of an instrument. */
export interface Opinion extends AnswerBase {
  readonly type: 'opinion';
  /** −1, sell all, to 1, buy all; 0 is neutral. */
  readonly score: number;
  /** 0, a guess, to 1, certain. */
  readonly confidence: number;
  /** How far it looks ahead; `undefined` when it does not say. */
  readonly horizonMs: number | undefined;
}

/** Why an agent has no opinion. Not a neutral one: who knows nothing does not vote for nothing. */
export interface Abstention extends AnswerBase {
  readonly type: 'abstention';
  readonly code: AbstentionCode;
}

/** What an agent gives back, whatever happens. */
export type Answer = Opinion | Abstention;
