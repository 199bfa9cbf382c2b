import type { BarView, Slice } from '../kernel/slice';
import { notionalQuanta, priceDecimals } from '../ledger/ledger';
import { powerOfTen, roundToFraction, type StepFraction, stepFraction } from '../ledger/quanta';
import type { Order } from '../orders/order';
import { isFinalStatus } from '../orders/order-status';
import type { BrokerContext } from './broker';
import { type Slippage, slippedPrice } from './costs';
import type { Resting } from './resting';
import type { SimulationSettings } from './simulated-broker';

/** Turns a match into a fill: slippage, rounding, volume share, funds, fee, and the exits that hang on it. */
export class Execute {
  /** True while prices inside the bar are played, where the order of events is not known. */
  isInside = false;
  readonly #settings: SimulationSettings;
  readonly #context: BrokerContext;
  readonly #state: { readonly resting: Resting[] };
  readonly #slippage: Slippage;
  /** Base steps that may still trade in the present bar, per instrument. */
  readonly #liquidity: Float64Array;
  readonly #priceUnit: Float64Array;
  readonly #priceStep: readonly StepFraction[];
  readonly #baseUnit: Float64Array;

  constructor(settings: SimulationSettings, context: BrokerContext, state: { readonly resting: Resting[] }) {
    this.#settings = settings;
    this.#context = context;
    this.#state = state;
    this.#slippage = {
      rate: settings.slippageRate ?? 0,
      ticks: settings.slippageTicks ?? 0,
      impact: settings.slippageImpact ?? 0,
    };
    const { instruments, ledger } = context;
    this.#liquidity = new Float64Array(instruments.length).fill(Infinity);
    this.#priceUnit = Float64Array.from(instruments, (instrument) => powerOfTen(priceDecimals(instrument)));
    this.#priceStep = instruments.map(({ priceStep }) => stepFraction(priceStep));
    this.#baseUnit = Float64Array.from(ledger.baseIndex, (asset) => powerOfTen(ledger.decimals[asset] as number));
  }

  begin(slice: Slice): void {
    const { volumeShare } = this.#settings;
    if (volumeShare === undefined) return;
    for (const index of slice.present) {
      const lot = this.#context.lot[index] as number;
      const volume = (slice.views[index] as BarView).volume * volumeShare * (this.#baseUnit[index] as number);
      this.#liquidity[index] = Math.floor(volume / lot) * lot;
    }
  }

  /** Fills against the book at `price`, worsened by slippage, but never beyond `limit`. */
  taker(resting: Resting, price: number, bar: BarView, limit?: number): void {
    const { order } = resting;
    const { direction, index: instrument } = order;
    const quantity = this.fillable(resting);
    if (quantity === 0) return;
    const { priceStep } = order.instrument;
    const units = quantity / (this.#baseUnit[instrument] as number);
    const raw = slippedPrice(this.#slippage, direction, price, priceStep, units, bar.volume);
    let slipped = Math.max(
      priceStep,
      roundToFraction(raw, this.#priceStep[instrument] as StepFraction, direction > 0 ? 'up' : 'down'),
    );
    if (limit !== undefined && direction * (slipped - limit) > 0) slipped = limit;
    this.#fill(resting, quantity, slipped, 'taker', Math.max(0, direction * (slipped - price)) * units);
  }

  /** Fills a resting limit at its own price. */
  maker(resting: Resting, limit: number, _bar: BarView): void {
    const quantity = this.fillable(resting);
    if (quantity > 0) this.#fill(resting, quantity, limit, 'maker', 0);
  }

  /** Whether the account could pay for all of an order at `price`. */
  isCovered(order: Order, price: number): boolean {
    return this.#covers(order, order.quantity - order.filled, price, this.#settings.takerFeeRate);
  }

  /** What of the order may trade now: its rest, within the bar's liquidity and, for reductions, the position. */
  fillable({ order }: Resting): number {
    let quantity = Math.min(order.quantity - order.filled, this.#liquidity[order.index] as number);
    if (order.isReduceOnly) {
      const held = this.#context.ledger.quantity[order.index] as number;
      const lot = this.#context.lot[order.index] as number;
      const reducible = held * order.direction < 0 ? Math.abs(held) : 0;
      quantity = Math.min(quantity, reducible - (reducible % lot));
    }
    return order.timeInForce === 'fok' && quantity < order.quantity ? 0 : quantity;
  }

  #fill(resting: Resting, quantity: number, price: number, liquidity: 'maker' | 'taker', slippageCost: number): void {
    const { order } = resting;
    const { index: instrument } = order;
    const { reports, ledger } = this.#context;
    const feeRate = liquidity === 'maker' ? this.#settings.makerFeeRate : this.#settings.takerFeeRate;
    if (!this.#covers(order, quantity, price, feeRate)) {
      if (order.status === 'submitted') reports.rejected(order, 'insufficient-funds');
      else reports.cancelled(order, 'insufficient-funds');
      this.#endExits(order);
      return;
    }
    const notional = notionalQuanta(ledger, instrument, this.#priceQuanta(instrument, price), quantity);
    const { feeAsset, fee } = this.#fee(order, quantity, notional, feeRate);
    this.#liquidity[instrument] = (this.#liquidity[instrument] as number) - quantity;
    reports.filled(order, { quantity, price, notional, feeAsset, fee, liquidity, slippageCost });
    if (order.entry !== undefined) this.#shrinkPartner(order, quantity);
    else this.#growExits(order, quantity);
  }

  /** A price as whole steps of 10^−decimals; it lies on the price step, so the nearest is the one. */
  #priceQuanta(instrument: number, price: number): number {
    return Math.round(price * (this.#priceUnit[instrument] as number));
  }

  #fee(order: Order, quantity: number, notional: number, rate: number): { feeAsset: number; fee: number } {
    const { ledger, assetValue } = this.#context;
    const { feeAsset: choice } = this.#settings;
    const quote = ledger.quoteIndex[order.index] as number;
    const inQuote = { feeAsset: quote, fee: Math.round(notional * rate) };
    if (choice === 'quote') return inQuote;
    if (choice === 'received') {
      if (order.direction < 0) return inQuote;
      return { feeAsset: ledger.baseIndex[order.index] as number, fee: Math.round(quantity * rate) };
    }
    const named = ledger.assets.indexOf(choice);
    const value = named < 0 ? 0 : assetValue(named);
    if (!(value > 0)) return inQuote;
    const scale = powerOfTen(ledger.decimals[named] as number) / powerOfTen(ledger.decimals[quote] as number);
    const fee = Math.round((notional * rate * assetValue(quote) * scale) / value);
    const spare = (ledger.balance[named] as number) - this.#locked(named, order);
    // Venues fall back to the quote asset when the discount asset has run out.
    return spare >= fee && named !== quote ? { feeAsset: named, fee } : inQuote;
  }

  #covers(order: Order, quantity: number, price: number, feeRate: number): boolean {
    const { ledger } = this.#context;
    const { index: instrument, direction } = order;
    if (direction < 0) {
      const base = ledger.baseIndex[instrument] as number;
      const locked = order.isReduceOnly ? 0 : this.#locked(base, order);
      return quantity <= (ledger.balance[base] as number) - locked;
    }
    const quote = ledger.quoteIndex[instrument] as number;
    return (
      this.#cost(order, quantity, price, feeRate) <= (ledger.balance[quote] as number) - this.#locked(quote, order)
    );
  }

  /** Quote steps that buying costs at most, fee included. */
  #cost(order: Order, quantity: number, price: number, feeRate: number): number {
    const { index } = order;
    const notional = notionalQuanta(this.#context.ledger, index, this.#priceQuanta(index, price), quantity);
    return notional + Math.max(0, Math.round(notional * feeRate));
  }

  /** Steps of an asset that resting limit orders hold back, `except` one order's own. */
  #locked(asset: number, except: Order): number {
    const { ledger } = this.#context;
    let locked = 0;
    for (const { order, limit, stop, isLive } of this.#state.resting) {
      if (order === except || limit === undefined || stop !== undefined || !isLive || order.isReduceOnly) continue;
      if (isFinalStatus(order.status)) continue;
      const rest = order.quantity - order.filled;
      if (order.direction < 0 && ledger.baseIndex[order.index] === asset) locked += rest;
      if (order.direction > 0 && ledger.quoteIndex[order.index] === asset) {
        locked += this.#cost(order, rest, limit, this.#settings.takerFeeRate);
      }
    }
    return locked;
  }

  /** What an entry fills, its exits protect: one triggers other. */
  #growExits(entry: Order, quantity: number): void {
    if (entry.intent.bracket === undefined) return;
    for (const resting of this.#state.resting) {
      const { order } = resting;
      if (order.entry !== entry || isFinalStatus(order.status)) continue;
      order.quantity += quantity;
      if (resting.isLive) continue;
      resting.isLive = true;
      resting.isNew = false;
      // On the way through a bar a target may lie behind us; a stop is taken at its worst.
      resting.isBornInside = this.isInside;
      this.#context.reports.accepted(order);
    }
  }

  /** What one exit fills, its partner no longer protects: one cancels other. */
  #shrinkPartner(exit: Order, quantity: number): void {
    for (const { order } of this.#state.resting) {
      if (order === exit || order.entry !== exit.entry || isFinalStatus(order.status)) continue;
      order.quantity -= quantity;
      const isDone = order.quantity <= order.filled && exit.entry !== undefined && isFinalStatus(exit.entry.status);
      if (isDone) this.#context.reports.cancelled(order, 'one-cancels-other');
    }
  }

  #endExits(entry: Order): void {
    for (const { order } of this.#state.resting) {
      if (order.entry !== entry || isFinalStatus(order.status) || order.filled < order.quantity) continue;
      this.#context.reports.cancelled(order, 'entry-ended');
    }
  }
}
