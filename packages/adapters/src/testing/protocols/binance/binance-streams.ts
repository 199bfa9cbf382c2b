import type { OrderReport } from '../../account/order-desk';
import { binanceCombinedFrame, binanceDepthFrame, binanceSnapshotBody } from '../../binance-frames';
import type { Channel } from '../../faults/channel';
import { nextFundingMs } from '../../market/funding-schedule';
import type { MarketStep, VenueMarket } from '../../market/venue-market';
import type { Connection } from '../../server/connection';
import type { VenueContext } from '../../server/venue-context';
import { hasListeners } from '../has-listeners';
import { binanceAccountPosition, binanceAccountUpdate } from './binance-account';
import {
  binanceAggregateEvent,
  binanceBookTickerEvent,
  binanceDayEvent,
  binanceKlineEvent,
  binanceMarkPriceEvent,
  binanceTradeEvent,
} from './binance-data';
import { binanceExecutionReport, binanceOrderTradeUpdate } from './binance-orders';
import { binanceId } from './binance-words';

/** Lengths of bars that Binance streams, in ms. */
export const binanceIntervals: Readonly<Record<string, number>> = {
  '1s': 1_000,
  '1m': 60_000,
  '3m': 180_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '2h': 7_200_000,
  '4h': 14_400_000,
  '6h': 21_600_000,
  '8h': 28_800_000,
  '12h': 43_200_000,
  '1d': 86_400_000,
  '3d': 259_200_000,
  '1w': 604_800_000,
};

/** How often a depth stream is told of; here each tells each change. */
const speeds = ['', '@100ms', '@250ms', '@500ms', '@1000ms'];

interface StreamMessage {
  readonly channel: Channel;
  readonly text: string;
}

/** Spot and futures have streams of the same names; the address says which are meant. */
export const binanceKind = ({ host, path }: Connection): 'spot' | 'swap' =>
  host.startsWith('fstream') || /^\/(public|market|private)\//.test(path) ? 'swap' : 'spot';

/** Whoever takes part in the account's stream. */
export interface UserStream {
  readonly kind: 'spot' | 'swap';
  /** Of the WebSocket API, which wraps events. */
  readonly subscriptionId: number | undefined;
}

/** Sends what happens to those who have subscribed to it. */
export class BinanceStreams {
  readonly #context: VenueContext;
  readonly users = new Map<Connection, UserStream>();
  readonly #touches = new Map<VenueMarket, string>();

  constructor(context: VenueContext) {
    this.#context = context;
  }

