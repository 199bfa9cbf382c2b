import { fromQuanta, type Ledger } from './ledger';

/** What another book says: whole steps, as exact integers. */
export interface LedgerOracle {
  readonly balances: Readonly<Record<string, bigint>>;
  readonly positions: Readonly<Record<string, bigint>>;
  /** Realised profit per instrument in quote steps; left out when the other book does not keep it. */
  readonly realised?: Readonly<Record<string, bigint>>;
}

export interface LedgerDifference {
  readonly kind: 'balance' | 'position' | 'realised';
  /** Asset or instrument id. */
  readonly key: string;
  readonly ledger: bigint;
  readonly oracle: bigint;
  /** Ledger less oracle, in units of the asset (balance, position in base; realised in quote). */
  readonly difference: number;
}

/**
 * Compares a ledger with another book and returns every difference; an empty list means equal to the last step.
 *
 * @example
 * ```ts
 * import { createLedger, reconcile } from '@sigmax/core';
 * const ledger = createLedger({ instruments: [], cash: { USDT: 2 } });
 * reconcile(ledger, { balances: { USDT: 200_000_000n }, positions: {} }); // => []
 * ```
 */
export const reconcile = (ledger: Ledger, oracle: LedgerOracle): LedgerDifference[] => {
  const differences: LedgerDifference[] = [];
  const compare = (kind: LedgerDifference['kind'], key: string, ours: number, theirs: bigint, asset: number) => {
    if (BigInt(ours) === theirs) return;
    const difference = fromQuanta(ledger, asset, Number(BigInt(ours) - theirs));
    differences.push({ kind, key, ledger: BigInt(ours), oracle: theirs, difference });
  };
  ledger.assets.forEach((asset, index) => {
    compare('balance', asset, ledger.balance[index] as number, oracle.balances[asset] ?? 0n, index);
  });
  ledger.instrumentIds.forEach((id, index) => {
    const base = ledger.baseIndex[index] as number;
    compare('position', id, ledger.quantity[index] as number, oracle.positions[id] ?? 0n, base);
    const realised = oracle.realised?.[id];
    const quote = ledger.quoteIndex[index] as number;
    if (realised !== undefined) compare('realised', id, ledger.realised[index] as number, realised, quote);
  });
  return differences;
};
