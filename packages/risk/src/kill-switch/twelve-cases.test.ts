/**
 * The twelve cases that a kill switch has to stand, by their numbers. Each is told once here, with its figures; all of them
 * mixed, at random and many times, are in `storm.property.test.ts`.
 *
 * @module
 */
import { type BotEvent, type Guard, hold, orders, simulatedBroker } from '@sigmax/core';
import { config } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../store/memory-store';
import { verifyJournal } from '../store/verify-journal';
import { deadMan } from './dead-man';
import type { KillSwitch } from './kill-switch';
import { limit, liveBot, venueBroker } from './live-bot.test-helper';
import { escalations, placeOrders, signed, switchboard } from './switchboard.test-helper';

const tokenOf = (kill: KillSwitch, place = 0): string => kill.report().latches[place]?.token ?? '';

const statuses = (kill: KillSwitch): Record<string, string> =>
  Object.fromEntries(kill.report().venues.map(({ name, status }) => [name, status]));

afterEach(() => {
  config.onUnhandledError = null;
});

it('1 one open order', async () => {
  const { clock, venues, events, start } = switchboard([{ name: 'a' }]);
  placeOrders(venues[0]!, 1);
  const kill = start();
  expect(kill.kill(signed).state).toBe('killing');
  expect(venues[0]?.requests).toMatchObject([{ request: 'cancelAll', argument: {}, timeMs: clock.nowMs() }]);
  await clock.advance(5_000);
  expect([kill.state, venues[0]?.open.size]).toEqual(['done', 0]);
  expect(events.map(({ type }) => type)).toEqual(['killed', 'kill-state', 'venue-cleared', 'kill-state']);
  expect(events[2]).toMatchObject({ venue: 'a', handed: 1, gone: 0, tookMs: 1_060 });
});

describe('2 five hundred orders over three venues', () => {
  it.each(['with cancelAll', 'one by one, from what is known', 'one by one, once they are listed'])(
    '%s',
    async (how) => {
      const without = how === 'with cancelAll' ? [] : (['cancelAll'] as const);
      const unknown = how.endsWith('listed') ? (['knownOrders'] as const) : [];
      const { clock, venues, start } = switchboard(
        ['a', 'b', 'c'].map((name) => ({ name, without: [...without, ...unknown] })),
      );
      placeOrders(venues[0]!, 167);
      placeOrders(venues[1]!, 167);
      placeOrders(venues[2]!, 166);
      const kill = start();
      kill.kill(signed);
      // In the same tick: everything that can be named has been handed over.
      const handed = venues.map(({ requests }) => requests.filter(({ request }) => request !== 'openOrders').length);
      if (how === 'with cancelAll') expect(handed).toEqual([1, 1, 1]);
      else expect(handed).toEqual(how.endsWith('known') ? [167, 167, 166] : [0, 0, 0]);
      expect(venues.every(({ requests }) => requests.length > 0)).toBe(true);
      await clock.advance(5_000);
      expect([kill.state, venues.map(({ open }) => open.size)]).toEqual(['done', [0, 0, 0]]);
      if (how !== 'with cancelAll') expect(kill.report().venues.map(({ gone }) => gone)).toEqual([167, 167, 166]);
    },
  );
});

