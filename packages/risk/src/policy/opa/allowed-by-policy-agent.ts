import { type Guard, type OrderIntent, type Portfolio, parseOptions, pass, type Verdict } from '@sigmax/core';
import { z } from 'zod';
import { deny } from '../../denial-codes';
import { isReducing } from '../../is-reducing';

const schema = z.strictObject({
  maxAgeMs: z.number().positive(),
  name: z.string().min(1).default('policy-agent'),
});

export interface AllowedByPolicyAgentOptions {
  /** How long an answer counts. */
  readonly maxAgeMs: number;
  /** Defaults to `"policy-agent"`. */
  readonly name?: string;
}

/** Plain data, changed in place. */
export interface PolicyAgentState {
  /** When the last answer came; `undefined` before the first. */
  answeredAtMs: number | undefined;
  isAllowed: boolean;
  reasons: readonly string[];
}

const refusal = ({ answeredAtMs, isAllowed }: PolicyAgentState, timeMs: number, maxAgeMs: number): Verdict => {
  if (answeredAtMs === undefined) return deny('DECISION_MISSING', maxAgeMs, 0);
  const ageMs = timeMs - answeredAtMs;
  // A clock that went back makes no answer fresh.
  if (!(ageMs >= 0 && ageMs <= maxAgeMs)) return deny('DECISION_STALE', maxAgeMs, ageMs);
  return isAllowed ? pass : deny('DECISION_REFUSED', 1, 0);
};

const reasonsOf = (value: unknown): readonly string[] => {
  const reasons: unknown = Reflect.get(Object(value), 'reasons');
  return Array.isArray(reasons) ? reasons.filter((one) => typeof one === 'string').slice(0, 100) : [];
};

/**
 * Lets new risk leave only while a policy server says yes.
 *
 * It rests on the last control `{ type: 'observed', name: 'opa', value: { allow, reasons } }`, as {@link openPolicyAgent} makes
 * them. Without one, with one that is older than `maxAgeMs`, and with any but `allow: true`, nothing leaves but what reduces
 * a position.
 *
 * - Units: `maxAgeMs` in the time of events.
 * - State: {@link PolicyAgentState}; `reasons` are the server's.
 * - Cost: O(1) per order.
 * - Source: the Python system fell back to its own rules whenever the server failed; this one does not.
 *
 * @throws {InvalidOptionsError} `maxAgeMs` is missing or not above 0.
 * @example
 * ```ts
 * import { allowedByPolicyAgent } from '@sigmax/risk';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const guard = allowedByPolicyAgent({ maxAgeMs: 60_000 });
 * const order = { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 1 } as const;
 * guard.check!(order, portfolioOf({}), guard.initial).type; // => 'deny'
 * const control = { type: 'observed', name: 'opa', value: { allow: true, reasons: [] } } as const;
 * const state = guard.update!(structuredClone(guard.initial), { type: 'control', timeMs: 0, control }, portfolioOf({}));
 * guard.check!(order, portfolioOf({ timeMs: 60_000 }), state).type; // => 'pass'
 * guard.check!(order, portfolioOf({ timeMs: 60_001 }), state).type; // => 'deny'
 * ```
 */
export const allowedByPolicyAgent = (options: AllowedByPolicyAgentOptions): Guard<PolicyAgentState> => {
  const { maxAgeMs, name } = parseOptions(schema, options, 'allowedByPolicyAgent');
  return {
    name,
    options: { maxAgeMs },
    initial: { answeredAtMs: undefined, isAllowed: false, reasons: [] },
    update: (state, event) => {
      if (event.type !== 'control' || event.control.type !== 'observed' || event.control.name !== 'opa') return state;
      const { value } = event.control;
      state.answeredAtMs = event.timeMs;
      state.isAllowed = Reflect.get(Object(value), 'allow') === true;
      state.reasons = reasonsOf(value);
      return state;
    },
    check: (intent: OrderIntent, portfolio: Portfolio, state): Verdict => {
      const verdict = refusal(state, portfolio.timeMs, maxAgeMs);
      return verdict === pass || isReducing(intent, portfolio) ? pass : verdict;
    },
  };
};
