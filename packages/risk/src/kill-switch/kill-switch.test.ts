import { type Control, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../store/memory-store';
import { verifyJournal } from '../store/verify-journal';
import { type KillSwitch, killSwitch } from './kill-switch';
import { escalations, placeOrders, signed, switchboard } from './switchboard.test-helper';
import { VirtualClock } from './virtual-clock.test-helper';

const heardBy = (line: KillSwitch['controls']): Control[] => {
  const heard: Control[] = [];
  line.subscribe((control) => heard.push(control));
  return heard;
};

const tokenOf = (kill: KillSwitch, place = 0): string => kill.report().latches[place]?.token ?? '';

const entriesOf = (text: string | undefined) => {
  const check = verifyJournal(text ?? '');
  expect(check.isIntact).toBe(true);
  return check.entries;
};

describe('a kill', () => {
  it('has done everything it can when it returns: latched, stored, told, handed over, in this order', () => {
    const order: string[] = [];
    const behaviour = (request: string): 'ok' => {
      order.push(`a ${request}`);
      return 'ok';
    };
    const board = switchboard([{ name: 'a', behaviour }]);
    const store = memoryStore();
    const kill: KillSwitch = board.start({
      store: {
        read: () => undefined,
        write: (text) => {
          order.push(`store ${kill.report().latches.length}`);
          store.write(text);
        },
      },
      listeners: [({ type }) => order.push(type)],
    });
    kill.controls.subscribe(() => order.push('bot'));
    order.length = 0;
    const { state, venues } = kill.kill(signed);
    expect(order).toEqual(['store 1', 'bot', 'a cancelAll', 'killed', 'kill-state']);
    expect([state, venues[0]?.status, venues[0]?.handed]).toEqual(['killing', 'pursuing', 1]);
    expect(store.read()).toContain('KILL_SWITCH');
  });

  it('is told to bots as they take it, and with venues never as a flatten', () => {
    const paper = switchboard([]).start();
    const heard = heardBy(paper.controls);
    paper.kill({ action: 'flatten', collarRate: 0.05, ...signed });
    expect(heard).toEqual([{ type: 'kill', scope: {}, action: 'flatten', collarRate: 0.05, ...signed }]);
    const live = switchboard([{ name: 'a' }]).start();
    const alsoHeard = heardBy(live.controls);
    live.kill({ action: 'flatten', collarRate: 0.05, ...signed });
    expect(alsoHeard).toEqual([{ type: 'kill', scope: {}, action: 'cancel', ...signed }]);
  });

  it('of what no venue and no bot can have is a kill of everything, and says so', () => {
    const instruments = ['a:BTC/USDT'];
    for (const scope of [
      { venue: 'b' },
      { instrumentId: 'b:BTC/USDT' },
      { instrumentId: 'BTC/USDT' },
      { venue: 'a', instrumentId: 'b:X/Y' },
      { instrumentId: 'a:BTC/USDC' },
    ]) {
      const board = switchboard([{ name: 'a' }]);
      const kill = board.start({ instruments });
      const { latches } = kill.kill({ scope, ...signed });
      expect(latches[0]?.scope).toEqual({});
      expect(board.events[0]).toMatchObject({ type: 'killed', requested: scope });
    }
    const known = switchboard([{ name: 'a' }]).start({ instruments });
    const scope = { instrumentId: 'a:BTC/USDT' };
    expect(known.kill({ scope, ...signed }).latches[0]?.scope).toEqual(scope);
  });

  it('is done at once where there is nothing to ask', () => {
    expect(switchboard([]).start().kill(signed).state).toBe('done');
  });

  it('goes on without its store and its journal, and says so', () => {
    const board = switchboard([{ name: 'a' }]);
    const full = () => {
      throw new Error('no space');
    };
    const kill = board.start({
      store: { read: () => undefined, write: full },
      journal: { read: () => undefined, append: full, setAside: full },
    });
    const heard = heardBy(kill.controls);
    kill.kill(signed);
    expect([heard.length, board.venues[0]?.requests.length, kill.report().latches.length]).toEqual([1, 1, 1]);
    expect(board.events.filter(({ type }) => type === 'keeping-failed')).toMatchObject([
      { what: 'store', message: 'no space' },
      { what: 'journal', message: 'no space' },
    ]);
  });

  it('that the store did not take is offered to it until it does', async () => {
    let isFull = true;
    const board = switchboard([]);
    const { store, clock } = board;
    const kill = board.start({
      store: {
        read: () => store.read(),
        write: (text) => {
          if (isFull) throw new Error('no space');
          store.write(text);
        },
      },
    });
    kill.kill(signed);
    await clock.advance(60_000);
    expect(store.read()).toBeUndefined();
    expect(board.events.filter(({ type }) => type === 'keeping-failed').length).toBeGreaterThan(5);
    isFull = false;
    await clock.advance(5_000);
    expect([
      board
        .start()
        .report()
        .latches.map(({ code }) => code),
      clock.pendingCount,
    ]).toEqual([['KILL_SWITCH'], 0]);
  });

  it('that the store did not take is found in the journal after a restart', () => {
    const board = switchboard([]);
    const full = () => {
      throw new Error('no space');
    };
    board.start({ store: { read: () => undefined, write: full } }).kill(signed);
    expect(
      board
        .start()
        .report()
        .latches.map(({ code }) => code),
    ).toEqual(['STORE_ROLLED_BACK']);
  });

  it('goes on when the clock fails', () => {
    const board = switchboard([{ name: 'a' }]);
    const kill = board.start();
    board.clock.skewMs = Number.NaN;
    expect(kill.kill({ scope: { venue: 'a' }, ...signed }).latches[0]?.timeMs).toBe(1_000_000);
    board.clock.nowMs = () => {
      throw new Error('no clock');
    };
    const heard = heardBy(kill.controls);
    expect(kill.kill(signed).latches[1]?.timeMs).toBe(1_000_000);
    expect(heard).toHaveLength(2);
  });

  it('of one bot among many is not told to the others', () => {
    const kill = switchboard([]).start();
    const [every, btc, eth] = [kill.controls, kill.controlsFor(['a:BTC/USDT']), kill.controlsFor(['a:ETH/USDT'])].map(
      heardBy,
    );
    kill.kill({ scope: { instrumentId: 'a:BTC/USDT' }, ...signed });
    kill.kill({ scope: { venue: 'a', tag: 'grid' }, ...signed });
    expect([every?.length, btc?.length, eth?.length]).toEqual([2, 2, 1]);
    expect(heardBy(kill.controlsFor(['b:ETH/USDT']))).toEqual([]);
  });
});

describe('what is on its way to a venue', () => {
  /** Orders that were listed, and a list that is asked for and not answered yet. */
  const scene = async () => {
    const board = switchboard([{ name: 'a', latencyMs: () => 100 }]);
    const [a] = board.venues;
    const kill = board.start();
    kill.kill(signed);
    await board.clock.advance(101, () => a?.requests.at(-1)?.request === 'openOrders');
    placeOrders(a!, 3);
    return { ...board, kill, count: a?.requests.length };
  };

  it('leads to nothing after a re-arm', async () => {
    const { clock, venues, kill, count } = await scene();
    kill.rearm({ token: tokenOf(kill), ...signed });
    await clock.advance(60_000);
    expect([venues[0]?.requests.length, venues[0]?.open.size]).toEqual([count, 3]);
    expect([kill.state, kill.report().venues[0]?.status, clock.pendingCount]).toEqual(['armed', 'idle', 0]);
  });

  it('leads to nothing after the switch is closed', async () => {
    const { clock, venues, kill, count } = await scene();
    kill.close();
    await clock.advance(60_000);
    expect([venues[0]?.requests.length, clock.pendingCount]).toEqual([count, 0]);
  });

  it('is cancelled as far as it has a name, from lists that are broken', async () => {
    const board = switchboard([{ name: 'a', without: ['cancelAll'] }]);
    const [a] = board.venues;
    placeOrders(a!, 2);
    const broken = [{ id: 'a-1' }, { id: 7 }, null];
    for (const [method, answer] of [
      ['knownOrders', () => broken],
      ['openOrders', async () => broken],
    ] as const) {
      const requests = a?.requests.length;
      const kill = board.start({ venues: [{ ...a!, knownOrders: () => [], [method]: answer } as never] });
      kill.kill({ scope: { tag: method }, ...signed });
      if (method === 'openOrders') await board.clock.advance(20_000);
      expect(a?.requests.slice(requests).some(({ argument }) => argument === 'a-1')).toBe(true);
      kill.rearm({ token: tokenOf(kill), ...signed });
      kill.close();
    }
  });

  it('is not taken for an end: a venue that takes cancels and ignores them is escalated', async () => {
    const board = switchboard([
      { name: 'a', without: ['cancelAll'], behaviour: (request) => (request === 'cancel' ? 'ignore' : 'ok') },
    ]);
    placeOrders(board.venues[0]!, 2);
    const kill = board.start();
    kill.kill(signed);
    await board.clock.advance(60_000);
    expect(escalations(board.events)).toEqual(['a CANCEL_IGNORED', 'a VENUE_STUCK']);
    expect(kill.report()).toMatchObject({ state: 'stuck', venues: [{ openOrders: 2, gone: 0 }] });
    // Backed off, and not once a round trip: 60 s would hold 1,500 of those.
    expect(board.venues[0]?.requests.length).toBeLessThan(300);
  });
});

describe('a re-arm', () => {
  it('that is refused changes nothing and is written down', () => {
    const board = switchboard([{ name: 'a' }]);
    const kill = board.start();
    const given = { token: 'none', ...signed };
    const refusals: [string, Parameters<KillSwitch['rearm']>[0]][] = [['NOTHING_KILLED', given]];
    expect(kill.rearm(given)).toMatchObject({ type: 'refused', code: 'NOTHING_KILLED' });
    kill.kill({ scope: { venue: 'a' }, ...signed });
    const token = tokenOf(kill);
    for (const [code, request] of [
      ['TOKEN_WRONG', given],
      ['TOKEN_WRONG', { ...given, token: undefined as never }],
      ['REASON_MISSING', { token, by: 'ada' } as never],
      ['REASON_MISSING', { token, by: 'ada', reason: ' ' }],
      ['BY_MISSING', { token, reason: 'r', by: '' }],
      ['SCOPE_OTHER', { token, scope: {}, ...signed }],
      ['REASON_MISSING', undefined as never],
    ] as [string, Parameters<KillSwitch['rearm']>[0]][]) {
      refusals.push([code, request]);
      expect(kill.rearm(request)).toMatchObject({ type: 'refused', code });
    }
    expect(tokenOf(kill)).toBe(token);
    const told = board.events.flatMap((event) => (event.type === 'rearm-refused' ? [event.code] : []));
    expect(told).toEqual(refusals.map(([code]) => code));
    const written = entriesOf(board.journal.read()).filter(({ type }) => type === 'rearm-refused');
    expect(written.map(({ code }) => code)).toEqual(told);
    expect(board.start().state).toBe('killing');
  });

  it('ends the pursuit, tells the bots, and outlives a restart', async () => {
    const board = switchboard([{ name: 'a' }]);
    const kill = board.start();
    const heard = heardBy(kill.controls);
    kill.kill(signed);
    await board.clock.advance(5_000);
    expect(kill.state).toBe('done');
    const result = kill.rearm({ token: tokenOf(kill), reason: 'mended', by: 'bob', scope: {} });
    expect(result).toMatchObject({ type: 'rearmed', latch: { scope: {} } });
    expect(heard.at(-1)).toEqual({ type: 'rearm', of: 'operator', scope: {}, reason: 'mended', by: 'bob' });
    expect([kill.state, kill.report().venues[0]?.status, board.clock.pendingCount]).toEqual(['armed', 'idle', 0]);
    expect(board.start().state).toBe('armed');
    expect(entriesOf(board.journal.read())).toMatchObject([
      { type: 'kill', by: 'ada' },
      { type: 'rearm', by: 'bob', reason: 'mended', state: 'done' },
    ]);
  });

  it('of one kill leaves the others, and tells bots of them again', async () => {
    const board = switchboard([{ name: 'a' }, { name: 'b' }]);
    const kill = board.start();
    const heard = heardBy(kill.controls);
    kill.kill(signed);
    kill.kill({ scope: { venue: 'a' }, ...signed });
    await board.clock.advance(5_000);
    kill.rearm({ token: tokenOf(kill), ...signed });
    expect(heard.slice(2).map((control) => [control.type, 'scope' in control && control.scope])).toEqual([
      ['rearm', {}],
      ['kill', { venue: 'a' }],
    ]);
    expect(kill.report().venues.map(({ status }) => status)).toEqual(['clear', 'idle']);
    const [a, b] = board.venues;
    placeOrders(a!, 2);
    placeOrders(b!, 2);
    await board.clock.advance(15_000);
    expect([a?.open.size, b?.open.size]).toEqual([0, 2]);
  });

  it('lets orders of its scope alone that were about to be cancelled', async () => {
    const board = switchboard([
      { name: 'a', without: ['cancelAll'], behaviour: (request) => (request === 'cancel' ? 'reject' : 'ok') },
    ]);
    const kill = board.start();
    const [a] = board.venues;
    placeOrders(a!, 6, ['grid', 'trend']);
    kill.kill({ scope: { tag: 'grid' }, ...signed });
    kill.kill({ scope: { tag: 'trend' }, ...signed });
    await board.clock.advance(300);
    kill.rearm({ token: tokenOf(kill), ...signed });
    const before = a?.requests.length ?? 0;
    await board.clock.advance(20_000);
    const cancelled = a?.requests.slice(before).flatMap(({ argument }) => (argument === undefined ? [] : [argument]));
    expect(new Set(cancelled)).toEqual(new Set(['a-1', 'a-3', 'a-5']));
  });

  it('is not done when it cannot be written down', () => {
    let isFull = false;
    const board = switchboard([]);
    const kill = board.start({
      store: {
        read: () => board.store.read(),
        write: (text) => {
          if (isFull) throw new Error('no space');
          board.store.write(text);
        },
      },
    });
    const heard = heardBy(kill.controls);
    kill.kill(signed);
    isFull = true;
    expect(kill.rearm({ token: tokenOf(kill), ...signed })).toMatchObject({ code: 'NOT_SAVED' });
    expect([kill.state, heard.length]).toEqual(['done', 1]);
    // The journal has the attempt; a store that does not know of it is not believed.
    expect(
      board
        .start()
        .report()
        .latches.map(({ code }) => code),
    ).toEqual(['STORE_ROLLED_BACK', 'KILL_SWITCH']);
  });
});

describe('other controls', () => {
  const override = { type: 'override', guard: 'hours', untilMs: 5, ...signed } as const;

  it('reach the bots, and those that free something are written down first', () => {
    const board = switchboard([]);
    const kill = board.start();
    const heard = heardBy(kill.controls);
    const controls: Control[] = [
      { type: 'pause', ...signed },
      override,
      { type: 'rearm', of: 'max-drawdown', ...signed },
      { type: 'rearm', of: 'operator', ...signed },
      { type: 'observed', name: 'latency', value: 7 },
    ];
    expect(controls.map((control) => kill.send(control))).toEqual(Array(5).fill(true));
    expect(heard).toEqual(controls);
    expect(entriesOf(board.journal.read()).map(({ type }) => type)).toEqual([
      'pause',
      'override',
      'guard-rearm',
      'guard-rearm',
    ]);
    expect(board.events.map(({ type }) => type)).toEqual(Array(4).fill('control-sent'));
    // None of them decides what is killed, so a restart believes the store.
    expect(board.start().state).toBe('armed');
  });

  it('cannot lift a kill, and a kill is one', () => {
    const kill = switchboard([]).start();
    const heard = heardBy(kill.controls);
    expect(kill.send({ type: 'kill', ...signed })).toBe(true);
    expect(kill.send({ type: 'rearm', of: 'operator', ...signed })).toBe(false);
    expect([kill.state, heard.map(({ type }) => type)]).toEqual(['done', ['kill']]);
  });

  it('that free something are not said when they cannot be written down; a pause is', () => {
    const board = switchboard([]);
    const full = () => {
      throw new Error('no space');
    };
    const kill = board.start({ journal: { read: () => undefined, append: full, setAside: full } });
    const heard = heardBy(kill.controls);
    expect([kill.send(override), kill.send({ type: 'pause', ...signed })]).toEqual([false, true]);
    expect(heard.map(({ type }) => type)).toEqual(['pause']);
  });
});

describe('a switch', () => {
  it('tells subscribers what happens, in one order', () => {
    const board = switchboard([{ name: 'a' }]);
    const kill = board.start();
    const heard: string[] = [];
    const subscription = kill.events.subscribe(({ type }) => heard.push(type));
    kill.kill(signed);
    subscription.unsubscribe();
    kill.rearm({ token: tokenOf(kill), ...signed });
    expect(heard).toEqual(['killed', 'kill-state']);
  });

  it('leaves no timer behind when it is closed', async () => {
    const board = switchboard([{ name: 'a' }, { name: 'b', behaviour: () => 'reject' }]);
    const kill = board.start();
    kill.kill(signed);
    await board.clock.advance(3_000);
    kill.close();
    await board.clock.advance(3_000);
    const requests = board.venues.map((venue) => venue.requests.length);
    await board.clock.advance(60_000);
    expect(board.venues.map((venue) => venue.requests.length)).toEqual(requests);
    expect(board.clock.pendingCount).toBe(0);
  });

  it('calls methods of a venue that is an instance of a class', async () => {
    const seen: string[] = [];
    class Venue {
      readonly name = 'a';
      readonly #secret = 'kept';
      async openOrders() {
        seen.push(`list ${this.#secret}`);
        return [];
      }
      async cancel() {}
      async cancelAll() {
        seen.push(`all ${this.#secret}`);
      }
      async closePositions() {
        seen.push(`close ${this.#secret}`);
        return [];
      }
    }
    const board = switchboard([]);
    const kill = board.start({ venues: [new Venue()] });
    kill.kill({ action: 'flatten', ...signed });
    await board.clock.advance(5_000);
    expect([kill.state, escalations(board.events)]).toEqual(['done', []]);
    expect(new Set(seen)).toEqual(new Set(['all kept', 'list kept', 'close kept']));
  });

  it.each([
    ['no venue', { venues: [{}] }, 'venues.0'],
    ['a venue with a colon', { venues: [{ name: 'a:b', openOrders: () => [], cancel: () => {} }] }, 'venues.0'],
    ['no store', { store: {} }, 'store'],
    ['no clock', { clock: undefined }, 'clock'],
    ['no random', { random: 7 }, 'random'],
    ['no journal', { journal: {} }, 'journal'],
    ['a misspelt instrument', { instruments: ['BTC/USDT'] }, 'instruments.0'],
    ['no time', { settleMs: 0 }, 'settleMs'],
    ['a misspelt option', { settle: 1 }, 'no such option'],
  ])('is not made of %s', (_name, wrong, field) => {
    const right = { venues: [], store: memoryStore(), clock: new VirtualClock(), random: seededRandom(1) };
    expect(() => killSwitch({ ...right, ...wrong } as never)).toThrow(field);
  });

  it('knows each venue once', () => {
    expect(() => switchboard([{ name: 'a' }, { name: 'a' }]).start()).toThrow('expected each name once');
  });
});
