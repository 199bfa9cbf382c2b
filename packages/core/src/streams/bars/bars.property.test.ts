import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../../market/bar';
import type { Trade } from '../../market/trade';
import { profile } from '../../testing-profile.test-helper';
import { run, trade } from '../stream.test-helper';
import type { BarBuilder } from './define-bar-builder';
import { heikinAshi } from './heikin-ashi';
import { rangeBars } from './range-bars';
import { renkoBars } from './renko-bars';
import { resampleBars } from './resample-bars';
import { tickBars } from './tick-bars';
import { timeBars } from './time-bars';
import { valueBars } from './value-bars';
import { volumeBars } from './volume-bars';

const minute = 60_000;

/** Trades in time order: steps of 0 to 90 s, prices of two decimals, quantities in eighths, whose sums float64 has exactly. */
const trades = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 90_000 }),
      fc.integer({ min: 9_000, max: 11_000 }),
      fc.integer({ min: 1, max: 80 }),
    ),
    {
      maxLength: 200,
      // Lists are short without it: 4 trades on average.
      size: 'max',
    },
  )
  .map((rows) => {
    let timeMs = 1_700_000_000_000;
    return rows.map(([step, cents, eighths]) => {
      timeMs += step;
      return trade(timeMs, cents / 100, { quantity: eighths / 8 });
    });
  });

type OfTrades = { batch(events: Iterable<Trade>): Bar[]; operator(): ReturnType<BarBuilder<Trade, unknown>> };
const form = <Options>(builder: BarBuilder<Trade, Options>, options: Options): OfTrades => ({
  batch: (events) => builder.batch(events as never, options),
  operator: () => builder(options),
});
const builders: Record<string, OfTrades> = {
  timeBars: form(timeBars as BarBuilder<Trade, object>, { timeframe: '1m' }),
  'timeBars, flat': form(timeBars as BarBuilder<Trade, object>, { timeframe: '1m', emptyIntervals: 'flat' }),
  'timeBars, late': form(timeBars as BarBuilder<Trade, object>, { timeframe: '1m', latenessMs: 100_000 }),
  tickBars: form(tickBars as BarBuilder<Trade, object>, { count: 7 }),
  volumeBars: form(volumeBars as BarBuilder<Trade, object>, { volume: 30 }),
  valueBars: form(valueBars as BarBuilder<Trade, object>, { value: 3_000 }),
  rangeBars: form(rangeBars as BarBuilder<Trade, object>, { range: 8 }),
  renkoBars: form(renkoBars as BarBuilder<Trade, object>, { brick: 3 }),
};
const conserving = Object.entries(builders).filter(([name]) => name !== 'renkoBars');

describe.each(Object.entries(builders))('%s', (_, { batch, operator }) => {
  it('gives the same in a batch and in a stream', () => {
    fc.assert(
      fc.property(trades, (events) => {
        expect(run(events, operator()).values).toEqual(batch(events));
      }),
      profile(40, 1_000),
    );
  });

  it('never takes back what went out, and stamps rising times no earlier than it knows', () => {
    fc.assert(
      fc.property(trades, fc.nat(200), (events, cut) => {
        const all = batch(events);
        const early: Bar[] = [];
        let latestMs = Number.NEGATIVE_INFINITY;
        for (const one of events.slice(0, cut)) latestMs = one.timeMs;
        early.push(...batch(events.slice(0, cut)));
        expect(all.slice(0, early.length)).toEqual(early);
        for (const [index, { timeMs, low, open, close, high }] of all.entries()) {
          expect(timeMs).toBeGreaterThan(all[index - 1]?.timeMs ?? 0);
          expect(low <= Math.min(open, close) && Math.max(open, close) <= high).toBe(true);
        }
        // 200 bars of one moment are stamped 0.2 ms apart at the most.
        for (const { timeMs } of early) expect(timeMs).toBeLessThanOrEqual(latestMs + 0.2);
      }),
      profile(40, 1_000),
    );
  });
});

