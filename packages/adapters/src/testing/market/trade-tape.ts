import { decimalText } from '../decimal-text';
import type { AggregateTrade, VenueTrade } from './venue-trade';

/** Index of the first item that is not before, in a list that is sorted by what `isBefore` compares. */
const firstFrom = <Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number => {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Which part of a list a request asks for: from a time or an id on, or up to a time, or simply the newest. */
export interface TapeRange {
  readonly fromId?: string | undefined;
  readonly fromMs?: number | undefined;
  /** Last time that belongs to it. */
  readonly toMs?: number | undefined;
  readonly limit: number;
}

/** The part of a list that a request asks for: the oldest when it says where to begin, the newest otherwise. */
export const rangeOf = <Item extends { readonly id: string; readonly timeMs: number }>(
  items: readonly Item[],
  { fromId, fromMs, toMs, limit }: TapeRange,
): readonly Item[] => {
  const end = toMs === undefined ? items.length : firstFrom(items, ({ timeMs }) => timeMs <= toMs);
  if (fromId !== undefined) {
    const from = BigInt(fromId);
    const start = firstFrom(items, ({ id }) => BigInt(id) < from);
    return items.slice(start, Math.min(end, start + limit));
  }
  if (fromMs !== undefined) {
    const start = firstFrom(items, ({ timeMs }) => timeMs < fromMs);
    return items.slice(start, Math.min(end, start + limit));
  }
  return items.slice(Math.max(0, end - limit), end);
};

/** Every trade of one instrument since its history began, oldest first. */
export class TradeTape {
  readonly #firstId: bigint;
  readonly #quantityDecimals: number;
  readonly #trades: VenueTrade[] = [];
  readonly #aggregates: AggregateTrade[] = [];

  constructor(firstId: bigint, quantityDecimals: number) {
    this.#firstId = firstId;
    this.#quantityDecimals = quantityDecimals;
  }

  get trades(): readonly VenueTrade[] {
    return this.#trades;
  }

  get aggregates(): readonly AggregateTrade[] {
    return this.#aggregates;
  }

  /** Adds one taker's trades at one price, a trade for each maker. */
  add(
    trade: Omit<VenueTrade, 'id' | 'aggregate' | 'place' | 'steps' | 'quantity'>,
    makers: readonly number[],
  ): VenueTrade[] {
    const aggregate = this.#aggregates.length;
    const last = this.#trades.at(-1);
    const place = last?.timeMs === trade.timeMs ? last.place + 1 : 0;
    const quantity = (steps: number): string => decimalText(steps, this.#quantityDecimals);
    const added = makers.map((steps, index) => ({
      ...trade,
      id: String(this.#firstId + BigInt(this.#trades.length + index)),
      steps,
      quantity: quantity(steps),
      aggregate,
      place: place + index,
    }));
    this.#trades.push(...added);
    const { timeMs, price, side } = trade;
    this.#aggregates.push({
      // Numbered apart from the trades, as venues do: who mixes the two ids up finds out.
      id: String(this.#firstId / 2n + BigInt(aggregate)),
      firstId: (added[0] as VenueTrade).id,
      lastId: (added.at(-1) as VenueTrade).id,
      timeMs,
      price,
      quantity: quantity(makers.reduce((sum, steps) => sum + steps, 0)),
      side,
    });
    return added;
  }
}
