import type { BarView, Slice } from '../kernel/slice';
import { fromQuanta, notionalQuanta, priceDecimals } from '../ledger/ledger';
import { heldBack, marginOf } from '../ledger/margin';
import { powerOfTen, roundToFraction, type StepFraction, stepFraction } from '../ledger/quanta';
import type { Instrument, PerpetualInstrument } from '../market/instrument';
import type { Order } from '../orders/order';
import { isFinalStatus } from '../orders/order-status';
import type { BrokerContext, Execution } from './broker';
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
  /** Whether anything is held on margin: most accounts hold nothing so, and are asked for every fill. */
  readonly #hasMargin: boolean;
  /** Written again for each fill: an object with six doubles costs more than booking them. */
  readonly #execution: { -readonly [Key in keyof Execution]: Execution[Key] } = {
    quantity: 0.5,
    price: 0.5,
    notional: 0.5,
    feeAsset: 0,
    fee: 0.5,
    liquidity: 'taker',
    slippageCost: 0.5,
  };

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
    this.#hasMargin = ledger.isMargined.includes(1);
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

  /** Closes a position as the venue does: at `market` worsened by slippage, for the taker fee and the liquidation fee. */
  liquidate(instrument: number, market: number, volume: number): void {
    const { ledger, instruments, reports } = this.#context;
    const traded = instruments[instrument] as Instrument;
    const held = ledger.quantity[instrument] as number;
    const quantity = Math.abs(held);
    const direction = held > 0 ? -1 : 1;
    const price = this.#slipped(instrument, direction, market, quantity, volume);
    const notional = this.#notional(instrument, quantity, price);
    const rate = this.#settings.takerFeeRate + (traded.kind === 'perpetual' ? traded.liquidationFeeRate : 0);
    const execution = this.#execution;
    execution.quantity = quantity;
    execution.price = price;
    execution.notional = notional;
    execution.feeAsset = ledger.quoteIndex[instrument] as number;
    execution.fee = Math.round(notional * rate) + 0;
    execution.liquidity = 'taker';
    execution.slippageCost = this.#slippageCost(instrument, direction, quantity, price, market);
    reports.liquidated(instrument, execution);
  }

  #slippageCost(instrument: number, direction: 1 | -1, quantity: number, price: number, market: number): number {
    return (Math.max(0, direction * (price - market)) * quantity) / (this.#baseUnit[instrument] as number);
  }

  /** What taking `quantity` base steps costs each, on the price step. */
  #slipped(instrument: number, direction: 1 | -1, price: number, quantity: number, volume: number): number {
    const { priceStep } = this.#context.instruments[instrument] as Instrument;
    const units = quantity / (this.#baseUnit[instrument] as number);
    const raw = slippedPrice(this.#slippage, direction, price, priceStep, units, volume);
    const side = direction > 0 ? 'up' : 'down';
    return Math.max(priceStep, roundToFraction(raw, this.#priceStep[instrument] as StepFraction, side));
  }

  /** Fills against the book at `price`, worsened by slippage, but never beyond `limit`. */
  taker(resting: Resting, price: number, bar: BarView, limit?: number): void {
    const { order } = resting;
    const { direction, index: instrument } = order;
    const quantity = this.fillable(resting);
    if (quantity === 0) return;
    let slipped = this.#slipped(instrument, direction, price, quantity, bar.volume);
    if (limit !== undefined && direction * (slipped - limit) > 0) slipped = limit;
    this.#fill(resting, quantity, slipped, 'taker', price);
  }

  /** Fills a resting limit at its own price. */
  maker(resting: Resting, limit: number): void {
    const quantity = this.fillable(resting);
    if (quantity > 0) this.#fill(resting, quantity, limit, 'maker', limit);
  }

  /** Whether the account could pay for all of an order at `price`. */
  isCovered(order: Order, price: number): boolean {
    const rest = order.quantity - order.filled;
    const isCountable = this.#isCountable(order.index, rest, price);
    const notional = isCountable ? this.#notional(order.index, rest, price) : Infinity;
    return this.#covers(order, rest, notional, this.#settings.takerFeeRate);
  }

  /** What of the order may trade now: its rest, within the bar's liquidity and, for reductions, the position. */
  fillable({ order }: Resting): number {
    let quantity = Math.min(order.quantity - order.filled, this.#liquidity[order.index] as number);
    if (order.isReduceOnly) quantity = Math.min(quantity, this.reducible(order));
    return order.timeInForce === 'fok' && quantity < order.quantity ? 0 : quantity;
  }

  /** What a reduce-only order could close: whole lots of the position, as far as the account can deliver them. */
  reducible({ index, direction }: Order): number {
    const { ledger, lot } = this.#context;
    const held = ledger.quantity[index] as number;
    if (held * direction >= 0) return 0;
    // Fees and withdrawals may have taken units that a spot position still counts.
    const owned = ledger.isMargined[index] === 1 ? held : (ledger.balance[ledger.baseIndex[index] as number] as number);
    const units = held > 0 ? Math.min(held, owned) : -held;
    return units - (units % (lot[index] as number));
  }

  /** Reports a fill at `price` when the market stood at `market`. */
  #fill(resting: Resting, quantity: number, price: number, liquidity: 'maker' | 'taker', market: number): void {
    const { order } = resting;
    const { index: instrument, direction } = order;
    const { reports, ledger } = this.#context;
    const feeRate = liquidity === 'maker' ? this.#settings.makerFeeRate : this.#settings.takerFeeRate;
    const notional = this.#isCountable(instrument, quantity, price)
      ? this.#notional(instrument, quantity, price)
      : Infinity;
    if (!this.#covers(order, quantity, notional, feeRate)) {
      if (order.status === 'submitted') reports.rejected(order, 'insufficient-funds');
      else reports.cancelled(order, 'insufficient-funds');
      this.endExits(order);
      return;
    }
    const { feeAsset, fee } = this.#fee(order, quantity, notional, feeRate);
    this.#liquidity[instrument] = (this.#liquidity[instrument] as number) - quantity;
    const execution = this.#execution;
    execution.quantity = quantity;
    execution.price = price;
    execution.notional = notional;
    execution.feeAsset = feeAsset;
    execution.fee = fee;
    execution.liquidity = liquidity;
    execution.slippageCost = this.#slippageCost(instrument, direction, quantity, price, market);
    reports.filled(order, execution);
    if (order.entry !== undefined) {
      this.#shrinkPartner(order, quantity);
    } else if (order.intent.bracket !== undefined) {
      const isPaidInUnits = direction > 0 && feeAsset === ledger.baseIndex[instrument];
      this.#growExits(resting, isPaidInUnits ? quantity - Math.max(0, fee) : quantity, market);
    }
  }

  /**
   * Quote steps that a quantity is worth; the price lies on its step, so the nearest whole number of 10^−decimals is it.
   * Infinity for what no ledger can count and so no account can pay: a double knows the size of a product.
   */
  #notional(instrument: number, quantity: number, price: number): number {
    const { ledger } = this.#context;
    const quanta = Math.round(price * (this.#priceUnit[instrument] as number));
    const size = quanta * quantity * (ledger.numerator[instrument] as number);
    if (!(size < 9e15 * (ledger.divisor[instrument] as number))) return Number.POSITIVE_INFINITY;
    return notionalQuanta(ledger, instrument, quanta, quantity);
  }

  /** Whether a value fits the ledger's steps. No account covers one that does not. */
  #isCountable(instrument: number, quantity: number, price: number): boolean {
    const { numerator, divisor } = this.#context.ledger;
    const scale = (numerator[instrument] as number) / (divisor[instrument] as number);
    return price * (this.#priceUnit[instrument] as number) * quantity * scale < Number.MAX_SAFE_INTEGER / 2;
  }

  #fee(order: Order, quantity: number, notional: number, rate: number): { feeAsset: number; fee: number } {
    const { ledger, assetValue } = this.#context;
    const { feeAsset: choice } = this.#settings;
    const quote = ledger.quoteIndex[order.index] as number;
    // The sum with 0 makes one zero of two.
    const inQuote = { feeAsset: quote, fee: Math.round(notional * rate) + 0 };
    if (choice === 'quote') return inQuote;
    // A perpetual brings in no units.
    if (choice === 'received') {
      if (order.direction < 0 || ledger.isMargined[order.index] === 1) return inQuote;
      return { feeAsset: ledger.baseIndex[order.index] as number, fee: Math.round(quantity * rate) + 0 };
    }
    const named = ledger.assets.indexOf(choice);
    const value = named < 0 ? 0 : assetValue(named);
    if (!(value > 0)) return inQuote;
    const scale = powerOfTen(ledger.decimals[named] as number) / powerOfTen(ledger.decimals[quote] as number);
    const fee = Math.round((notional * rate * assetValue(quote) * scale) / value) + 0;
    const isSpot = ledger.isMargined[order.index] !== 1;
    const isDelivered = isSpot && order.direction < 0 && ledger.baseIndex[order.index] === named;
    const spare = (ledger.balance[named] as number) - this.#locked(named, order) - (isDelivered ? quantity : 0);
    // Venues fall back to the quote asset when the discount asset has run out.
    return spare >= fee && named !== quote ? { feeAsset: named, fee } : inQuote;
  }

  #covers(order: Order, quantity: number, notional: number, feeRate: number): boolean {
    const { ledger } = this.#context;
    const { index: instrument, direction } = order;
    if (ledger.isMargined[instrument] === 1) return this.#carries(order, quantity, notional, feeRate);
    if (direction < 0) {
      const base = ledger.baseIndex[instrument] as number;
      const locked = order.isReduceOnly ? 0 : this.#locked(base, order);
      return notional < Infinity && quantity <= (ledger.balance[base] as number) - locked;
    }
    const quote = ledger.quoteIndex[instrument] as number;
    const free = (ledger.balance[quote] as number) - this.#locked(quote, order);
    return this.#cost(notional, feeRate) <= (this.#hasMargin ? free - this.#heldBack(quote) : free);
  }

  /** Whether the margin carries a fill of a perpetual: what only closes always passes. */
  #carries(order: Order, quantity: number, notional: number, feeRate: number): boolean {
    const { ledger, instruments, price } = this.#context;
    const { index: instrument, direction } = order;
    const held = ledger.quantity[instrument] as number;
    if (!(notional < Infinity)) return false;
    if (held * direction < 0 && quantity <= Math.abs(held)) return true;
    const quote = ledger.quoteIndex[instrument] as number;
    const quoteUnit = powerOfTen(ledger.decimals[quote] as number);
    const fillPrice = (notional / quoteUnit / quantity) * (this.#baseUnit[instrument] as number);
    const margin = marginOf(ledger, instruments, quote, (index) => (index === instrument ? fillPrice : price(index)));
    const { initialMarginRate } = instruments[instrument] as PerpetualInstrument;
    const change = Math.abs(held + direction * quantity) - Math.abs(held);
    margin.initial += (change / (this.#baseUnit[instrument] as number)) * fillPrice * initialMarginRate;
    const free = fromQuanta(ledger, quote, (ledger.balance[quote] as number) - this.#locked(quote, order));
    const fee = Math.max(0, notional * feeRate) / quoteUnit;
    return margin.initial + fee <= free + margin.unrealised;
  }

  /** Quote steps that positions on margin hold back of a balance. */
  #heldBack(quote: number): number {
    const { ledger, instruments, price } = this.#context;
    const unit = powerOfTen(ledger.decimals[quote] as number);
    return heldBack(marginOf(ledger, instruments, quote, price)) * unit;
  }

  /** Quote steps that base steps are worth at a price, which need not lie on its step. */
  valueQuanta(instrument: number, quantity: number, price: number): number {
    const { ledger } = this.#context;
    const scale = (ledger.numerator[instrument] as number) / (ledger.divisor[instrument] as number);
    return Math.round(price * (this.#priceUnit[instrument] as number) * quantity * scale);
  }

  /** Quote steps that buying costs at most, fee included unless what is received pays it. */
  #cost(notional: number, feeRate: number): number {
    return this.#settings.feeAsset === 'received' ? notional : notional + Math.max(0, Math.round(notional * feeRate));
  }

  /** Steps of an asset that resting limit orders hold back, `except` one order's own. */
  #locked(asset: number, except: Order): number {
    const { ledger } = this.#context;
    let locked = 0;
    for (const { order, limit, stop, isLive } of this.#state.resting) {
      if (order === except || limit === undefined || stop !== undefined || !isLive || order.isReduceOnly) continue;
      if (isFinalStatus(order.status)) continue;
      const rest = order.quantity - order.filled;
      if (ledger.isMargined[order.index] === 1) {
        if (ledger.quoteIndex[order.index] === asset) locked += this.#marginLocked(order, rest, limit);
        continue;
      }
      if (order.direction < 0 && ledger.baseIndex[order.index] === asset) locked += rest;
      if (order.direction > 0 && ledger.quoteIndex[order.index] === asset) {
        locked += this.#cost(this.#notional(order.index, rest, limit), this.#settings.takerFeeRate);
      }
    }
    return locked;
  }

  /** Margin and fee, in quote steps, of what a resting order would open. */
  #marginLocked({ index, direction }: Order, rest: number, limit: number): number {
    const { ledger, instruments } = this.#context;
    const held = ledger.quantity[index] as number;
    const opening = held * direction < 0 ? Math.max(0, rest - Math.abs(held)) : rest;
    const { initialMarginRate } = instruments[index] as PerpetualInstrument;
    return this.#notional(index, opening, limit) * (initialMarginRate + this.#settings.takerFeeRate);
  }

  /** What an entry brings in, its exits protect, in whole lots: one triggers other. */
  #growExits(entry: Resting, received: number, market: number): void {
    const { reports, lot } = this.#context;
    const size = lot[entry.order.index] as number;
    const before = entry.received - (entry.received % size);
    entry.received += received;
    const grown = entry.received - (entry.received % size) - before;
    for (const resting of this.#state.resting) {
      const { order } = resting;
      if (order.entry !== entry.order || isFinalStatus(order.status)) continue;
      order.quantity += grown;
      if (order.filled < order.quantity && !resting.isLive) {
        resting.isLive = true;
        resting.isNew = false;
        // On the way through a bar a target may lie behind us; a stop is taken at its worst.
        resting.isBornInside = this.isInside;
        // A stop that the market is already beyond cannot do better than the market.
        if (resting.stop !== undefined && order.direction * (market - resting.stop) > 0) resting.stop = market;
        reports.accepted(order);
      } else if (order.filled >= order.quantity && isFinalStatus(entry.order.status)) {
        // The entry's fees have left less than a lot.
        reports.cancelled(order, 'nothing-to-reduce');
      }
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

  /** An entry that ended: exits that protect nothing end with it, the others stay with what it filled. */
  endExits(entry: Order): void {
    for (const { order } of this.#state.resting) {
      if (order.entry !== entry || isFinalStatus(order.status) || order.filled < order.quantity) continue;
      this.#context.reports.cancelled(order, 'entry-ended');
    }
  }
}
