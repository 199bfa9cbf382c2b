import type { BotEvent, Scope } from '@sigmax/core';
import type { DeadManEvent } from '../kill-switch/dead-man-event';
import type { KillSwitchEvent } from '../kill-switch/kill-switch-event';

/** From mild to severe. `emergency` is never held back. */
export type Severity = 'info' | 'warning' | 'critical' | 'emergency';

/** What alerts are made of. */
export type AlertSource = BotEvent | KillSwitchEvent | DeadManEvent;

/** Something a person should know, with its numbers. Plain data. */
export interface Alert {
  readonly severity: Severity;
  /** What it is about; the code of the guard where one stopped something. Never renamed. */
  readonly code: string;
  /** One sentence. */
  readonly message: string;
  readonly timeMs: number;
  readonly limit?: number;
  readonly observed?: number;
  readonly guard?: string;
  readonly instrumentId?: string;
  readonly venue?: string;
  /** Left out: the whole bot. */
  readonly scope?: Scope;
  /** Alerts of the same code, guard, instrument and venue that were held back since the last one of them. */
  readonly suppressed: number;
  /** Alerts of other kinds that were held back and that none of their own kind has told of yet. */
  readonly suppressedOthers: number;
}
