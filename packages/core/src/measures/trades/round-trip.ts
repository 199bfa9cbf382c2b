import type { Fill } from '../../orders/order-events';

/** A position from flat to flat. Money is in the reporting asset, prices are in quote per base. */
export interface RoundTrip {
  readonly instrumentId: string;
  readonly side: 'long' | 'short';
  readonly openMs: number;
  /** Of the last fill. */
  readonly closeMs: number;
  /** Still open after the last fill. Its figures count what was closed so far, and all fees. */
  readonly isOpen: boolean;
  /** Units that were entered in total, in base. */
  readonly quantity: number;
  /** Units that were closed again, in base. */
  readonly closedQuantity: number;
  /** Average over all entries, slippage included. */
  readonly entryPrice: number;
  /** Average over all exits; `undefined` before the first. */
  readonly exitPrice: number | undefined;
  /** Profit of the closed units before fees, slippage included. */
  readonly grossPnl: number;
  readonly fees: number;
  readonly slippageCost: number;
  readonly netPnl: number;
  /** Net profit over the value that was entered; `undefined` when that is 0. */
  readonly return: number | undefined;
  /** From the first fill to the last. */
  readonly holdingMs: number;
  readonly fillCount: number;
  /** Tags of the orders, in order of first appearance. */
  readonly tags: readonly string[];
}

/** The state of a round trip while fills are added. */
export class OpenTrip {
  readonly #side: 'long' | 'short';
  readonly #first: Fill;
  readonly #tags = new Set<string>();
  #last: Fill;
  #entered = 0;
  #entryValue = 0;
  #left = 0;
  #averageCost = 0;
  #closed = 0;
  #exitValue = 0;
  #gross = 0;
  #entryWorth = 0;
  #fees = 0;
  #slippage = 0;
  #fills = 0;

  constructor(first: Fill, side: 'long' | 'short') {
    this.#first = first;
    this.#last = first;
    this.#side = side;
  }

  /** Units that were there before the first fill; what they cost follows from the profit that the ledger reports. */
  inherit(quantity: number, price: number, rate: number): void {
    this.#enter(quantity, price, rate);
  }

  /** The part `quantity` of a fill; `share` is that part as a fraction of the whole. */
  add(fill: Fill, isEntry: boolean, quantity: number, share: number, rate: number): void {
    this.#last = fill;
    this.#fills++;
    this.#fees += fill.feeValue * share;
    this.#slippage += fill.slippageCost * share * rate;
    if (fill.tag !== undefined) this.#tags.add(fill.tag);
    if (isEntry) {
      this.#enter(quantity, fill.price, rate);
      return;
    }
    const direction = this.#side === 'long' ? 1 : -1;
    this.#gross += direction * (fill.price - this.#averageCost) * quantity * rate;
    this.#closed += quantity;
    this.#exitValue += fill.price * quantity;
    this.#left -= quantity;
  }

  #enter(quantity: number, price: number, rate: number): void {
    this.#averageCost = (this.#averageCost * this.#left + price * quantity) / (this.#left + quantity);
    this.#left += quantity;
    this.#entered += quantity;
    this.#entryValue += price * quantity;
    this.#entryWorth += price * quantity * rate;
  }

  finish(isOpen: boolean): RoundTrip {
    const netPnl = this.#gross - this.#fees;
    return {
      instrumentId: this.#first.instrumentId,
      side: this.#side,
      openMs: this.#first.timeMs,
      closeMs: this.#last.timeMs,
      isOpen,
      quantity: this.#entered,
      closedQuantity: this.#closed,
      entryPrice: this.#entryValue / this.#entered,
      exitPrice: this.#closed > 0 ? this.#exitValue / this.#closed : undefined,
      grossPnl: this.#gross,
      fees: this.#fees,
      slippageCost: this.#slippage,
      netPnl,
      return: this.#entryWorth > 0 ? netPnl / this.#entryWorth : undefined,
      holdingMs: this.#last.timeMs - this.#first.timeMs,
      fillCount: this.#fills,
      tags: [...this.#tags],
    };
  }
}
