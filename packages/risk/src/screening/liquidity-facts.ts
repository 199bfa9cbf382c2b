/** What is known of how an instrument trades, in its quote asset. Everything may be left out, and counts against it then. */
export interface LiquidityFacts {
  /** (Ask − bid) / middle. */
  readonly spreadFraction?: number;
  /** Value that is offered within 1 % of the middle, on the thinner side. */
  readonly depthAmount?: number;
  /** Value traded in the last 24 hours. */
  readonly dailyVolumeAmount?: number;
  /** Price · circulating supply. */
  readonly marketCapAmount?: number;
  /** Part of the last 100 bars in which nothing was traded. */
  readonly idleBarsFraction?: number;
  /** Value of the largest order that is going to be sent. */
  readonly orderAmount?: number;
}
