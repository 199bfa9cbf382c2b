import type { PolicyState, PolicyTerms } from './policy-state';

const dateOf = (timeMs: number): string => new Date(timeMs).toISOString();

const named = ({ document, hash }: PolicyTerms): string =>
  `${document.name} ${document.version} (${hash.slice(0, 12)})`;

/**
 * Says in words which limits a policy keeps, which come next, what is put aside, and why a document was not taken last.
 *
 * @example
 * ```ts
 * import { describePolicy, policyGuard } from '@sigmax/risk';
 * const limits = { 'max-order': { kind: 'max-order-notional', limitAmount: 500 } } as const;
 * const guard = policyGuard({
 *   document: { name: 'paper', version: 1, reportingAsset: 'USDT', effectiveAtMs: 0, limits },
 * });
 * describePolicy(guard.initial).split('(')[0]; // => 'In force: paper 1 '
 * ```
 */
export const describePolicy = ({ inForce, next, overrides, refusal }: PolicyState): string =>
  [
    `In force: ${named(inForce)}.`,
    ...(next === undefined
      ? []
      : [`Applies besides, and alone from ${dateOf(next.document.effectiveAtMs)}: ${named(next)}.`]),
    ...overrides.map(({ limit, untilMs }) => `Put aside until ${dateOf(untilMs)}: ${limit}.`),
    ...(refusal === undefined ? [] : [`Not taken at ${dateOf(refusal.timeMs)}: ${refusal.code}: ${refusal.message}`]),
  ].join('\n');
