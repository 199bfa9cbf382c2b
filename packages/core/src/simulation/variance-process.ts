import { exponential } from '../portable-math';

const halfLifeDays = 2;

/**
 * A variance of mean 1 that follows its own shocks: v′ = (1 − p) + α v z² + (p − α) v, a GARCH(1, 1).
 *
 * p = 2^(−Δ / 2 days) forgets half in two days whatever the timeframe, and α = min(0.47 √(1 − p²), 0.8 p) gives
 * returns a kurtosis of 5.4 (3 (1 − p²) / (1 − p² − 2 α²)), lower for bars of several days.
 *
 * Source: Bollerslev 1986, "Generalized autoregressive conditional heteroskedasticity", Journal of Econometrics 31.
 */
export class VarianceProcess {
  /** The variance of the next shock. */
  value = 1;
  readonly #constant: number;
  readonly #response: number;
  readonly #memory: number;

  constructor(barDays: number) {
    const persistence = exponential((-Math.LN2 * barDays) / halfLifeDays);
    this.#response = Math.min(0.47 * Math.sqrt(1 - persistence * persistence), 0.8 * persistence);
    this.#constant = 1 - persistence;
    this.#memory = persistence - this.#response;
  }

  /** Takes the standard normal shock `z` and moves on; returns the shock that the variance makes of it, √v · z. */
  shock(z: number): number {
    const variance = this.value;
    this.value = this.#constant + this.#response * variance * z * z + this.#memory * variance;
    return Math.sqrt(variance) * z;
  }
}
