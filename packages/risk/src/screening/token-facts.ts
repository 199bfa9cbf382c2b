/** What is known of a token. Everything may be left out, and what is left out counts against it. */
export interface TokenFacts {
  readonly symbol?: string;
  readonly name?: string;
  /** Whether its contract is the one that the project itself publishes. Asked when its name is that of a known asset. */
  readonly isOfficial?: boolean;
  /** Whether the source of the contract is published and matches what runs. */
  readonly isContractVerified?: boolean;
  /** Whether somebody can replace the contract's code. */
  readonly isUpgradeable?: boolean;
  /** Whether a simulated sale went through. */
  readonly canSell?: boolean;
  /** Part of the supply that the ten largest holders have, without burnt and locked units, pools and exchanges. */
  readonly topTenFraction?: number;
  /** Value of the quote asset in its pools, in dollars. */
  readonly liquidityAmount?: number;
  /** Part of the liquidity that cannot be withdrawn. */
  readonly lockedLiquidityFraction?: number;
  /** For how much longer it cannot be. */
  readonly lockedForMs?: number;
  /** Whether somebody can make new units. */
  readonly hasMintAuthority?: boolean;
  /** Whether somebody can freeze units of others. */
  readonly hasFreezeAuthority?: boolean;
  /** Part of a purchase that the contract keeps. */
  readonly buyTaxFraction?: number;
  /** Part of a sale that the contract keeps. */
  readonly sellTaxFraction?: number;
  /** Since its first trade. */
  readonly ageMs?: number;
}
