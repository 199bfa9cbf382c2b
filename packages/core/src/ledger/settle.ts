import type { Ledger } from './ledger';
import { requireSafe } from './quanta';

/**
 * Books what funding brings in (above 0) or costs, in quote steps of a perpetual.
 *
 * @throws {LedgerError} a number would pass 2^53 steps.
 */
export const bookFunding = (ledger: Ledger, instrument: number, quanta: number): void => {
  const { balance, funding } = ledger;
  const quote = ledger.quoteIndex[instrument] as number;
  const after = requireSafe(`The balance of ${ledger.assets[quote]}`, (balance[quote] as number) + quanta);
  funding[instrument] = requireSafe('Funding', (funding[instrument] as number) + quanta);
  balance[quote] = after;
};

/**
 * Lets the venue take over what an asset's margin could not pay, and returns it in steps: 0 when the balance is not
 * negative. Only for an account whose positions in that asset are closed.
 */
export const coverLoss = (ledger: Ledger, asset: number): number => {
  const loss = -(ledger.balance[asset] as number);
  if (!(loss > 0)) return 0;
  ledger.covered[asset] = requireSafe('A covered loss', (ledger.covered[asset] as number) + loss);
  ledger.balance[asset] = 0;
  return loss;
};
