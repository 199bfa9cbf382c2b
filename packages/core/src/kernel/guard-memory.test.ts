import { describe, expect, it } from 'vitest';
import type { TimedControl } from '../control/control';
import type { Guard } from '../guard/guard';
import { orders } from '../strategy/decision';
import { barsOf, botOf, freeBroker, limit, market, runBot, story } from './bot-run.test-helper';
import type { StateStore } from './guard-memory';

const signed = { reason: 'test', by: 'ops' };
const kill = { timeMs: 60_000, control: { type: 'kill', ...signed } } as const;
const flat = barsOf(100, 100, 100);

const storeOf = (text?: string) => {
  const written: string[] = [];
  const store: StateStore = { read: () => written.at(-1) ?? text, write: (one) => void written.push(one) };
  return { store, written };
};

/** Denies everything once it has seen as many fills as it may. */
const fills: Guard<{ count: number; since: number }> = {
  name: 'fills',
  initial: { count: 0, since: Number.NEGATIVE_INFINITY },
  update: (state, event) => (event.type === 'fill' ? { count: state.count + 1, since: event.timeMs } : state),
  check: (_intent, _portfolio, { count }) =>
    count <= 1 ? { type: 'pass' } : { type: 'deny', code: 'FILLS', limit: 1, observed: count },
};

const buying = () => orders([market('buy', 1)]);

/** The same bot, live: its guards are saved after every moment. */
const live = (store: StateStore, guards: readonly Guard[] = [fills], controls: readonly TimedControl[] = []) => {
  const heard: Parameters<typeof story>[0][number][] = [];
  let failure: unknown;
  botOf({ bars: flat, decide: buying, guards })
    .run({ market: flat, broker: freeBroker(), memory: store, controls })
    .subscribe({ next: (event) => heard.push(event), error: (error) => (failure = error) });
  return { told: story(heard.filter(({ type }) => type !== 'marked' && type !== 'bot-started')), failure };
};

describe('a memory', () => {
  it('brings back the states of guards and the stops', () => {
    const { store, written } = storeOf();
    live(store);
    expect(written.length).toBeGreaterThan(1);
    expect(live(store).told.filter((line) => line.includes('denied'))).toHaveLength(3);
    live(store, [fills], [kill]);
    const { told } = live(store);
    expect(told[0]).toBe('1 cancel by operator KILL_SWITCH');
    expect(told.filter((line) => line.includes('denied operator KILL_SWITCH'))).toHaveLength(3);
  });

  it('is written before the first order is cancelled', () => {
    const order: string[] = [];
    const { store } = storeOf();
    const broker = freeBroker();
    runBot({
      bars: flat,
      decide: [orders([limit('buy', 1, 90)])],
      controls: [kill],
      memory: { ...store, write: (text) => void (text.includes('KILL_SWITCH') && order.push('written')) },
      broker: {
        ...broker,
        open: (context) => {
          const session = broker.open(context);
          return {
            state: session.state,
            submit: (one) => session.submit(one),
            onSlice: (slice) => session.onSlice(slice),
            cancel: (one, reason) => {
              order.push('cancelled');
              session.cancel(one, reason);
            },
          };
        },
      },
    });
    expect(order.slice(0, 2)).toEqual(['written', 'cancelled']);
  });

  it('that cannot be read stops the bot before its first order', () => {
    const throwing: StateStore = {
      read: () => {
        throw new Error('half a file');
      },
      write: () => undefined,
    };
    for (const store of [
      throwing,
      ...['', '{', 'null', '[]', '{"version":2}', '{"version":1,"guards":{},"stops":[null]}'].map(
        (text) => storeOf(text).store,
      ),
    ]) {
      expect(live(store).told).toEqual([
        '0 halt by memory MEMORY_UNREADABLE',
        '1 denied memory MEMORY_UNREADABLE',
        '2 denied memory MEMORY_UNREADABLE',
        '3 denied memory MEMORY_UNREADABLE',
        '3 bot-finished',
      ]);
    }
  });

  it('that could not be read is left as it is until it is re-armed', () => {
    const { store, written } = storeOf('{');
    live(store);
    expect(written).toEqual([]);
    const rearm = { timeMs: 60_000, control: { type: 'rearm', of: 'memory', ...signed } } as const;
    live(store, [fills], [rearm]);
    expect(written.length).toBeGreaterThan(0);
    expect(live(store).told[0]).not.toContain('MEMORY');
  });

  it('that cannot be written stops the bot', () => {
    const full: StateStore = {
      read: () => undefined,
      write: () => {
        throw new Error('no space');
      },
    };
    expect(live(full).told.slice(0, 4)).toEqual([
      '1 submitted buy 1 BTC/USDT',
      '1 halt by memory MEMORY_NOT_SAVED',
      '1 cancelled halted',
      '2 denied memory MEMORY_NOT_SAVED',
    ]);
  });

  it('of what is no plain data is refused at the start', () => {
    const guard: Guard = { name: 'map', initial: new Map(), check: () => ({ type: 'pass' }) };
    expect(live(storeOf().store, [guard]).failure).toBeInstanceOf(TypeError);
  });
});
