import { concatMap, from, lastValueFrom, map, of, Subject, take, tap, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock';
import { DataError } from '../errors';
import type { Bar } from '../market/bar';
import type { Market } from '../market/market';
import type { Broker } from '../simulation/broker';
import { type Decision, hold, orders, target } from '../strategy/decision';
import { streamStrategy } from '../strategy/stream-strategy';
import type { BotEvent } from './bot-event';
import {
  barsOf,
  botOf,
  btc,
  coarse,
  eth,
  freeBroker,
  limit,
  market,
  moments,
  type Prices,
  runBot,
} from './bot-run.test-helper';

const pause = (ms = 1) => new Promise((resolve) => setTimeout(resolve, ms));

const collect = (stream: ReturnType<ReturnType<typeof botOf>['run']>) => {
  const seen: string[] = [];
  const ended = new Promise<unknown>((resolve) => {
    stream.subscribe({ next: ({ type }) => seen.push(type), error: resolve, complete: () => resolve('finished') });
  });
  return { seen, ended };
};

describe('a run', () => {
  const bars = barsOf(100, 110);
  const given = { bars, decide: [orders([market('buy', 1)])] };

  it('tells its start, every moment, what happens, and its end', async () => {
    const events = await lastValueFrom(
      botOf(given).run({ market: bars, broker: freeBroker(), seed: 3, runId: 'a.1' }).pipe(toArray()),
    );
    expect(events.map(({ type }) => type)).toEqual([
      'bot-started',
      'marked',
      'order-submitted',
      'fill',
      'marked',
      'bot-finished',
    ]);
    expect(events[0]).toEqual({ type: 'bot-started', runId: 'a.1', seed: 3, strategy: 'script', guards: [] });
    expect(events[1]).toEqual({ type: 'marked', timeMs: 60_000, equity: 10_000 });
    expect(events[2]).toMatchObject({ clientOrderId: 'a.1-1' });
    const { result } = events.at(-1) as Extract<BotEvent, { type: 'bot-finished' }>;
    const stored = runBot({ ...given, seed: 3, runId: 'a.1' });
    expect(result.digest).toBe(stored.digest);
    expect({ ...result }).toEqual({ ...stored });
  });

  it('is cold: nothing happens before it is subscribed to, and every subscription is a run of its own', async () => {
    let started = 0;
    const source = from(bars).pipe(
      tap({
        subscribe: () => {
          started += 1;
        },
      }),
    );
    const stream = botOf(given).run({ market: source, broker: freeBroker() });
    expect(started).toBe(0);
    const [first, second] = await Promise.all([lastValueFrom(stream), lastValueFrom(stream)]);
    expect(started).toBe(2);
    expect(first).toMatchObject({ type: 'bot-finished' });
    expect((first as { result: { digest: string } }).result.digest).toBe(
      (second as { result: { digest: string } }).result.digest,
    );
  });
});

describe('unsubscribing stops the bot', () => {
  /** A broker that counts what reaches it. */
  const counting = () => {
    const counts = { submitted: 0 };
    const inner = freeBroker();
    const broker: Broker = {
      ...inner,
      open: (context) => {
        const session = inner.open(context);
        return {
          ...session,
          state: session.state,
          submit: (order) => {
            counts.submitted += 1;
            session.submit(order);
          },
          cancel: (order, reason) => session.cancel(order, reason),
          onSlice: (slice) => session.onSlice(slice),
        };
      },
    };
    return { counts, broker };
  };

  const endless = function* (): Generator<Bar> {
    for (let index = 1; ; index++) yield { ...(barsOf(100)[0] as Bar), timeMs: index };
  };

  const forms: Record<string, () => Market> = {
    columns: () => barsOf(...Array.from({ length: 100 }, () => 100)),
    'an endless iterable': endless,
    'an endless async iterable': async function* () {
      yield* endless();
    },
    'an endless observable': () => from(endless()),
    'an observable': () => from(barsOf(...Array.from({ length: 100 }, () => 100))),
  };

  it.each(Object.entries(forms))('take(5) of a run over %s ends it', async (_name, form) => {
    let asked = 0;
    const bot = botOf({
      bars: [],
      decide: () => {
        asked += 1;
        return undefined;
      },
    });
    const events = await lastValueFrom(bot.run({ market: form(), broker: freeBroker() }).pipe(take(5), toArray()));
    expect(events.map(({ type }) => type)).toEqual(['bot-started', 'marked', 'marked', 'marked', 'marked']);
    expect(asked).toBeLessThanOrEqual(4);
  });

  it('before the strategy is asked and before an order leaves, when it happens on the mark of that moment', () => {
    const { counts, broker } = counting();
    let asked = 0;
    const decide = () => {
      asked += 1;
      return orders([market('buy', 1)]);
    };
    const market_ = barsOf(100, 100, 100);
    botOf({ bars: [], decide }).run({ market: market_, broker }).pipe(take(2)).subscribe();
    expect([asked, counts.submitted]).toEqual([0, 0]);
  });

  it('on the start, before anything is opened to the market', () => {
    let pulled = 0;
    const source = function* () {
      pulled += 1;
      yield* barsOf(100);
    };
    botOf({ bars: [], decide: [] }).run({ market: source(), broker: freeBroker() }).pipe(take(1)).subscribe();
    expect(pulled).toBe(0);
  });

  it('closes the source', () => {
    const source = new Subject<Bar>();
    const subscription = botOf({ bars: [], decide: [] }).run({ market: source, broker: freeBroker() }).subscribe();
    expect(source.observed).toBe(true);
    subscription.unsubscribe();
    expect(source.observed).toBe(false);
  });

  it('closes a generator', () => {
    let isClosed = false;
    const source = function* () {
      try {
        yield* barsOf(1, 2, 3);
      } finally {
        isClosed = true;
      }
    };
    botOf({ bars: [], decide: [] }).run({ market: source(), broker: freeBroker() }).pipe(take(3)).subscribe();
    expect(isClosed).toBe(true);
  });

  it('closes the strategy, stops its timer and takes no later decision', async () => {
    const { counts, broker } = counting();
    const timers = { set: 0, cleared: 0 };
    const clock: Clock = {
      nowMs: () => 0,
      after: () => {
        timers.set += 1;
        return () => {
          timers.cleared += 1;
        };
      },
    };
    const strategy = streamStrategy(
      concatMap(async () => {
        await pause(5);
        return orders([market('buy', 1)]);
      }),
      { name: 'slow' },
    );
    const subscription = botOf({ bars: [], decide: [], strategy })
      .run({ market: barsOf(100, 100), broker, clock })
      .subscribe();
    await pause(1);
    subscription.unsubscribe();
    await pause(20);
    expect(counts.submitted).toBe(0);
    expect(timers).toEqual({ set: 1, cleared: 1 });
  });

  it('sets no timer for a decision that nobody waits for any more', () => {
    let set = 0;
    const clock: Clock = {
      nowMs: () => 0,
      after: () => {
        set += 1;
        return () => {};
      },
    };
    const strategy = streamStrategy(
      concatMap(() => new Promise<Decision>(() => {})),
      { name: 'never' },
    );
    botOf({ bars: [], decide: [], strategy })
      .run({ market: barsOf(100), broker: freeBroker(), clock })
      .pipe(take(2))
      .subscribe();
    expect(set).toBe(0);
  });
});

describe('errors go down the error channel', () => {
  const failing: [string, () => Market, string][] = [
    ['a bad bar in columns', () => ({ ...barsOf(100)[0], timeMs: Float64Array.of(1) }) as never, 'INVALID_COLUMN'],
    ['a bad event', () => [...barsOf(100, 100), { ...(barsOf(100)[0] as Bar), timeMs: 1 }], 'OUT_OF_ORDER'],
    ['no market', () => undefined as never, 'INVALID_MARKET'],
    ['a number for a market', () => 7 as never, 'INVALID_MARKET'],
  ];

  it.each(failing)('%s', async (_name, form, code) => {
    const { ended } = collect(botOf({ bars: [], decide: [] }).run({ market: form(), broker: freeBroker() }));
    expect(await ended).toMatchObject({ code });
  });

  it('of the source, as it is', async () => {
    const own = new DataError({ code: 'GONE', message: 'The feed is gone.', isRetryable: true });
    const source = new Subject<Bar>();
    const { seen, ended } = collect(botOf({ bars: [], decide: [] }).run({ market: source, broker: freeBroker() }));
    source.next(barsOf(100)[0] as Bar);
    source.error(own);
    expect(await ended).toBe(own);
    expect(seen).toEqual(['bot-started', 'marked']);
  });

  it('of a wrong option, a strategy or a wrong decision', async () => {
    const run = (options: object, decide: never[] | (() => never) = []) =>
      collect(botOf({ bars: [], decide }).run({ market: barsOf(100, 100), broker: freeBroker(), ...options })).ended;
    expect(await run({ seed: 0.5 })).toMatchObject({ code: 'INVALID_OPTIONS' });
    expect(await run({ decisionTimeoutMs: -1 })).toMatchObject({ code: 'INVALID_OPTIONS' });
    expect(
      await run({}, () => {
        throw new Error('no');
      }),
    ).toMatchObject({ code: 'STRATEGY_FAILED' });
    expect(await run({}, (() => null) as never)).toMatchObject({ code: 'INVALID_DECISION' });
  });

  it('of an empty market whose instruments are not known', async () => {
    const bot = botOf({ bars: [], decide: [], instruments: [] });
    expect(await collect(bot.run({ market: of(), broker: freeBroker() })).ended).toMatchObject({
      code: 'EMPTY_MARKET',
    });
    expect(await collect(botOf({ bars: [], decide: [] }).run({ market: of(), broker: freeBroker() })).ended).toBe(
      'finished',
    );
  });
});

describe('a decision that does not come', () => {
  const never = streamStrategy(
    concatMap((_: unknown, index: number) => (index < 2 ? of(hold) : new Promise<Decision>(() => {}))),
    { name: 'stuck' },
  );

  it('ends the run when the clock says so', async () => {
    let ring: (() => void) | undefined;
    let asked = 0;
    const clock: Clock = {
      nowMs: () => 0,
      after: (delayMs, callback) => {
        asked = delayMs;
        ring = callback;
        return () => {
          ring = undefined;
        };
      },
    };
    const { seen, ended } = collect(
      botOf({ bars: [], decide: [], strategy: never }).run({
        market: barsOf(1, 2, 3, 4),
        broker: freeBroker(),
        clock,
        decisionTimeoutMs: 5_000,
      }),
    );
    await pause();
    expect([asked, seen.length]).toEqual([5_000, 4]);
    ring?.();
    expect(await ended).toMatchObject({
      code: 'NOT_ONE_DECISION',
      message: expect.stringMatching(/stuck made 2 decisions for 3 snapshots: none came within 5000 ms/),
    });
  });

  it('waits a minute unless it is told otherwise', () => {
    let asked = 0;
    const clock: Clock = {
      nowMs: () => 0,
      after: (delayMs) => {
        asked = delayMs;
        return () => {};
      },
    };
    botOf({ bars: [], decide: [], strategy: never })
      .run({ market: barsOf(1, 2, 3), broker: freeBroker(), clock })
      .subscribe()
      .unsubscribe();
    expect(asked).toBe(60_000);
  });
});

describe('events that come while a decision is made', () => {
  it('wait in line, in order', async () => {
    const seen: number[] = [];
    const source = new Subject<Bar>();
    const strategy = streamStrategy(
      concatMap(async ({ bar }) => {
        seen.push(bar.close);
        await pause();
        return hold;
      }),
      { name: 'slow' },
    );
    const { ended } = collect(botOf({ bars: [], decide: [], strategy }).run({ market: source, broker: freeBroker() }));
    for (const bar of barsOf(1, 2, 3, 4, 5)) source.next(bar);
    source.complete();
    expect(await ended).toBe('finished');
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('may be sent from inside the run', async () => {
    const source = new Subject<Bar>();
    const bars = barsOf(1, 2, 3);
    const seen: string[] = [];
    botOf({ bars: [], decide: [] })
      .run({ market: source, broker: freeBroker() })
      .subscribe(({ type }) => {
        seen.push(type);
        if (type !== 'marked') return;
        const next = bars.shift();
        if (next === undefined) source.complete();
        else source.next(next);
      });
    source.next(bars.shift() as Bar);
    expect(seen).toEqual(['bot-started', 'marked', 'marked', 'marked', 'bot-finished']);
  });
});

it('several instruments form the same moments as in a backtest', async () => {
  const steps: Readonly<Record<string, Prices>>[] = [
    { [btc]: 100, [eth]: 10 },
    { [eth]: 11 },
    { [btc]: 90 },
    { [btc]: 91, [eth]: 12 },
  ];
  const bars = moments(...steps);
  const given = {
    bars,
    instruments: [coarse(btc), coarse(eth)],
    decide: (_: unknown, index: number) => (index % 2 === 0 ? target(eth, 0.3) : orders([limit('buy', 1, 95)])),
  };
  const expected = runBot(given);
  const timed = new Subject<Bar>();
  const finished = lastValueFrom(
    botOf(given)
      .run({ market: timed, broker: freeBroker() })
      .pipe(map((event) => (event.type === 'bot-finished' ? event.result.digest : ''))),
  );
  for (const bar of bars) {
    timed.next(bar);
    await pause();
  }
  timed.complete();
  expect(await finished).toBe(expected.digest);
});
