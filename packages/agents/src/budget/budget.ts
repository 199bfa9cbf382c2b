import { type Clock, InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { AgentError } from '../errors';

/** What may be spent. At least one has to be given. */
export interface BudgetLimits {
  readonly calls?: number | undefined;
  /** Input and output together. */
  readonly tokens?: number | undefined;
  /** Billionths of a US dollar: 1_000_000_000 is one dollar. */
  readonly nanoUsd?: number | undefined;
  /** Time that calls take, summed; calls at the same time count each. */
  readonly timeMs?: number | undefined;
  /** Needs a clock. */
  readonly callsPerMinute?: number | undefined;
}

/** What one call takes, at most before it and in fact after it. */
export interface Spending {
  readonly tokens: number;
  readonly nanoUsd: number;
  readonly timeMs: number;
}

/** Something set aside for one call. */
export interface Reservation extends Spending {
  readonly id: number;
}

export type BudgetKind = 'calls' | 'tokens' | 'nanoUsd' | 'timeMs' | 'callsPerMinute';

export interface BudgetRefusal {
  readonly kind: BudgetKind;
  readonly limit: number;
  /** Spent and set aside. */
  readonly used: number;
  readonly wanted: number;
}

export type ReserveResult =
  | { readonly type: 'reserved'; readonly reservation: Reservation }
  | { readonly type: 'refused'; readonly refusal: BudgetRefusal };

export interface BudgetTotals extends Spending {
  readonly calls: number;
}

export interface Budget {
  /** Sets aside what a call can take at most, or refuses it. A call is counted here, whatever becomes of it. */
  reserve(atMost: Spending): ReserveResult;
  /** Gives back what was not used. Once for each reservation. */
  settle(reservation: Reservation, actual: Spending): void;
  spent(): BudgetTotals;
  /** Set aside for calls that have not ended. */
  reserved(): Spending;
}

const amount = z.number().nonnegative();

const schema = z
  .strictObject({
    calls: z.int().nonnegative().optional(),
    tokens: z.int().nonnegative().optional(),
    nanoUsd: z.int().nonnegative().optional(),
    timeMs: amount.optional(),
    callsPerMinute: z.int().nonnegative().optional(),
  })
  .refine((limits) => Object.values(limits).some((limit) => limit !== undefined), {
    message: 'expected at least one limit',
  });

const kinds = ['tokens', 'nanoUsd', 'timeMs'] as const;

/** Calls of the last minute. Times in the future, after a clock was set back, count: they were calls too. */
class RecentCalls {
  #times: number[] = [];

  count(nowMs: number): number {
    this.#times = this.#times.filter((timeMs) => timeMs > nowMs - 60_000);
    return this.#times.length;
  }

  add(nowMs: number): void {
    this.#times.push(nowMs);
  }
}

const isAmount = (value: number): boolean => value >= 0 && value < Number.POSITIVE_INFINITY;

const addedTo = (one: Spending, other: Spending, sign: 1 | -1): Spending => ({
  tokens: one.tokens + sign * other.tokens,
  nanoUsd: one.nanoUsd + sign * other.nanoUsd,
  timeMs: one.timeMs + sign * other.timeMs,
});

const nothing: Spending = { tokens: 0, nanoUsd: 0, timeMs: 0 };

/**
 * Makes a budget that refuses before a call instead of noticing after it.
 *
 * A call is allowed when spent + set aside + the most it can take ≤ limit, for every limit; what it did not use is given back when
 * it ends. So the limits hold however many calls run at the same time, as long as no call takes more than was set aside for it; one
 * that does is counted in full, and nothing is allowed until there is room.
 *
 * - Units: whole tokens and billionths of a dollar, so that sums are exact; times in ms.
 * - State: sums, and the times of the calls of the last minute.
 * - Errors: `AgentError` when a reservation is settled twice.
 *
 * @throws {InvalidOptionsError} no limit is given, one is wrong, or `callsPerMinute` comes without a clock.
 * @example
 * ```ts
 * import { createBudget } from '@sigmax/agents';
 * const budget = createBudget({ calls: 2, tokens: 1_000 });
 * const first = budget.reserve({ tokens: 800, nanoUsd: 0, timeMs: 0 });
 * first.type; // => 'reserved'
 * budget.reserve({ tokens: 300, nanoUsd: 0, timeMs: 0 }).type; // => 'refused'
 * if (first.type === 'reserved') budget.settle(first.reservation, { tokens: 500, nanoUsd: 0, timeMs: 0 });
 * budget.reserve({ tokens: 300, nanoUsd: 0, timeMs: 0 }).type; // => 'reserved'
 * ```
 */
export const createBudget = (limits: BudgetLimits, seams: { readonly clock?: Clock } = {}): Budget => {
  const checked = parseOptions(schema, limits, 'createBudget');
  const { clock } = seams;
  if (checked.callsPerMinute !== undefined && clock === undefined) {
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: 'createBudget: callsPerMinute was given without a clock.',
      remedy: 'Pass { clock: systemClock } as the second argument.',
    });
  }
  const recent = new RecentCalls();
  const open = new Set<number>();
  let calls = 0;
  let spent = nothing;
  let reserved = nothing;

  const refusalOf = (atMost: Spending, nowMs: number): BudgetRefusal | undefined => {
    const wantedOf = { calls: 1, callsPerMinute: 1, ...atMost };
    const used = { calls, callsPerMinute: recent.count(nowMs), ...addedTo(spent, reserved, 1) };
    for (const kind of ['calls', 'callsPerMinute', ...kinds] as const) {
      const limit = checked[kind];
      const wanted = wantedOf[kind];
      // Written so that an amount that is no number is refused, limited or not.
      if (!isAmount(wanted)) return { kind, limit: limit ?? Number.POSITIVE_INFINITY, used: used[kind], wanted };
      if (limit !== undefined && !(used[kind] + wanted <= limit)) return { kind, limit, used: used[kind], wanted };
    }
    return undefined;
  };

  return {
    reserve: ({ tokens, nanoUsd, timeMs }) => {
      const atMost = { tokens, nanoUsd, timeMs };
      const nowMs = clock?.nowMs() ?? 0;
      const refusal = refusalOf(atMost, nowMs);
      if (refusal !== undefined) return { type: 'refused', refusal };
      calls += 1;
      if (checked.callsPerMinute !== undefined) recent.add(nowMs);
      reserved = addedTo(reserved, atMost, 1);
      open.add(calls);
      return { type: 'reserved', reservation: Object.freeze({ id: calls, ...atMost }) };
    },
    settle: (reservation, actual) => {
      if (!open.delete(reservation.id)) {
        throw new AgentError({
          code: 'SETTLED_TWICE',
          message: `Reservation ${reservation.id} was settled twice, or is of another budget.`,
          context: { id: reservation.id },
        });
      }
      reserved = addedTo(reserved, reservation, -1);
      const counted = Object.fromEntries(
        // Who cannot say what a call took has taken all of it.
        kinds.map((kind) => [kind, isAmount(actual[kind]) ? actual[kind] : reservation[kind]]),
      ) as unknown as Spending;
      spent = addedTo(spent, counted, 1);
    },
    spent: () => ({ calls, ...spent }),
    reserved: () => reserved,
  };
};
