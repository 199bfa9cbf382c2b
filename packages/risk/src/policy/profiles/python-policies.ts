import type { LimitsProfile } from './profile';
import { pythonTriggers } from './python-triggers';

const whitelist = ['BTC', 'ETH', 'SOL', 'BNB', 'AVAX', 'MATIC', 'DOT', 'LINK'].map((base) => `binance:${base}/USDT`);

/**
 * The Python system's embedded policy: positions of 15 dollars, no leverage, eight pairs, a daily loss of 10 dollars, and the
 * largest part of equity in one instrument by profile.
 *
 * Its limits on correlation (0.7, 0.8, 0.9) and on a liquidity score (60, 50, 40) were never evaluated. The former stand in
 * this library's profiles of the same names; the latter is `minimumScore` of `liquidityCheck`.
 *
 * Source: the compliance module in core/modules of I-Onlabs/SIGMAX at d7d40d9; its whitelist named no venue.
 */
const policy = (limitFraction: number): LimitsProfile =>
  Object.freeze({
    ...pythonTriggers,
    'max-size': { kind: 'max-order-notional', limitAmount: 15 },
    'max-position': { kind: 'max-weight', limitFraction },
    'max-leverage': { kind: 'max-leverage', limitMultiple: 1 },
    whitelist: { kind: 'restricted-instruments', allow: whitelist },
  });

export const pythonConservative = policy(0.1);
export const pythonBalanced = policy(0.15);
export const pythonAggressive = policy(0.25);
