import { type Guard, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../denial-codes';
import { instrumentIds } from '../guards/instrument-option';
import { isReducing } from '../is-reducing';

const schema = z.strictObject({
  maxAgeMs: z.number().positive(),
  instruments: instrumentIds.optional(),
  name: z.string().min(1).default('screened-instruments'),
});

export interface ScreenedInstrumentsOptions {
  /** How long a screening counts. */
  readonly maxAgeMs: number;
  /** What has to be screened. Left out: everything. */
  readonly instruments?: readonly string[];
  /** Defaults to `"screened-instruments"`. */
  readonly name?: string;
}

/** The last screening of one instrument. */
export interface ScreenedInstrument {
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly isPassed: boolean;
}

/** Plain data, changed in place. */
export interface ScreeningState {
  /** One for each instrument that is traded and was screened. */
  screened: ScreenedInstrument[];
}

const lastOf = ({ screened }: ScreeningState, instrumentId: string): ScreenedInstrument | undefined => {
  for (let index = 0; index < screened.length; index++) {
    if (screened[index]?.instrumentId === instrumentId) return screened[index];
  }
  return undefined;
};

const refusal = (last: ScreenedInstrument | undefined, timeMs: number, maxAgeMs: number): Verdict => {
  if (last === undefined) return deny('SCREENING_MISSING', maxAgeMs, 0);
  const ageMs = timeMs - last.timeMs;
  // A clock that went back makes nothing fresh.
  if (!(ageMs >= 0 && ageMs <= maxAgeMs)) return deny('SCREENING_STALE', maxAgeMs, ageMs);
  return last.isPassed ? pass : deny('SCREENING_FAILED', 1, 0);
};

/**
 * Lets a bot buy only what was screened, not too long ago, and passed.
 *
 * It rests on the last control `{ type: 'observed', name: 'screening', value: { instrumentId, isPassed } }` of each instrument,
 * as {@link screeningControl} makes them. What reduces a position always passes: what turns out to be a trap has to be sold.
 *
 * - Units: `maxAgeMs` in the time of events.
 * - State: {@link ScreeningState}.
 * - Cost: O(instruments) per order.
 * - Source: the Python system's scam checker, to which any failure of a request was a pass and which nothing called.
 *
 * @throws {InvalidOptionsError} `maxAgeMs` is missing or not above 0, or an instrument is none.
 * @example
 * ```ts
 * import { screenedInstruments } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'dex:NEW/USDT';
 * const guard = screenedInstruments({ maxAgeMs: 3_600_000 });
 * const portfolio = portfolioOf({ price: { [id]: 1 } });
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 1 } as const;
 * guard.check!(order, portfolio, guard.initial).type; // => 'deny'
 * const control = { type: 'observed', name: 'screening', value: { instrumentId: id, isPassed: true } } as const;
 * const state = guard.update!(structuredClone(guard.initial), { type: 'control', timeMs: 0, control }, portfolio);
 * guard.check!(order, portfolio, state).type; // => 'pass'
 * ```
 */
export const screenedInstruments = (options: ScreenedInstrumentsOptions): Guard<ScreeningState> => {
  const { maxAgeMs, instruments, name } = parseOptions(schema, options, 'screenedInstruments');
  const isScreened = (instrumentId: string): boolean => instruments === undefined || instruments.includes(instrumentId);
  return {
    name,
    ...(instruments === undefined ? undefined : { instruments }),
    options: instruments === undefined ? { maxAgeMs } : { maxAgeMs, instruments },
    initial: { screened: [] },
    update: (state, event, portfolio) => {
      if (event.type !== 'control' || event.control.type !== 'observed' || event.control.name !== 'screening')
        return state;
      const { instrumentId, isPassed } = Object(event.control.value) as Record<string, unknown>;
      // What is not traded needs no place in the state.
      if (typeof instrumentId !== 'string' || !portfolio.instrumentIds.includes(instrumentId)) return state;
      const others = state.screened.filter((one) => one.instrumentId !== instrumentId);
      state.screened = [...others, { instrumentId, timeMs: event.timeMs, isPassed: isPassed === true }];
      return state;
    },
    check: (intent, portfolio, state): Verdict => {
      const { instrumentId } = intent;
      if (!isScreened(instrumentId)) return pass;
      const verdict = refusal(lastOf(state, instrumentId), portfolio.timeMs, maxAgeMs);
      return verdict === pass || isReducing(intent, portfolio) ? pass : verdict;
    },
  };
};
