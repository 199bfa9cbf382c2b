import type { Observable, OperatorFunction } from 'rxjs';
import type { Portfolio } from '../kernel/portfolio';
import type { Bar } from '../market/bar';
import type { Instrument } from '../market/instrument';
import type { Random } from '../random';
import type { Decision } from './decision';

/**
 * What a strategy sees: every event that shares one moment, and the account at that moment.
 *
 * A view, valid until the strategy has decided; copy what you want to keep.
 */
export interface Snapshot {
  readonly timeMs: number;
  /** The bar of this moment; with several instruments, the first of them in the bot's order. */
  readonly bar: Bar;
  /** The bars of this moment, in the bot's order of instruments. */
  readonly bars: readonly Bar[];
  /** The bar of one instrument at this moment, or `undefined` when it has none. */
  barOf(instrumentId: string): Bar | undefined;
  readonly portfolio: Portfolio;
}

/** What a strategy may know before its first snapshot. */
export interface StrategyContext {
  readonly instruments: readonly Instrument[];
  readonly reportingAsset: string;
  /** Randomness of the run's seed that belongs to the strategy alone. */
  readonly random: Random;
}

/** Exactly one decision per snapshot; no clock, no I/O, no state outside the closure. */
export type Decide = (snapshot: Snapshot) => Decision;

interface StrategyBase {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A strategy that answers at once. `start` is called once a run, so every run begins fresh. */
export interface SyncStrategy extends StrategyBase {
  readonly kind: 'sync';
  start(context: StrategyContext): Decide;
}

/** A strategy written as a stream; it may answer later, and the engine waits. */
export interface StreamStrategy extends StrategyBase {
  readonly kind: 'stream';
  start(
    context: StrategyContext,
  ): OperatorFunction<Snapshot, Decision> | ((snapshots: Observable<Snapshot>) => Observable<Decision>);
}

export type Strategy = SyncStrategy | StreamStrategy;