  stepped(step: MarketStep): void {
    if (!hasListeners(this.#context)) return;
    const { market } = step;
    const nowMs = this.#context.nowMs();
    const symbol = binanceId(market.instrument).toLowerCase();
    for (const trade of step.trades) {
      this.#publish(market, `${symbol}@trade`, 'trades', () => binanceTradeEvent(market, trade, nowMs));
    }
    for (const trade of step.aggregates) {
      this.#publish(market, `${symbol}@aggTrade`, 'trades', () => binanceAggregateEvent(market, trade, nowMs));
    }
    for (const interval of Object.keys(binanceIntervals)) this.#publishBars(step, symbol, interval);
    if (step.updates === undefined) return;
    const best = binanceBookTickerEvent(market, nowMs);
    const touch = `${best.b} ${best.B} ${best.a} ${best.A}`;
    if (this.#touches.get(market) !== touch) {
      this.#touches.set(market, touch);
      for (const stream of [`${symbol}@bookTicker`, '!bookTicker']) this.#publish(market, stream, 'quotes', () => best);
    }
    this.#publishDepth(step, symbol);
  }

  /** Once a second. */
  ticked(): void {
    if (!hasListeners(this.#context)) return;
    const nowMs = this.#context.nowMs();
    const days: unknown[] = [];
    const shortDays: unknown[] = [];
    const marks: unknown[] = [];
    for (const market of this.#context.markets) {
      const symbol = binanceId(market.instrument).toLowerCase();
      this.#publish(market, `${symbol}@ticker`, 'quotes', () => binanceDayEvent(market, nowMs, 'ticker'));
      this.#publish(market, `${symbol}@miniTicker`, 'quotes', () => binanceDayEvent(market, nowMs, 'miniTicker'));
      if (this.#isWanted('!ticker@arr')) days.push(binanceDayEvent(market, nowMs, 'ticker'));
      if (this.#isWanted('!miniTicker@arr')) shortDays.push(binanceDayEvent(market, nowMs, 'miniTicker'));
      if (market.instrument.kind === 'spot') continue;
      const boundaryMs = nextFundingMs(market.timeMs);
      const [next] = this.#context.funding(market, boundaryMs, boundaryMs);
      if (next === undefined) continue;
      const mark = binanceMarkPriceEvent(market, next, nowMs);
      marks.push(mark);
      for (const stream of [`${symbol}@markPrice`, `${symbol}@markPrice@1s`]) {
        this.#publish(market, stream, 'funding', () => mark);
      }
    }
    for (const connection of this.#context.connections()) {
      this.#sendTo(connection, '!ticker@arr', { channel: 'quotes', text: JSON.stringify(days) });
      this.#sendTo(connection, '!miniTicker@arr', { channel: 'quotes', text: JSON.stringify(shortDays) });
      for (const stream of ['!markPrice@arr', '!markPrice@arr@1s']) {
        this.#sendTo(connection, stream, { channel: 'funding', text: JSON.stringify(marks) });
      }
    }
  }

  reported(report: OrderReport): void {
    const nowMs = this.#context.nowMs();
    const { kind } = report.order.market.instrument;
    for (const [connection, user] of this.users) {
      if (user.kind !== kind) continue;
      const send = (channel: Channel, event: unknown): void => {
        const { subscriptionId } = user;
        connection.send(channel, JSON.stringify(subscriptionId === undefined ? event : { subscriptionId, event }));
      };
      if (kind === 'spot') {
        send('account', binanceAccountPosition(this.#context.desk, nowMs));
        send('orders', binanceExecutionReport(report));
      } else {
        if (report.type === 'filled') send('account', binanceAccountUpdate(this.#context.desk, nowMs));
        send('orders', binanceOrderTradeUpdate(report));
      }
    }
  }

  #publishBars({ market, timeMs, previousMs, trades }: MarketStep, symbol: string, interval: string): void {
    const stream = `${symbol}@kline_${interval}`;
    if (!this.#isWanted(stream)) return;
    const nowMs = this.#context.nowMs();
    const tape = market.bars(binanceIntervals[interval] as number);
    for (const bar of tape.finishedBetween(previousMs, timeMs)) {
      this.#publish(market, stream, 'bars', () => binanceKlineEvent(market, bar, interval, true, nowMs));
    }
    const current = tape.bars.at(-1);
    if (current === undefined || trades.length === 0) return;
    this.#publish(market, stream, 'bars', () => binanceKlineEvent(market, current, interval, false, nowMs));
  }

  #publishDepth({ market, change, updates }: MarketStep, symbol: string): void {
    if (updates === undefined) return;
    const nowMs = this.#context.nowMs();
    const frame = (): string =>
      binanceDepthFrame({
        symbol: symbol.toUpperCase(),
        eventTimeMs: nowMs,
        firstId: String(updates.first),
        lastId: String(updates.last),
        ...(market.instrument.kind === 'swap' ? { previousLastId: String(updates.previous) } : {}),
        ...change,
      });
    for (const speed of speeds) {
      this.#publishText(market, `${symbol}@depth${speed}`, 'book', frame);
      for (const levels of [5, 10, 20]) {
        const stream = `${symbol}@depth${levels}${speed}`;
        this.#publishText(market, stream, 'book', () => this.#bestLevels(market, levels, nowMs));
      }
    }
  }

  /** The best levels alone: the whole of them each time. Futures write them as an event. */
  #bestLevels(market: VenueMarket, levels: number, nowMs: number): string {
    const { bids, asks, updateId } = market.book();
    const best = [bids.slice(0, levels), asks.slice(0, levels)] as const;
    if (market.instrument.kind === 'spot') return binanceSnapshotBody(String(updateId), ...best);
    const id = String(updateId);
    const symbol = binanceId(market.instrument);
    const ids = { firstId: id, lastId: id, previousLastId: id };
    return binanceDepthFrame({ symbol, eventTimeMs: nowMs, ...ids, bids: best[0], asks: best[1] });
  }

  #isWanted(stream: string): boolean {
    for (const { subscriptions } of this.#context.connections()) if (subscriptions.has(stream)) return true;
    return false;
  }

  #publish(market: VenueMarket, stream: string, channel: Channel, event: () => unknown): void {
    this.#publishText(market, stream, channel, () => JSON.stringify(event()));
  }

  #publishText(market: VenueMarket, stream: string, channel: Channel, make: () => string): void {
    let text: string | undefined;
    for (const connection of this.#context.connections()) {
      if (!connection.subscriptions.has(stream) || binanceKind(connection) !== market.instrument.kind) continue;
      text ??= make();
      this.#sendTo(connection, stream, { channel, text });
    }
  }

  #sendTo(connection: Connection, stream: string, { channel, text }: StreamMessage): void {
    if (!connection.subscriptions.has(stream)) return;
    connection.send(channel, connection.path.startsWith('/stream') ? binanceCombinedFrame(stream, text) : text);
  }
}
