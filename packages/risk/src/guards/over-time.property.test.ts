import {
  createBot,
  defineStrategy,
  type Guard,
  type GuardEvent,
  type OrderIntent,
  orders,
  type Portfolio,
  type Random,
  type RunResult,
  seededRandom,
  simulatedBroker,
  targets,
} from '@sigmax/core';
import { bar, barsFromCloses, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { allOf } from '../combinators/all-of';
import { per } from '../combinators/per';
import { when } from '../combinators/when';
import { profileSeed, share } from '../testing-profile.test-helper';
import { cooldown } from './cooldown';
import { dataQuality } from './data-quality';
import { duplicateOrders } from './duplicate-orders';
import {
  accepted,
  btc,
  cancelled,
  eth,
  fill,
  market,
  moved,
  observed,
  rearmed,
  rejected,
  reread,
  snapshot,
  submitted,
  withUnrealised,
} from './guard-events.test-helper';
import { lossStreak } from './loss-streak';
import { lowProfit } from './low-profit';
import { maxDrawdown } from './max-drawdown';
import { maxLoss } from './max-loss';
import { maxSlippage } from './max-slippage';
import { messageRate } from './message-rate';
import { minLiquidity } from './min-liquidity';
import { observedLimit } from './observed-limit';
import { pauseTriggers } from './pause-triggers';
import { positionBreach } from './position-breach';
import { repeatedExecution } from './repeated-execution';
import { volatilityBreaker } from './volatility-breaker';

const hour = 3_600_000;
const instruments = [btc, eth];
const tags = [undefined, 'a', 'b'];

/** Guards that stop the bot, and stay tripped. */
const latching: readonly (() => Guard)[] = [
  () => maxDrawdown({ limit: 0.2, action: 'halt' }),
  () => maxLoss({ limit: { fraction: 0.15 }, period: 'day', action: 'pause' }),
  () => maxLoss({ limit: { amount: 150 }, period: { hours: 5 }, boundaryMinutes: 17, action: 'flatten', name: 'loss' }),
  () => lossStreak({ losses: 2, action: 'cancel' }),
  () => repeatedExecution({ entries: 4, cycles: 3, windowMs: 3 * hour, action: 'halt' }),
  () => volatilityBreaker({ volatility: { fastBars: 2, slowBars: 5, trip: 3 }, gap: { trip: 0.08 }, action: 'pause' }),
  () => volatilityBreaker({ spread: { trip: 0.01 }, depth: { trip: 100 }, action: 'pause', name: 'quotes' }),
  () => observedLimit({ observe: 'x', limit: 3, direction: 'above', windowMs: hour, action: 'pause' }),
  () =>
    observedLimit({ observe: 'y', limit: -1, direction: 'below', count: 2, maxSilenceMs: 30 * hour, action: 'halt' }),
  () => maxSlippage({ limit: 0.01, action: 'pause' }),
  () => positionBreach({ limit: 0.9, action: 'pause' }),
  () => minLiquidity({ volume: { limit: 60, bars: 3 }, depth: { limit: 50 }, action: 'pause' }),
  () =>
    allOf([maxDrawdown({ limit: 0.3, action: 'halt' }), maxSlippage({ limit: 0.02, action: 'pause' })], {
      name: 'two',
    }),
  () => when({ instrumentId: btc }, lossStreak({ losses: 2, action: 'halt', name: 'btc-losses' })),
];

/** Guards that hold orders back for a time, or one by one. */
const passing: readonly (() => Guard)[] = [
  () => messageRate({ limit: 3, windowMs: hour, verdict: 'delay' }),
  () =>
    maxLoss({
      limit: { fraction: 0.1 },
      period: 'day',
      action: 'reduce-only',
      resets: 'next-period',
      name: 'loss-today',
    }),
  () => lossStreak({ losses: 1, cooldownMs: 4 * hour, name: 'short-losses' }),
  () => cooldown({ afterExitMs: 2 * hour, afterStopLossMs: 6 * hour }),
  () => lowProfit({ minimum: -5, lookbackMs: 20 * hour, trades: 2, lockMs: 5 * hour }),
  () => duplicateOrders({ windowMs: 2 * hour }),
  () => duplicateOrders({ windowMs: 2 * hour, tags: 'distinguish', name: 'by-tag' }),
  () => dataQuality({ maxAgeMs: 2 * hour, maxJump: { rate: 0.05, medianOf: 3 } }),
  () =>
    volatilityBreaker({
      gap: { trip: 0.06, reset: 0.03 },
      action: 'reduce-only',
      calmMs: 3 * hour,
      name: 'gap-breaker',
    }),
  () => per('tag', () => messageRate({ limit: 1, windowMs: hour, verdict: 'deny', name: 'rate-per-tag' })),
  () => per('instrument', () => lossStreak({ losses: 2, action: 'pause', name: 'losses-per-instrument' })),
  () => per('venue', () => when({ tag: 'a' }, duplicateOrders({ windowMs: 3 * hour, name: 'venue-duplicates' }))),
];
const all = [...latching, ...passing];

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random.integer(items.length)] as Item;

