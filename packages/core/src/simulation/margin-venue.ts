import type { BarView, Slice } from '../kernel/slice';
import { fromQuanta } from '../ledger/ledger';
import { marginOf } from '../ledger/margin';
import { isFinalStatus } from '../orders/order-status';
import type { BrokerContext } from './broker';
import type { Execute } from './execute';
import { type FundingSchedule, fundingSchedule } from './funding-schedule';
import type { Resting } from './resting';
import type { SimulationSettings } from './simulated-broker';

/** What the simulated venue remembers, as plain data. */
export interface MatchingState {
  resting: Resting[];
  /** Funding is settled up to here; `undefined` before the first moment. */
  fundedMs: number | undefined;
}

/** The way of a bar that hurts a position: from the open to the low of what is held, to the high of what is owed. */
interface Path {
  readonly instrument: number;
  readonly open: number;
  readonly worst: number;
  readonly bar: BarView | undefined;
}

/**
 * The margin of perpetuals at a simulated venue, in each asset that they settle in: liquidations and funding.
 *
 * The account is liquidated where balance + unrealised profit falls to the maintenance margin. Inside a bar all positions
 * are taken to move towards their worst prices together and in step, so the share of the way at which that happens is the
 * root of a line; for one position it is the venue's liquidation price. A stop that lies nearer to the open comes first. All
 * positions in the asset are closed, each at its price of that moment with slippage and the liquidation fee; what the balance
 * then cannot pay, the venue takes over.
 */
export class MarginVenue {
  readonly #context: BrokerContext;
  readonly #execute: Execute;
  readonly #state: MatchingState;
  readonly #funding: FundingSchedule;
  /** Assets in which perpetuals settle. */
  readonly #assets: readonly number[];

  constructor(settings: SimulationSettings, context: BrokerContext, execute: Execute, state: MatchingState) {
    this.#context = context;
    this.#execute = execute;
    this.#state = state;
    const { instruments, ledger } = context;
    this.#funding = fundingSchedule(settings.funding, instruments);
    const margined = [...instruments.keys()].filter((index) => ledger.isMargined[index] === 1);
    this.#assets = [...new Set(margined.map((index) => ledger.quoteIndex[index] as number))];
  }

  /** A gap may open beyond the liquidation price: it costs what it costs. */
  atOpen(slice: Slice): void {
    for (const asset of this.#assets) {
      if (this.#breach(this.#paths(asset, slice), asset) <= 0) this.#liquidate(asset, slice, 0);
    }
  }

  /** Between the open and the worst prices: stops that come first, and then the liquidation. */
  inside(slice: Slice, trigger: (stop: Resting, bar: BarView) => void): void {
    for (const asset of this.#assets) {
      for (;;) {
        const paths = this.#paths(asset, slice);
        const share = this.#breach(paths, asset);
        if (share > 1) break;
        const first = this.#firstStop(paths, share);
        if (first === undefined) {
          this.#liquidate(asset, slice, Math.max(0, share));
          break;
        }
        this.#execute.isInside = true;
        trigger(first.resting, first.bar);
        this.#execute.isInside = false;
      }
    }
  }

  /**
   * What was opened inside the bar is judged too, and what was opened and closed in it at a loss beyond the balance is covered;
   * then funding is paid on what is held at the close.
   */
  atClose(slice: Slice): void {
    for (const asset of this.#assets) {
      const paths = this.#paths(asset, slice);
      const share = this.#breach(paths, asset);
      if (share <= 1) this.#liquidate(asset, slice, share);
      else if (paths.length === 0) this.#context.reports.settled(asset);
    }
    this.#fund(slice);
  }

  #paths(asset: number, slice: Slice): Path[] {
    const { ledger } = this.#context;
    const paths: Path[] = [];
    for (let instrument = 0; instrument < ledger.quantity.length; instrument++) {
      const held = ledger.quantity[instrument] as number;
      if (held === 0 || ledger.isMargined[instrument] !== 1 || ledger.quoteIndex[instrument] !== asset) continue;
      const bar = slice.has(instrument) ? (slice.views[instrument] as BarView) : undefined;
      const price = this.#context.price(instrument);
      const worst = held > 0 ? bar?.low : bar?.high;
      paths.push({ instrument, open: bar?.open ?? price, worst: worst ?? price, bar });
    }
    return paths;
  }

