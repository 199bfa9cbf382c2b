import type { MarketStep, VenueMarket } from '../market/venue-market';
import { lastTicks } from '../market/venue-market';
import { type Amount, amountFrom, amountOf, feeOf } from './amount';
import { fillPosition, openProfit, type Position, worthOf } from './position';
import { isOpen, leftSteps, type OrderFill, type OrderStatus, type VenueOrder } from './venue-order';
import { Wallet } from './wallet';

/** What a client asks for, read by the venue's protocol. */
export interface OrderRequest {
  readonly market: VenueMarket;
  readonly clientId: string | undefined;
  readonly side: 'buy' | 'sell';
  readonly type: 'market' | 'limit';
  readonly timeInForce: 'GTC' | 'IOC' | 'FOK';
  readonly isPostOnly: boolean;
  readonly isReduceOnly: boolean;
  readonly ticks: number | undefined;
  readonly steps: number;
}

/** Why an order or a cancellation was refused. */
export type Refusal =
  | 'insufficient-balance'
  | 'duplicate-client-id'
  | 'would-take'
  | 'reduce-only'
  | 'minimum-notional'
  | 'unknown-order';

/** Something happened to an order. */
export interface OrderReport {
  readonly type: 'accepted' | 'filled' | 'cancelled' | 'expired';
  readonly timeMs: number;
  readonly order: VenueOrder;
  readonly fill: OrderFill | undefined;
}

export interface DeskRules {
  /** What a fee is paid in on spot: what was received, or always the quote asset. */
  readonly feeAsset: 'received' | 'quote';
  /** Fees in millionths. */
  readonly fees: Readonly<Record<'spot' | 'swap', { readonly maker: bigint; readonly taker: bigint }>>;
  /** Whether a post-only order that would take is refused, or accepted and cancelled. */
  readonly postOnly: 'refuse' | 'cancel';
  /** Which of an account's orders a client's id must differ from. */
  readonly clientIds: 'open' | 'all';
}

export interface OrderDeskOptions {
  readonly rules: DeskRules;
  readonly balances: Readonly<Record<string, number>>;
  readonly firstOrderId: bigint;
  readonly nowMs: () => number;
  /** Told of what a taker did to a market, before its reports. */
  readonly onStep: (step: MarketStep) => void;
  readonly onReport: (report: OrderReport) => void;
}

/** Smallest value of an order, in quote. */
export const minimumNotional = 5;

/** Of perpetuals, for every account. */
export const leverage = 20;

/**
 * The account of a loopback venue: takes orders, fills them from the market and keeps balances and positions exactly.
 *
 * What crosses takes from the book and is in the public trades. What rests is not in the public book; it fills at its price
 * when others trade at that price or through it, up to what they traded.
 */
export class OrderDesk {
  readonly wallet: Wallet;
  readonly #options: OrderDeskOptions;
  readonly #orders: VenueOrder[] = [];
  readonly #positions = new Map<VenueMarket, Position>();
  #ids: bigint;

  constructor(options: OrderDeskOptions) {
    this.#options = options;
    this.#ids = options.firstOrderId;
    this.wallet = new Wallet(
      Object.entries(options.balances).map(([asset, total]) => [asset, amountFrom(total.toFixed(8))] as const),
    );
  }

  /** Every order that was accepted, oldest first. */
  get orders(): readonly VenueOrder[] {
    return this.#orders;
  }

  get positions(): readonly Position[] {
    return [...this.#positions.values()].filter(({ steps }) => steps !== 0);
  }

  /** What positions bind of the quote asset. */
  margin(asset: string): Amount {
    let bound = 0n;
    for (const { market, steps } of this.positions) {
      if (market.instrument.quote === asset) bound += this.marginOf(market, steps);
    }
    return bound;
  }

  marginOf(market: VenueMarket, steps: number): Amount {
    return worthOf(market, lastTicks(market), Math.abs(steps)) / BigInt(leverage);
  }

  /** Profit of open positions at the last price. */
  openProfit(asset: string): Amount {
    return this.positions
      .filter(({ market }) => market.instrument.quote === asset)
      .reduce((sum, position) => sum + openProfit(position, lastTicks(position.market)), 0n);
  }

  /** The newest order with an id of the venue or of the client. */
  find(
    market: VenueMarket | undefined,
    id: { readonly id?: string | undefined; readonly clientId?: string | undefined },
  ) {
    return this.#orders.findLast(
      (order) =>
        (market === undefined || order.market === market) &&
        (id.id === undefined ? order.clientId === id.clientId : order.id === id.id),
    );
  }

