import type { Observed } from '@sigmax/core';
import type { LiquidityVerdict } from './liquidity-check';
import type { ScamVerdict } from './scam-check';

export interface ScreeningResult {
  readonly instrumentId: string;
  readonly scam?: ScamVerdict;
  readonly liquidity?: LiquidityVerdict;
}

/** A screening, as the control `screening` carries it. Plain data. */
export interface Screening {
  readonly instrumentId: string;
  readonly isPassed: boolean;
  readonly scamScore?: number;
  readonly liquidityScore?: number;
  /** What was found, the heaviest first. */
  readonly reasons: readonly string[];
}

const told = ({ scam, liquidity }: ScreeningResult): string[] =>
  [...(scam?.reasons ?? []), ...(liquidity?.reasons ?? [])].map(({ rule, evidence }) => `${rule}: ${evidence}`);

/**
 * Makes the control that tells a bot what a screening came to, for {@link screenedInstruments}.
 *
 * An instrument has passed when something was looked at, a look for traps came to `pass`, and there is enough liquidity. What
 * was not looked at is left out; `caution` does not pass.
 *
 * @example
 * ```ts
 * import { scamCheck, screeningControl } from '@sigmax/risk';
 * const scam = scamCheck({ canSell: false });
 * const { value } = screeningControl({ instrumentId: 'dex:NEW/USDT', scam });
 * value.isPassed; // => false
 * value.reasons[0]; // => 'honeypot: a simulated sale failed'
 * ```
 */
export const screeningControl = (result: ScreeningResult): Observed & { readonly value: Screening } => {
  const { instrumentId, scam, liquidity } = result;
  const isLookedAt = scam !== undefined || liquidity !== undefined;
  const isPassed = isLookedAt && (scam?.verdict ?? 'pass') === 'pass' && (liquidity?.isEnough ?? true);
  return {
    type: 'observed',
    name: 'screening',
    value: {
      instrumentId,
      isPassed,
      ...(scam === undefined ? undefined : { scamScore: scam.score }),
      ...(liquidity === undefined ? undefined : { liquidityScore: liquidity.score }),
      reasons: told(result),
    },
  };
};
