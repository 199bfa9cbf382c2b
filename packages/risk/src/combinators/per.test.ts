import {
  createBot,
  defineStrategy,
  type Guard,
  type GuardEvent,
  hold,
  orders,
  pass,
  simulatedBroker,
} from '@sigmax/core';
import { bar, barsFromCloses, describeGuard, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { cooldown } from '../guards/cooldown';
import {
  accepted,
  btc,
  cancelled,
  eth,
  market,
  moved,
  rearmed,
  reread,
  snapshot,
  submitted,
  told,
  trade,
} from '../guards/guard-events.test-helper';
import { lossStreak } from '../guards/loss-streak';
import { maxOrderNotional } from '../guards/max-order-notional';
import { messageRate } from '../guards/message-rate';
import { positionBreach } from '../guards/position-breach';
import { volatilityBreaker } from '../guards/volatility-breaker';
import { per } from './per';

for (const by of ['instrument', 'venue', 'tag'] as const) {
  describeGuard({
    name: `per ${by}`,
    make: () => per(by, () => messageRate({ limit: 2, windowMs: 7_200_000, verdict: 'deny' })),
    reads: [],
  });
}
describeGuard({
  name: 'per instrument, with a guard that watches',
  make: () => per('instrument', () => volatilityBreaker({ gap: { trip: 0.03 }, action: 'pause' })),
  reads: ['price'],
});

const other = 'other:BTC/USDT';
const one = (by: 'instrument' | 'venue' | 'tag') =>
  per(by, () => messageRate({ limit: 1, windowMs: 1_000, verdict: 'deny' }));
const denied = (by: 'instrument' | 'venue' | 'tag', sent: readonly Parameters<typeof market>[0][]) => {
  const guard = one(by);
  const state = reread(
    told(
      guard,
      sent.map((fields, index) => submitted(0, market(fields), `run-${index}`)),
    ),
  );
  const intents = [market(), market({ instrumentId: eth }), market({ instrumentId: other }), market({ tag: 'a' })];
  return intents.map((intent) => guard.check!(intent, portfolioOf({}), state) !== pass);
};

describe('per', () => {
  it('keeps a state for each', () => {
    expect(denied('instrument', [{}])).toEqual([true, false, false, true]);
    expect(denied('venue', [{}])).toEqual([true, true, false, true]);
    expect(denied('tag', [{}])).toEqual([true, true, true, false]);
    expect(denied('tag', [{ tag: 'a' }])).toEqual([false, false, false, true]);
    expect(denied('instrument', [])).toEqual([false, false, false, false]);
  });

  it('knows whose order is accepted or cancelled', () => {
    const guard = one('tag');
    const events = [
      submitted(0, market({ tag: 'a' }), 'run-1'),
      accepted(0, 'run-1'),
      cancelled(5_000, { clientOrderId: 'run-1' }),
    ];
    const state = told(guard, events);
    expect(Object.keys(state.states)).toEqual(['a']);
    expect(guard.check!(market({ tag: 'a' }), portfolioOf({ timeMs: 5_500 }), state)).not.toBe(pass);
    expect(guard.check!(market(), portfolioOf({ timeMs: 5_500 }), state)).toBe(pass);
  });

  it('takes any text for a tag', () => {
    for (const tag of ['__proto__', 'constructor', 'toString', '', '1']) {
      const guard = one('tag');
      const state = reread(told(guard, [submitted(0, market({ tag }))]));
      expect(guard.check!(market({ tag }), portfolioOf({}), state)).not.toBe(pass);
      expect(guard.check!(market({ tag: 'b' }), portfolioOf({}), state)).toBe(pass);
    }
    // A record that was saved could not be read with such a field in it.
    expect(JSON.stringify(told(one('tag'), [submitted(0, market({ tag: '__proto__' }))]))).not.toContain(
      '"__proto__":{',
    );
  });

  it('does not change its state or the initial one when it is asked', () => {
    const guard = one('instrument');
    const before = JSON.stringify(guard.initial);
    const state = told(guard, [submitted(0)]);
    const saved = JSON.stringify(state);
    guard.check!(market({ instrumentId: eth }), portfolioOf({}), state);
    told(guard, [submitted(0, market({ instrumentId: eth }))], {}, structuredClone(state));
    expect([JSON.stringify(guard.initial), JSON.stringify(state)]).toEqual([before, saved]);
    expect(Object.keys(state.states)).toEqual([btc]);
  });

  it('shows each its own bars and instruments, also when it has none', () => {
    const seen: unknown[] = [];
    const watching = (): Guard => ({
      name: 'eye',
      initial: 0,
      update: (state, event, portfolio) => {
        if (event.type === 'snapshot') seen.push([event.bars.map(({ close }) => close), ...portfolio.instrumentIds]);
        return state;
      },
    });
    const bars = [bar({ instrumentId: btc, close: 1 }), bar({ instrumentId: other, close: 3 })];
    const fields = { instrumentIds: [btc, eth, other] };
    const shown = (by: 'instrument' | 'venue' | 'tag', events: readonly GuardEvent[]) => {
      seen.length = 0;
      told(per(by, watching), events, fields);
      return [...seen];
    };
    expect(shown('instrument', [snapshot(0, bars)])).toEqual([
      [[1], btc],
      [[], eth],
      [[3], other],
    ]);
    expect(shown('venue', [snapshot(0, bars)])).toEqual([
      [[1], btc, eth],
      [[3], other],
    ]);
    expect(shown('tag', [snapshot(0, bars)])).toEqual([]);
    expect(shown('tag', [submitted(0, market({ tag: 'a' })), snapshot(0, bars)])).toEqual([[[1, 3], btc, eth, other]]);
    expect(shown('instrument', [submitted(0, market({ instrumentId: 'x:A/B' })), snapshot(0)])).toHaveLength(4);
  });

  it('tells each what concerns the whole account', () => {
    const counting = (): Guard<number> => ({
      name: 'count',
      initial: 0,
      update: (count, event) => (event.type === 'cash-moved' ? count + 1 : count),
    });
    const guard = per('instrument', counting);
    expect(told(guard, [submitted(0), submitted(0, market({ instrumentId: eth })), moved(5)]).states).toEqual({
      [btc]: 1,
      [eth]: 1,
    });
  });

  it('asks for one stop after the other, each of its part, and is re-armed part by part', () => {
    const guard = per('instrument', () => lossStreak({ losses: 1, action: 'halt' }));
    const both = told(guard, [...trade(0, -1), ...trade(0, -1, { instrumentId: eth })]);
    const demand = (state: typeof both) => guard.intervene!(state, portfolioOf({}));
    const halted = (instrumentId: string): GuardEvent => ({
      type: 'bot-halted',
      timeMs: 0,
      guard: 'loss-streak',
      ...demand(both)!,
      scope: { instrumentId },
    });
    expect(demand(both)).toMatchObject({ action: 'halt', scope: { instrumentId: btc } });
    const heeded = reread(told(guard, [halted(btc)], {}, structuredClone(both)));
    expect(demand(heeded)).toMatchObject({ scope: { instrumentId: eth } });
    const scoped = { ...rearmed('loss-streak'), scope: { instrumentId: btc } } as GuardEvent;
    const armed = told(guard, [halted(eth), scoped], {}, heeded);
    expect(demand(armed)).toMatchObject({ scope: { instrumentId: eth } });
    expect(guard.check!(market(), portfolioOf({}), armed)).toBe(pass);
    expect(guard.check!(market({ instrumentId: eth }), portfolioOf({}), armed)).not.toBe(pass);
    expect(demand(told(guard, [rearmed('loss-streak')], {}, armed))).toBeUndefined();
  });

  it('stops both instruments of a bot, and lets one go on', () => {
    const guard = per('instrument', () => positionBreach({ limit: 0.2, action: 'pause' }));
    const buyer = defineStrategy({
      name: 'buyer',
      start: () => {
        let count = 0;
        return () => {
          count += 1;
          if (count % 2 === 0) return hold;
          return orders([market(), market({ instrumentId: eth })]);
        };
      },
    });
    const rearm = {
      type: 'rearm',
      of: 'position-breach',
      scope: { instrumentId: eth },
      reason: 'seen',
      by: 'ada',
    } as const;
    const { events, fills } = createBot({ strategy: buyer(), guards: [guard], cash: { USDT: 1_000 } }).backtest({
      market: [btc, eth].map((instrumentId) =>
        barsFromCloses([150, 150, 150, 50, 50, 50, 20, 20, 20, 20, 20], { instrumentId }),
      ),
      broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
      // Re-armed at 20 a unit, when the position is no breach any more.
      controls: [{ timeMs: 7 * 3_600_000, control: rearm }],
    });
    const scopes = events.flatMap((event) => (event.type === 'bot-halted' ? [event.scope?.instrumentId] : []));
    expect(scopes).toEqual([btc, eth]);
    const bought = (id: string) => fills.filter(({ instrumentId }) => instrumentId === id).length;
    expect(bought(eth)).toBeGreaterThan(bought(btc));
  });

  it('cannot name orders without a tag in a stop', () => {
    const guard = per('tag', () => lossStreak({ losses: 1, action: 'halt' }));
    expect(guard.intervene!(told(guard, trade(0, -1)), portfolioOf({}))).not.toHaveProperty('scope');
    const tagged = told(guard, trade(0, -1, { tag: 'a' }));
    expect(guard.intervene!(tagged, portfolioOf({}))).toMatchObject({ scope: { tag: 'a' } });
  });

  it('says whose it is, and does what its guard can', () => {
    expect(per('venue', () => cooldown({ afterExitMs: 5, instruments: [btc] }))).toMatchObject({
      name: 'cooldown',
      options: { per: 'venue', afterExitMs: 5 },
      instruments: [btc],
    });
    const stateless = per('venue', () => maxOrderNotional({ limit: 5 }));
    expect([stateless.update, stateless.intervene]).toEqual([undefined, undefined]);
    expect(per('tag', () => ({ ...maxOrderNotional({ limit: 5 }), isSoft: true })).isSoft).toBe(true);
  });

  it('refuses what it cannot divide by, and what is no guard', () => {
    expect(() => per('side' as never, () => maxOrderNotional({ limit: 5 }))).toThrow('per: options was "side"');
    expect(() => per('tag', () => undefined as never)).toThrow('per: a guard was');
  });
});
