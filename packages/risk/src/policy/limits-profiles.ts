import { aggressive } from './profiles/aggressive';
import { balanced } from './profiles/balanced';
import { conservative } from './profiles/conservative';
import { pythonProfileA, pythonProfileB } from './profiles/python-engines';
import { pythonLive } from './profiles/python-live';
import { pythonAggressive, pythonBalanced, pythonConservative } from './profiles/python-policies';

/**
 * Limits to begin with, by name: three of this library, and the figures of the former Python system.
 *
 * No profile fits every account. Each says in its source where its figures come from.
 *
 * @example
 * ```ts
 * import { limitsProfiles, readLimits } from '@sigmax/risk';
 * Object.keys(limitsProfiles)[0]; // => 'conservative'
 * const document = readLimits({
 *   name: 'live', version: 1, reportingAsset: 'USDT', effectiveAtMs: 0, profile: 'conservative',
 *   limits: { 'max-weight': { kind: 'max-weight', limitFraction: 0.05 } },
 * });
 * const { 'max-weight': weight } = document.limits;
 * weight?.kind === 'max-weight' && weight.limitFraction; // => 0.05
 * ```
 */
export const limitsProfiles = Object.freeze({
  conservative,
  balanced,
  aggressive,
  'python-conservative': pythonConservative,
  'python-balanced': pythonBalanced,
  'python-aggressive': pythonAggressive,
  'python-a': pythonProfileA,
  'python-b': pythonProfileB,
  'python-live': pythonLive,
});

export type LimitsProfileName = keyof typeof limitsProfiles;
