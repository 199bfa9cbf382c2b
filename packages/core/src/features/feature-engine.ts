import { defer, map, type OperatorFunction } from 'rxjs';
import { z } from 'zod';
import { parseOptions } from '../options';
import { checkFeatureEvent } from './check-feature-event';
import type { Feature, FeatureEvent, RunningFeature } from './feature';
import type { FeatureFrame } from './feature-frame';
import { featureSchemaHash } from './feature-schema';
import { type FeatureChoice, resolveFeature } from './known-features';

export interface FeatureEngineOptions {
  /** Names, names with parameters, or definitions of your own; the order is that of the values. */
  readonly features: readonly FeatureChoice[];
  /** Length of the window by event time: an event counts while its time is after now − windowMs. Defaults to 500. */
  readonly windowMs?: number;
}

/** Frames of stored events: row after row, one number a name, 0 where it is not known. */
export interface FeatureTable {
  readonly length: number;
  readonly names: readonly string[];
  readonly schemaHash: string;
  readonly timeMs: Float64Array;
  readonly instrumentIds: readonly string[];
  readonly values: Float64Array;
  /** 1 where the number is known, else 0. */
  readonly isKnown: Uint8Array;
}

/** Features at work, for any number of instruments. */
export interface RunningFeatures {
  /** Takes an event and returns the frame after it: a view, overwritten by the next event of that instrument. */
  next(event: FeatureEvent): FeatureFrame;
}

/** One list of features in three forms with the same values, bit for bit. */
export interface FeatureEngine {
  readonly names: readonly string[];
  readonly windowMs: number;
  readonly schemaHash: string;
  start(): RunningFeatures;
  batch(events: Iterable<FeatureEvent>): FeatureTable;
  /** Emits a frame per event that is nobody else's; each subscription starts afresh. */
  operator(): OperatorFunction<FeatureEvent, FeatureFrame>;
}

const schema = z.strictObject({
  features: z.array(z.custom<FeatureChoice>()).min(1, 'expected at least one feature'),
  windowMs: z.number().positive().max(1e15).default(500),
});

const namedOnce = z.array(z.string()).refine((all) => new Set(all).size === all.length, 'expected every name once');

type Frame = { -readonly [Field in keyof FeatureFrame]: FeatureFrame[Field] };

class InstrumentFeatures {
  private readonly frame: Frame;
  private readonly running: readonly RunningFeature[];
  private previousMs = Number.NEGATIVE_INFINITY;

  constructor(features: readonly Feature[], windowMs: number, frame: Frame) {
    this.running = features.map((feature) => feature.start(windowMs));
    this.frame = frame;
  }

  next(event: FeatureEvent): FeatureFrame {
    checkFeatureEvent(event, this.previousMs);
    const { frame, running } = this;
    const { timeMs } = event;
    this.previousMs = timeMs;
    frame.timeMs = timeMs;
    for (let index = 0; index < running.length; index++) {
      const feature = running[index] as RunningFeature;
      if (event.type === 'quote') feature.quote?.(event);
      else if (event.type === 'trade') feature.trade?.(event);
      else feature.bar?.(event);
      const value = feature.value(timeMs);
      // Prices at the ends of the range of numbers can overflow a square; such a value is not known.
      const isKnown = value !== undefined && Number.isFinite(value);
      frame.values[index] = isKnown ? value : 0;
      frame.isKnown[index] = isKnown ? 1 : 0;
    }
    return frame;
  }
}

/**
 * Makes features of quotes, trades and bars: numbers that a model or a rule reads, windowed by event time.
 *
 * Every event gives a frame of its instrument. The guide `features.md` has each formula, unit, warm-up and source.
 *
 * - Shapes: `values` has one number a name. State: one of each feature an instrument.
 * - Units: prices in the quote asset, quantities in the base asset, rates as fractions, `spreadBps` in 1/10,000 of the mid.
 * - Cost: O(features) per event on average, whatever the window; memory for the events of the window in each feature that has
 *   one. The streaming form makes no object per event.
 * - Errors: a `DataError` leaves the state as it was: `NOT_FINITE`, `OUT_OF_ORDER` (times of one instrument may be equal but not
 *   step back, whatever the type), `NOT_POSITIVE`, `UNKNOWN_EVENT` and those of quotes and bars.
 *
 * @throws {InvalidOptionsError} an option is wrong, a feature is not known (`UNKNOWN_FEATURE`) or stands there twice.
 * @example
 * ```ts
 * import { featureEngine } from '@sigmax/core';
 * const engine = featureEngine({ features: ['mid', 'imbalance', 'priceChange'], windowMs: 1_000 });
 * const quote = { type: 'quote', instrumentId: 'demo:BTC/USDT', bidQuantity: 3, askQuantity: 1 } as const;
 * const running = engine.start();
 * [...running.next({ ...quote, timeMs: 0, bid: 99, ask: 101 }).values]; // => [100, 0.5, 0]
 * [...running.next({ ...quote, timeMs: 400, bid: 101, ask: 103 }).values]; // => [102, 0.5, 2]
 * [...running.next({ ...quote, timeMs: 1_200, bid: 102, ask: 104 }).values]; // => [103, 0.5, 1]
 * ```
 */
export const featureEngine = (options: FeatureEngineOptions): FeatureEngine => {
  const { features: choices, windowMs } = parseOptions(schema, options, 'featureEngine');
  const features = choices.map((choice) => resolveFeature(choice, 'featureEngine'));
  const names = Object.freeze(features.map(({ name }) => name));
  parseOptions(namedOnce, names, 'featureEngine');
  const schemaHash = featureSchemaHash(features, windowMs);
  const width = names.length;

  const start = (): RunningFeatures => {
    const instruments = new Map<string, InstrumentFeatures>();
    const begin = (instrumentId: string): InstrumentFeatures =>
      new InstrumentFeatures(features, windowMs, {
        type: 'features',
        instrumentId,
        timeMs: 0,
        names,
        values: new Float64Array(width),
        isKnown: new Uint8Array(width),
        schemaHash,
      });
    return {
      next: (event) => {
        let instrument = instruments.get(event.instrumentId);
        if (instrument === undefined) {
          instrument = begin(event.instrumentId);
          instruments.set(event.instrumentId, instrument);
        }
        return instrument.next(event);
      },
    };
  };

  const batch = (events: Iterable<FeatureEvent>): FeatureTable => {
    const stored = Array.isArray(events) ? (events as readonly FeatureEvent[]) : [...events];
    const table = {
      length: stored.length,
      names,
      schemaHash,
      timeMs: new Float64Array(stored.length),
      instrumentIds: stored.map(({ instrumentId }) => instrumentId),
      values: new Float64Array(stored.length * width),
      isKnown: new Uint8Array(stored.length * width),
    };
    const running = start();
    for (const [row, event] of stored.entries()) {
      const frame = running.next(event);
      table.timeMs[row] = frame.timeMs;
      table.values.set(frame.values, row * width);
      table.isKnown.set(frame.isKnown, row * width);
    }
    return table;
  };

  const operator = (): OperatorFunction<FeatureEvent, FeatureFrame> => (source) =>
    defer(() => {
      const running = start();
      return source.pipe(
        map((event) => {
          const frame = running.next(event);
          return { ...frame, values: frame.values.slice(), isKnown: frame.isKnown.slice() };
        }),
      );
    });

  return { names, windowMs, schemaHash, start, batch, operator };
};