it('3 venue A rejects, B times out and answers late, C is healthy: partial, escalated, never done', async () => {
  const { clock, venues, events, start } = switchboard([
    { name: 'a', behaviour: (request) => (request === 'openOrders' ? 'ok' : 'reject') },
    // Deaf for its first 12 seconds: hears nothing, or answers when nobody waits any more.
    {
      name: 'b',
      behaviour: (request) =>
        clock.nowMs() < 1_012_000 ? (request === 'openOrders' ? { late: 3_500 } : 'lost') : 'ok',
    },
    { name: 'c' },
  ]);
  for (const venue of venues) placeOrders(venue, 20);
  const kill = start();
  kill.kill(signed);
  await clock.advance(5_000);
  expect(statuses(kill)).toEqual({ a: 'pursuing', b: 'pursuing', c: 'clear' });
  expect(kill.state).toBe('partial');
  expect(escalations(events)).toEqual(expect.arrayContaining(['a CANCEL_REJECTED', 'b LISTING_TIMED_OUT']));
  const retries = venues[1]?.requests.filter(({ request }) => request === 'cancelAll') ?? [];
  expect(retries.length).toBeGreaterThan(1);
  await clock.advance(25_000);
  expect(statuses(kill)).toEqual({ a: 'stuck', b: 'clear', c: 'clear' });
  expect(kill.report().venues[1]?.lateAnswers).toBeGreaterThan(0);
  await clock.advance(3_600_000);
  expect([kill.state, venues[0]?.open.size]).toEqual(['partial', 20]);
  expect(escalations(events)).toContain('a VENUE_STUCK');
  expect(events.some((event) => event.type === 'kill-state' && event.to === 'done')).toBe(false);
  // Backed off: about one round every 2.5 seconds, not a storm.
  const inAnHour = venues[0]?.requests.filter(({ request, timeMs }) => request === 'openOrders' && timeMs > 1_030_000);
  expect(inAnHour?.length).toBeGreaterThan(720);
  expect(inAnHour?.length).toBeLessThan(2_880);
});

it('4 a fill arrives during the cancel: a fact, not an error', async () => {
  const { clock, venues, events, start } = switchboard([{ name: 'a', without: ['cancelAll'] }]);
  const [a] = venues;
  placeOrders(a!, 10);
  const kill = start();
  kill.kill(signed);
  // Between the request and its arrival.
  await clock.advance(5);
  expect([a?.fill('a-3'), a?.fill('a-4')]).toEqual([true, true]);
  await clock.advance(5_000);
  expect([kill.state, escalations(events)]).toEqual(['done', []]);
  expect(kill.report().venues[0]).toMatchObject({ gone: 10, failure: undefined });
});

describe('5 called again', () => {
  it('twice: the second changes nothing and asks nobody', () => {
    const { venues, events, start } = switchboard([{ name: 'a' }]);
    const kill = start();
    const first = kill.kill(signed);
    const before = [venues[0]?.requests.length, events.length];
    expect(kill.kill({ reason: 'again', by: 'bob' })).toEqual(first);
    expect([venues[0]?.requests.length, events.length]).toEqual(before);
  });

  it('wider after narrow, narrower after wide, and harder', async () => {
    const { clock, venues, start } = switchboard([{ name: 'a' }, { name: 'b' }]);
    for (const venue of venues) placeOrders(venue, 6);
    const kill = start();
    kill.kill({ scope: { instrumentId: 'a:ETH/USDT' }, ...signed });
    kill.kill({ scope: { venue: 'a' }, ...signed });
    await clock.advance(5_000);
    expect(venues.map(({ open }) => open.size)).toEqual([0, 6]);
    kill.kill(signed);
    kill.kill({ scope: { venue: 'b' }, ...signed });
    kill.kill({ action: 'flatten', ...signed });
    venues[1]?.held.set('b:BTC/USDT', 2);
    await clock.advance(5_000);
    expect([kill.state, venues.map(({ open }) => open.size), venues[1]?.sales.length]).toEqual(['done', [0, 0], 1]);
    expect(kill.report().latches.map(({ scope, action }) => [scope, action])).toEqual([
      [{ instrumentId: 'a:ETH/USDT' }, 'cancel'],
      [{ venue: 'a' }, 'cancel'],
      [{ venue: 'b' }, 'cancel'],
      [{}, 'flatten'],
    ]);
  });

  it('inside of everything that listens to it', async () => {
    const { clock, venues, start } = switchboard([{ name: 'a' }, { name: 'b' }]);
    for (const venue of venues) placeOrders(venue, 5);
    const kill: KillSwitch = start({ listeners: [() => kill?.kill(signed)] });
    kill.controls.subscribe(() => kill.kill({ scope: { venue: 'b' }, ...signed }));
    kill.kill({ scope: { venue: 'a' }, ...signed });
    // The order of the calls is nobody's business; what stands is.
    expect(new Set(kill.report().latches.map(({ scope }) => JSON.stringify(scope)))).toEqual(
      new Set(['{}', '{"venue":"a"}', '{"venue":"b"}']),
    );
    await clock.advance(5_000);
    expect([kill.state, venues.map(({ open }) => open.size)]).toEqual(['done', [0, 0]]);
  });

  it('inside of a fill listener of a bot, with another bot beside it', () => {
    const { clock, venues, start } = switchboard([{ name: 'a' }]);
    const kill = start();
    const filled = new Set<string>();
    const both = ['one', 'two'].map((runId) => {
      const made = venueBroker({ clock, venues, filled });
      const bot = liveBot({
        instruments: ['a:BTC/USDT'],
        decide: () => orders([limit('a:BTC/USDT')]),
        broker: made.broker,
        controls: kill.controls,
        runId,
        react: ({ type }) => {
          if (type === 'fill') for (let call = 0; call < 3; call++) kill.kill(signed);
        },
      });
      return { ...bot, ...made };
    });
    for (const bot of both) for (let moment = 0; moment < 2; moment++) bot.tick();
    expect(both.map(({ submitted }) => submitted.length)).toEqual([2, 2]);
    filled.add('one-1');
    venues[0]?.fill('one-1');
    both[0]?.tick();
    expect(kill.report().latches).toHaveLength(1);
    expect(venues[0]?.requests.filter(({ request }) => request === 'cancelAll')).toHaveLength(1);
    for (const bot of both) bot.tick();
    expect(both.map(({ submitted }) => submitted.length)).toEqual([2, 2]);
    expect(both[0]?.denials()).toEqual(['KILL_SWITCH', 'KILL_SWITCH']);
    expect(both.map(({ cancelled }) => cancelled.length > 0)).toEqual([true, true]);
    expect(both.map(({ failure }) => failure())).toEqual([undefined, undefined]);
  });
});

