import type { BarView, Slice } from '../kernel/slice';
import type { Order } from '../orders/order';
import type { CancelReason, RejectCode } from '../orders/order-events';
import { isFinalStatus } from '../orders/order-status';
import { type BrokerContext, type BrokerSession, requireApproved } from './broker';
import { Execute } from './execute';
import { MarginVenue, type MatchingState } from './margin-venue';
import { activate, type Resting, restingOf, trail } from './resting';
import type { SimulationSettings } from './simulated-broker';

/**
 * Fills resting orders on bars.
 *
 * A bar is played in three parts. At the open, in order of arrival over all instruments: market orders, stops that the
 * open is beyond, limits that were marketable. Then, per instrument, what lies between the open and the close: either the
 * worst case by rule (every touched stop, then every limit traded through) or a walk along an assumed path. Last,
 * trailing stops follow the bar's best price.
 */
export class BarMatching implements BrokerSession {
  readonly state: MatchingState = { resting: [], fundedMs: undefined };
  readonly #settings: SimulationSettings;
  readonly #context: BrokerContext;
  readonly #execute: Execute;
  /** Keeps the margin of perpetuals; `undefined` where none is traded. */
  readonly #margin: MarginVenue | undefined;

  constructor(settings: SimulationSettings, context: BrokerContext) {
    this.#settings = settings;
    this.#context = context;
    this.#execute = new Execute(settings, context, this.state);
    const isMargined = context.ledger.isMargined.includes(1);
    this.#margin = isMargined ? new MarginVenue(settings, context, this.#execute, this.state) : undefined;
  }

  submit(order: Order): void {
    requireApproved(this.#context, order);
    const resting = restingOf(order, this.#context.price(order.index));
    const refusal = this.#refusal(resting);
    if (refusal !== undefined) {
      this.#context.reports.rejected(order, refusal);
      return;
    }
    this.state.resting.push(resting);
    // A market order's acknowledgement is its fill; an exit is acknowledged when its entry fills.
    if (order.intent.type !== 'market' && resting.isLive) this.#context.reports.accepted(order);
  }

  cancel(order: Order, reason: CancelReason): void {
    if (isFinalStatus(order.status)) return;
    this.#context.reports.cancelled(order, reason);
    this.#execute.endExits(order);
    this.#sweep();
  }

  onSlice(slice: Slice): void {
    const { resting } = this.state;
    this.#execute.begin(slice);
    this.#margin?.atOpen(slice);
    const count = resting.length;
    for (let index = 0; index < count; index++) {
      const order = resting[index] as Resting;
      if (slice.has(order.order.index)) this.#atOpen(order, slice.views[order.order.index] as BarView);
    }
    this.#margin?.inside(slice, (stop, bar) => this.#trigger(stop, stop.stop as number, bar));
    if (hasOpen(resting)) {
      for (const instrument of slice.present) {
        if (hasOpen(resting, instrument)) this.#insideBar(instrument, slice.views[instrument] as BarView);
      }
      this.#cancelIdleReductions();
    }
    this.#margin?.atClose(slice);
    this.#sweep();
  }

  /** What a venue checks when an order arrives. */
  #refusal({ order, isLive, isMarketable }: Resting): RejectCode | undefined {
    const { intent } = order;
    const { lot } = this.#context;
    if (isLive && !(order.quantity > 0 && order.quantity % (lot[order.index] as number) === 0))
      return 'invalid-quantity';
    if (!isLive)
      return order.entry !== undefined && isFinalStatus(order.entry.status)
        ? 'reduce-only-nothing-to-reduce'
        : undefined;
    if (intent.type === 'limit' && intent.postOnly === true && isMarketable) return 'post-only-would-take';
    if (order.isReduceOnly) {
      return this.#execute.reducible(order) > 0 ? undefined : 'reduce-only-nothing-to-reduce';
    }
    return intent.type === 'limit' && !this.#execute.isCovered(order, intent.limitPrice)
      ? 'insufficient-funds'
      : undefined;
  }

  #atOpen(resting: Resting, bar: BarView): void {
    if (!isOpen(resting)) return;
    const { order, limit } = resting;
    const { direction, intent } = order;
    const wasNew = resting.isNew;
    resting.isNew = false;
    if (intent.type === 'trailing-stop' && resting.stop === undefined && !resting.isTriggered) {
      activate(resting, bar.open, bar.open);
      if (resting.isTrailing) trail(resting, bar.open);
      return;
    }
    if (resting.stop !== undefined) {
      // Opening beyond the stop fills at the open: a gap costs what it costs.
      if (direction * (bar.open - resting.stop) >= 0) this.#trigger(resting, bar.open, bar);
    } else if (limit === undefined) {
      this.#execute.taker(resting, bar.open, bar);
    } else if ((resting.isMarketable && wasNew) || order.timeInForce !== 'gtc') {
      // What cannot rest takes what is there.
      if (direction * (limit - bar.open) >= 0) this.#execute.taker(resting, bar.open, bar, limit);
    } else if (direction * (limit - bar.open) > 0) {
      this.#execute.maker(resting, limit);
    }
    if (order.timeInForce !== 'gtc' && isOpen(resting)) {
      this.#finish(resting, order.timeInForce === 'ioc' ? 'ioc-remainder' : 'fok-unfilled');
    }
  }

