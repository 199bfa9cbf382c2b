import { describeScope } from '../control/scope';
import type { Order } from '../orders/order';
import type { CancelReason, RejectCode } from '../orders/order-events';
import { createSha256, type Sha256, sha256Hex } from '../sha256';
import type { Execution } from '../simulation/broker';
import type {
  BotEvent,
  BotHalted,
  CashMoved,
  ControlApplied,
  ControlRefused,
  FundingPaid,
  LossCovered,
  OrderDelayed,
  OrderDenied,
  OrderShrunk,
} from './bot-event';
import { canonicalJson } from './canonical-json';

/** The kinds of record in the log, in the first byte of each. */
const kinds = {
  header: 1,
  'order-submitted': 2,
  'order-accepted': 3,
  'order-rejected': 4,
  'order-cancelled': 5,
  fill: 6,
  'order-denied': 7,
  'order-shrunk': 8,
  'order-delayed': 9,
  'bot-halted': 10,
  'cash-moved': 11,
  footer: 12,
  control: 13,
  'control-refused': 14,
  'cancel-failed': 15,
  'funding-paid': 16,
  'position-liquidated': 17,
  'loss-covered': 18,
} as const;

const timesInForce = ['gtc', 'ioc', 'fok'];
const capacity = 1 << 15;
const encoder = new TextEncoder();
const closed = new Uint8Array(0);

/** The buffer of a log that has ended, for the next one: a sweep opens thousands. */
let spare: Uint8Array | undefined;

/**
 * The record of what a run did, and its SHA-256.
 *
 * Each event is written as bytes (layout in docs/guide/event-log.md): a kind, then fixed fields, little-endian, text as
 * length and UTF-8. Numbers are the bits of their doubles, so two logs are equal only when every figure is. Events are
 * kept and passed on only when somebody asked; the digest is always there.
 */
export class EventLog {
  readonly events: BotEvent[] = [];
  /** Whether anybody keeps or hears events; when not, they need not be made. */
  readonly isHeard: boolean;
  readonly #keep: boolean;
  readonly #listener: ((event: BotEvent) => void) | undefined;
  /** Begun when the buffer is full for the first time: most backtests of a sweep never fill it. */
  #hash: Sha256 | undefined;
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;
  #digest: string | undefined;

  constructor(options: { readonly keep: boolean; readonly listener?: ((event: BotEvent) => void) | undefined }) {
    this.#keep = options.keep;
    this.isHeard = options.keep || options.listener !== undefined;
    this.#listener = options.listener;
    this.#bytes = spare ?? new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
    spare = undefined;
  }

  /** Text that fixes what was run: strategy, parameters, guards, instruments, broker, seed. */
  header(text: string): void {
    this.#begin(kinds.header);
    this.#text(text);
  }

  /** The final ledger. */
  footer(text: string): void {
    this.#begin(kinds.footer);
    this.#text(text);
  }

  submitted(order: Order, timeMs: number, quantity: number): void {
    this.#order(kinds['order-submitted'], timeMs, order);
    const { intent } = order;
    this.#byte(order.direction > 0 ? 1 : 0);
    this.#number(quantity);
    // A market order without extras is one byte; every other order is its intent as JSON.
    const isPlain = intent.type === 'market' && intent.tag === undefined && intent.bracket === undefined;
    this.#byte(isPlain ? timesInForce.indexOf(order.timeInForce) + (order.isReduceOnly ? 4 : 0) : 255);
    if (!isPlain) this.#text(JSON.stringify(intent));
  }

  accepted(order: Order, timeMs: number): void {
    this.#order(kinds['order-accepted'], timeMs, order);
  }

  rejected(order: Order, timeMs: number, code: RejectCode): void {
    this.#order(kinds['order-rejected'], timeMs, order);
    this.#text(code);
  }

  cancelled(order: Order, timeMs: number, filledQuantity: number, reason: CancelReason): void {
    this.#order(kinds['order-cancelled'], timeMs, order);
    this.#number(filledQuantity);
    this.#text(reason);
  }

  fill(order: Order, timeMs: number, execution: Execution, realised: number): void {
    this.#order(kinds.fill, timeMs, order);
    this.#byte(execution.liquidity === 'maker' ? 1 : 0);
    this.#byte(execution.feeAsset);
    this.#number(execution.quantity);
    this.#number(execution.price);
    this.#number(execution.notional);
    this.#number(execution.fee);
    this.#number(realised);
  }

