import { type StateStore, seededRandom } from '@sigmax/core';
import type { JournalFile } from '../store/journal';
import { memoryJournal } from '../store/memory-journal';
import { memoryStore } from '../store/memory-store';
import { type KillSwitch, killSwitch } from './kill-switch';
import type { KillSwitchEvent } from './kill-switch-event';
import type { KillSwitchOptions } from './kill-switch-options';
import { type ScriptedVenue, scriptedVenue, type VenueScript } from './scripted-venue.test-helper';
import { VirtualClock } from './virtual-clock.test-helper';

export const signed = { reason: 'test', by: 'ada' };

/** Venues in virtual time, and a switch over them that can be made anew over the same store. */
export interface Switchboard {
  readonly clock: VirtualClock;
  readonly venues: readonly ScriptedVenue[];
  readonly store: StateStore;
  readonly journal: JournalFile & { readonly asides: readonly string[] };
  readonly events: KillSwitchEvent[];
  /** A switch over all this, as a process would make it at its start. */
  start(options?: Partial<KillSwitchOptions>): KillSwitch;
}

export const switchboard = (
  scripts: readonly VenueScript[],
  kept?: { store?: string; journal?: string },
): Switchboard => {
  const clock = new VirtualClock();
  const venues = scripts.map((script) => scriptedVenue(clock, script));
  const store = memoryStore(kept?.store);
  const journal = memoryJournal(kept?.journal);
  const events: KillSwitchEvent[] = [];
  return {
    clock,
    venues,
    store,
    journal,
    events,
    start: (options = {}) =>
      killSwitch({
        venues,
        store,
        journal,
        clock,
        random: seededRandom(7),
        ...options,
        listeners: [(event) => events.push(event), ...(options.listeners ?? [])],
      }),
  };
};

/** Places orders `name-1`, `name-2`, … over the instruments of a venue, with tags in turn. */
export const placeOrders = (venue: ScriptedVenue, count: number, tags: readonly string[] = []): void => {
  const bases = ['BTC', 'ETH', 'SOL'];
  for (let index = 1; index <= count; index++) {
    const instrumentId = `${venue.name}:${bases[index % bases.length]}/USDT`;
    const tag = tags[index % Math.max(1, tags.length)];
    venue.place({ id: `${venue.name}-${index}`, instrumentId, ...(tag === undefined ? {} : { tag }) });
  }
};

/** Venue and code of each escalation, in order. */
export const escalations = (events: readonly KillSwitchEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'venue-escalated' ? [`${event.venue} ${event.code}`] : []));
