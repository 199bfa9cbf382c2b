import type { Amount } from './amount';

export interface Balance {
  readonly asset: string;
  readonly total: Amount;
  /** Set aside for open orders. */
  readonly locked: Amount;
}

/** What an account holds of each asset. */
export class Wallet {
  readonly #totals = new Map<string, Amount>();
  readonly #locked = new Map<string, Amount>();

  constructor(totals: Iterable<readonly [asset: string, total: Amount]>) {
    for (const [asset, total] of totals) this.#totals.set(asset, total);
  }

  total(asset: string): Amount {
    return this.#totals.get(asset) ?? 0n;
  }

  free(asset: string): Amount {
    return this.total(asset) - (this.#locked.get(asset) ?? 0n);
  }

  add(asset: string, amount: Amount): void {
    this.#totals.set(asset, this.total(asset) + amount);
  }

  lock(asset: string, amount: Amount): void {
    this.#locked.set(asset, (this.#locked.get(asset) ?? 0n) + amount);
  }

  get balances(): Balance[] {
    return [...this.#totals].map(([asset, total]) => ({ asset, total, locked: this.#locked.get(asset) ?? 0n }));
  }
}
