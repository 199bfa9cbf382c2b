import {
  type Guard,
  type GuardEvent,
  type Intervention,
  mostRestrictive,
  type OrderIntent,
  type Portfolio,
  parseOptions,
  pass,
  type Restriction,
  type Verdict,
} from '@sigmax/core';
import { z } from 'zod';
import { told } from '../combinators/inner-guard';
import { followStops, urgentDemand } from '../combinators/known-stops';
import { renamedEvent } from '../combinators/renamed-event';
import { adoptLimits, goOver } from './adopt-limits';
import { type LimitsDocument, type LimitsInput, readLimits } from './limits-document';
import { overrideLimit } from './override-limit';
import type { PolicyState, PolicyTerms } from './policy-state';
import { freshTerms, type Workshop, workshop } from './terms';

const schema = z.strictObject({
  document: z.custom<LimitsInput | LimitsDocument>(
    (value) => typeof value === 'object' && value !== null,
    'expected limits',
  ),
  approvals: z.int().min(1).max(10).default(1),
  name: z.string().min(1).default('policy'),
});

export interface PolicyGuardOptions {
  /** The limits to begin with. They apply at once, whatever their `effectiveAtMs`. */
  readonly document: LimitsInput | LimitsDocument;
  /** How many different people have to approve a document that is weaker than the one in force. Defaults to 1. */
  readonly approvals?: number;
  /** Defaults to `"policy"`. */
  readonly name?: string;
}

const isOverridden = ({ overrides }: PolicyState, guard: Guard, timeMs: number): boolean => {
  if (guard.isSoft !== true) return false;
  for (const { limit, untilMs } of overrides) if (limit === guard.name && timeMs <= untilMs) return true;
  return false;
};

/** The most restrictive of `worst` and of what the guards of some terms say. */
const ask = (
  terms: PolicyTerms,
  { guardsOf }: Workshop,
  state: PolicyState,
  intent: OrderIntent,
  portfolio: Portfolio,
  worst: Restriction | undefined,
): Restriction | undefined => {
  const guards = guardsOf(terms);
  for (let index = 0; index < guards.length; index++) {
    const guard = guards[index] as Guard;
    if (guard.check === undefined) continue;
    if (state.overrides.length > 0 && isOverridden(state, guard, portfolio.timeMs)) continue;
    const verdict = guard.check(intent, portfolio, terms.states[index]);
    if (verdict === pass || verdict.type === 'pass') continue;
    const restriction = { ...verdict, guard: guard.name };
    worst = worst === undefined ? restriction : mostRestrictive(worst, restriction);
  }
  return worst;
};

const remember = (
  terms: PolicyTerms,
  { guardsOf }: Workshop,
  event: GuardEvent,
  name: string,
  portfolio: Portfolio,
): void => {
  const guards = guardsOf(terms);
  for (let index = 0; index < guards.length; index++) {
    const guard = guards[index] as Guard;
    const heard = renamedEvent(event, name, guard.name);
    if (heard !== undefined) terms.states[index] = told(guard, terms.states[index], heard, portfolio);
  }
};

/** The more urgent of `worst` and of what the guards of some terms demand. */
const demandOf = (
  terms: PolicyTerms,
  { guardsOf }: Workshop,
  { stops }: PolicyState,
  portfolio: Portfolio,
  worst: Intervention | undefined,
): Intervention | undefined => {
  const guards = guardsOf(terms);
  for (let index = 0; index < guards.length; index++) {
    worst = urgentDemand(stops, worst, guards[index]?.intervene?.(terms.states[index], portfolio));
  }
  return worst;
};

