import type { Guard } from '@sigmax/core';
import type { LimitKind } from './limit-kind';
import { type Limit, limitKinds } from './limit-kinds';
import { type LimitsDocument, type LimitsInput, readLimits } from './limits-document';
import { limitsHash } from './limits-hash';
import { reportingAsset } from './reporting-asset';

const guardOf = (name: string, { kind, isSoft, ...fields }: Limit): Guard => {
  const { build } = limitKinds[kind] as LimitKind;
  const guard = build(fields, name);
  return isSoft ? { ...guard, isSoft } : guard;
};

/**
 * Builds the guards of a limits document: one for each limit, under its name, and one that holds the bot to the asset in
 * which the limits count.
 *
 * For a bot whose limits stay; {@link policyGuard} takes new ones while it runs.
 *
 * - Cost: O(limits), once.
 *
 * @throws {InvalidOptionsError} a field of the document is wrong.
 * @example
 * ```ts
 * import { guardsFrom } from '@sigmax/risk';
 * const guards = guardsFrom({
 *   name: 'paper', version: 1, reportingAsset: 'USDT', effectiveAtMs: 0,
 *   limits: {
 *     'max-weight': { kind: 'max-weight', limitFraction: 0.2 },
 *     'max-drawdown': { kind: 'max-drawdown', limitFraction: 0.1, action: 'flatten', isSoft: true },
 *   },
 * });
 * guards.map(({ name }) => name); // => ['max-drawdown', 'max-weight', 'reporting-asset']
 * guards[0]?.isSoft; // => true
 * ```
 */
export const guardsFrom = (document: LimitsInput | LimitsDocument): Guard[] => {
  const limits = readLimits(document);
  const names = Object.keys(limits.limits).sort();
  return [
    ...names.map((name) => guardOf(name, limits.limits[name] as Limit)),
    reportingAsset({ asset: limits.reportingAsset, limitsHash: limitsHash(limits), name: 'reporting-asset' }),
  ];
};