const anyIntent = (random: Random): OrderIntent => {
  const base = {
    instrumentId: pick(random, instruments),
    side: pick(random, ['buy', 'sell'] as const),
    quantity: 1 + random.integer(2),
    reduceOnly: random.integer(6) === 0,
    tag: pick(random, tags),
  };
  const { tag, ...rest } = base;
  const fields = { ...rest, ...(tag === undefined ? {} : { tag }) };
  if (random.integer(3) === 0) return market({ ...fields, type: 'stop', stopPrice: 90 } as never);
  const bracket = random.integer(5) === 0 ? { bracket: { stopLossPrice: 90 } } : {};
  return market({ ...fields, ...bracket });
};

interface Step {
  readonly event: GuardEvent;
  readonly portfolio: Portfolio;
  readonly intent: OrderIntent;
}

/** A history that no market would make: everything happens, the clock jumps, and numbers are sometimes none. */
const history = (random: Random, length: number, names: readonly string[]): Step[] => {
  let timeMs = 100 * hour;
  let price = 100;
  let equity = 1_000;
  const ids = ['run-1', 'run-2', 'run-3'];
  return Array.from({ length }, (): Step => {
    timeMs += random.integer(15) === 0 ? -10 * hour * random.uniform() : hour * random.uniform();
    price *= 1 + 0.02 * random.normal();
    equity *= 1 + 0.03 * random.normal();
    const id = pick(random, ids);
    const instrumentId = pick(random, instruments);
    const tag = pick(random, tags);
    const tagged = tag === undefined ? {} : { tag };
    const isOdd = random.integer(60) === 0;
    const events: readonly (() => GuardEvent)[] = [
      () =>
        snapshot(timeMs, [bar({ instrumentId, timeMs, close: isOdd ? Number.NaN : price, volume: random.integer(5) })]),
      () =>
        snapshot(
          timeMs,
          instruments.map((one) => bar({ instrumentId: one, timeMs, close: price })),
        ),
      () => submitted(timeMs, anyIntent(random), id),
      () => accepted(timeMs, id, instrumentId),
      () => rejected(timeMs, id, instrumentId),
      () => cancelled(timeMs, { clientOrderId: id, instrumentId, filledQuantity: random.integer(2) }),
      () => fill(timeMs, 'buy', { clientOrderId: id, instrumentId, slippageCost: 1.5 * random.uniform(), ...tagged }),
      () =>
        fill(timeMs, 'sell', {
          clientOrderId: id,
          instrumentId,
          realisedPnl: 3 * random.normal(),
          feeValue: 0.1,
          ...tagged,
        }),
      () => moved(random.integer(100) - 40, 'USDT', timeMs),
      () => observed(timeMs, pick(random, ['x', 'y', 'z']), isOdd ? 'odd' : random.integer(4) - 1),
      () => ({
        type: 'order-shrunk',
        timeMs,
        instrumentId,
        guard: 'sizes',
        code: 'A_B',
        limit: 0,
        observed: 0,
        quantityBefore: 4,
        quantityAfter: 1,
      }),
      () => rearmed(pick(random, names), timeMs),
    ];
    const event = pick(random, events)();
    const quote = (one: string) => ({
      type: 'quote' as const,
      instrumentId: one,
      timeMs,
      bid: price * 0.999,
      bidQuantity: random.integer(30) / 4,
      ask: price * (1.001 + random.uniform() / 200),
      askQuantity: 5,
    });
    const portfolio = portfolioOf({
      timeMs,
      equity: random.integer(300) === 0 ? Number.NaN : equity,
      price: { [btc]: price, [eth]: price },
      quantity: { [btc]: random.integer(3), [eth]: random.integer(12) },
      pending: { [btc]: { sell: random.integer(2) } },
      quote: random.integer(3) === 0 ? {} : { [btc]: quote(btc), [eth]: quote(eth) },
    });
    return { event, portfolio: withUnrealised(portfolio, random.integer(3) - 1), intent: anyIntent(random) };
  });
};

const answer = (guard: Guard, state: unknown, { portfolio, intent }: Step): string =>
  JSON.stringify([guard.check?.(intent, portfolio, state), guard.intervene?.(state, portfolio)]);

