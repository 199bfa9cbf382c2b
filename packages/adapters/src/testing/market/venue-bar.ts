import { decimalText } from '../decimal-text';
import type { VenueInstrument } from './venue-instrument';

/** A bar of a loopback venue, stamped with its open as venues do; texts are as they are sent. */
export interface VenueBar {
  readonly openMs: number;
  /** The first moment after it. */
  readonly closeMs: number;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  /** In base. */
  readonly volume: string;
  /** In quote. */
  readonly turnover: string;
  readonly trades: number;
}

/** A bar in whole units. */
export interface UnitBar {
  readonly openMs: number;
  readonly closeMs: number;
  open: number;
  high: number;
  low: number;
  close: number;
  steps: number;
  /** In units of both last decimals together. */
  turnover: bigint;
  trades: number;
}

export const venueBar = (instrument: VenueInstrument, bar: UnitBar): VenueBar => {
  const { priceDecimals, quantityDecimals } = instrument;
  const price = (ticks: number): string => decimalText(ticks, priceDecimals);
  return {
    openMs: bar.openMs,
    closeMs: bar.closeMs,
    open: price(bar.open),
    high: price(bar.high),
    low: price(bar.low),
    close: price(bar.close),
    volume: decimalText(bar.steps, quantityDecimals),
    turnover: decimalText(bar.turnover, priceDecimals + quantityDecimals),
    trades: bar.trades,
  };
};
