import type { KillState } from './kill-switch-event';

/** What counts of a venue that a kill is about. */
export interface VenueProgress {
  readonly status: 'pursuing' | 'stuck' | 'clear';
  readonly hasFailed: boolean;
}

/** The state over all venues that a kill is about, of which there may be none. */
export const overallState = (isKilled: boolean, venues: readonly VenueProgress[]): KillState => {
  if (!isKilled) return 'armed';
  const open = venues.filter(({ status }) => status !== 'clear');
  if (open.length === 0) return 'done';
  if (!open.some(({ status, hasFailed }) => hasFailed || status === 'stuck')) return 'killing';
  return open.length === venues.length && open.every(({ status }) => status === 'stuck') ? 'stuck' : 'partial';
};