describe.each(conserving)('%s', (_, { batch }) => {
  it('keeps volume, first, last, highest and lowest of the trades that are in bars', () => {
    fc.assert(
      fc.property(trades, (events) => {
        let place = 0;
        for (const { timeMs, open, high, low, close, volume } of batch(events).filter((one) => one.volume > 0)) {
          // The trades of a bar, found without its rule: as many as make up its volume.
          const own: Trade[] = [];
          let sum = 0;
          while (sum < volume) {
            own.push(events[place] as Trade);
            sum += events[place]?.quantity ?? Number.NaN;
            place += 1;
          }
          expect(sum).toBe(volume);
          expect(Math.ceil(timeMs)).toBeGreaterThanOrEqual(own.at(-1)?.timeMs ?? 0);
          const prices = own.map(({ price }) => price);
          const expected = [prices[0], Math.max(...prices), Math.min(...prices), prices.at(-1)];
          expect([open, high, low, close]).toEqual(expected);
        }
      }),
      profile(40, 1_000),
    );
  });
});

describe('timeBars', () => {
  /** A second implementation: trades put into groups by the quotient, in any order. */
  const grouped = (events: readonly Trade[]): Bar[] => {
    const latestMs = Math.max(...events.map(({ timeMs }) => timeMs));
    const groups = new Map<number, Trade[]>();
    for (const one of events) {
      const closeMs = (Math.floor(one.timeMs / minute) + 1) * minute;
      groups.set(closeMs, [...(groups.get(closeMs) ?? []), one]);
    }
    return [...groups]
      .filter(([closeMs]) => closeMs <= latestMs)
      .map(([timeMs, group]) => {
        const prices = group.map(({ price }) => price);
        return {
          type: 'bar',
          instrumentId: 'demo:BTC/USDT',
          timeMs,
          open: prices[0] as number,
          high: Math.max(...prices),
          low: Math.min(...prices),
          close: prices.at(-1) as number,
          volume: group.reduce((sum, { quantity }) => sum + quantity, 0),
        };
      });
  };

  it('equals a grouping by quotient', () => {
    fc.assert(
      fc.property(trades, (events) => {
        expect(timeBars.batch(events, { timeframe: '1m' })).toEqual(grouped(events));
      }),
      profile(100, 2_000),
    );
  });

  it('gives the same for trades that come late within latenessMs, but for the order of one time', () => {
    const spaced = trades.map((events) => events.map((one, index) => ({ ...one, timeMs: one.timeMs + index / 256 })));
    fc.assert(
      fc.property(spaced, fc.infiniteStream(fc.nat(30_000)), (events, delays) => {
        const arrivals = events
          .map((one) => ({ one, atMs: one.timeMs + (delays.next().value as number) }))
          .sort((a, b) => a.atMs - b.atMs)
          .map(({ one }) => one);
        const late = timeBars.batch(arrivals, { timeframe: '1m', latenessMs: 30_000 });
        expect(late).toEqual(timeBars.batch(events, { timeframe: '1m' }));
      }),
      profile(100, 2_000),
    );
  });

  it('resamples in steps to what it resamples to at once', () => {
    fc.assert(
      fc.property(trades, (events) => {
        const minutes = timeBars.batch(events, { timeframe: '1m' });
        const inSteps = resampleBars.batch(resampleBars.batch(minutes, { from: '1m', to: '5m' }), {
          from: '5m',
          to: '1h',
        });
        const atOnce = resampleBars.batch(minutes, { from: '1m', to: '1h' });
        // In steps the last bar can lack a five-minute bar that is not finished, where at once it is open itself.
        expect(inSteps).toEqual(atOnce);
      }),
      profile(40, 1_000),
    );
  });
});

describe('heikinAshi', () => {
  it('gives the same in a batch and in a stream, one for one', () => {
    fc.assert(
      fc.property(trades, (events) => {
        const bars = timeBars.batch(events, { timeframe: '1m' });
        const made = heikinAshi.batch(bars, {});
        expect(made).toHaveLength(bars.length);
        expect(run(bars, heikinAshi({})).values).toEqual(made);
      }),
      profile(40, 1_000),
    );
  });
});
