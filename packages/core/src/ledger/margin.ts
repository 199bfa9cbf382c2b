import type { Instrument } from '../market/instrument';
import type { Ledger } from './ledger';
import { powerOfTen } from './quanta';

/** What the perpetuals that settle in one asset are worth to their margin, in units of that asset. */
export interface Margin {
  /** Σ quantity · price − what the units cost, signed. */
  unrealised: number;
  /** Σ |quantity| · price · initial margin rate: what the positions hold back. */
  initial: number;
  /** Σ |quantity| · price · maintenance margin rate: what must be there. */
  maintenance: number;
}

/**
 * Adds up the positions that settle in an asset, at the prices that `price` gives for the place of an instrument.
 *
 * The account of a venue in one-asset cross margin: balance + `unrealised` is its equity, and what is free is balance −
 * max(0, `initial` − `unrealised`), so that a profit that is not realised carries positions but buys nothing.
 */
export const marginOf = (
  ledger: Ledger,
  instruments: readonly Instrument[],
  asset: number,
  price: (instrument: number) => number,
): Margin => {
  const margin: Margin = { unrealised: 0, initial: 0, maintenance: 0 };
  const quoteUnit = powerOfTen(ledger.decimals[asset] as number);
  for (let index = 0; index < instruments.length; index++) {
    const instrument = instruments[index] as Instrument;
    const quantity = ledger.quantity[index] as number;
    if (instrument.kind !== 'perpetual' || quantity === 0 || ledger.quoteIndex[index] !== asset) continue;
    const units = quantity / powerOfTen(ledger.decimals[ledger.baseIndex[index] as number] as number);
    const value = units * price(index);
    const cost = (ledger.cost[index] as number) / quoteUnit;
    margin.unrealised += quantity > 0 ? value - cost : value + cost;
    margin.initial += Math.abs(value) * instrument.initialMarginRate;
    margin.maintenance += Math.abs(value) * instrument.maintenanceMarginRate;
  }
  return margin;
};

/** What positions hold back of a balance: the margin that their profits do not cover. */
export const heldBack = ({ initial, unrealised }: Margin): number => Math.max(0, initial - unrealised);