describe('a guard over time', () => {
  const random = () => seededRandom(profileSeed());

  it.each(all.map((make) => [make().name, make] as const))(
    '%s goes on from saved state as if nothing had been',
    (name, make) => {
      const draws = random().split(name);
      const faults = new Set<string>();
      let answers = 0;
      let held = 0;
      for (let round = 0; round < share(5, 300); round++) {
        let state = structuredClone(make().initial);
        let saved = structuredClone(make().initial);
        const steps = history(draws, 120, [name, 'operator']);
        for (const step of steps) {
          state = make().update?.(state, step.event, step.portfolio);
          // Every third time it goes through text, otherwise through a copy.
          saved = make().update?.(round % 3 === 0 ? reread(saved) : structuredClone(saved), step.event, step.portfolio);
          const before = JSON.stringify(state);
          const said = answer(make(), state, step);
          if (answer(make(), saved, step) !== said) faults.add(`round ${round}: ${said}`);
          if (JSON.stringify(state) !== before) faults.add(`round ${round}: an answer changed the state`);
          answers += 1;
          if (!said.startsWith('[{"type":"pass"}')) held += 1;
        }
      }
      expect([...faults]).toEqual([]);
      // It would be no test of a guard that always says the same.
      expect(held).toBeGreaterThan(0);
      expect(held).toBeLessThan(answers);
    },
  );

  it.each(latching.map((make) => [make().name, make] as const))('%s never arms itself', (name, make) => {
    const draws = random().split(name);
    const guard = make();
    const faults: string[] = [];
    let trips = 0;
    let rearms = 0;
    for (let round = 0; round < share(10, 400); round++) {
      let state = structuredClone(guard.initial);
      let wasTripped = false;
      for (const { event, portfolio } of history(draws, 150, [name, 'operator', 'memory'])) {
        state = guard.update!(state, event, portfolio);
        const isTripped = guard.intervene!(state, portfolio) !== undefined;
        const isOwnRearm = event.type === 'bot-rearmed' && event.of === name;
        if (wasTripped && !isOwnRearm && !isTripped) faults.push(`round ${round}: armed by ${event.type}`);
        if (wasTripped && isOwnRearm) rearms += isTripped ? 0 : 1;
        if (isTripped && !wasTripped) trips += 1;
        wasTripped = isTripped;
      }
    }
    expect(faults).toEqual([]);
    expect(trips).toBeGreaterThan(0);
    expect(rearms).toBeGreaterThan(0);
  });
});

describe('guards of one bot', () => {
  const reckless = defineStrategy({
    name: 'reckless',
    start: (_, { random }) => {
      let count = 0;
      return ({ bars }) => {
        if (count++ % 5 === 0)
          return targets(Object.fromEntries(bars.map((one) => [one.instrumentId, random.uniform() / 2])));
        return orders(
          bars.flatMap((one) =>
            random.integer(2) === 0 ? [{ ...anyIntent(random), instrumentId: one.instrumentId }] : [],
          ),
          { cancel: random.integer(4) === 0 ? 'all' : [] },
        );
      };
    },
  });

  const run = (guards: readonly Guard[], seed: number): RunResult => {
    const random = seededRandom(seed);
    const market = instruments.map((instrumentId) => {
      let price = 100;
      const closes = Array.from({ length: 120 }, () => (price *= 1 + 0.015 * random.normal()));
      return barsFromCloses(closes, { instrumentId, wick: 0.005 });
    });
    return createBot({ strategy: reckless(), guards, cash: { USDT: 2_000 } }).backtest({
      market,
      broker: simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.001 }),
      seed,
      controls: [
        { timeMs: 30 * hour, control: { type: 'observed', name: 'x', value: 2 } },
        { timeMs: 60 * hour, control: { type: 'observed', name: 'x', value: 9 } },
        { timeMs: 80 * hour, control: { type: 'rearm', of: 'observed-x', reason: 'seen', by: 'ada' } },
      ],
    });
  };

  /** What happened, without the order in which guards that spoke at once were heard. */
  const outcome = ({ events, finalEquity, positions, fills }: RunResult) => ({
    finalEquity,
    positions,
    fills,
    others: events
      .filter(({ type }) => !['bot-started', 'fill'].includes(type))
      .map((event) => JSON.stringify({ ...event, clientOrderId: undefined }))
      .sort(),
  });

  it('come to the same, whatever their order in the list', () => {
    const draws = seededRandom(profileSeed()).split('permutation');
    let denials = 0;
    let fills = 0;
    for (let round = 0; round < share(8, 200); round++) {
      // A few at a time, so that some orders leave.
      const chosen = [...all].sort(() => draws.uniform() - 0.5).slice(0, 2 + draws.integer(5));
      const guards = chosen.map((make) => make());
      const turned = [...chosen].sort(() => draws.uniform() - 0.5).map((make) => make());
      const first = run(guards, round);
      expect(outcome(run(turned, round))).toEqual(outcome(first));
      expect(outcome(run([...guards].reverse(), round))).toEqual(outcome(first));
      denials += first.deniedCount;
      fills += first.fillCount;
    }
    expect(denials).toBeGreaterThan(0);
    expect(fills).toBeGreaterThan(0);
  });

  it('let entries through again once all that pause is re-armed', () => {
    const guards = pauseTriggers({ apiErrorsPerMinute: 1 });
    const controls = (of: string) => [
      { timeMs: hour, control: { type: 'observed', name: 'api-error', value: 2 } as const },
      { timeMs: 2 * hour, control: { type: 'rearm', of, reason: 'seen', by: 'ada' } as const },
    ];
    const bot = createBot({ strategy: reckless(), guards, cash: { USDT: 2_000 }, instruments });
    const filled = (of: string) =>
      bot.backtest({
        market: instruments.map((instrumentId) => barsFromCloses(Array(20).fill(100), { instrumentId })),
        broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
        controls: controls(of),
      }).fillCount;
    expect(filled('api-errors')).toBeGreaterThan(filled('sentiment-floor'));
  });
});
