import { InvalidOptionsError, type Portfolio } from '@sigmax/core';
import { readLimits } from './limits-document';
import type { PolicyState, PolicyTerms } from './policy-state';
import { freshTerms, inherit, inheritTrips, type Workshop } from './terms';
import { weakenings } from './weakenings';

/** What a policy needs to know to take a document or leave it. */
export interface AdoptionRules {
  /** Different people who have to approve weaker limits. */
  readonly approvals: number;
  readonly workshop: Workshop;
}

const refusal = (code: string, message: string, remedy: string) => new InvalidOptionsError({ code, message, remedy });

/** A limit on what is not traded limits nothing, and somebody believes that it does. */
const requireTraded = (terms: PolicyTerms, { guardsOf }: Workshop, traded: readonly string[]): void => {
  for (const { name, instruments = [] } of guardsOf(terms)) {
    const unknown = instruments.find((id) => !traded.includes(id));
    if (unknown === undefined) continue;
    throw refusal('UNKNOWN_INSTRUMENT', `${name} is about ${unknown}.`, `Use one of ${traded.join(', ')}.`);
  }
};

const requireApproval = (before: PolicyTerms, { document }: PolicyTerms, approvals: number): void => {
  const people = new Set(document.approvedBy).size;
  if (people >= approvals) return;
  const weaker = weakenings(before.document, document);
  if (weaker.length === 0) return;
  throw refusal(
    'LIMITS_NOT_APPROVED',
    `${weaker.join('; ')}, and ${people} of ${approvals} have approved it.`,
    'Name in approvedBy who agrees to weaker limits.',
  );
};

const requireNewer = ({ document: before }: PolicyTerms, { document: after }: PolicyTerms): void => {
  if (after.name !== before.name)
    throw refusal('LIMITS_OF_ANOTHER_NAME', `name was ${after.name}.`, `These are the limits of ${before.name}.`);
  if (!(after.version > before.version))
    throw refusal('LIMITS_NOT_NEWER', `version was ${after.version}.`, `Give one above ${before.version}.`);
};

const requireFit = (terms: PolicyTerms, state: PolicyState, portfolio: Portfolio, rules: AdoptionRules): void => {
  for (const before of state.next === undefined ? [state.inForce] : [state.inForce, state.next]) {
    requireNewer(before, terms);
    requireApproval(before, terms, rules.approvals);
  }
  requireTraded(terms, rules.workshop, portfolio.instrumentIds);
};

/** Goes over to the terms whose time has come. */
export const goOver = (state: PolicyState, timeMs: number, workshop: Workshop): void => {
  const { next, inForce } = state;
  if (next === undefined || !(timeMs >= next.document.effectiveAtMs)) return;
  inheritTrips(next, inForce, workshop);
  state.inForce = next;
  state.next = undefined;
};

/**
 * Takes new limits, or keeps the former ones and remembers why.
 *
 * From here on both apply until the new ones are effective. What the bot would have gone over to is replaced, and the new
 * limits must not be weaker than those either.
 */
export const adoptLimits = (
  state: PolicyState,
  value: unknown,
  timeMs: number,
  portfolio: Portfolio,
  rules: AdoptionRules,
): void => {
  try {
    const terms = freshTerms(readLimits(value));
    if (terms.hash === state.inForce.hash || terms.hash === state.next?.hash) return;
    requireFit(terms, state, portfolio, rules);
    inherit(terms, state.inForce, rules.workshop);
    if (state.next !== undefined) inherit(terms, state.next, rules.workshop);
    state.next = terms;
    state.refusal = undefined;
  } catch (cause) {
    // Half a document could be no limit at all, so nothing of it counts.
    const code = InvalidOptionsError.isInstance(cause) ? cause.code : 'INVALID_LIMITS';
    state.refusal = { timeMs, code, message: cause instanceof Error ? cause.message : String(cause) };
  }
};
