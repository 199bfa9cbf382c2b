import type { TradingAction } from '../trading/trading-actions';

/** Why a source was passed over. */
export type FallbackCode =
  /** The bundle could not be loaded: checksum, version, truncation, weights that are not finite. */
  | 'BUNDLE'
  /** The bundle was trained on other features, or has no actions or scaling to trade with. */
  | 'SCHEMA'
  /** A bar is missing or too old. */
  | 'STALE'
  /** The observation or what the network said is not finite. */
  | 'NOT_FINITE'
  /** The observation is farther from those of training than allowed. */
  | 'OUT_OF_DISTRIBUTION'
  /** The network took longer than allowed. */
  | 'LATE'
  /** The bundle needs a mask and none was given, or the mask forbids everything. */
  | 'MASK'
  /** The rule threw, or returned what is no action. */
  | 'FAILED';

export interface Fallback {
  /** Name of the model or the rule that was passed over. */
  readonly source: string;
  readonly code: FallbackCode;
  readonly message: string;
}

/** What decided on a bar, and how sure it was. */
export interface Prediction {
  readonly timeMs: number;
  /** `model` is the first, `last-good` any after it. */
  readonly source: 'model' | 'last-good' | 'rule' | 'hold';
  /** Name of the model or the rule; `undefined` when held. */
  readonly name: string | undefined;
  /** `undefined` when held. */
  readonly action: TradingAction | undefined;
  /** Of the choices, after the temperature; `undefined` for a Gaussian policy, a rule and when held. */
  readonly probabilities: readonly number[] | undefined;
  /** Probability of the action taken, after the temperature; a product for several choices. `undefined` like `probabilities`. */
  readonly confidence: number | undefined;
  readonly fallbacks: readonly Fallback[];
}
