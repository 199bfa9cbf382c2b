import type { Bar } from '../market/bar';
import type { Quote } from '../market/quote';
import type { Trade } from '../market/trade';

/** What features are computed from. The top of a book comes as a quote. */
export type FeatureEvent = Quote | Trade | Bar;

/**
 * A feature of one instrument at work.
 *
 * An implementer guarantees: nothing of an event is kept or changed but its numbers, and the same events give the same
 * values, bit for bit. Events come in time order and are checked.
 */
export interface RunningFeature {
  quote?(quote: Quote): void;
  trade?(trade: Trade): void;
  bar?(bar: Bar): void;
  /** The value after an event of this time, asked for once per event; `undefined` for not known. */
  value(timeMs: number): number | undefined;
}

/** The definition of a feature: what the engine starts for each instrument. */
export interface Feature {
  /** Its place in frames and schemas. A change of the formula takes a new name. */
  readonly name: string;
  /** What the value depends on beyond name and window; part of the schema. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly start: (windowMs: number) => RunningFeature;
}
