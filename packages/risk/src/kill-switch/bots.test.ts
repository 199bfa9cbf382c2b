/**
 * Kills that reach real bots in the middle of something, through `bot.run({ controls })`.
 *
 * @module
 */
import { type BotEvent, type Decision, type Guard, orders, streamStrategy, venueOf } from '@sigmax/core';
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../store/memory-store';
import type { KillSwitch } from './kill-switch';
import { limit, liveBot, venueBroker } from './live-bot.test-helper';
import { signed, switchboard } from './switchboard.test-helper';

const btc = 'a:BTC/USDT';
const eth = 'a:ETH/USDT';

/** A bot over one venue that orders twice at every moment, and what it does on hearing of something. */
const scene = (
  react: (event: BotEvent, kill: KillSwitch) => void = () => {},
  given: Partial<Parameters<typeof liveBot>[0]> = {},
) => {
  const board = switchboard([{ name: 'a' }]);
  const kill = board.start();
  const filled = new Set<string>();
  const { clock, venues } = board;
  const made = venueBroker({ clock, venues, filled });
  const bot = liveBot({
    instruments: [btc, eth],
    decide: () => orders([limit(btc), limit(eth)]),
    broker: made.broker,
    controls: kill.controls,
    react: (event) => react(event, kill),
    ...given,
  });
  const fill = (id: string): void => {
    filled.add(id);
    venues[0]?.fill(id);
  };
  return { ...board, ...made, ...bot, kill, fill };
};

const typesOf = (events: readonly BotEvent[]): string[] => events.map(({ type }) => type);

describe('a kill', () => {
  it('in a fill listener: the fill stands, the rest is cancelled, nothing more leaves', () => {
    const { tick, fill, events, submitted, cancelled, denials } = scene(({ type }, kill) => {
      if (type === 'fill') kill.kill(signed);
    });
    tick();
    fill('run-1');
    tick();
    tick();
    expect(submitted.map(({ id }) => id)).toEqual(['run-1', 'run-2']);
    expect(cancelled).toEqual(['run-2']);
    expect(typesOf(events).filter((type) => type === 'fill')).toHaveLength(1);
    expect(denials()).toEqual(Array(4).fill('KILL_SWITCH'));
  });

  it('in order-submitted: that order does not leave, nor do those after it', () => {
    const { tick, submitted, cancelled, events, denials } = scene((event, kill) => {
      if (event.type === 'order-submitted' && event.instrumentId === eth) kill.kill(signed);
    });
    tick();
    tick();
    expect(submitted.map(({ id }) => id)).toEqual(['run-1']);
    expect(cancelled).toEqual(['run-1']);
    expect(events.filter(({ type }) => type === 'order-cancelled')).toMatchObject([
      { clientOrderId: 'run-2', reason: 'halted' },
    ]);
    expect(denials()).toEqual(['KILL_SWITCH', 'KILL_SWITCH']);
  });

  it('in every kind of event leaves no order that leaves after it', () => {
    const types: BotEvent['type'][] = ['bot-started', 'marked', 'order-submitted', 'order-accepted', 'fill', 'control'];
    for (const type of types) {
      let hasKilled = false;
      let sentBefore = 0;
      let made: ReturnType<typeof scene> | undefined;
      made = scene((event, theSwitch) => {
        if (event.type !== type || hasKilled) return;
        hasKilled = true;
        theSwitch.kill(signed);
        // Whoever reacts to it may feed the bot as well.
        made?.tick();
        sentBefore = made?.submitted.length ?? 0;
      });
      const { tick, fill, submitted, kill } = made;
      for (let moment = 0; moment < 4; moment++) {
        tick();
        fill('run-1');
        kill.send({ type: 'observed', name: 'latency', value: moment });
      }
      expect([type, hasKilled, submitted.length]).toEqual([type, true, sentBefore]);
    }
  });

  it('while a decision is awaited: the decision goes nowhere', async () => {
    let decide: (decision: Decision) => void = () => {};
    const strategy = streamStrategy((snapshots) => {
      const decisions = new Subject<Decision>();
      snapshots.subscribe();
      decide = (decision) => decisions.next(decision);
      return decisions;
    });
    const { tick, kill, submitted, denials } = scene(() => {}, { strategy });
    tick();
    kill.kill(signed);
    decide(orders([limit(btc), limit(eth)]));
    await new Promise((resolve) => setTimeout(resolve, 0));
    tick();
    decide(orders([limit(btc)]));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([submitted, denials()]).toEqual([[], Array(3).fill('KILL_SWITCH')]);
  });

  it('of a bot whose guard throws when it is told of it', () => {
    const deaf: Guard = {
      name: 'deaf',
      initial: 0,
      update: (state, { type }) => {
        if (type === 'control' || type === 'bot-halted') throw new Error('a bug');
        return state;
      },
    };
    const { tick, kill, submitted, cancelled, events, denials, failure } = scene(() => {}, { guards: [deaf] });
    tick();
    kill.kill(signed);
    tick();
    expect([submitted.length, cancelled.length, failure()]).toEqual([2, 2, undefined]);
    expect(events.flatMap((event) => (event.type === 'bot-halted' ? [event.code] : [])).slice(0, 1)).toEqual([
      'KILL_SWITCH',
    ]);
    // Two refuse now, and the name that comes first is told.
    expect(denials()).toEqual(['GUARD_FAILED', 'GUARD_FAILED']);
  });

  it('whose bot cannot save it stops the bot all the same', () => {
    const memory = {
      ...memoryStore(),
      write: () => {
        throw new Error('no space');
      },
    };
    const { tick, kill, submitted, cancelled } = scene(() => {}, { memory });
    tick();
    const before = submitted.length;
    kill.kill(signed);
    tick();
    expect([submitted.length, cancelled.length]).toEqual([before, before]);
  });
});

describe('a re-arm', () => {
  it('frees a bot that stopped because of a kill of what it does not trade', () => {
    const { tick, kill, submitted } = scene();
    kill.kill({ scope: { instrumentId: 'a:SOL/USDT' }, ...signed });
    tick();
    expect(submitted).toEqual([]);
    kill.rearm({ token: kill.report().latches[0]?.token ?? '', ...signed });
    tick();
    expect(submitted).toHaveLength(2);
  });

  it('of one of two such kills does not', () => {
    const { tick, kill, submitted } = scene();
    kill.kill({ scope: { instrumentId: 'a:SOL/USDT' }, ...signed });
    kill.kill({ scope: { instrumentId: 'a:XRP/USDT' }, ...signed });
    kill.rearm({ token: kill.report().latches[0]?.token ?? '', ...signed });
    tick();
    expect(submitted).toEqual([]);
  });

  it('reaches only bots that the kill was about', () => {
    const board = switchboard([{ name: 'a' }, { name: 'b' }]);
    const kill = board.start();
    const { clock, venues } = board;
    const bots = ['a:BTC/USDT', 'b:BTC/USDT'].map((id) => {
      const made = venueBroker({ clock, venues });
      const controls = kill.controlsFor([id]);
      const runId = venueOf(id);
      return {
        ...made,
        ...liveBot({ instruments: [id], decide: () => orders([limit(id)]), broker: made.broker, controls, runId }),
      };
    });
    kill.kill({ scope: { venue: 'a' }, ...signed });
    for (const bot of bots) bot.tick();
    kill.rearm({ token: kill.report().latches[0]?.token ?? '', ...signed });
    for (const bot of bots) bot.tick();
    expect(bots.map(({ submitted }) => submitted.length)).toEqual([1, 2]);
    expect(typesOf(bots[1]?.events ?? [])).not.toContain('control');
  });
});
