import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../../market/bar';
import type { Trade } from '../../market/trade';
import { btc, eth, noticeList, quote, run, trade } from '../stream.test-helper';
import { virtualClock } from '../virtual-clock.test-helper';
import { timeBars } from './time-bars';

const minute = 60_000;
const times = (bars: readonly Bar[]) => bars.map(({ timeMs }) => timeMs);

describe('timeBars', () => {
  it('takes first, highest, lowest, last and the sum, stamped with the close', () => {
    const trades = [
      trade(1, 10),
      trade(2, 14, { quantity: 2 }),
      trade(3, 9),
      trade(minute - 0.25, 11),
      trade(minute, 12),
    ];
    expect(timeBars.batch(trades, { timeframe: '1m' })).toEqual([
      { type: 'bar', instrumentId: btc, timeMs: minute, open: 10, high: 14, low: 9, close: 11, volume: 5 },
    ]);
  });

  it('counts a trade on the boundary to the next bar, and never emits the unfinished one', () => {
    const trades = [trade(minute, 10), trade(2 * minute, 20), trade(2 * minute + 1, 21)];
    expect(timeBars.batch(trades, { timeframe: '1m' }).map(({ timeMs, close }) => [timeMs, close])).toEqual([
      [2 * minute, 10],
    ]);
  });

  it('takes the middle of quotes, without volume', () => {
    const [bar] = timeBars.batch([quote(1, 99, 101), quote(2, 101, 103), quote(minute, 5, 7)], { timeframe: '1m' });
    expect([bar?.open, bar?.close, bar?.volume]).toEqual([100, 102, 0]);
  });

  it('begins weeks on Monday', () => {
    const wednesday = Date.UTC(2024, 4, 15);
    const [bar] = timeBars.batch([trade(wednesday, 1), trade(wednesday + 7 * 86_400_000, 2)], { timeframe: '1w' });
    expect(new Date(bar?.timeMs ?? 0).toISOString()).toBe('2024-05-20T00:00:00.000Z');
  });

  it('keeps intervals before the epoch and fractions of a millisecond apart', () => {
    const trades = [trade(-1, 1), trade(0, 2), trade(1_700_000_039_999.999_8, 3), trade(1_700_000_040_000, 4)];
    expect(times(timeBars.batch(trades, { timeframe: '1m' }))).toEqual([0, minute, 1_700_000_040_000]);
  });

  it('leaves empty intervals out, or makes them flat', () => {
    const trades = [trade(1, 10), trade(3 * minute + 1, 20), trade(4 * minute, 21)];
    expect(times(timeBars.batch(trades, { timeframe: '1m' }))).toEqual([minute, 4 * minute]);
    const flat = timeBars.batch(trades, { timeframe: '1m', emptyIntervals: 'flat' });
    expect(flat.map(({ open, high, low, close, volume }) => [open, high, low, close, volume])).toEqual([
      [10, 10, 10, 10, 1],
      [10, 10, 10, 10, 0],
      [10, 10, 10, 10, 0],
      [20, 20, 20, 20, 1],
    ]);
  });

  it('fails where flat bars would go on for longer than allowed', () => {
    const trades = [trade(1, 10), trade(1e15, 20)];
    expect(() => timeBars.batch(trades, { timeframe: '1m', emptyIntervals: 'flat' })).toThrow(
      expect.objectContaining({ code: 'GAP_TOO_LONG' }),
    );
  });

  it('waits for late trades, and puts them where they belong', () => {
    const trades = [
      trade(30, 10),
      trade(minute + 5, 12),
      trade(10, 8),
      trade(minute - 1, 9),
      trade(minute + 1_000, 13),
    ];
    const bars = timeBars.batch(trades, { timeframe: '1m', latenessMs: 1_000 });
    expect(bars).toEqual([expect.objectContaining({ open: 8, high: 10, low: 8, close: 9, volume: 3 })]);
  });

  it('opens an earlier interval after a later one, and keeps their order', () => {
    const trades = [trade(minute + 1, 12), trade(minute - 1, 9), trade(2 * minute + 1_000, 13)];
    expect(times(timeBars.batch(trades, { timeframe: '1m', latenessMs: 1_000 }))).toEqual([minute, 2 * minute]);
  });

  it('counts flat bars from the last one with an event', () => {
    const trades = [1, 3, 5, 7].map((count) => trade(count * minute + 1, 9));
    const options = { timeframe: '1m', emptyIntervals: 'flat', maximumEmpty: 1 } as const;
    expect(timeBars.batch(trades, options)).toHaveLength(6);
  });

  it('refuses a trade that is later still, or drops and tells it', () => {
    const trades = [trade(30, 10), trade(minute, 12), trade(31, 11), trade(2 * minute, 13)];
    expect(run(trades, timeBars({ timeframe: '1m' })).error).toMatchObject({ name: 'DataError', code: 'LATE_EVENT' });
    const notices = noticeList();
    const { values } = run(trades, timeBars({ timeframe: '1m', late: 'drop', notices }));
    expect(times(values)).toEqual([minute, 2 * minute]);
    expect(notices.list).toEqual([
      { type: 'event-dropped', operator: 'timeBars', reason: 'late', event: trades[2], count: 1 },
      { type: 'stream-counters', operator: 'timeBars', received: 4, delivered: 2, dropped: 1 },
    ]);
  });

  it('moves all instruments on together, in the order of closes and then of coming', () => {
    const of = (instrumentId: string, timeMs: number) => trade(timeMs, 1, { instrumentId });
    const trades = [of(eth, 1), of(btc, 2), of(btc, minute + 1), of(eth, 3 * minute)];
    expect(
      timeBars.batch(trades, { timeframe: '1m' }).map(({ instrumentId, timeMs }) => [instrumentId, timeMs]),
    ).toEqual([
      [eth, minute],
      [btc, minute],
      [btc, 2 * minute],
    ]);
  });

  it('drops the interval in which the stream began, if told to', () => {
    const trades = [trade(59_000, 1), trade(minute, 2), trade(2 * minute, 3)];
    expect(times(timeBars.batch(trades, { timeframe: '1m', firstInterval: 'drop' }))).toEqual([2 * minute]);
  });

  it('closes bars by the clock where no trade does, and leaves no timer behind', () => {
    const clock = virtualClock();
    const source = new Subject<Trade>();
    const bars: Bar[] = [];
    const subscription = source
      .pipe(timeBars({ timeframe: '1m', latenessMs: 500, emptyIntervals: 'flat', clock }))
      .subscribe((bar) => bars.push(bar));
    source.next(trade(100, 5));
    clock.advance(minute + 499);
    expect(bars).toEqual([]);
    clock.advance(1);
    expect(times(bars)).toEqual([minute]);
    clock.advance(2 * minute);
    expect(bars.map(({ timeMs, volume }) => [timeMs, volume])).toEqual([
      [minute, 1],
      [2 * minute, 0],
      [3 * minute, 0],
    ]);
    expect(clock.pending()).toBe(1);
    subscription.unsubscribe();
    expect(clock.pending()).toBe(0);
  });

  it.each([3_600_000, -3_600_000])('still closes bars with events when the clock jumped by %i ms', (jumpMs) => {
    const clock = virtualClock();
    const source = new Subject<Trade>();
    const bars: number[] = [];
    source.pipe(timeBars({ timeframe: '1m', late: 'drop', clock })).subscribe(({ timeMs }) => bars.push(timeMs));
    source.next(trade(100, 5));
    clock.jump(jumpMs);
    source.next(trade(minute, 6));
    expect(bars).toEqual([minute]);
  });

  it('sets no timer while nothing is open', () => {
    const clock = virtualClock();
    const source = new Subject<Trade>();
    source.pipe(timeBars({ timeframe: '1m', clock })).subscribe();
    expect(clock.pending()).toBe(0);
    source.next(trade(100, 5));
    expect(clock.pending()).toBe(1);
    clock.advance(minute);
    expect(clock.pending()).toBe(0);
  });

  it.each([
    [{ price: Number.NaN }, 'NOT_POSITIVE'],
    [{ price: 0 }, 'NOT_POSITIVE'],
    [{ price: Number.POSITIVE_INFINITY }, 'NOT_POSITIVE'],
    [{ quantity: -1 }, 'NEGATIVE_QUANTITY'],
    [{ quantity: Number.NaN }, 'NEGATIVE_QUANTITY'],
    [{ timeMs: Number.NaN }, 'NOT_FINITE'],
    [{ price: '7' as never }, 'NOT_POSITIVE'],
    [{ type: 'news' as never }, 'UNKNOWN_EVENT'],
  ])('refuses %o', (fields, code) => {
    expect(run([trade(1, 10, fields)], timeBars({ timeframe: '1m' })).error).toMatchObject({ code });
  });

  it('refuses trades and quotes of one instrument together', () => {
    expect(run([trade(1, 10), quote(2, 9, 11)], timeBars({ timeframe: '1m' })).error).toMatchObject({
      code: 'MIXED_EVENTS',
    });
  });

  it('names a wrong option where the operator is made', () => {
    expect(() => timeBars({ timeframe: '1x' as never })).toThrow(/timeBars: timeframe was "1x"/);
    expect(() => timeBars({ timeframe: '1m', latenesMs: 1 } as never)).toThrow(/latenesMs/);
    // Close + lateness has to be exact, or a timer could fall due before anything is.
    expect(() => timeBars({ timeframe: '1m', latenessMs: 0.1 })).toThrow(/latenessMs was 0.1/);
  });

  it('keeps the order when a handler sends into the source in the middle', () => {
    const source = new Subject<Trade>();
    const bars: number[] = [];
    source.pipe(timeBars({ timeframe: '1m', emptyIntervals: 'flat' })).subscribe((bar) => {
      bars.push(bar.timeMs);
      if (bar.timeMs === minute) source.next(trade(5 * minute, 9));
    });
    source.next(trade(1, 5));
    source.next(trade(3 * minute, 6));
    expect(bars).toEqual([minute, 2 * minute, 3 * minute, 4 * minute, 5 * minute]);
  });
});
