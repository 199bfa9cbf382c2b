import type { OpenOrder, Portfolio, Quote, Side } from '@sigmax/core';
import { isInstrumentOf, isOrderOf, type Part } from './part';

/**
 * A portfolio that lists the instruments and the open orders of a part only. What the account has as a whole stays whole:
 * equity, cash, exposure; so does what is asked of one instrument.
 *
 * One object that is reused, so that a check allocates nothing.
 */
export class PartPortfolio implements Portfolio {
  readonly #part: Part;
  #whole: Portfolio | undefined;
  #listed: readonly string[] = [];
  #instrumentIds: readonly string[] = [];
  readonly #openOrders: OpenOrder[] = [];

  constructor(part: Part) {
    this.#part = part;
  }

  /** The part of a portfolio; valid until the next call. */
  of(portfolio: Portfolio): Portfolio {
    this.#whole = portfolio;
    return this;
  }

  get #account(): Portfolio {
    return this.#whole as Portfolio;
  }

  get timeMs(): number {
    return this.#account.timeMs;
  }

  get reportingAsset(): string {
    return this.#account.reportingAsset;
  }

  get instrumentIds(): readonly string[] {
    const { instrumentIds } = this.#account;
    if (instrumentIds !== this.#listed) {
      this.#listed = instrumentIds;
      this.#instrumentIds = instrumentIds.filter((id) => isInstrumentOf(this.#part, id));
    }
    return this.#instrumentIds;
  }

  get equity(): number {
    return this.#account.equity;
  }

  get grossExposure(): number {
    return this.#account.grossExposure;
  }

  get openOrders(): readonly OpenOrder[] {
    const { openOrders } = this.#account;
    let count = 0;
    for (const order of openOrders) {
      if (isOrderOf(this.#part, order)) this.#openOrders[count++] = order;
    }
    this.#openOrders.length = count;
    return this.#openOrders;
  }

  cash(asset?: string): number {
    return this.#account.cash(asset);
  }

  quantity(instrumentId: string): number {
    return this.#account.quantity(instrumentId);
  }

  pendingQuantity(instrumentId: string, side: Side): number {
    return this.#account.pendingQuantity(instrumentId, side);
  }

  price(instrumentId: string): number | undefined;
  price(instrumentId: string, otherwise: number): number;
  price(instrumentId: string, otherwise?: number): number | undefined {
    return this.#account.price(instrumentId, otherwise as number);
  }

  quote(instrumentId: string): Quote | undefined {
    return this.#account.quote(instrumentId);
  }

  sweepPrice(instrumentId: string, side: Side, quantity: number): number | undefined {
    return this.#account.sweepPrice(instrumentId, side, quantity);
  }

  quoteValue(instrumentId: string): number | undefined;
  quoteValue(instrumentId: string, otherwise: number): number;
  quoteValue(instrumentId: string, otherwise?: number): number | undefined {
    return this.#account.quoteValue(instrumentId, otherwise as number);
  }

  assetValue(asset: string): number | undefined {
    return this.#account.assetValue(asset);
  }

  value(instrumentId: string): number {
    return this.#account.value(instrumentId);
  }

  weight(instrumentId: string): number {
    return this.#account.weight(instrumentId);
  }

  averagePrice(instrumentId: string): number | undefined {
    return this.#account.averagePrice(instrumentId);
  }

  realisedPnl(instrumentId: string): number {
    return this.#account.realisedPnl(instrumentId);
  }

  unrealisedPnl(instrumentId: string): number {
    return this.#account.unrealisedPnl(instrumentId);
  }
}
