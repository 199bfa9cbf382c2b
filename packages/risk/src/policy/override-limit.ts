import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { PolicyState } from './policy-state';

const dayMs = 86_400_000;

const text = z.string().trim().min(1).max(1_000);

const schema = z.strictObject({ limit: text, untilMs: z.number(), reason: text, by: text });

/** What the control `limits-override` carries: a soft limit that is put aside, until when, why and by whom. */
export type LimitOverride = Readonly<z.input<typeof schema>>;

const refused = (code: string, message: string, remedy: string) => new InvalidOptionsError({ code, message, remedy });

/** A limit is soft when every document that applies says so. */
const isSoft = ({ inForce, next }: PolicyState, limit: string): boolean =>
  [inForce, next].every((terms) => {
    if (terms === undefined || !Object.hasOwn(terms.document.limits, limit)) return terms !== inForce;
    return terms.document.limits[limit]?.isSoft === true;
  });

const requireSoft = (state: PolicyState, limit: string): void => {
  const { limits } = state.inForce.document;
  if (!Object.hasOwn(limits, limit)) {
    const names = Object.keys(limits).join(', ');
    throw refused('UNKNOWN_LIMIT', `There is no limit ${limit}.`, `There are ${names}.`);
  }
  if (!isSoft(state, limit))
    throw refused(
      'HARD_LIMIT',
      `${limit} is a hard limit.`,
      'Write limits in which it is soft, and have them approved.',
    );
};

/**
 * Puts a soft limit aside until a time, at most a day ahead, or leaves it where it is and remembers why.
 *
 * Source: Commission Delegated Regulation (EU) 2017/584 (RTS 7), Art. 20(3), procedure for orders above a limit.
 */
export const overrideLimit = (state: PolicyState, value: unknown, timeMs: number): void => {
  try {
    const { limit, untilMs } = parseOptions(schema, value, 'limits-override');
    requireSoft(state, limit);
    if (!(untilMs > timeMs && untilMs <= timeMs + dayMs))
      throw refused('OVERRIDE_TOO_LONG', `untilMs was ${untilMs}.`, `It ends within a day of ${timeMs}.`);
    state.overrides = [...state.overrides.filter((one) => one.limit !== limit), { limit, untilMs }];
  } catch (cause) {
    if (!InvalidOptionsError.isInstance(cause)) throw cause;
    state.refusal = { timeMs, code: cause.code, message: cause.message };
  }
};
