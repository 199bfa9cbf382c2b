/** An event did not go through. `count` is how many the operator has dropped so far, this one included. */
export interface EventDropped {
  readonly type: 'event-dropped';
  readonly operator: string;
  readonly reason: 'late' | 'duplicate' | 'buffer-full' | 'conflated' | 'partial';
  readonly event: unknown;
  readonly count: number;
}

/** An event was faulty, or a stage threw on it. */
export interface EventQuarantined {
  readonly type: 'event-quarantined';
  readonly operator: string;
  readonly event: unknown;
  readonly error: unknown;
  readonly count: number;
}

/** Bars were made for the intervals whose closes lie from `fromMs` to `toMs`, both included. */
export interface GapFilled {
  readonly type: 'gap-filled';
  readonly operator: string;
  readonly instrumentId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** How many bars were made for this gap, and how many so far. */
  readonly bars: number;
  readonly count: number;
}

/** A bar was built from fewer parts than its interval has. */
export interface BarIncomplete {
  readonly type: 'bar-incomplete';
  readonly operator: string;
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly parts: number;
  readonly expected: number;
  readonly count: number;
}

/** An event came after a later one and was put in its place. */
export interface EventMoved {
  readonly type: 'event-moved';
  readonly operator: string;
  readonly event: unknown;
  /** How far it lagged behind the latest event before it. */
  readonly lagMs: number;
  readonly count: number;
}

/** A source of a merge is no longer waited for. */
export interface SourceIdle {
  readonly type: 'source-idle';
  readonly operator: string;
  /** Its place in the list of sources. */
  readonly source: number;
  readonly reason: 'silent' | 'buffer-full';
  readonly count: number;
}

/** A connection failed and is tried again after `delayMs`. */
export interface RetryScheduled {
  readonly type: 'retry-scheduled';
  readonly operator: string;
  readonly error: unknown;
  /** 1 for the first try again since a connection lasted. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly count: number;
}

/** Nothing came for longer than allowed. */
export interface StreamStale {
  readonly type: 'stream-stale';
  readonly operator: string;
  /** Whose events stopped, where they are watched by key. */
  readonly key: string | undefined;
  readonly maxAgeMs: number;
  readonly count: number;
}

/** Something came again after the stream was stale. */
export interface StreamFresh {
  readonly type: 'stream-fresh';
  readonly operator: string;
  readonly key: string | undefined;
}

/** The last notice of a subscription, however it ended: received = delivered + dropped + what it still held or had joined. */
export interface StreamCounters {
  readonly type: 'stream-counters';
  readonly operator: string;
  readonly received: number;
  readonly delivered: number;
  readonly dropped: number;
}

/** What an operator tells besides its events: what it dropped, moved, made up, waited for, and its counters at the end. */
export type StreamNotice =
  | EventDropped
  | EventQuarantined
  | GapFilled
  | BarIncomplete
  | EventMoved
  | SourceIdle
  | RetryScheduled
  | StreamStale
  | StreamFresh
  | StreamCounters;

/**
 * Where notices go: a `Subject<StreamNotice>`, or anything with `next`. One may serve many operators, since each notice names
 * its operator.
 *
 * An implementer guarantees: `next` returns without waiting. What it throws ends the stream with that error.
 */
export interface NoticeSink {
  next(notice: StreamNotice): void;
}
