import { describe, expect, it } from 'vitest';
import type { Guard } from '../guard/guard';
import type { Bar } from '../market/bar';
import { spotInstrument } from '../market/instrument';
import type { OrderIntent } from '../orders/order-intent';
import { seededRandom } from '../random';
import { simulatedBroker } from '../simulation/simulated-broker';
import { type Decision, hold, orders, target, targets } from '../strategy/decision';
import type { BotSetup } from './bot';
import type { BotEvent } from './bot-event';
import { btc, eth, script } from './bot-run.test-helper';
import { goldenRuns } from './golden-runs.test-helper';
import type { Kernel, KernelState } from './kernel';
import { openSession } from './session';
import { act, observe } from './step';

const bars = goldenRuns.rotation.bars.filter(({ instrumentId }) => instrumentId === btc || instrumentId === eth);
const moments = [...new Set(bars.map(({ timeMs }) => timeMs))].map((timeMs) =>
  bars.filter((bar) => bar.timeMs === timeMs),
);

/** Delays, shrinks, counts, and halts late; its state has an object and an array in it. */
const guard: Guard<{ seen: number; recent: number[] }> = {
  name: 'memory',
  initial: { seen: 0, recent: [] },
  update: (state, event) => {
    if (event.type !== 'snapshot') return state;
    state.recent.push(event.timeMs);
    if (state.recent.length > 3) state.recent.shift();
    return { seen: state.seen + 1, recent: state.recent };
  },
  check: ({ quantity }, _portfolio, { seen, recent }) => {
    if (recent.length === 3 && seen % 11 === 0) return { type: 'delay', code: 'RHYTHM', limit: 11, observed: seen };
    if (quantity > 3) return { type: 'shrink', quantity: 3, code: 'SIZE', limit: 3, observed: quantity };
    return { type: 'pass' };
  },
  intervene: ({ seen }) => (seen === 350 ? { action: 'flatten', code: 'LATE', limit: 350, observed: seen } : undefined),
};

const instruments = [btc, eth].map((id) => spotInstrument(id, { priceStep: 0.01, quantityStep: 0.0001 }));

const setup: BotSetup = {
  strategy: script([]),
  guards: [guard as Guard],
  cash: { USDT: 20_000, BTC: 5 },
  instruments,
  reportingAsset: 'USDT',
  sizing: { rebalanceBand: 0.02, cashReserve: 0.01 },
  decimals: undefined,
  accounting: 'fifo',
};

const broker = simulatedBroker({
  takerFeeRate: 0.001,
  makerFeeRate: 0.0005,
  slippageTicks: 1,
  volumeShare: 0.3,
  feeAsset: 'received',
});

/** A decision that depends on the moment and on what is open, and on nothing remembered. */
const decisionAt = (index: number, kernel: Kernel): Decision => {
  const random = seededRandom(index);
  const price = kernel.portfolio.price(btc) ?? 100;
  const away = () => price * (1 + (random.integer(201) - 100) / 4_000);
  const base = {
    instrumentId: btc,
    side: random.integer(2) === 0 ? 'buy' : 'sell',
    quantity: 0.5 + random.integer(40) / 8,
  } as const;
  const kinds: OrderIntent[] = [
    { type: 'market', ...base, bracket: { takeProfitPrice: away(), stopLossPrice: away() } },
    { type: 'limit', ...base, limitPrice: away(), bracket: { stopLossPrice: away() } },
    { type: 'stop-limit', ...base, stopPrice: away(), limitPrice: away() },
    { type: 'trailing-stop', ...base, trail: { fraction: 0.004 }, activationPrice: away() },
  ];
  switch (random.integer(5)) {
    case 0:
      return target(eth, random.integer(4) / 8);
    case 1:
      return targets({ [btc]: 0.3, [eth]: 0.1 });
    case 2:
      return orders([kinds[random.integer(4)] as OrderIntent], { cancel: random.integer(4) === 0 ? 'all' : [] });
    case 3:
      return orders(kinds);
    default:
      return hold;
  }
};

const open = () => {
  const events: BotEvent[] = [];
  const cashMoves = [{ timeMs: 12_000_000, asset: 'USDT', amount: 500 }];
  const { kernel } = openSession(
    setup,
    { market: [], broker, cashMoves },
    { listener: (event) => events.push(structuredClone(event)) },
  );
  const step = (index: number): void => {
    const moment = moments[index] as Bar[];
    kernel.slice.begin((moment[0] as Bar).timeMs);
    for (const { instrumentId, open: first, high, low, close, volume } of moment) {
      kernel.slice.add(instrumentId === btc ? 0 : 1, first, high, low, close, volume);
    }
    observe(kernel);
    act(kernel, decisionAt(index, kernel));
  };
  return { kernel, events, step };
};

type Data = Record<string, unknown>;

/** Writes stored data over a kernel's own, in place: its parts hold references to the same objects. */
const restore = (into: Data, stored: Data): void => {
  for (const [key, value] of Object.entries(stored)) {
    const own = into[key];
    if (own instanceof Float64Array || own instanceof Int32Array) own.set(value as Float64Array);
    else if (Array.isArray(own)) own.splice(0, own.length, ...(value as unknown[]));
    else if (key === 'ledger' || key === 'broker') restore(own as Data, value as Data);
    else into[key] = value;
  }
};

/** What is in a value, with every function or class instance that plain data would not have. */
const strangers = (value: unknown, path = 'state', seen = new Set<unknown>()): string[] => {
  if (typeof value === 'function' || typeof value === 'symbol') return [path];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) return [];
  seen.add(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const own = prototype === Object.prototype || prototype === Array.prototype ? [] : [path];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => strangers(inner, `${path}.${key}`, seen))];
};

describe('the state of a run', () => {
  const whole = open();
  const stored: { at: number; state: KernelState; eventCount: number }[] = [];
  moments.forEach((_, index) => {
    whole.step(index);
    if (index % 25 === 7)
      stored.push({ at: index, state: structuredClone(whole.kernel.state), eventCount: whole.events.length });
  });

  it('is plain data at any moment: a copy is equal, and nothing in it is a function or an instance', () => {
    const { kernel, step } = open();
    for (let index = 0; index < 60; index++) {
      step(index);
      expect(structuredClone(kernel.state)).toEqual(kernel.state);
      expect(strangers(kernel.state)).toEqual([]);
    }
  });

  it('is all there is: a copy put into a fresh kernel goes on to the same events and the same end', () => {
    expect(stored.length).toBeGreaterThan(12);
    for (const { at, state, eventCount } of stored) {
      const again = open();
      restore(again.kernel.state as unknown as Data, structuredClone(state) as unknown as Data);
      expect(again.kernel.state).toEqual(state);
      for (let index = at + 1; index < moments.length; index++) again.step(index);
      expect(again.events).toEqual(whole.events.slice(eventCount));
      expect(again.kernel.state).toEqual(whole.kernel.state);
    }
  });

  it('has been through everything in this', () => {
    const kinds = new Set(whole.events.map(({ type }) => type));
    expect(kinds.size).toBe(10);
    expect(whole.kernel.state.halt?.action).toBe('flatten');
    expect(stored.some(({ state }) => state.openOrders.length > 3 && state.delayed.length > 0)).toBe(true);
  });
});

it('every run has a kernel of its own', () => {
  const [one, other] = [open(), open()];
  one.step(0);
  expect(other.kernel.state.snapshotCount).toBe(0);
  expect(one.kernel.state.ledger).not.toBe(other.kernel.state.ledger);
});
