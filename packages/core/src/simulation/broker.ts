import { BrokerError } from '../errors';
import type { Slice } from '../kernel/slice';
import type { Ledger } from '../ledger/ledger';
import type { Instrument } from '../market/instrument';
import { show } from '../options';
import type { Order } from '../orders/order';
import type { CancelReason, RejectCode } from '../orders/order-events';

/** One execution, as a venue tells it: whole steps, so that nothing is lost on the way. Valid during the report. */
export interface Execution {
  /** In base steps, above 0. */
  readonly quantity: number;
  /** On the instrument's price step. */
  readonly price: number;
  /** In quote steps. */
  readonly notional: number;
  /** Index of the asset in the ledger. */
  readonly feeAsset: number;
  /** In steps of `feeAsset`; negative is a rebate. */
  readonly fee: number;
  readonly liquidity: 'maker' | 'taker';
  /** In quote, never negative. */
  readonly slippageCost: number;
}

/** What a broker tells the kernel. The kernel turns each into an event of the log and a change of the ledger. */
export interface BrokerReports {
  accepted(order: Order): void;
  rejected(order: Order, code: RejectCode): void;
  filled(order: Order, execution: Execution): void;
  cancelled(order: Order, reason: CancelReason): void;
  /** Funding of a perpetual: quote steps that the account receives, below 0 that it pays. */
  funded(instrument: number, quanta: number, rate: number): void;
  /** The venue closed units of a position, `execution.quantity` of them, because the margin no longer carried it. */
  liquidated(instrument: number, execution: Execution): void;
  /** All positions that settle in an asset are liquidated: the venue takes over what the balance could not pay. */
  settled(asset: number): void;
}

/** What a broker may know of the run. It reads the ledger and never writes it. */
export interface BrokerContext {
  readonly instruments: readonly Instrument[];
  readonly ledger: Ledger;
  /** Smallest quantity difference of each instrument, in base steps. */
  readonly lot: Float64Array;
  /** Time of the present moment, in ms; −Infinity before the first. */
  timeMs(): number;
  /** Last price of an instrument, 0 before the first. */
  price(instrument: number): number;
  /** Value of one unit of an asset in the reporting asset, 0 before it is known. */
  assetValue(asset: number): number;
  readonly reports: BrokerReports;
  /**
   * Whether an order is the one that the guards have just approved and that is being handed over: once, and never again. A
   * copy of it, one made by hand or one that was handed over before is not.
   */
  isApproved(order: Order): boolean;
}

/**
 * Refuses an order that did not come through the guards.
 *
 * @throws {BrokerError} `ORDER_NOT_APPROVED`.
 */
export const requireApproved = (context: Pick<BrokerContext, 'isApproved'>, order: Order): void => {
  if (context.isApproved(order)) return;
  throw new BrokerError({
    code: 'ORDER_NOT_APPROVED',
    message: `Order ${show(order?.clientOrderId)} did not come from the guards.`,
    remedy: 'Return an OrderIntent from the strategy; the kernel hands each approved order over once.',
    context: { clientOrderId: order?.clientOrderId },
  });
};

/** A broker during one run. */
export interface BrokerSession {
  /** All that it remembers, as plain data. */
  readonly state: unknown;
  /**
   * Takes an approved order. It can fill at the next slice at the earliest.
   *
   * @throws {BrokerError} `ORDER_NOT_APPROVED`: ask {@link requireApproved}.
   */
  submit(order: Order): void;
  cancel(order: Order, reason: CancelReason): void;
  /** A moment of the market: resting orders may fill. */
  onSlice(slice: Slice): void;
}

/**
 * Executes approved orders.
 *
 * An implementer guarantees: it takes no order that {@link requireApproved} refuses; reports come in order for each order; a fill is never invented; Σ fills of an order never
 * exceeds its quantity; every order ends in exactly one final report.
 */
export interface Broker {
  readonly name: string;
  /** Everything that decides costs and fills, as shown in reports and in the event log. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What a taker fill costs at most besides the price, as a fraction of its value; sizing keeps it aside. */
  readonly takerCostRate: number;
  /** The same in price steps, for what costs a step whatever the price. Left out: none. */
  readonly takerCostTicks?: number;
  /** It keeps margin, pays funding and liquidates. Left out: a bot that trades perpetuals is refused. */
  readonly isMarginVenue?: boolean;
  open(context: BrokerContext): BrokerSession;
}
