import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Control } from '../control/control';
import type { Bar } from '../market/bar';
import { type Decision, orders } from '../strategy/decision';
import { streamStrategy } from '../strategy/stream-strategy';
import type { BotOptions } from './bot';
import type { BotEvent } from './bot-event';
import { barsOf, botOf, freeBroker, limit, market, story } from './bot-run.test-helper';

const signed = { reason: 'test', by: 'ops' };
const kill: Control = { type: 'kill', ...signed };
const flat = barsOf(100, 100, 100) as [Bar, Bar, Bar];

/** A bot that is fed by hand and buys at every moment, 1 at the market and 1 at 50. */
const live = (
  react: (event: BotEvent, say: (control: Control) => void) => void = () => {},
  settings: Partial<BotOptions> = {},
) => {
  const bars = new Subject<Bar>();
  const controls = new Subject<Control>();
  const heard: BotEvent[] = [];
  const say = (control: Control) => controls.next(control);
  const decide = () => orders([market('buy', 1), limit('buy', 1, 50)]);
  let hasFailed = false;
  const subscription = botOf({ bars: flat, decide, ...settings })
    .run({ market: bars, broker: freeBroker(), controls })
    .subscribe({
      next: (event) => {
        heard.push(event);
        react(event, say);
      },
      error: () => {
        hasFailed = true;
      },
    });
  const told = () => story(heard.filter(({ type }) => type !== 'marked' && type !== 'bot-started'));
  return { bars, controls, say, told, subscription, hasFailed: () => hasFailed };
};

describe('an operator of a running bot', () => {
  it('is heard between two events of the market', () => {
    const { bars, say, told } = live();
    bars.next(flat[0]);
    say(kill);
    expect(told().slice(3)).toEqual([
      '1 kill',
      '1 cancel by operator KILL_SWITCH',
      '1 cancelled halted',
      '1 cancelled halted',
    ]);
  });

  it('is heard before the first of them', () => {
    const { bars, say, told } = live();
    say(kill);
    bars.next(flat[0]);
    expect(told().filter((line) => line.includes('submitted'))).toEqual([]);
    expect(told().slice(-2)).toEqual(['1 denied operator KILL_SWITCH', '1 denied operator KILL_SWITCH']);
  });

  it('is heard before the first of them by a bot that learns from it what it trades', () => {
    const { bars, say, told } = live(undefined, { instruments: [] });
    say(kill);
    bars.next(flat[0]);
    expect(told().slice(0, 2)).toEqual(['0 kill', '0 cancel by operator KILL_SWITCH']);
    expect(told().filter((line) => line.includes('submitted'))).toEqual([]);
  });

  it('on hearing that an order is leaving, keeps it from leaving, and all that would follow', () => {
    let hasKilled = false;
    const { bars, told } = live(({ type }, say) => {
      if (type !== 'order-submitted' || hasKilled) return;
      hasKilled = true;
      say(kill);
    });
    bars.next(flat[0]);
    expect(told()).toEqual([
      '1 submitted buy 1 BTC/USDT',
      '1 kill',
      '1 cancel by operator KILL_SWITCH',
      '1 cancelled halted',
      '1 denied operator KILL_SWITCH',
    ]);
  });

  it('on hearing of a fill, stops the bot once the broker has finished', () => {
    const { bars, told } = live(({ type }, say) => {
      if (type === 'fill') for (const control of [kill, kill]) say(control);
    });
    bars.next(flat[0]);
    bars.next(flat[1]);
    expect(told().slice(3)).toEqual([
      '2 buy 1 BTC/USDT @ 100',
      '2 kill',
      '2 cancel by operator KILL_SWITCH',
      '2 kill',
      '2 cancelled halted',
      '2 denied operator KILL_SWITCH',
      '2 denied operator KILL_SWITCH',
    ]);
  });

  it('has stopped the bot before it sees what whoever hears of it sends on', () => {
    const { bars, say, told } = live(({ type }) => {
      if (type === 'control') bars.next(flat[1]);
    });
    bars.next(flat[0]);
    say(kill);
    expect(told().filter((line) => line.includes('submitted'))).toHaveLength(2);
    expect(told().slice(-2)).toEqual(['2 denied operator KILL_SWITCH', '2 denied operator KILL_SWITCH']);
  });

  it('is heard while a decision is awaited, and the decision goes nowhere', async () => {
    let decide: (decision: Decision) => void = () => {};
    const awaiting = streamStrategy(
      (snapshots) =>
        new (class extends Subject<Decision> {
          constructor() {
            super();
            snapshots.subscribe();
            decide = (decision) => this.next(decision);
          }
        })(),
    );
    const controls = new Subject<Control>();
    const bars = new Subject<Bar>();
    const heard: BotEvent[] = [];
    botOf({ bars: flat, decide: [], strategy: awaiting })
      .run({ market: bars, broker: freeBroker(), controls })
      .subscribe((event) => heard.push(event));
    bars.next(flat[0]);
    controls.next(kill);
    decide(orders([market('buy', 1)]));
    await new Promise<void>((resolve) => queueMicrotask(resolve));
    expect(story(heard).slice(-2)).toEqual(['1 cancel by operator KILL_SWITCH', '1 denied operator KILL_SWITCH']);
  });

  it('who talks nonsense changes nothing', () => {
    const { bars, say, told, hasFailed } = live();
    bars.next(flat[0]);
    for (const control of [undefined, null, 5, 'kill', {}, { type: 'pause' }, { type: 'rearm', of: 5 }]) {
      say(control as never);
    }
    expect(told().slice(3)).toEqual(Array(7).fill('1 refused INVALID_CONTROL'));
    bars.next(flat[1]);
    expect([told().length > 10, hasFailed()]).toEqual([true, false]);
  });

  it('who wants to kill and cannot be understood has killed everything', () => {
    for (const control of [{ type: 'kill' }, { ...kill, scope: 'all' }, { ...kill, reason: 'x'.repeat(2_000) }]) {
      const { bars, say, told } = live();
      bars.next(flat[0]);
      say(control as never);
      expect(told().slice(3)).toEqual([
        '1 refused INVALID_CONTROL',
        '1 kill',
        '1 cancel by operator KILL_SWITCH',
        '1 cancelled halted',
        '1 cancelled halted',
      ]);
    }
  });

  it('who can no longer be heard leaves a bot that opens nothing new', () => {
    const { bars, controls, told, hasFailed } = live();
    bars.next(flat[0]);
    controls.error(new Error('the line is dead'));
    bars.next(flat[1]);
    expect(told().slice(3)).toEqual([
      '1 pause',
      '1 pause by operator PAUSED',
      '2 buy 1 BTC/USDT @ 100',
      '2 denied operator PAUSED',
      '2 denied operator PAUSED',
    ]);
    expect(hasFailed()).toBe(false);
  });

  it('who has nothing more to say leaves it alone, and is let go at the end', () => {
    const { bars, controls, told, subscription } = live();
    bars.next(flat[0]);
    controls.complete();
    bars.next(flat[1]);
    expect(told().filter((line) => line.includes('submitted'))).toHaveLength(4);
    const other = live();
    other.subscription.unsubscribe();
    expect([subscription.closed, other.controls.observed, other.bars.observed]).toEqual([false, false, false]);
  });
});
