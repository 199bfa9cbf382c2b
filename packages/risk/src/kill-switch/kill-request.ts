import type { Scope } from '@sigmax/core';
import { z } from 'zod';

/** What is asked of a kill switch. */
export interface KillRequest {
  /** Left out: everything. */
  readonly scope?: Scope;
  /** `flatten` also closes what is held. Defaults to `cancel`. */
  readonly action?: 'cancel' | 'flatten';
  /** With `flatten`: furthest from the last price that it may go, as a fraction. Left out: any price. */
  readonly collarRate?: number;
  readonly reason: string;
  /** The person or program that asks. */
  readonly by: string;
}

/** A request as it is carried out. */
export interface MendedRequest extends Omit<KillRequest, 'scope' | 'action'> {
  readonly scope: Scope;
  readonly action: 'cancel' | 'flatten';
  /** What was changed about it, in words. */
  readonly mended: readonly string[];
}

const text = z.string().trim().min(1).max(1_000);
const scopeSchema = z.strictObject({
  instrumentId: text.optional(),
  venue: text.optional(),
  tag: text.optional(),
});

const field = (request: unknown, name: keyof KillRequest): unknown => {
  try {
    return Reflect.get(Object(request), name);
  } catch {
    return undefined;
  }
};

const textOr = (value: unknown, otherwise: string): string => {
  const trimmed = typeof value === 'string' ? value.trim().slice(0, 1_000) : '';
  return trimmed === '' ? otherwise : trimmed;
};

/**
 * Makes a kill of whatever was asked: a kill is never refused. A scope that is none becomes everything; a flatten that is
 * none, or is about a tag, cancels, because what is not understood must not sell.
 */
export const mendRequest = (request: unknown): MendedRequest => {
  const mended: string[] = [];
  const [scope, action, collarRate] = (['scope', 'action', 'collarRate'] as const).map((name) => field(request, name));
  const parsed = scopeSchema.safeParse(scope ?? {});
  if (!parsed.success) mended.push('The scope was none, so it is everything.');
  const where = Object.fromEntries(
    Object.entries(parsed.success ? parsed.data : {}).filter(([, value]) => value !== undefined),
  ) as Scope;
  const signed = {
    reason: textOr(field(request, 'reason'), 'no reason was given'),
    by: textOr(field(request, 'by'), 'unknown'),
  };
  if (action === undefined || action === 'cancel') return { scope: where, action: 'cancel', ...signed, mended };
  const isCollar = collarRate === undefined || (typeof collarRate === 'number' && collarRate >= 0 && collarRate < 1);
  if (action !== 'flatten') mended.push('The action was none, so it cancels.');
  else if (!isCollar) mended.push('The collarRate was no fraction below 1, so it cancels and sells nothing.');
  else if (where.tag !== undefined) mended.push('A position has no tag, so it cancels and sells nothing.');
  else {
    const collar = collarRate === undefined ? undefined : { collarRate: collarRate as number };
    return { scope: where, action: 'flatten', ...collar, ...signed, mended };
  }
  return { scope: where, action: 'cancel', ...signed, mended };
};