  place(request: OrderRequest): VenueOrder | Refusal {
    const { market, side, ticks, isPostOnly, isReduceOnly } = request;
    const { rules, nowMs } = this.#options;
    const steps = isReduceOnly ? Math.min(request.steps, this.#reducible(market, side)) : request.steps;
    if (!(steps > 0)) return 'reduce-only';
    if (this.#isTaken(request.clientId)) return 'duplicate-client-id';
    const isCrossing = ticks === undefined || this.#crosses(market, side, ticks);
    if (isPostOnly && isCrossing && rules.postOnly === 'refuse') return 'would-take';
    const valueTicks = ticks ?? lastTicks(market);
    const isSmall = worthOf(market, valueTicks, steps) < amountOf(minimumNotional, 0);
    if (isSmall && !isReduceOnly) return 'minimum-notional';
    if (!isReduceOnly && !this.#canPay(market, side, this.#worstTicks(market, side, ticks), steps)) {
      return 'insufficient-balance';
    }
    const id = String(this.#ids++);
    const order: VenueOrder = {
      ...request,
      id,
      clientId: request.clientId ?? `v${id}`,
      steps,
      createdMs: nowMs(),
      updatedMs: nowMs(),
      status: 'new',
      filledSteps: 0,
      turnover: 0n,
      fills: [],
    };
    this.#orders.push(order);
    this.#lock(order, order.steps);
    this.#report('accepted', order);
    if (isPostOnly && isCrossing) this.#finish(order, 'cancelled');
    else if (isCrossing) this.#takeFor(order);
    if (isOpen(order) && (order.type === 'market' || order.timeInForce !== 'GTC')) this.#finish(order, 'expired');
    return order;
  }

  cancel(order: VenueOrder | undefined): VenueOrder | Refusal {
    if (order === undefined || !isOpen(order)) return 'unknown-order';
    this.#finish(order, 'cancelled');
    return order;
  }

  /** Others have traded: resting orders may fill. */
  stepped({ market, trades }: MarketStep): void {
    const left = trades.map(({ steps }) => steps);
    for (const order of this.#orders) {
      if (order.market !== market || !isOpen(order) || order.ticks === undefined) continue;
      const limit = order.ticks;
      trades.forEach((trade, index) => {
        const isOther = trade.side !== order.side;
        const isThere = order.side === 'buy' ? trade.ticks <= limit : trade.ticks >= limit;
        const steps = Math.min(left[index] as number, leftSteps(order));
        if (!isOther || !isThere || steps === 0) return;
        left[index] = (left[index] as number) - steps;
        this.#fill(order, limit, steps, true, trade.id);
      });
      // The market has moved to it or past it without a trade.
      if (isOpen(order) && this.#crosses(market, order.side, limit)) {
        this.#fill(order, limit, Math.min(leftSteps(order), market.instrument.lot), true, `${this.#ids++}`);
      }
    }
  }

  /** Longs pay shorts a fraction of the value, or the other way round. */
  settle(market: VenueMarket, millionths: bigint): void {
    const position = this.#positions.get(market);
    if (position === undefined || position.steps === 0) return;
    const value = worthOf(market, lastTicks(market), position.steps);
    this.wallet.add(market.instrument.quote, (-value * millionths) / 1_000_000n);
  }

  #isTaken(clientId: string | undefined): boolean {
    if (clientId === undefined) return false;
    const { clientIds } = this.#options.rules;
    return this.#orders.some((order) => order.clientId === clientId && (clientIds === 'all' || isOpen(order)));
  }

  #reducible(market: VenueMarket, side: 'buy' | 'sell'): number {
    const held = this.#positions.get(market)?.steps ?? 0;
    return Math.max(0, side === 'buy' ? -held : held);
  }

  #crosses({ touch }: VenueMarket, side: 'buy' | 'sell', ticks: number): boolean {
    return side === 'buy' ? ticks >= touch.ask : ticks <= touch.bid;
  }