  /** A touched stop becomes a market order at `price`, or a limit order that may fill there at once. */
  #trigger(resting: Resting, price: number, bar: BarView): void {
    const { limit, order } = resting;
    resting.stop = undefined;
    resting.isTriggered = true;
    if (limit === undefined) this.#execute.taker(resting, price, bar);
    else if (order.direction * (limit - price) >= 0) this.#execute.taker(resting, price, bar, limit);
    else resting.isBornInside = this.#execute.isInside;
  }

  #insideBar(instrument: number, bar: BarView): void {
    const { intrabarPath } = this.#settings;
    const mine = () => this.state.resting.filter((one) => one.order.index === instrument && isOpen(one));
    if (intrabarPath === 'worst-case') this.#worstCase(mine, bar);
    else this.#walk(mine, bar, highComesFirst(intrabarPath, bar));
    for (const resting of mine()) this.#afterBar(resting, bar);
  }

  /** Every touched stop, in order of arrival, until none is left; then limits; a filled entry wakes its own stop. */
  #worstCase(mine: () => Resting[], bar: BarView): void {
    const touched = ({ order, stop }: Resting) =>
      stop !== undefined && (order.direction > 0 ? bar.high >= stop : bar.low <= stop);
    const through = ({ order, stop, limit, isBornInside }: Resting) =>
      stop === undefined &&
      limit !== undefined &&
      !isBornInside &&
      (order.direction > 0 ? bar.low < limit : bar.high > limit);
    for (;;) {
      const next = mine().find(touched) ?? mine().find((one) => through(one) && this.#execute.fillable(one) > 0);
      if (next === undefined) return;
      this.#execute.isInside = true;
      if (next.stop !== undefined) this.#trigger(next, next.stop, bar);
      else this.#execute.maker(next, next.limit as number);
      this.#execute.isInside = false;
    }
  }

  /** Moves the price from corner to corner and fills what it meets, nearest first. */
  #walk(mine: () => Resting[], bar: BarView, isHighFirst: boolean): void {
    const corners = isHighFirst ? [bar.high, bar.low, bar.close] : [bar.low, bar.high, bar.close];
    let price = bar.open;
    for (const corner of corners) {
      const direction = corner >= price ? 1 : -1;
      for (;;) {
        const next = nearest(mine(), direction, price, corner, (one) => this.#execute.fillable(one) > 0);
        if (next === undefined) break;
        price = next.price;
        if (next.resting.stop !== undefined) this.#trigger(next.resting, price, bar);
        else this.#execute.maker(next.resting, next.resting.limit as number);
      }
      for (const resting of mine()) {
        activate(resting, Math.min(price, corner), Math.max(price, corner));
        if (resting.isTrailing && resting.order.direction === -direction) trail(resting, corner);
      }
      price = corner;
    }
  }

  /** What is certain only at the close: a trailing stop that the close is beyond, a late limit that it is through. */
  #afterBar(resting: Resting, bar: BarView): void {
    const { order } = resting;
    const isFalling = order.direction < 0;
    activate(resting, bar.low, bar.high);
    if (resting.isTrailing && !resting.isTriggered) {
      trail(resting, isFalling ? bar.high : bar.low);
      if (order.direction * (bar.close - (resting.stop as number)) >= 0)
        this.#trigger(resting, resting.stop as number, bar);
    } else if (resting.isBornInside && resting.stop === undefined && order.role === undefined) {
      const limit = resting.limit as number;
      if (order.direction * (limit - bar.close) > 0) this.#execute.maker(resting, limit);
    }
    resting.isBornInside = false;
  }

  /** A reduce-only order whose position is gone has nothing left to do, unless its entry may still bring something in. */
  #cancelIdleReductions(): void {
    for (const resting of this.state.resting) {
      const { order } = resting;
      if (!isOpen(resting) || !order.isReduceOnly || this.#execute.reducible(order) > 0) continue;
      if (order.entry === undefined || isFinalStatus(order.entry.status)) this.#finish(resting, 'nothing-to-reduce');
    }
  }

  #finish({ order }: Resting, reason: CancelReason): void {
    this.#context.reports.cancelled(order, reason);
    this.#execute.endExits(order);
  }

  #sweep(): void {
    const { resting } = this.state;
    let kept = 0;
    for (const one of resting) if (!isFinalStatus(one.order.status)) resting[kept++] = one;
    // Most often all or nothing is left, and popping costs less than setting a length.
    while (resting.length > kept) resting.pop();
  }
}

const isOpen = ({ order, isLive }: Resting): boolean =>
  isLive && order.filled < order.quantity && !isFinalStatus(order.status);

const hasOpen = (resting: readonly Resting[], instrument?: number): boolean => {
  for (let index = 0; index < resting.length; index++) {
    const one = resting[index] as Resting;
    if (isOpen(one) && (instrument === undefined || one.order.index === instrument)) return true;
  }
  return false;
};

const highComesFirst = (path: SimulationSettings['intrabarPath'], bar: BarView): boolean =>
  // Adaptive: the extreme nearer to the open came first.
  path === 'open-high-low-close' || (path === 'adaptive' && bar.high - bar.open <= bar.open - bar.low);

/** The order whose price lies first on the way from `from` to `to`; stops before limits at the same price. */
const nearest = (
  candidates: readonly Resting[],
  direction: 1 | -1,
  from: number,
  to: number,
  canFill: (resting: Resting) => boolean,
): { readonly resting: Resting; readonly price: number } | undefined => {
  let best: { resting: Resting; price: number } | undefined;
  for (const resting of candidates) {
    const { order, stop, limit } = resting;
    const isStop = stop !== undefined;
    // A stop is met in its own direction, a limit against it.
    if (isStop !== (order.direction === direction)) continue;
    if (resting.order.intent.type === 'trailing-stop' && !resting.isTrailing) continue;
    const price = isStop ? stop : limit;
    if (price === undefined || direction * (price - from) < 0 || direction * (to - price) < 0) continue;
    if (!isStop && (price === to || !canFill(resting))) continue;
    const isFirst = best === undefined || direction * (price - best.price) < 0;
    if (isFirst || (isStop && price === best?.price && best.resting.stop === undefined)) best = { resting, price };
  }
  return best;
};
