import { describe, expect, it } from 'vitest';
import type { Control, TimedControl } from '../control/control';
import type { Guard } from '../guard/guard';
import type { Broker } from '../simulation/broker';
import { orders, target } from '../strategy/decision';
import {
  barsOf,
  btc,
  coarse,
  eth,
  freeBroker,
  limit,
  market,
  moments,
  type Prices,
  runBot,
  story,
} from './bot-run.test-helper';

const signed = { reason: 'test', by: 'ops' };
const kill: Control = { type: 'kill', ...signed };
const pause: Control = { type: 'pause', ...signed };
const rearm: Control = { type: 'rearm', of: 'operator', ...signed };
const at = (minutes: number, control: Control): TimedControl => ({ timeMs: minutes * 60_000, control });

const flat = barsOf(100, 100, 100, 100, 100);
const twoWays = { instruments: [coarse(btc), coarse(eth)], bars: moments(...Array(4).fill({ [btc]: 100, [eth]: 10 })) };

describe('a kill', () => {
  it('cancels everything that is open, exits too, and lets nothing out, between two moments', () => {
    const bracket = { stopLossPrice: 90 };
    const result = runBot({
      bars: flat,
      decide: (_, index) =>
        orders(index === 0 ? [{ ...market('buy', 1), bracket }, limit('buy', 1, 50)] : [market('buy', 1)]),
      controls: [at(2.5, kill)],
    });
    expect(story(result.events).slice(5)).toEqual([
      '2 order-accepted',
      '2 submitted buy 1 BTC/USDT',
      '2.5 kill',
      '2.5 cancel by operator KILL_SWITCH',
      '2.5 cancelled halted',
      '2.5 cancelled halted',
      '2.5 cancelled halted',
      '3 denied operator KILL_SWITCH',
      '4 denied operator KILL_SWITCH',
      '5 denied operator KILL_SWITCH',
    ]);
    expect(result.positions[0]?.quantity).toBe(1);
    expect(result.halt).toMatchObject({ guard: 'operator', action: 'cancel', reason: 'test (ops)' });
  });

  it('may flatten, at any price or under a collar', () => {
    const run = (control: Control, ...prices: readonly Prices[]) =>
      runBot({ bars: barsOf(100, 100, ...prices), decide: [orders([market('buy', 2)])], controls: [at(2, control)] });
    const free = run({ ...kill, action: 'flatten' }, 80, 80);
    expect(story(free.events).slice(-3)).toEqual([
      '2 flatten by operator KILL_SWITCH',
      '2 submitted sell 2 BTC/USDT',
      '3 sell 2 BTC/USDT @ 80',
    ]);
    const held = run({ ...kill, action: 'flatten', collarRate: 0.1 }, 80, { open: 79, close: 79 }, 79);
    expect(story(held.events).slice(4)).toEqual([
      '2 submitted sell 2 BTC/USDT',
      '2 order-accepted',
      // 80 is below the collar of 90; the next one stands at 72.
      '3 cancelled ioc-remainder',
      '3 submitted sell 2 BTC/USDT',
      '3 order-accepted',
      '4 sell 2 BTC/USDT @ 79',
    ]);
  });

  it('keeps to its scope', () => {
    const both = orders([market('buy', 1, btc), market('buy', 1, eth)]);
    const result = runBot({
      ...twoWays,
      decide: () => both,
      controls: [at(1, { ...kill, scope: { instrumentId: btc }, action: 'flatten' })],
    });
    expect(story(result.events).slice(2)).toEqual([
      '1 kill',
      '1 flatten by operator KILL_SWITCH',
      '1 cancelled halted',
      '2 buy 1 ETH/USDT @ 10',
      '2 denied operator KILL_SWITCH',
      '2 submitted buy 1 ETH/USDT',
      '3 buy 1 ETH/USDT @ 10',
      '3 denied operator KILL_SWITCH',
      '3 submitted buy 1 ETH/USDT',
      '4 buy 1 ETH/USDT @ 10',
      '4 denied operator KILL_SWITCH',
      '4 submitted buy 1 ETH/USDT',
    ]);
    expect(result.stops).toMatchObject([{ scope: { instrumentId: btc } }]);
  });

  it('of a tag leaves the orders of others', () => {
    const result = runBot({
      bars: flat,
      decide: [orders([{ ...limit('buy', 1, 90), tag: 'grid' }, limit('buy', 1, 91)])],
      controls: [at(2, { ...kill, scope: { tag: 'grid' } })],
    });
    expect(story(result.events).slice(4)).toEqual(['2 kill', '2 cancel by operator KILL_SWITCH', '2 cancelled halted']);
  });

  it('of what the bot does not trade is a kill of everything', () => {
    const result = runBot({
      bars: flat,
      decide: () => orders([market('buy', 1)]),
      controls: [at(1, { ...kill, scope: { instrumentId: 'demo:BTC/USD' } })],
    });
    expect(result.fills).toEqual([]);
    expect(result.stops[0]?.scope).toBeUndefined();
  });

  it('twice is one; a harder one goes further; a milder one changes nothing', () => {
    const controls = [at(1, kill), at(1, kill), at(2, { ...kill, action: 'flatten' }), at(3, pause), at(3, kill)];
    const { events, stops } = runBot({ bars: flat, decide: [], controls });
    expect(story(events).filter((line) => line.includes(' by '))).toEqual([
      '1 cancel by operator KILL_SWITCH',
      '2 flatten by operator KILL_SWITCH',
    ]);
    expect(stops).toHaveLength(1);
  });

  it('that flattens goes further under a wider collar, and not under a narrower one', () => {
    const flatten = (collarRate: number): Control => ({ ...kill, action: 'flatten', collarRate });
    const widened = runBot({
      bars: barsOf(100, 100, 80, 80),
      decide: [orders([market('buy', 2)])],
      controls: [at(2, flatten(0.1)), at(2, flatten(0.3)), at(2, flatten(0.2))],
    });
    expect(widened.stops).toMatchObject([{ collarRate: 0.3 }]);
    const { events, stops } = runBot({
      bars: flat,
      decide: [],
      controls: [at(1, { ...kill, action: 'flatten' }), at(2, flatten(0.3))],
    });
    expect(story(events).filter((line) => line.includes(' by '))).toHaveLength(1);
    expect(stops[0]).not.toHaveProperty('collarRate');
  });

  it('of an instrument at another venue than its own is a kill of everything', () => {
    const id = 'other:BTC/USDT';
    const result = runBot({
      instruments: [coarse(btc), coarse(id)],
      bars: moments(...Array(3).fill({ [btc]: 100, [id]: 100 })),
      decide: () => orders([market('buy', 1, btc), market('buy', 1, id)]),
      controls: [at(0, { ...kill, scope: { venue: 'demo', instrumentId: id } })],
    });
    expect(result.fills).toEqual([]);
  });

  it('forgets what was delayed', () => {
    const late: Guard = {
      name: 'late',
      initial: undefined,
      check: (_, { timeMs }) =>
        timeMs < 180_000 ? { type: 'delay', code: 'LATE', limit: 0, observed: 0 } : { type: 'pass' },
    };
    const decide = [orders([market('buy', 1)])];
    expect(runBot({ bars: flat, decide, guards: [late] }).fills).toHaveLength(1);
    expect(runBot({ bars: flat, decide, guards: [late], controls: [at(1, kill)] }).fills).toHaveLength(0);
    expect(runBot({ bars: flat, decide, guards: [late], controls: [at(1, pause)] }).fills).toHaveLength(0);
  });

  it('asks again for what could not be cancelled, and goes on with the rest', () => {
    const inner = freeBroker();
    let refusals = 2;
    const broker: Broker = {
      ...inner,
      open: (context) => {
        const session = inner.open(context);
        return {
          state: session.state,
          submit: (order) => session.submit(order),
          onSlice: (slice) => session.onSlice(slice),
          cancel: (order, reason) => {
            if (order.sequence === 1 && refusals-- > 0) throw new Error('the line is dead');
            session.cancel(order, reason);
          },
        };
      },
    };
    const result = runBot({
      bars: flat,
      broker,
      decide: [orders([limit('buy', 1, 90), limit('buy', 1, 91)])],
      controls: [at(1, kill)],
    });
    expect(story(result.events).slice(4)).toEqual([
      '1 kill',
      '1 cancel by operator KILL_SWITCH',
      '1 cancel-failed',
      '1 cancelled halted',
      '1 cancel-failed',
      '2 cancelled halted',
    ]);
    expect(result.events.find(({ type }) => type === 'cancel-failed')).toMatchObject({
      clientOrderId: 'run-1',
      message: 'the line is dead',
    });
  });
});

