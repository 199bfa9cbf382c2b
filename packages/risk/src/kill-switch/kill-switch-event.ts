import type { Control, Scope } from '@sigmax/core';
import type { HeldPosition } from './cancel-venue';
import type { KillLatch } from './kill-latch';

/**
 * How far a kill has come, over all venues.
 *
 * `armed`: nothing is killed. `killing`: on its way, nothing has failed. `partial`: some venues are clear and others fail, or
 * some fail and are still tried. `stuck`: no venue is clear and none makes way. `done`: every venue that was asked has been
 * seen without an open order twice, and without a position after a flatten.
 */
export type KillState = 'armed' | 'killing' | 'partial' | 'stuck' | 'done';

/** `idle`: no kill is about it. `pursuing`: being cancelled. `stuck`: tried without success, and still. `clear`: nothing is open. */
export type VenueStatus = 'idle' | 'pursuing' | 'stuck' | 'clear';

/** What went wrong at a venue. */
export type EscalationCode =
  | 'CANCEL_REJECTED'
  | 'CANCEL_TIMED_OUT'
  /** Taken by the venue three times, and still open. */
  | 'CANCEL_IGNORED'
  | 'LISTING_REJECTED'
  | 'LISTING_TIMED_OUT'
  /** The answer was no list of orders. */
  | 'LISTING_INVALID'
  | 'CLOSE_REJECTED'
  | 'CLOSE_TIMED_OUT'
  | 'CLOSE_INVALID'
  /** Something is still held: the collar, or an empty book. */
  | 'CLOSE_INCOMPLETE'
  /** A flatten, and the venue has no `closePositions`. */
  | 'CLOSE_UNSUPPORTED'
  /** Nothing has come nearer to the end for a while. */
  | 'VENUE_STUCK'
  /** An order appeared at a venue that was clear. */
  | 'ORDER_AFTER_KILL';

export interface VenueReport {
  readonly name: string;
  readonly status: VenueStatus;
  /** In the scope of the kills, when it was asked last; `undefined` before its first answer. */
  readonly openOrders: number | undefined;
  /** Cancel requests that were handed over, `cancelAll` counted as one. */
  readonly handed: number;
  /** Orders that were seen open and then no longer: cancelled, filled or expired. */
  readonly gone: number;
  /** Answers that came after their time was up. */
  readonly lateAnswers: number;
  /** What is still held, after a flatten has been tried. */
  readonly positions: readonly HeldPosition[] | undefined;
  readonly failure: { readonly code: EscalationCode; readonly message: string; readonly timeMs: number } | undefined;
}

export interface KillReport {
  readonly state: KillState;
  readonly latches: readonly KillLatch[];
  readonly venues: readonly VenueReport[];
}

/** A kill was made, or went further. `requested` differs where it was widened because nothing is known under that name. */
export interface Killed {
  readonly type: 'killed';
  readonly timeMs: number;
  readonly latch: KillLatch;
  readonly requested: Scope;
  /** What had to be changed about the request, in words. */
  readonly mended: readonly string[];
}

export interface KillStateChanged {
  readonly type: 'kill-state';
  readonly timeMs: number;
  readonly from: KillState;
  readonly to: KillState;
}

/** A venue does not do what it was asked. Told once for each code and kill, and each time it gets stuck. */
export interface VenueEscalated {
  readonly type: 'venue-escalated';
  readonly timeMs: number;
  readonly venue: string;
  readonly code: EscalationCode;
  /** Orders, or positions, that it is about. */
  readonly count: number;
  readonly message: string;
}

export interface VenueCleared {
  readonly type: 'venue-cleared';
  readonly timeMs: number;
  readonly venue: string;
  readonly handed: number;
  readonly gone: number;
  /** Since the latest kill that is about it. */
  readonly tookMs: number;
}

export interface KillRearmed {
  readonly type: 'rearmed';
  readonly timeMs: number;
  readonly latch: KillLatch;
  readonly reason: string;
  readonly by: string;
}

export interface RearmRefused {
  readonly type: 'rearm-refused';
  readonly timeMs: number;
  readonly code: RearmRefusal;
  readonly message: string;
  readonly by: string;
}

export type RearmRefusal =
  | 'REASON_MISSING'
  | 'BY_MISSING'
  | 'NOTHING_KILLED'
  | 'TOKEN_WRONG'
  | 'SCOPE_OTHER'
  /** It could not be written down, so it was not done. */
  | 'NOT_SAVED';

/** A control other than a kill was passed on to the bots. */
export interface ControlSent {
  readonly type: 'control-sent';
  readonly timeMs: number;
  readonly control: Control;
}

/** The store or the journal did not take what it was given. A kill goes on; a re-arm or an override does not. */
export interface KeepingFailed {
  readonly type: 'keeping-failed';
  readonly timeMs: number;
  readonly what: 'store' | 'journal';
  readonly message: string;
}

/** A listener threw. It is called again for the next event. */
export interface ListenerFailed {
  readonly type: 'listener-failed';
  readonly timeMs: number;
  readonly message: string;
}

/** All that a kill switch tells. */
export type KillSwitchEvent =
  | Killed
  | KillStateChanged
  | VenueEscalated
  | VenueCleared
  | KillRearmed
  | RearmRefused
  | ControlSent
  | KeepingFailed
  | ListenerFailed;