  denied(event: OrderDenied): void {
    this.#refusal(kinds['order-denied'], event, event.limit, event.observed);
    this.#text(JSON.stringify(event.intent));
  }

  shrunk(event: OrderShrunk): void {
    this.#refusal(kinds['order-shrunk'], event, event.quantityBefore, event.quantityAfter);
  }

  delayed(event: OrderDelayed): void {
    this.#refusal(kinds['order-delayed'], event, event.limit, event.observed);
    this.#text(JSON.stringify(event.intent));
  }

  halted(event: BotHalted): void {
    this.#begin(kinds['bot-halted']);
    this.#number(event.timeMs);
    this.#number(event.limit);
    this.#number(event.observed);
    const where = event.scope === undefined ? '' : ` ${describeScope(event.scope)}`;
    this.#text(`${event.guard} ${event.action} ${event.code}${where}`);
  }

  control({ timeMs, control }: ControlApplied): void {
    this.#begin(kinds.control);
    this.#number(timeMs);
    this.#text(canonicalJson(control));
  }

  controlRefused({ timeMs, code }: ControlRefused): void {
    this.#begin(kinds['control-refused']);
    this.#number(timeMs);
    this.#text(code);
  }

  cancelFailed(order: Order, timeMs: number): void {
    this.#order(kinds['cancel-failed'], timeMs, order);
  }

  cashMoved(event: CashMoved): void {
    this.#begin(kinds['cash-moved']);
    this.#number(event.timeMs);
    this.#number(event.amount);
    this.#text(event.asset);
  }

  fundingPaid({ timeMs, rate, amount, instrumentId }: FundingPaid): void {
    this.#begin(kinds['funding-paid']);
    this.#number(timeMs);
    this.#number(rate);
    this.#number(amount);
    this.#text(instrumentId);
  }

  /** `quantity` is what was held, signed. */
  liquidated(order: Order, timeMs: number, quantity: number, price: number): void {
    this.#order(kinds['position-liquidated'], timeMs, order);
    this.#number(quantity);
    this.#number(price);
  }

  lossCovered({ timeMs, amount, asset }: LossCovered): void {
    this.#begin(kinds['loss-covered']);
    this.#number(timeMs);
    this.#number(amount);
    this.#text(asset);
  }

  /** SHA-256 of all records, hexadecimal. Closes the log. */
  digest(): string {
    if (this.#digest === undefined) {
      this.#digest = this.#close();
      spare = this.#bytes;
      // What is written after the end finds no room, and not the next log's.
      this.#bytes = closed;
      this.#view = new DataView(closed.buffer);
    }
    return this.#digest;
  }

  #refusal(
    kind: number,
    event: OrderDenied | OrderShrunk | OrderDelayed,
    limit: number | undefined,
    observed: number | undefined,
  ): void {
    this.#begin(kind);
    this.#number(event.timeMs);
    this.#number(limit ?? 0);
    this.#number(observed ?? 0);
    this.#text(`${event.instrumentId} ${event.guard} ${event.code}`);
  }

  /** Keeps an event and passes it on, as was asked. */
  tell(event: BotEvent): void {
    if (this.#keep) this.events.push(event);
    this.#listener?.(event);
  }

  #order(kind: number, timeMs: number, order: Order): void {
    this.#begin(kind);
    this.#number(timeMs);
    this.#view.setUint32(this.#length, order.sequence, true);
    this.#view.setUint16(this.#length + 4, order.index, true);
    this.#length += 6;
  }

  /** Fixed fields of one record fit 128 bytes; text checks for itself. */
  #begin(kind: number): void {
    if (this.#length > capacity - 128) this.#flush();
    this.#byte(kind);
  }

  #byte(value: number): void {
    this.#bytes[this.#length++] = value;
  }

  #number(value: number): void {
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  #text(text: string): void {
    const bytes = encoder.encode(text);
    if (bytes.length + 4 > capacity - this.#length) this.#flush();
    this.#view.setUint32(this.#length, bytes.length, true);
    this.#length += 4;
    if (bytes.length > capacity - this.#length) {
      this.#flush();
      this.#begun().update(bytes);
      return;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #flush(): void {
    this.#begun().update(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }

  #begun(): Sha256 {
    this.#hash ??= createSha256();
    return this.#hash;
  }

  #close(): string {
    if (this.#hash === undefined) return sha256Hex(this.#bytes.subarray(0, this.#length));
    this.#flush();
    return this.#hash.hex();
  }
}
