import type { z } from 'zod';
import type { SyncStrategy } from '../strategy/strategy';

/** How many instruments a strategy trades at a time. */
export interface InstrumentCount {
  readonly minimum: number;
  /** Left out: any number. */
  readonly maximum?: number | undefined;
}

/** Makes a strategy from parameters that nobody has checked yet. */
export interface PluginFactory {
  /** @throws {InvalidOptionsError} a parameter is unknown, or does not fit the schema. */
  (params?: unknown): SyncStrategy;
  readonly strategyName: string;
  readonly params: z.ZodType;
}

/**
 * A strategy that can be found by name and that says what it needs.
 *
 * An implementer guarantees: `name` and `strategy` stay what they are from one version to the next; `strategy` keeps the
 * contract that `describeStrategy` checks; with fewer than `warmUp(params)` bars it asks for nothing.
 */
export interface StrategyPlugin {
  /** How a plugin is known among a module's exports. */
  readonly type: 'sigmax-strategy';
  /** Short, in kebab-case: what a user types. */
  readonly name: string;
  readonly version: string;
  /** Range of SDK versions that it was written for, for example `"^0.1.0"`. */
  readonly sdk: string;
  /** What it does, in one sentence. */
  readonly description: string;
  readonly instruments: InstrumentCount;
  readonly strategy: PluginFactory;
  /** Bars that it sees before its first trade, for parameters as `strategy(…).params` has them. */
  warmUp(params: Readonly<Record<string, unknown>>): number;
}