describe('a pause', () => {
  it('lets out what reduces, leaves what is open, and ends with its re-arming', () => {
    const result = runBot({
      bars: barsOf(100, 100, 100, 100, 100, 100),
      decide: [
        orders([market('buy', 2), limit('buy', 1, 50)]),
        undefined,
        orders([market('sell', 1), market('buy', 5)]),
        undefined,
        orders([market('buy', 1)]),
      ],
      controls: [at(2, pause), at(4, rearm)],
    });
    expect(story(result.events).slice(4)).toEqual([
      '2 pause',
      '2 pause by operator PAUSED',
      '3 shrunk operator 1 to 1',
      '3 submitted sell 1 BTC/USDT',
      '3 denied operator PAUSED',
      '4 sell 1 BTC/USDT @ 100',
      '4 rearm',
      '4 rearmed operator',
      '5 submitted buy 1 BTC/USDT',
      '6 buy 1 BTC/USDT @ 100',
    ]);
    expect([result.stops, result.halt?.action]).toEqual([[], 'pause']);
  });
});

describe('re-arming', () => {
  it('names the scope that was asked for, also where that became everything', () => {
    const scope = { instrumentId: 'demo:SOL/USDT' };
    const result = runBot({
      bars: flat,
      decide: () => orders([market('buy', 1)]),
      controls: [at(0, { ...kill, scope }), at(2, { ...rearm, scope })],
    });
    expect(result.stops).toEqual([]);
    expect(result.fills).toHaveLength(2);
    const other = runBot({
      bars: flat,
      decide: [],
      controls: [at(0, { ...kill, scope: { instrumentId: btc } }), at(2, { ...rearm, scope })],
    });
    expect(other.stops).toHaveLength(1);
  });

  const fuse: Guard<{ hot: boolean }> = {
    name: 'fuse',
    initial: { hot: false },
    update: (state, event) => {
      if (event.type === 'control' && event.control.type === 'observed') return { hot: event.control.value === true };
      return state;
    },
    intervene: ({ hot }) => (hot ? { action: 'halt', code: 'FUSE', limit: 0, observed: 1 } : undefined),
  };
  const hot = (value: unknown): Control => ({ type: 'observed', name: 'temperature', value });

  it('is for each origin alone', () => {
    const { stops } = runBot({
      bars: flat,
      decide: [],
      guards: [fuse],
      controls: [at(1, kill), at(2, hot(true)), at(3, rearm)],
    });
    expect(stops.map(({ guard }) => guard)).toEqual(['fuse']);
  });

  it('of a guard that has not forgotten why, stops again at once', () => {
    const again = [at(1, hot(true)), at(2, { ...rearm, of: 'fuse' })];
    expect(story(runBot({ bars: flat, decide: [], guards: [fuse], controls: again }).events)).toEqual([
      '1 observed',
      '1 halt by fuse FUSE',
      '2 rearm',
      '2 rearmed fuse',
      '2 halt by fuse FUSE',
    ]);
    const cooled = [at(1, hot(true)), at(2, hot(false)), at(3, { ...rearm, of: 'fuse' })];
    expect(runBot({ bars: flat, decide: [], guards: [fuse], controls: cooled }).stops).toEqual([]);
  });

  it('of a guard that failed asks it again', () => {
    let failures = 1;
    const frail: Guard = {
      name: 'frail',
      initial: 0,
      update: (state, { type }) => {
        if (type === 'snapshot' && failures-- > 0) throw new Error('broken');
        return state;
      },
    };
    const result = runBot({
      bars: flat,
      decide: () => target(btc, 0.5),
      guards: [frail],
      controls: [at(1, { ...rearm, of: 'frail' })],
    });
    expect(result.stops).toEqual([]);
    expect(result.fills).toHaveLength(1);
  });
});

it('a strategy cannot cancel what protects a position that it may not protect again', () => {
  const halting: Guard = {
    name: 'stop',
    initial: undefined,
    intervene: (_, { timeMs }) =>
      timeMs >= 180_000 ? { action: 'halt', code: 'ENOUGH', limit: 1, observed: 2 } : undefined,
  };
  const result = runBot({
    bars: barsOf(100, 100, 100, 100, { open: 100, low: 60, close: 60 }),
    decide: (_, index) =>
      index === 0
        ? orders([{ ...market('buy', 2), bracket: { stopLossPrice: 90 } }])
        : index < 3
          ? orders([])
          : orders([], { cancel: 'all' }),
    guards: [halting],
  });
  expect(result.fills.at(-1)).toMatchObject({ side: 'sell', price: 90 });
});