describe('6 an exception anywhere: it still kills', () => {
  const broken = (): never => {
    throw new Error('a bug');
  };

  it('in listeners, in subscribers, in the strategy of a bot and in a guard that follows profit and loss', async () => {
    const unhandled: unknown[] = [];
    config.onUnhandledError = (error) => unhandled.push(error);
    const { clock, venues, events, start } = switchboard([{ name: 'a' }]);
    placeOrders(venues[0]!, 5);
    const kill = start({ listeners: [broken, async () => broken()] });
    kill.events.subscribe(broken);
    kill.controls.subscribe(broken);
    const profit: Guard = { name: 'profit', initial: 0, update: broken };
    const bots = [
      { decide: broken, guards: [] },
      { decide: () => orders([limit('a:BTC/USDT')]), guards: [profit] },
      { decide: () => orders([limit('a:BTC/USDT')]), guards: [], react: broken },
      { decide: () => orders([limit('a:BTC/USDT')]), guards: [] },
    ].map((script, index) => {
      const made = venueBroker({ clock, venues });
      const runId = `bot${index}`;
      const bot = liveBot({
        instruments: ['a:BTC/USDT'],
        broker: made.broker,
        controls: kill.controls,
        runId,
        ...script,
      });
      return { ...bot, ...made };
    });
    for (const bot of bots) bot.tick();
    const before = bots.map(({ submitted }) => submitted.length);
    expect(before).toEqual([0, 0, 1, 1]);
    kill.kill(signed);
    for (const bot of bots) bot.tick();
    expect(bots.map(({ submitted }) => submitted.length)).toEqual(before);
    await clock.advance(5_000);
    expect([kill.state, venues[0]?.open.size]).toEqual(['done', 0]);
    expect(events.filter(({ type }) => type === 'listener-failed').length).toBeGreaterThan(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(unhandled.length).toBeGreaterThan(2);
  });

  it('in every call of a venue: it is a rejection, and the others go on', async () => {
    const { clock, venues, events, start } = switchboard([
      { name: 'a', behaviour: () => 'throw' },
      { name: 'b', behaviour: (request) => (request === 'openOrders' ? 'garbage' : 'ok') },
      { name: 'c' },
    ]);
    for (const venue of venues) placeOrders(venue, 5);
    const kill = start();
    kill.kill(signed);
    await clock.advance(60_000);
    expect(statuses(kill)).toEqual({ a: 'stuck', b: 'stuck', c: 'clear' });
    expect(escalations(events)).toEqual(expect.arrayContaining(['a LISTING_REJECTED', 'b LISTING_INVALID']));
  });

  it('in the broker of a bot: the venue is asked by the switch', async () => {
    const { clock, venues, start } = switchboard([{ name: 'a' }]);
    const kill = start();
    const { broker, submitted } = venueBroker({ clock, venues, isCancelBroken: () => true });
    const bot = liveBot({
      instruments: ['a:BTC/USDT'],
      decide: () => orders([limit('a:BTC/USDT')]),
      broker,
      controls: kill.controls,
    });
    for (let moment = 0; moment < 3; moment++) bot.tick();
    kill.kill(signed);
    bot.tick();
    await clock.advance(5_000);
    expect([kill.state, venues[0]?.open.size, submitted.length]).toEqual(['done', 0, 3]);
    expect(bot.events.some(({ type }) => type === 'cancel-failed')).toBe(true);
  });
});

describe('7 the process restarts: still killed before the first market event', () => {
  const scene = () => {
    const board = switchboard([{ name: 'a' }]);
    const memory = memoryStore();
    const run = (kill: KillSwitch, runId: string, keep: boolean) => {
      const made = venueBroker({ clock: board.clock, venues: board.venues });
      const bot = liveBot({
        instruments: ['a:BTC/USDT'],
        decide: () => orders([limit('a:BTC/USDT')]),
        broker: made.broker,
        controls: kill.controls,
        runId,
        ...(keep ? { memory } : {}),
      });
      return { ...bot, ...made };
    };
    return { ...board, memory, run };
  };

  it.each([true, false])('the switch, and the bot with its own memory: %s', async (keep) => {
    const { clock, venues, start, run } = scene();
    const first = start();
    const before = run(first, 'one', keep);
    before.tick();
    first.kill(signed);
    first.close();
    before.subscription.unsubscribe();
    placeOrders(venues[0]!, 3);
    const second = start();
    expect([second.state, venues[0]?.requests.at(-1)?.request]).toEqual(['killing', 'cancelAll']);
    const after = run(second, 'two', keep);
    // Not one event of the market has come.
    const told = after.events.map(({ type }) => type);
    expect(told).toEqual(keep ? ['bot-started', 'bot-halted', 'control'] : ['bot-started', 'control', 'bot-halted']);
    for (let moment = 0; moment < 3; moment++) after.tick();
    expect([after.submitted, after.denials()]).toEqual([[], Array(3).fill('KILL_SWITCH')]);
    await clock.advance(5_000);
    expect([second.state, venues[0]?.open.size]).toEqual(['done', 0]);
  });

  it('a bot whose memory alone is left', () => {
    const { start, run } = scene();
    const before = run(start(), 'one', true);
    before.tick();
    const kill = start();
    run(kill, 'two', true);
    kill.kill(signed);
    const alone = run(switchboard([]).start(), 'three', true);
    alone.tick();
    expect([alone.submitted, alone.denials()]).toEqual([[], ['KILL_SWITCH']]);
  });

  it.each([
    ['cannot be read', () => ({ ...memoryStore(), read: () => JSON.parse('') })],
    ['is cut off', (text: string) => memoryStore(text.slice(0, -1))],
    ['was changed', (text: string) => memoryStore(text.replace('"latches":[{', '"latches":[{ '))],
    ['says nothing is killed', (text: string) => memoryStore(text.replace(/"latches":\[.*\]/, '"latches":[]'))],
    ['is of a later version', (text: string) => memoryStore(text.replace('kill-switch 1', 'kill-switch 2'))],
    ['is of something else', () => memoryStore('{"version":1,"guards":{},"stops":[]}')],
    ['is empty', () => memoryStore('')],
  ])('over a store that %s it is killed', (_name, make) => {
    const { store, venues, start } = switchboard([{ name: 'a' }]);
    start().kill(signed);
    const before = venues[0]?.requests.length ?? 0;
    const kill = start({ store: make(store.read() ?? '') });
    expect(kill.report().latches).toMatchObject([{ scope: {}, code: 'STORE_UNREADABLE', by: 'kill-switch' }]);
    expect(venues[0]?.requests.length).toBe(before + 1);
    const bot = liveBot({
      instruments: ['a:BTC/USDT'],
      decide: () => orders([limit('a:BTC/USDT')]),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      controls: kill.controls,
    });
    bot.tick();
    expect(bot.denials()).toEqual(['KILL_SWITCH']);
    expect(kill.rearm({ token: tokenOf(kill), ...signed }).type).toBe('rearmed');
  });

  it.each([
    ['was deleted', () => undefined, 'STORE_ROLLED_BACK'],
    ['was put back from before the kill', (before: string | undefined) => before, 'STORE_ROLLED_BACK'],
  ])('over a store that %s it is killed, when there is a journal', (_name, put, code) => {
    const { store, journal, start } = switchboard([]);
    const kill = start();
    kill.kill({ scope: { tag: 'first' }, ...signed });
    kill.rearm({ token: tokenOf(kill), ...signed });
    const before = store.read();
    kill.kill(signed);
    const text = put(before);
    const again = start({ store: memoryStore(text), journal });
    expect(again.report().latches).toMatchObject([{ scope: {}, code }]);
  });

  it('over a journal that was changed or cut it is killed', () => {
    const { store, journal, start } = switchboard([]);
    const kill = start();
    kill.kill(signed);
    kill.rearm({ token: tokenOf(kill), ...signed });
    const text = journal.read() ?? '';
    for (const [forged, code] of [
      [text.replace('"by":"ada"', '"by":"eve"'), 'JOURNAL_BROKEN'],
      [text.slice(0, text.indexOf('\n') + 1), 'STORE_ROLLED_BACK'],
      ['', 'STORE_ROLLED_BACK'],
    ] as const) {
      const other = switchboard([], { store: store.read() ?? '', journal: forged });
      const again = other.start();
      expect(again.report().latches).toMatchObject([{ scope: {}, code }]);
      expect(again.rearm({ token: tokenOf(again), ...signed }).type).toBe('rearmed');
      expect(other.journal.asides).toEqual(code === 'JOURNAL_BROKEN' ? [forged] : []);
      expect(verifyJournal(other.journal.read() ?? '').isIntact).toBe(true);
      expect(other.start().state).toBe('armed');
    }
  });
});

it('8 the strategy goes on ordering after the kill: none is sent, all are logged with their code', () => {
  const { clock, venues, start } = switchboard([{ name: 'a' }]);
  const kill = start();
  const { broker, submitted } = venueBroker({ clock, venues });
  const ids = ['a:BTC/USDT', 'a:ETH/USDT'];
  const decide = () => orders(ids.flatMap((id) => [limit(id), limit(id, { tag: 'grid' })]));
  const bot = liveBot({ instruments: ids, decide, broker, controls: kill.controls });
  bot.tick();
  kill.kill(signed);
  for (let moment = 0; moment < 100; moment++) bot.tick();
  expect(submitted).toHaveLength(4);
  const denied = bot.events.filter(
    (event): event is Extract<BotEvent, { type: 'order-denied' }> => event.type === 'order-denied',
  );
  expect(denied).toHaveLength(400);
  expect(new Set(denied.map(({ guard, code }) => `${guard} ${code}`))).toEqual(new Set(['operator KILL_SWITCH']));
});

describe('9 a flatten under a one-sided or an empty book', () => {
  it('closes what the collar allows, and is stuck while something is held', async () => {
    let depth = 3;
    const { clock, venues, events, start } = switchboard([
      {
        name: 'a',
        closable: ({ quantity }) => {
          const sold = Math.min(quantity, depth);
          depth -= sold;
          return sold;
        },
      },
    ]);
    const [a] = venues;
    a?.held.set('a:BTC/USDT', 10);
    placeOrders(a!, 4);
    const kill = start();
    kill.kill({ action: 'flatten', collarRate: 0.05, ...signed });
    await clock.advance(60_000);
    expect([kill.state, statuses(kill)]).toEqual(['stuck', { a: 'stuck' }]);
    expect(kill.report().venues[0]).toMatchObject({
      openOrders: 0,
      positions: [{ instrumentId: 'a:BTC/USDT', quantity: 7 }],
      failure: { code: 'CLOSE_INCOMPLETE' },
    });
    expect(escalations(events)).toEqual(['a CLOSE_INCOMPLETE', 'a VENUE_STUCK']);
    // Somebody bids again.
    depth = 100;
    await clock.advance(10_000);
    expect([kill.state, a?.held.get('a:BTC/USDT')]).toEqual(['done', 0]);
    expect(a?.sales).toEqual([
      { instrumentId: 'a:BTC/USDT', quantity: 3, collarRate: 0.05 },
      { instrumentId: 'a:BTC/USDT', quantity: 7, collarRate: 0.05 },
    ]);
    // Not before the orders were gone.
    const first = a?.requests.findIndex(({ request }) => request === 'closePositions') ?? 0;
    expect(a?.requests.slice(0, first).filter(({ request }) => request === 'openOrders').length).toBeGreaterThan(1);
  });

  it('is stuck at a venue that cannot close, or does not say what is left', async () => {
    for (const [script, code] of [
      [{ without: ['closePositions'] }, 'CLOSE_UNSUPPORTED'],
      [{ behaviour: (request: string) => (request === 'closePositions' ? 'garbage' : 'ok') }, 'CLOSE_INVALID'],
      [{ behaviour: (request: string) => (request === 'closePositions' ? 'reject' : 'ok') }, 'CLOSE_REJECTED'],
      [{ behaviour: (request: string) => (request === 'closePositions' ? 'lost' : 'ok') }, 'CLOSE_TIMED_OUT'],
    ] as const) {
      const { clock, venues, events, start } = switchboard([{ name: 'a', ...(script as object) }]);
      venues[0]?.held.set('a:BTC/USDT', 10);
      const kill = start();
      kill.kill({ action: 'flatten', ...signed });
      await clock.advance(120_000);
      expect([kill.state, escalations(events)[0]]).toEqual(['stuck', `a ${code}`]);
    }
  });

  it('by a bot on paper: it never sells below the collar', () => {
    const kill = switchboard([]).start();
    const prices = [100, 100, 100, 80, 60, 50, 49.9, 49.8];
    const bot = liveBot({
      instruments: ['a:BTC/USDT'],
      decide: (index) =>
        index === 0 ? orders([{ type: 'market', instrumentId: 'a:BTC/USDT', side: 'buy', quantity: 2 }]) : hold,
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      controls: kill.controls,
    });
    for (const [index, price] of prices.entries()) {
      if (index === 3) kill.kill({ action: 'flatten', collarRate: 0.05, ...signed });
      bot.tick(price);
    }
    const sales = bot.events.flatMap((event) => (event.type === 'fill' && event.side === 'sell' ? [event] : []));
    // Each try is 5 % below the close before it; only from 50 to 49.9 was the fall smaller.
    expect(sales).toMatchObject([{ price: 49.9, quantity: 2 }]);
    expect(bot.events.filter(({ type }) => type === 'order-cancelled').length).toBe(3);
  });
});

describe('10 the dead man’s switch', () => {
  it.each([-5_000, -1, 0, 1, 5_000])(
    'fires in (T − 1 s, T] of the last beat with the clock off by %i ms',
    async (skew) => {
      const { clock, venues, start } = switchboard([{ name: 'a', without: ['cancelAllAfter'] }]);
      placeOrders(venues[0]!, 2);
      const kill = start();
      const heart = deadMan({ timeoutMs: 10_000, refreshMs: 3_000, clock, venues, killSwitch: kill });
      let elapsedMs = 0;
      for (let beat = 0; beat < 20; beat++) {
        await clock.advance(900);
        heart.beat();
      }
      clock.skewMs = skew;
      await clock.advance(60_000, () => {
        if (kill.state !== 'armed') return true;
        elapsedMs = clock.nowMs() - skew;
        return false;
      });
      const firedMs = clock.nowMs() - skew - (1_000_000 + 18_000);
      expect(elapsedMs).toBeGreaterThan(0);
      expect(firedMs).toBeGreaterThan(9_000);
      expect(firedMs).toBeLessThanOrEqual(10_000);
      expect(kill.report().latches).toMatchObject([{ by: 'dead-man', scope: {} }]);
      await clock.advance(5_000);
      expect(venues[0]?.open.size).toBe(0);
    },
  );
});

it('11 a kill of one symbol leaves the others alone', async () => {
  const { clock, venues, start } = switchboard([{ name: 'a' }, { name: 'b' }]);
  for (const venue of venues) placeOrders(venue, 30, ['grid', 'trend']);
  const kill = start();
  const { broker, submitted } = venueBroker({ clock, venues });
  const ids = ['a:BTC/USDT', 'a:ETH/USDT', 'b:BTC/USDT'];
  const bot = liveBot({
    instruments: ids,
    decide: () => orders(ids.map((id) => limit(id))),
    broker,
    controls: kill.controls,
  });
  bot.tick();
  kill.kill({ scope: { instrumentId: 'a:BTC/USDT' }, ...signed });
  await clock.advance(5_000);
  const left = [...venues[0]!.open.values()].map(({ instrumentId }) => instrumentId);
  expect(left).toHaveLength(21);
  expect(left).not.toContain('a:BTC/USDT');
  expect([venues[1]?.open.size, venues[1]?.requests.length]).toEqual([31, 0]);
  expect([kill.state, statuses(kill)]).toEqual(['done', { a: 'clear', b: 'idle' }]);
  bot.tick();
  expect(submitted).toHaveLength(5);
  expect(bot.denials()).toEqual(['KILL_SWITCH']);
  kill.kill({ scope: { tag: 'grid' }, ...signed });
  await clock.advance(5_000);
  expect([...venues[1]!.open.values()].map(({ tag }) => tag)).not.toContain('grid');
  expect(venues[1]?.open.size).toBe(17);
});

it('12 re-arming needs a reason and the token, and is written down', async () => {
  const { clock, venues, journal, start } = switchboard([{ name: 'a' }]);
  const kill = start();
  const memory = memoryStore();
  const { broker, submitted } = venueBroker({ clock, venues });
  const decide = () => orders([limit('a:BTC/USDT')]);
  const bot = liveBot({ instruments: ['a:BTC/USDT'], decide, broker, controls: kill.controls, memory });
  bot.tick();
  kill.kill(signed);
  bot.tick();
  await clock.advance(5_000);
  expect(kill.rearm({ token: tokenOf(kill), reason: '', by: 'bob' })).toMatchObject({ code: 'REASON_MISSING' });
  expect(kill.rearm({ token: 'c0ffee', reason: 'mended', by: 'bob' })).toMatchObject({ code: 'TOKEN_WRONG' });
  bot.tick();
  expect(submitted).toHaveLength(1);
  expect(kill.rearm({ token: tokenOf(kill), reason: 'mended', by: 'bob' })).toMatchObject({ type: 'rearmed' });
  bot.tick();
  expect(submitted).toHaveLength(2);
  const check = verifyJournal(journal.read() ?? '');
  expect(check.entries.map(({ type, reason, by }) => [type, reason, by])).toEqual([
    ['kill', 'test', 'ada'],
    ['rearm-refused', undefined, 'bob'],
    ['rearm-refused', undefined, 'bob'],
    ['rearm', 'mended', 'bob'],
  ]);
  expect(bot.events.filter(({ type }) => type === 'bot-rearmed')).toMatchObject([{ of: 'operator', by: 'bob' }]);
});