  /** What is above the maintenance margin at a share of the way, in units of the asset. */
  #excess(paths: readonly Path[], asset: number, share: number): number {
    const { ledger, instruments } = this.#context;
    const priceOf = (instrument: number) => {
      const path = paths.find((one) => one.instrument === instrument);
      return path === undefined ? 0 : at(path, share);
    };
    const { unrealised, maintenance } = marginOf(ledger, instruments, asset, priceOf);
    return fromQuanta(ledger, asset, ledger.balance[asset] as number) + unrealised - maintenance;
  }

  /**
   * The share of the way at which the margin is gone: a root of the line through its excess at the open and at the worst.
   * Infinity when it is not gone even there, 0 or less when it is gone at the open.
   */
  #breach(paths: readonly Path[], asset: number): number {
    if (paths.length === 0) return Number.POSITIVE_INFINITY;
    const start = this.#excess(paths, asset, 0);
    const end = this.#excess(paths, asset, 1);
    if (start > 0 && end > 0) return Number.POSITIVE_INFINITY;
    return start > end ? start / (start - end) : 0;
  }

  /** The stop of a position on margin that is met first, before `share` of the way. */
  #firstStop(paths: readonly Path[], share: number): { readonly resting: Resting; readonly bar: BarView } | undefined {
    let found: { resting: Resting; bar: BarView } | undefined;
    let nearest = share;
    for (const { instrument, open, worst, bar } of paths) {
      if (bar === undefined || open === worst) continue;
      const direction = worst < open ? -1 : 1;
      for (const resting of this.#state.resting) {
        const { order, stop, isLive } = resting;
        if (order.index !== instrument || order.direction !== direction || stop === undefined || !isLive) continue;
        if (isFinalStatus(order.status) || order.filled >= order.quantity) continue;
        const met = (stop - open) / (worst - open);
        if (!(met >= 0 && met < nearest)) continue;
        nearest = met;
        found = { resting, bar };
      }
    }
    return found;
  }

  #liquidate(asset: number, slice: Slice, share: number): void {
    const { reports, ledger } = this.#context;
    for (const { order } of this.#state.resting) {
      if (ledger.isMargined[order.index] !== 1 || ledger.quoteIndex[order.index] !== asset) continue;
      if (!isFinalStatus(order.status)) reports.cancelled(order, 'liquidated');
    }
    for (const path of this.#paths(asset, slice)) {
      this.#execute.liquidate(path.instrument, at(path, share), path.bar?.volume ?? 0);
    }
    reports.settled(asset);
  }

  #fund(slice: Slice): void {
    const { ledger, reports, price } = this.#context;
    const { timeMs } = slice;
    const { fundedMs = timeMs } = this.#state;
    this.#state.fundedMs = timeMs;
    for (const { instrument, rate, markPrice } of this.#funding.between(fundedMs, timeMs)) {
      const held = ledger.quantity[instrument] as number;
      if (held === 0) continue;
      const close = slice.has(instrument) ? (slice.views[instrument] as BarView).close : price(instrument);
      const value = this.#execute.valueQuanta(instrument, Math.abs(held), markPrice ?? close);
      reports.funded(instrument, Math.round((held > 0 ? -value : value) * rate) + 0, rate);
    }
  }
}

/** The price at a share of the way. One before the open stands for a position that was opened later, inside the bar. */
const at = ({ open, worst, bar }: Path, share: number): number => {
  const price = open + share * (worst - open);
  return bar === undefined ? price : Math.min(Math.max(price, bar.low), bar.high);
};
