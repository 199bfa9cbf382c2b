import { fromQuanta, type Ledger } from '../ledger/ledger';
import type { Order } from '../orders/order';
import type { Fill } from '../orders/order-events';
import type { Execution } from '../simulation/broker';

/** Places of a fill's numbers in its row. */
const column = {
  timeMs: 0,
  sequence: 1,
  instrument: 2,
  direction: 3,
  quantity: 4,
  price: 5,
  notional: 6,
  fee: 7,
  feeAsset: 8,
  feeValue: 9,
  isMaker: 10,
  slippageCost: 11,
  realised: 12,
  positionAfter: 13,
} as const;
const width = 14;
const none = new Float64Array(0);

/**
 * The fills of a run, one row of numbers each; objects are made when they are read.
 *
 * A backtest may fill tens of thousands of orders and be asked for none of them, and an object with ten doubles costs
 * more than the fill itself.
 */
export class FillTable {
  length = 0;
  #rows = none;
  readonly #tags = new Map<number, string>();
  readonly #runId: string;
  readonly #ledger: Ledger;

  constructor(runId: string, ledger: Ledger) {
    this.#runId = runId;
    this.#ledger = ledger;
  }

  /** Adds a fill that the ledger has booked. `realised` is in quote steps, `feeValue` in the reporting asset. */
  push(order: Order, execution: Execution, timeMs: number, realised: number, feeValue: number): void {
    const at = this.length * width;
    if (at === this.#rows.length) {
      const grown = new Float64Array(Math.max(width * 64, this.#rows.length * 2));
      grown.set(this.#rows);
      this.#rows = grown;
    }
    const rows = this.#rows;
    rows[at + column.timeMs] = timeMs;
    rows[at + column.sequence] = order.sequence;
    rows[at + column.instrument] = order.index;
    rows[at + column.direction] = order.direction;
    rows[at + column.quantity] = execution.quantity;
    rows[at + column.price] = execution.price;
    rows[at + column.notional] = execution.notional;
    rows[at + column.fee] = execution.fee;
    rows[at + column.feeAsset] = execution.feeAsset;
    rows[at + column.feeValue] = feeValue;
    rows[at + column.isMaker] = execution.liquidity === 'maker' ? 1 : 0;
    rows[at + column.slippageCost] = execution.slippageCost;
    rows[at + column.realised] = realised;
    rows[at + column.positionAfter] = this.#ledger.quantity[order.index] as number;
    if (order.intent.tag !== undefined) this.#tags.set(this.length, order.intent.tag);
    this.length += 1;
  }

  /** Fill number `index` as an object. */
  at(index: number): Fill {
    const ledger = this.#ledger;
    const rows = this.#rows;
    const at = index * width;
    const instrument = rows[at + column.instrument] as number;
    const base = ledger.baseIndex[instrument] as number;
    const quote = ledger.quoteIndex[instrument] as number;
    const feeAsset = rows[at + column.feeAsset] as number;
    return {
      type: 'fill',
      timeMs: rows[at + column.timeMs] as number,
      clientOrderId: `${this.#runId}-${rows[at + column.sequence]}`,
      instrumentId: ledger.instrumentIds[instrument] as string,
      side: (rows[at + column.direction] as number) > 0 ? 'buy' : 'sell',
      quantity: fromQuanta(ledger, base, rows[at + column.quantity] as number),
      price: rows[at + column.price] as number,
      notional: fromQuanta(ledger, quote, rows[at + column.notional] as number),
      fee: fromQuanta(ledger, feeAsset, rows[at + column.fee] as number),
      feeAsset: ledger.assets[feeAsset] as string,
      feeValue: rows[at + column.feeValue] as number,
      liquidity: rows[at + column.isMaker] === 1 ? 'maker' : 'taker',
      slippageCost: rows[at + column.slippageCost] as number,
      realisedPnl: fromQuanta(ledger, quote, rows[at + column.realised] as number),
      positionAfter: fromQuanta(ledger, base, rows[at + column.positionAfter] as number),
      tag: this.#tags.get(index),
    };
  }

  toArray(): Fill[] {
    return Array.from({ length: this.length }, (_, index) => this.at(index));
  }
}
