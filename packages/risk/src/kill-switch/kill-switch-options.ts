import { type Clock, parseOptions, type Random, type StateStore } from '@sigmax/core';
import { z } from 'zod';
import type { JournalFile } from '../store/journal';
import type { CancelVenue } from './cancel-venue';
import type { KillSwitchEvent } from './kill-switch-event';

export interface KillSwitchOptions {
  /** Where orders may be open; none for a bot on paper. */
  readonly venues: readonly CancelVenue[];
  /** Keeps kills beyond the process. Not the one that a bot has for its memory. */
  readonly store: StateStore;
  readonly clock: Clock;
  /** For the jitter of retries. Give each process another seed. */
  readonly random: Random;
  /** Keeps every kill, re-arm and override, and finds a store that was put back. Left out: none. */
  readonly journal?: JournalFile;
  /**
   * Everything that is traded under this switch. A kill of another instrument is a misspelt one and kills everything. Left
   * out: instruments are not checked, venues are.
   */
  readonly instruments?: readonly string[];
  /** Told of every event from the first. They may throw. */
  readonly listeners?: readonly ((event: KillSwitchEvent) => void)[];
  /** How long a venue may take for one answer. Defaults to 2,000. */
  readonly attemptTimeoutMs?: number;
  /** Back-off of retries: up to `retryBaseMs` · 2^retry, at most `retryCapMs`. Default to 100 and 5,000. */
  readonly retryBaseMs?: number;
  readonly retryCapMs?: number;
  /**
   * Between the two lists without an order that make a venue clear. An order that was on its way at the kill has to arrive
   * within it. Defaults to 1,000.
   */
  readonly settleMs?: number;
  /** A venue at which nothing comes nearer to the end for so long is stuck; it is tried on. Defaults to 15,000. */
  readonly stuckAfterMs?: number;
  /** How often a clear venue is asked again while it is killed. Defaults to 10,000. */
  readonly watchMs?: number;
}

const has = (value: unknown, ...methods: readonly string[]): boolean =>
  methods.every((method) => typeof Reflect.get(Object(value), method) === 'function');

export const isCancelVenue = (value: unknown): boolean => {
  const name = Reflect.get(Object(value), 'name');
  return typeof name === 'string' && /^[^\s:]+$/.test(name) && has(value, 'openOrders', 'cancel');
};

export const clockOption = z.custom<Clock>((value) => has(value, 'nowMs', 'after'), 'expected a Clock');

export const venuesOption = z
  .array(z.custom<CancelVenue>(isCancelVenue, 'expected a venue with a name without colon, openOrders and cancel'))
  .refine((venues) => new Set(venues.map(({ name }) => name)).size === venues.length, 'expected each name once');

const duration = (standard: number) =>
  z
    .number()
    .positive()
    .max(2 ** 31 - 1)
    .default(standard);

const schema = z.strictObject({
  venues: venuesOption,
  store: z.custom<StateStore>((value) => has(value, 'read', 'write'), 'expected a store with read and write'),
  clock: clockOption,
  random: z.custom<Random>((value) => has(value, 'uniform'), 'expected a Random, for example seededRandom(7)'),
  journal: z.custom<JournalFile>((value) => has(value, 'read', 'append', 'setAside'), 'expected a journal').optional(),
  instruments: z.array(z.string().regex(/^[^\s:]+:\S+$/, 'expected venue:BASE/QUOTE')).optional(),
  listeners: z
    .array(z.custom<(event: KillSwitchEvent) => void>((value) => typeof value === 'function', 'expected a function'))
    .default([]),
  attemptTimeoutMs: duration(2_000),
  retryBaseMs: duration(100),
  retryCapMs: duration(5_000),
  settleMs: duration(1_000),
  stuckAfterMs: duration(15_000),
  watchMs: duration(10_000),
});

export const checkKillSwitchOptions = (options: KillSwitchOptions) => parseOptions(schema, options, 'killSwitch');
