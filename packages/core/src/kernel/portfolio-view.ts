import { InvalidOptionsError } from '../errors';
import { assetIndex, fromQuanta } from '../ledger/ledger';
import type { Quote } from '../market/quote';
import { topOfBook } from '../market/top-of-book';
import type { Side } from '../orders/order-intent';
import type { Kernel } from './kernel';
import { toUnits } from './kernel';
import { type OpenOrderView, openOrderView, showOrder } from './open-order-view';
import type { OpenOrder, Portfolio } from './portfolio';
import { toLots } from './smallness';

/** Reads the kernel's state as a {@link Portfolio}. */
export class PortfolioView implements Portfolio {
  readonly #kernel: Kernel;
  readonly reportingAsset: string;
  readonly instrumentIds: readonly string[];
  readonly #pool: OpenOrderView[] = [];
  readonly #shown: OpenOrderView[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.instrumentIds = kernel.plan.instruments.map(({ id }) => id);
    this.reportingAsset = kernel.plan.reportingAsset;
  }

  get timeMs(): number {
    return this.#kernel.state.timeMs;
  }

  get equity(): number {
    return this.#kernel.state.equity;
  }

  get grossExposure(): number {
    return this.#kernel.state.grossExposure;
  }

  cash(asset = this.reportingAsset): number {
    const { ledger } = this.#kernel.state;
    const index = assetIndex(ledger, asset);
    return fromQuanta(ledger, index, ledger.balance[index] as number);
  }

  quantity(instrumentId: string): number {
    return this.#kernel.state.positionUnits[this.#index(instrumentId)] as number;
  }

  pendingQuantity(instrumentId: string, side: Side): number {
    const index = this.#index(instrumentId);
    const { openOrders, delayed } = this.#kernel.state;
    return openOrders.length + delayed.length === 0 ? 0 : pendingUnits(this.#kernel, index, side === 'buy' ? 1 : -1);
  }

  price(instrumentId: string): number | undefined;
  price(instrumentId: string, otherwise: number): number;
  price(instrumentId: string, otherwise?: number): number | undefined {
    const mark = this.#kernel.state.mark[this.#index(instrumentId)] as number;
    return mark > 0 ? mark : otherwise;
  }

  quote(instrumentId: string): Quote | undefined {
    return this.#kernel.state.quotes[this.#index(instrumentId)];
  }

  sweepPrice(instrumentId: string, side: Side, quantity: number): number | undefined {
    return topOfBook(this.quote(instrumentId), side, quantity);
  }

  quoteValue(instrumentId: string): number | undefined;
  quoteValue(instrumentId: string, otherwise: number): number;
  quoteValue(instrumentId: string, otherwise?: number): number | undefined {
    const value = quoteValue(this.#kernel, this.#index(instrumentId));
    return value > 0 ? value : otherwise;
  }

  assetValue(asset: string): number | undefined {
    const value = this.#kernel.state.assetValue[assetIndex(this.#kernel.state.ledger, asset)] as number;
    return value > 0 ? value : undefined;
  }

  value(instrumentId: string): number {
    return positionValue(this.#kernel, this.#index(instrumentId));
  }

  weight(instrumentId: string): number {
    const value = this.value(instrumentId);
    return value === 0 ? 0 : value / this.#kernel.state.equity;
  }

  averagePrice(instrumentId: string): number | undefined {
    const index = this.#index(instrumentId);
    const quantity = Math.abs(this.quantity(instrumentId));
    return quantity > 0 ? this.#quote(index, this.#kernel.state.ledger.cost[index] as number) / quantity : undefined;
  }

  realisedPnl(instrumentId: string): number {
    const index = this.#index(instrumentId);
    return this.#quote(index, this.#kernel.state.ledger.realised[index] as number);
  }

  unrealisedPnl(instrumentId: string): number {
    const index = this.#index(instrumentId);
    const { ledger, mark } = this.#kernel.state;
    const cost = this.#quote(index, ledger.cost[index] as number);
    const quantity = this.quantity(instrumentId);
    return quantity * (mark[index] as number) - (quantity < 0 ? -cost : cost);
  }

  get openOrders(): readonly OpenOrder[] {
    let count = 0;
    for (const order of this.#kernel.state.openOrders) {
      if (!(order.quantity > 0)) continue;
      const view = this.#pool[count] ?? openOrderView();
      this.#pool[count] = view;
      this.#shown[count] = view;
      showOrder(view, this.#kernel, order);
      count += 1;
    }
    this.#shown.length = count;
    return this.#shown;
  }

  #quote(index: number, quanta: number): number {
    const { ledger } = this.#kernel.state;
    return fromQuanta(ledger, ledger.quoteIndex[index] as number, quanta);
  }

  #index(instrumentId: string): number {
    return instrumentIndex(this.#kernel, instrumentId);
  }
}

/** Index of an instrument, or `undefined` when the run does not trade it. */
export const findInstrument = (kernel: Kernel, instrumentId: string): number | undefined => {
  if (instrumentId === kernel.latestId) return kernel.latestIndex;
  const index = kernel.indexOf.get(instrumentId);
  if (index === undefined) return undefined;
  kernel.latestId = instrumentId;
  kernel.latestIndex = index;
  return index;
};

/** Kept apart from `instrumentIndex`, which is in the path of every order and has to stay small to be inlined. */
const notTraded = (kernel: Kernel, instrumentId: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'UNKNOWN_INSTRUMENT',
    message: `Instrument ${JSON.stringify(instrumentId)} is not traded in this run.`,
    remedy: `Use one of ${[...kernel.indexOf.keys()].join(', ')}.`,
    context: { instrumentId },
  });

export const instrumentIndex = (kernel: Kernel, instrumentId: string): number => {
  if (instrumentId === kernel.latestId) return kernel.latestIndex;
  const index = findInstrument(kernel, instrumentId);
  if (index === undefined) throw notTraded(kernel, instrumentId);
  return index;
};

/** Value of one quote unit of an instrument in the reporting asset, 0 before it is known. */
export const quoteValue = (kernel: Kernel, instrument: number): number =>
  kernel.state.assetValue[kernel.state.ledger.quoteIndex[instrument] as number] as number;

/** Signed value of a position in the reporting asset. */
export const positionValue = (kernel: Kernel, instrument: number): number => {
  const { positionUnits, mark } = kernel.state;
  return (positionUnits[instrument] as number) * (mark[instrument] as number) * quoteValue(kernel, instrument);
};

/** What a position cost in the reporting asset; negative for what a short sale brought. */
export const positionCost = (kernel: Kernel, instrument: number): number => {
  const { ledger } = kernel.state;
  const cost = fromQuanta(ledger, ledger.quoteIndex[instrument] as number, ledger.cost[instrument] as number);
  return ((ledger.quantity[instrument] as number) < 0 ? -cost : cost) * quoteValue(kernel, instrument);
};

/** Signed base steps that open orders of one direction would add, reduce-only orders left out. */
export const pendingQuanta = (kernel: Kernel, instrument: number, direction: 1 | -1): number => {
  let quanta = 0;
  for (const order of kernel.state.openOrders) {
    if (order.index !== instrument || order.direction !== direction || order.isReduceOnly) continue;
    quanta += direction * (order.quantity - order.filled);
  }
  // What a guard has put off will be sent, so it counts as much as what was.
  for (const intent of kernel.state.delayed) {
    if (instrumentIndex(kernel, intent.instrumentId) !== instrument || intent.reduceOnly === true) continue;
    if ((intent.side === 'buy') === direction > 0) quanta += direction * toLots(kernel, instrument, intent.quantity);
  }
  return quanta;
};

const pendingUnits = (kernel: Kernel, instrument: number, direction: 1 | -1): number =>
  toUnits(kernel, instrument, pendingQuanta(kernel, instrument, direction));

/** Base steps by which orders of one side could bring a position nearer to zero, those that are open counted as filled. */
export const reducibleQuanta = (kernel: Kernel, instrument: number, side: Side): number => {
  const held = kernel.state.ledger.quantity[instrument] as number;
  const direction = side === 'buy' ? 1 : -1;
  return Math.max(0, -direction * (held + pendingQuanta(kernel, instrument, direction)));
};
