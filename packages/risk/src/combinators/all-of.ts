import {
  type Guard,
  type Intervention,
  mostRestrictive,
  type OrderIntent,
  parseOptions,
  pass,
  type Restriction,
  type Verdict,
} from '@sigmax/core';
import { z } from 'zod';
import { requireGuard, told } from './inner-guard';
import { followStops, type KnownStops, urgentDemand } from './known-stops';
import { renamedEvent } from './renamed-event';

const schema = z.strictObject({ name: z.string().min(1) });

export interface AllOfOptions {
  /** The one name under which the bot knows all of them, and an operator re-arms them. */
  readonly name: string;
}

/** Plain data, changed in place. */
export interface AllOfState {
  /** The states of the guards, in their order. */
  readonly states: unknown[];
  readonly stops: KnownStops;
}

const types = ['shrink', 'reduce-only', 'delay', 'deny', 'halt'];

/** Whether a verdict could be combined with another; nonsense goes to the bot as it is, which denies it. */
const isRestriction = (verdict: Verdict | undefined, intent: OrderIntent): boolean => {
  const { type, code, quantity } = Object(verdict) as Partial<Record<string, unknown>>;
  if (!types.includes(type as string) || typeof code !== 'string' || code === '') return false;
  if (quantity === undefined) return type !== 'shrink';
  return typeof quantity === 'number' && quantity > 0 && quantity <= intent.quantity;
};

const withoutName = ({ guard: _, ...verdict }: Restriction): Verdict => verdict;

/**
 * Makes one guard of several. The most restrictive verdict counts, as it does between the guards of a bot, so their order
 * does not matter.
 *
 * The bot knows it by its own name: that name stands in events, and an operator's `rearm` of it reaches each guard inside.
 * Of several demands to stop the bot the severest that is not heeded yet is made, and the next one at the next snapshot.
 *
 * - State: {@link AllOfState}.
 * - Cost: that of its guards; an order that all of them pass allocates nothing more.
 *
 * @throws {InvalidOptionsError} there is no guard, one of them is none, or `name` is missing.
 * @example
 * ```ts
 * import { allOf, maxOrderNotional, maxWeight } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const guard = allOf([maxOrderNotional({ limit: 2_000 }), maxWeight({ limit: 0.1 })], { name: 'sizes' });
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 50 } as const;
 * const verdict = guard.check!(order, portfolioOf({ equity: 10_000, price: { [id]: 100 } }), guard.initial);
 * verdict; // => { type: 'shrink', quantity: 10, code: 'WEIGHT_ABOVE_LIMIT', limit: 0.1, observed: 0.5 }
 * ```
 */
export const allOf = (guards: readonly Guard[], options: AllOfOptions): Guard<AllOfState> => {
  const { name } = parseOptions(schema, options, 'allOf');
  const inner = parseOptions(z.array(z.custom<Guard>(Boolean)).min(1), guards, 'allOf: guards').map((guard) =>
    requireGuard(guard, 'allOf'),
  );
  const instruments = [...new Set(inner.flatMap((guard) => guard.instruments ?? []))];
  const has = (member: 'update' | 'check' | 'intervene'): boolean => inner.some((guard) => guard[member] !== undefined);
  const guard: Guard<AllOfState> = {
    name,
    ...(instruments.length === 0 ? undefined : { instruments }),
    options: { guards: inner.map((one) => ({ name: one.name, ...one.options })) },
    isSoft: inner.every(({ isSoft }) => isSoft === true),
    initial: { states: inner.map(({ initial }) => structuredClone(initial)), stops: {} },
  };
  const update: NonNullable<typeof guard.update> = (state, event, portfolio) => {
    followStops(state.stops, event, name);
    for (let place = 0; place < inner.length; place++) {
      const one = inner[place] as Guard;
      const heard = renamedEvent(event, name, one.name);
      if (heard !== undefined) state.states[place] = told(one, state.states[place], heard, portfolio);
    }
    return state;
  };
  const check: NonNullable<typeof guard.check> = (intent, portfolio, { states }) => {
    let worst: Restriction | undefined;
    for (let place = 0; place < inner.length; place++) {
      const one = inner[place] as Guard;
      if (one.check === undefined) continue;
      const verdict = one.check(intent, portfolio, states[place]);
      if (verdict === pass || verdict?.type === 'pass') continue;
      if (!isRestriction(verdict, intent)) return verdict;
      const restriction: Restriction = { ...verdict, guard: one.name };
      worst = worst === undefined ? restriction : mostRestrictive(worst, restriction);
    }
    return worst === undefined ? pass : withoutName(worst);
  };
  const intervene: NonNullable<typeof guard.intervene> = ({ states, stops }, portfolio) => {
    let demand: Intervention | undefined;
    for (let place = 0; place < inner.length; place++) {
      demand = urgentDemand(stops, demand, inner[place]?.intervene?.(states[place], portfolio));
    }
    return demand;
  };
  return {
    ...guard,
    ...(has('update') || has('intervene') ? { update } : undefined),
    ...(has('check') ? { check } : undefined),
    ...(has('intervene') ? { intervene } : undefined),
  };
};