/**
 * Keeps the limits of a document, and takes a new one while the bot runs, without a moment in which neither holds.
 *
 * The control `{ type: 'observed', name: 'limits', value: document }` brings the new one. From the next order on both apply,
 * until the first snapshot at or after its `effectiveAtMs`; then it alone. It is taken when it can be read, has the same
 * name and asset and a higher version, is about instruments that are traded, and is at least as strict
 * ({@link weakenings}) or approved. One that is not changes nothing; `refusal` in the state says why. Limits that stay keep
 * what they remember: what tripped stays tripped under a higher limit.
 *
 * The control `{ type: 'observed', name: 'limits-override', value: { limit, untilMs, reason, by } }` puts a soft limit aside
 * for at most a day. A hard one cannot be overridden. Re-arming the policy makes every limit of it begin afresh.
 *
 * - State: {@link PolicyState}. After a restart with saved state the document that was in force then applies; the one that
 *   the guard was made with is taken as if it had just come, when it is another.
 * - Cost: that of its limits, twice while two documents apply.
 * - Source: RTS 7, Art. 20 (limits in force before they are raised); the failure of Knight Capital on 1 August 2012 began
 *   with a change that half of the servers had taken.
 *
 * @throws {InvalidOptionsError} a field of the document is wrong.
 * @example
 * ```ts
 * import { policyGuard } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const id = 'demo:BTC/USDT';
 * const limits = (version: number, limitAmount: number) => ({
 *   name: 'paper', version, reportingAsset: 'USDT', effectiveAtMs: 1_000 * version,
 *   limits: { 'max-order': { kind: 'max-order-notional', limitAmount } },
 * }) as const;
 * const guard = policyGuard({ document: limits(1, 500) });
 * const control = { type: 'observed', name: 'limits', value: limits(2, 200) } as const;
 * const portfolio = portfolioOf({ price: { [id]: 100 } });
 * const state = guard.update!(structuredClone(guard.initial), { type: 'control', timeMs: 0, control }, portfolio);
 * const order = { type: 'market', instrumentId: id, side: 'buy', quantity: 4 } as const;
 * const verdict = guard.check!(order, portfolio, state);
 * verdict.type === 'shrink' && verdict.quantity; // => 2
 * ```
 */
export const policyGuard = (options: PolicyGuardOptions): Guard<PolicyState> => {
  const { document, approvals, name } = parseOptions(schema, options, 'policyGuard');
  const own = freshTerms(readLimits(document));
  const rules = { approvals, workshop: workshop() };
  const instruments = [...new Set(rules.workshop.guardsOf(own).flatMap((guard) => guard.instruments ?? []))];
  return {
    name,
    ...(instruments.length === 0 ? undefined : { instruments }),
    options: { document: own.document, limitsHash: own.hash, approvals },
    initial: { madeWith: own.hash, inForce: own, next: undefined, refusal: undefined, overrides: [], stops: {} },
    update: (state, event, portfolio) => {
      if (state.madeWith !== own.hash) {
        state.madeWith = own.hash;
        adoptLimits(state, own.document, event.timeMs, portfolio, rules);
      }
      if (event.type === 'control' && event.control.type === 'observed') {
        const { name: what, value } = event.control;
        if (what === 'limits') adoptLimits(state, value, event.timeMs, portfolio, rules);
        if (what === 'limits-override') overrideLimit(state, value, event.timeMs);
      }
      goOver(state, event.timeMs, rules.workshop);
      followStops(state.stops, event, name);
      remember(state.inForce, rules.workshop, event, name, portfolio);
      if (state.next !== undefined) remember(state.next, rules.workshop, event, name, portfolio);
      return state;
    },
    check: (intent, portfolio, state): Verdict => {
      let worst = ask(state.inForce, rules.workshop, state, intent, portfolio, undefined);
      if (state.next !== undefined) worst = ask(state.next, rules.workshop, state, intent, portfolio, worst);
      return worst ?? pass;
    },
    intervene: (state, portfolio) => {
      const demand = demandOf(state.inForce, rules.workshop, state, portfolio, undefined);
      return state.next === undefined ? demand : demandOf(state.next, rules.workshop, state, portfolio, demand);
    },
  };
};
