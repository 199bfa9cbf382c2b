import { type BotEvent, DataError, seededRandom } from '@sigmax/core';
import { from, merge, of, Subject, take, throwError, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { signed, switchboard } from '../kill-switch/switchboard.test-helper';
import { VirtualClock } from '../kill-switch/virtual-clock.test-helper';
import { profileSeed, share } from '../testing-profile.test-helper';
import type { Alert, AlertSource } from './alert';
import { type AlertsOptions, alerts } from './alerts';

const id = 'demo:BTC/USDT';
const intent = { type: 'market', instrumentId: id, side: 'buy', quantity: 3 } as const;
const denied = (timeMs: number, fields: object = {}): BotEvent =>
  ({
    type: 'order-denied',
    timeMs,
    instrumentId: id,
    intent,
    guard: 'max-weight',
    code: 'WEIGHT_ABOVE_LIMIT',
    limit: 0.6,
    observed: 0.7,
    ...fields,
  }) as BotEvent;
const halted = (timeMs: number, fields: object = {}): BotEvent =>
  ({
    type: 'bot-halted',
    action: 'halt',
    timeMs,
    guard: 'g',
    code: 'A_B',
    limit: 1,
    observed: 2,
    ...fields,
  }) as BotEvent;

const told = (events: readonly AlertSource[], options: AlertsOptions = {}): Alert[] => {
  const heard: Alert[] = [];
  from(events)
    .pipe(alerts(options))
    .subscribe((alert) => heard.push(alert));
  return heard;
};

const summary = (heard: readonly Alert[]) =>
  heard.map(({ timeMs, code, suppressed, suppressedOthers }) => [timeMs, code, suppressed, suppressedOthers]);

describe('alerts', () => {
  it('carry the numbers of what happened', () => {
    expect(told([denied(1)])).toEqual([
      {
        severity: 'warning',
        code: 'WEIGHT_ABOVE_LIMIT',
        message:
          'Denied by max-weight: the position with its open orders would be 70 % of equity, above the limit of 60 %.',
        timeMs: 1,
        guard: 'max-weight',
        instrumentId: id,
        limit: 0.6,
        observed: 0.7,
        suppressed: 0,
        suppressedOthers: 0,
      },
    ]);
  });

  it('repeat after their time, whatever their numbers were, and say how many there were between', () => {
    const events = [0, 1, 59_999, 60_000, 60_001].map((timeMs) => denied(timeMs, { observed: timeMs }));
    expect(summary(told([...events, denied(120_000)]))).toEqual([
      [0, 'WEIGHT_ABOVE_LIMIT', 0, 0],
      [60_000, 'WEIGHT_ABOVE_LIMIT', 2, 0],
      [120_000, 'WEIGHT_ABOVE_LIMIT', 1, 0],
    ]);
  });

  it('of another code, guard, instrument or venue are no repetition', () => {
    const others = [{ code: 'X_Y' }, { guard: 'other' }, { instrumentId: 'demo:ETH/USDT' }];
    expect(told([denied(0), ...others.map((fields) => denied(0, fields)), denied(0)])).toHaveLength(4 + 1);
  });

  it('are never more than the limit in a window, but for critical ones and emergencies', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      denied(index, { code: `CODE_${String.fromCharCode(65 + index)}` }),
    );
    const heard = told([...many, halted(50, { action: 'pause' }), halted(51), halted(52)], {
      limit: 5,
      windowMs: 1_000,
    });
    expect(heard.map(({ severity }) => severity)).toEqual([
      ...Array(5).fill('warning'),
      'critical',
      'emergency',
      'emergency',
      'warning',
    ]);
    expect(heard.slice(5).map(({ suppressedOthers }) => suppressedOthers)).toEqual([45, 45, 45, 0]);
    expect(heard.at(-1)).toMatchObject({ code: 'ALERTS_HELD_BACK', suppressed: 45 });
  });

  it('that are emergencies are told each time', () => {
    expect(told([halted(0), halted(0), halted(1)])).toHaveLength(3);
  });

  it('are not silenced by a clock that was set back', () => {
    expect(told([denied(1_000_000), denied(5), denied(6)])).toHaveLength(2 + 1);
  });

  it('account for every event: told, counted by a later one, or counted at the end', () => {
    const rounds = share(50, 2_000);
    const seed = profileSeed();
    for (let round = 0; round < rounds; round++) {
      const random = seededRandom(seed + round);
      let timeMs = 0;
      const events = Array.from({ length: 200 }, () => {
        timeMs += random.integer(20_000);
        const code = `CODE_${'ABCDE'[random.integer(5)]}`;
        return random.integer(10) === 0 ? halted(timeMs, { code, action: 'pause' }) : denied(timeMs, { code });
      });
      const heard = told(events, { limit: 1 + random.integer(10), windowMs: 30_000 });
      const isEnd = ({ code }: Alert): boolean => code === 'ALERTS_HELD_BACK';
      const accounted = heard.reduce((sum, alert) => sum + (isEnd(alert) ? 0 : 1) + alert.suppressed, 0);
      expect(accounted, `seed ${seed + round}`).toBe(200);
    }
  });

  it.each<[AlertSource, string, string]>([
    [
      { type: 'order-rejected', timeMs: 0, clientOrderId: '1', instrumentId: id, code: 'insufficient-funds' },
      'warning',
      'ORDER_REJECTED',
    ],
    [
      { type: 'cancel-failed', timeMs: 0, clientOrderId: '1', instrumentId: id, message: 'm' },
      'critical',
      'CANCEL_FAILED',
    ],
    [{ type: 'control-refused', timeMs: 0, code: 'HARD_LIMIT', message: 'm' }, 'warning', 'HARD_LIMIT'],
    [{ type: 'bot-rearmed', timeMs: 0, of: 'operator', ...signed }, 'warning', 'BOT_REARMED'],
    [
      { type: 'control', timeMs: 0, control: { type: 'override', guard: 'g', untilMs: 5, ...signed } },
      'warning',
      'GUARD_OVERRIDDEN',
    ],
    [{ type: 'dead-man-expired', timeMs: 0, timeoutMs: 60_000 }, 'emergency', 'DEAD_MAN_EXPIRED'],
    [{ type: 'dead-man-refresh-failed', timeMs: 0, venue: 'a', message: 'm' }, 'critical', 'DEAD_MAN_REFRESH_FAILED'],
    [{ type: 'keeping-failed', timeMs: 0, what: 'store', message: 'm' }, 'critical', 'STORE_FAILED'],
    [{ type: 'keeping-failed', timeMs: 0, what: 'journal', message: 'm' }, 'critical', 'JOURNAL_FAILED'],
    [{ type: 'listener-failed', timeMs: 0, message: 'm' }, 'warning', 'LISTENER_FAILED'],
    [
      { type: 'rearm-refused', timeMs: 0, code: 'TOKEN_WRONG', message: 'm', by: 'eve' },
      'warning',
      'KILL_REARM_REFUSED',
    ],
    [
      { type: 'venue-escalated', timeMs: 0, venue: 'a', code: 'CANCEL_REJECTED', count: 3, message: 'm' },
      'critical',
      'CANCEL_REJECTED',
    ],
    [
      { type: 'venue-escalated', timeMs: 0, venue: 'a', code: 'VENUE_STUCK', count: 3, message: 'm' },
      'emergency',
      'VENUE_STUCK',
    ],
    [{ type: 'kill-state', timeMs: 0, from: 'killing', to: 'stuck' }, 'emergency', 'KILL_STATE'],
    [{ type: 'kill-state', timeMs: 0, from: 'killing', to: 'partial' }, 'critical', 'KILL_STATE'],
  ])('of %j are %s', (event, severity, code) => {
    expect(told([event])).toMatchObject([{ severity, code }]);
  });

  it('are not made of daily business, nor of what is milder than was asked for', () => {
    const mild: AlertSource[] = [
      { type: 'bot-started', runId: 'r', seed: 1, strategy: 's', guards: [] },
      { type: 'marked', timeMs: 0, equity: 1 },
      { type: 'order-accepted', timeMs: 0, clientOrderId: '1', instrumentId: id },
      { type: 'control', timeMs: 0, control: { type: 'observed', name: 'n', value: 1 } },
      { type: 'venue-cleared', timeMs: 0, venue: 'a', handed: 1, gone: 1, tookMs: 1 },
      { type: 'kill-state', timeMs: 0, from: 'killing', to: 'done' },
      { type: 'control-sent', timeMs: 0, control: { type: 'pause', ...signed } },
    ];
    expect(told(mild)).toEqual([]);
    expect(told(mild, { minimumSeverity: 'info' }).map(({ code }) => code)).toEqual([
      'VENUE_CLEARED',
      'KILL_STATE',
      'CONTROL_SENT',
    ]);
    expect(told([denied(0), halted(1)], { minimumSeverity: 'emergency' })).toHaveLength(1);
  });

  it('of an event that is none go on with the next', () => {
    const heard = told([{ type: 'order-denied', timeMs: 3 } as never, denied(4)]);
    expect(heard.map(({ code }) => code)).toEqual(['EVENT_INVALID', 'WEIGHT_ABOVE_LIMIT']);
  });

  it('tell of a run that fails, and then it has failed', () => {
    const heard: Alert[] = [];
    const errors: unknown[] = [];
    const gone = new DataError({ code: 'OUT_OF_ORDER', message: 'bars went back.' });
    merge(
      of(denied(7)),
      throwError(() => gone),
    )
      .pipe(alerts())
      .subscribe({ next: (alert) => heard.push(alert), error: (error) => errors.push(error) });
    expect(heard.at(-1)).toMatchObject({ severity: 'emergency', code: 'OUT_OF_ORDER', timeMs: 7 });
    expect(errors).toEqual([gone]);
    const plain: Alert[] = [];
    throwError(() => 'text')
      .pipe(alerts({ clock: new VirtualClock(99) }))
      .subscribe({ next: (alert) => plain.push(alert), error: () => {} });
    expect(plain).toMatchObject([{ code: 'RUN_FAILED', message: 'The run has ended with an error: text', timeMs: 99 }]);
  });

  it('end when nobody listens any more, of an endless source too', () => {
    const endless = function* () {
      for (let timeMs = 0; ; timeMs += 60_000) yield denied(timeMs);
    };
    let count = 0;
    from(endless())
      .pipe(alerts(), take(3), toArray())
      .subscribe((heard) => {
        count = heard.length;
      });
    expect(count).toBe(3);
    const source = new Subject<AlertSource>();
    source.pipe(alerts()).subscribe().unsubscribe();
    expect(source.observed).toBe(false);
  });

  it('begin anew for each subscriber', () => {
    const stream = of(denied(0)).pipe(alerts());
    const counts = [0, 0].map(() => {
      let count = 0;
      stream.subscribe(() => {
        count += 1;
      });
      return count;
    });
    expect(counts).toEqual([1, 1]);
  });

  it.each([{ repeatAfterMs: -1 }, { limit: 0 }, { windowMs: 0 }, { minimumSeverity: 'loud' }, { sinks: [] }])(
    'are not made with %j',
    (options) => {
      expect(() => alerts(options as never)).toThrow('alerts: ');
    },
  );
});

it('every alert of a kill comes within 5 s of what it is about: in the same call', async () => {
  const { clock, start } = switchboard([
    { name: 'a', behaviour: (request) => (request === 'openOrders' ? 'ok' : 'reject') },
    { name: 'b', behaviour: () => ({ late: 3_000 }) },
    { name: 'c' },
  ]);
  const delays: number[] = [];
  const codes = new Set<string>();
  const kill = start();
  kill.events.pipe(alerts({ minimumSeverity: 'info' })).subscribe(({ code, timeMs }) => {
    delays.push(clock.nowMs() - timeMs);
    codes.add(code);
  });
  kill.kill(signed);
  await clock.advance(60_000);
  expect(delays.length).toBeGreaterThan(5);
  expect(Math.max(...delays)).toBeLessThanOrEqual(5_000);
  expect(new Set(delays)).toEqual(new Set([0]));
  expect([...codes]).toEqual(
    expect.arrayContaining(['KILL_SWITCH', 'KILL_STATE', 'VENUE_CLEARED', 'LISTING_TIMED_OUT']),
  );
});
