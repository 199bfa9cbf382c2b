import { type Guard, parseOptions, pass } from '@sigmax/core';
import { z } from 'zod';
import type { Agent } from '../../opinion/agent';
import { defineAgent } from '../../opinion/define-agent';
import { type ComplianceRules, complianceFinding } from './compliance-rules';
import { crossesOwn } from './crosses-own';

export interface ComplianceOfficerOptions extends Omit<ComplianceRules, 'restricted' | 'barred' | 'hours'> {
  /** Defaults to none. */
  readonly restricted?: ComplianceRules['restricted'] | undefined;
  /** Defaults to none. */
  readonly barred?: ComplianceRules['barred'] | undefined;
  /** Defaults to always. */
  readonly hours?: ComplianceRules['hours'];
  /** Name of agent and guard. Defaults to `"compliance"`. */
  readonly name?: string | undefined;
}

/** One set of rules twice: as a voice among agents, and as a guard that no order gets past. */
export interface ComplianceOfficer {
  /** Score −1 where a rule forbids an order now, 0 otherwise. */
  readonly agent: Agent;
  /** For `createBot({ guards })`. Every denial is an `order-denied` of the event log, with its code. */
  readonly guard: Guard<undefined>;
}

const ids = z.array(z.string().min(1));

const window = z
  .strictObject({
    days: z.array(z.int().min(0).max(6)).min(1),
    fromMinute: z.int().min(0).max(1_439),
    toMinute: z.int().min(1).max(1_440),
  })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, 'expected fromMinute before toMinute; give two windows');

const schema = z.strictObject({
  allow: ids.min(1),
  restricted: ids.default([]),
  jurisdiction: z.string().min(1),
  barred: z.record(z.string(), ids).default({}),
  hours: z.array(window).optional(),
  name: z.string().default('compliance'),
});

/**
 * Makes the compliance officer: lists of instruments, jurisdiction, hours, and orders that would meet one's own.
 *
 * What is not allowed, is restricted or is barred where the account is held may be sold and not bought; outside of hours the same. An
 * order that could trade with an own open order is denied. `@sigmax/risk` has a guard for each of these with more options; this one is
 * the same rules as a voice and a guard.
 *
 * - Units: ms, minutes of the day, UTC. State: none. Cost: O(open orders).
 * - Codes: `INSTRUMENT_NOT_ALLOWED`, `INSTRUMENT_RESTRICTED`, `JURISDICTION_BARRED`, `HOURS_CLOSED`, `ORDER_MEETS_OWN`.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong, or a window ends before it begins.
 * @example
 * ```ts
 * import { complianceOfficer } from '@sigmax/agents';
 * import { portfolioOf } from '@sigmax/core/testing';
 * const { guard } = complianceOfficer({ allow: ['demo:BTC/USDT'], jurisdiction: 'DE' });
 * const order = { type: 'market', instrumentId: 'demo:XMR/USDT', side: 'buy', quantity: 1 } as const;
 * const verdict = guard.check?.(order, portfolioOf({}), undefined);
 * verdict?.type === 'reduce-only' && verdict.code; // => 'INSTRUMENT_NOT_ALLOWED'
 * ```
 */
export const complianceOfficer = (options: ComplianceOfficerOptions): ComplianceOfficer => {
  const { name, ...parsed } = parseOptions(schema, options, 'complianceOfficer');
  const rules: ComplianceRules = { ...parsed, hours: parsed.hours };
  const guard: Guard<undefined> = {
    name,
    options: parsed,
    initial: undefined,
    check: (intent, portfolio) => {
      const cross = crossesOwn(intent, portfolio);
      if (cross !== undefined) return { type: 'deny', ...cross };
      const finding = complianceFinding(rules, intent.instrumentId, portfolio.timeMs);
      return finding === undefined ? pass : { type: 'reduce-only', ...finding };
    },
  };
  const agent = defineAgent({
    name,
    start:
      ({ instrumentId }) =>
      ({ timeMs }) => {
        const finding = complianceFinding(rules, instrumentId, timeMs);
        return finding === undefined
          ? { score: 0, confidence: 1, reason: 'No rule forbids it.' }
          : { score: -1, confidence: 1, reason: `${finding.code}.` };
      },
  });
  return { agent, guard };
};