  /** The price that money is set aside for: a limit, or what a market order may come to. */
  #worstTicks(market: VenueMarket, side: 'buy' | 'sell', ticks: number | undefined): number {
    if (ticks !== undefined) return ticks;
    return side === 'buy' ? Math.ceil(market.touch.ask * 1.01) : market.touch.bid;
  }

  #canPay(market: VenueMarket, side: 'buy' | 'sell', ticks: number, steps: number): boolean {
    const { base, quote, kind, quantityDecimals } = market.instrument;
    const value = worthOf(market, ticks, steps);
    if (kind === 'swap') {
      const opens = Math.max(0, steps - this.#reducible(market, side));
      const needed = worthOf(market, ticks, opens) / BigInt(leverage);
      return needed <= this.wallet.free(quote) + this.openProfit(quote) - this.margin(quote);
    }
    if (side === 'sell') return amountOf(steps, quantityDecimals) <= this.wallet.free(base);
    const { feeAsset, fees } = this.#options.rules;
    const fee = feeAsset === 'quote' ? feeOf(value, fees.spot.taker) : 0n;
    return value + fee <= this.wallet.free(quote);
  }

  /** Sets money aside for steps of a limit order, or back with a negative count. */
  #lock({ market, side, ticks }: VenueOrder, steps: number): void {
    const { base, quote, kind, quantityDecimals } = market.instrument;
    if (ticks === undefined) return;
    if (kind === 'swap') this.wallet.lock(quote, worthOf(market, ticks, steps) / BigInt(leverage));
    else if (side === 'buy') this.wallet.lock(quote, worthOf(market, ticks, steps));
    else this.wallet.lock(base, amountOf(steps, quantityDecimals));
  }

  #takeFor(order: VenueOrder): void {
    const { market, side, ticks, timeInForce } = order;
    if (timeInForce === 'FOK' && !this.#isAllThere(order)) return;
    const step = market.take(side, order.steps, ticks);
    this.#options.onStep(step);
    for (const trade of step.trades) this.#fill(order, trade.ticks, trade.steps, false, trade.id);
  }

  #isAllThere({ market, side, ticks, steps }: VenueOrder): boolean {
    const { bids, asks } = market.book();
    const { priceDecimals, quantityDecimals } = market.instrument;
    let found = 0;
    for (const [price, quantity] of side === 'buy' ? asks : bids) {
      const levelTicks = Math.round(Number(price) * 10 ** priceDecimals);
      if (ticks !== undefined && (side === 'buy' ? levelTicks > ticks : levelTicks < ticks)) break;
      found += Math.round(Number(quantity) * 10 ** quantityDecimals);
    }
    return found >= steps;
  }

  #fill(order: VenueOrder, ticks: number, steps: number, isMaker: boolean, id: string): void {
    const { market, side } = order;
    const { base, quote, kind, quantityDecimals } = market.instrument;
    const { fees, feeAsset: rule } = this.#options.rules;
    const value = worthOf(market, ticks, steps);
    const quantity = amountOf(steps, quantityDecimals);
    const isBaseFee = kind === 'spot' && rule === 'received' && side === 'buy';
    const fee = feeOf(isBaseFee ? quantity : value, fees[kind][isMaker ? 'maker' : 'taker']);
    let profit = 0n;
    this.#lock(order, -steps);
    if (kind === 'swap') {
      profit = fillPosition(this.#position(market), side, ticks, steps);
      this.wallet.add(quote, profit);
    } else {
      this.wallet.add(base, side === 'buy' ? quantity : -quantity);
      this.wallet.add(quote, side === 'buy' ? -value : value);
    }
    const feeAsset = isBaseFee ? base : quote;
    this.wallet.add(feeAsset, -fee);
    const timeMs = this.#options.nowMs();
    const fill = { id, timeMs, ticks, steps, isMaker, fee, feeAsset, profit };
    order.fills.push(fill);
    order.filledSteps += steps;
    order.turnover += BigInt(ticks) * BigInt(steps);
    order.updatedMs = timeMs;
    order.status = leftSteps(order) === 0 ? 'filled' : 'partially-filled';
    this.#report('filled', order, fill);
  }

  #position(market: VenueMarket): Position {
    const found = this.#positions.get(market) ?? { market, steps: 0, cost: 0n };
    this.#positions.set(market, found);
    return found;
  }

  #finish(order: VenueOrder, status: OrderStatus & ('cancelled' | 'expired')): void {
    this.#lock(order, -leftSteps(order));
    order.status = status;
    order.updatedMs = this.#options.nowMs();
    this.#report(status, order);
  }

  #report(type: OrderReport['type'], order: VenueOrder, fill?: OrderFill): void {
    this.#options.onReport({ type, timeMs: this.#options.nowMs(), order: { ...order, fills: [...order.fills] }, fill });
  }
}
