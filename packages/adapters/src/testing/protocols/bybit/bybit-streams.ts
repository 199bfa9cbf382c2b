import type { OrderReport } from '../../account/order-desk';
import { bybitBookFrame } from '../../bybit-frames';
import type { Channel } from '../../faults/channel';
import type { BookMoment } from '../../market/book-timeline';
import { nextFundingMs } from '../../market/funding-schedule';
import type { MarketStep, VenueMarket } from '../../market/venue-market';
import type { Connection } from '../../server/connection';
import type { VenueContext } from '../../server/venue-context';
import type { TextLevel } from '../../text-level';
import { viewChange } from '../../view-change';
import { hasListeners } from '../has-listeners';
import { bybitKlineEvent, bybitTicker, bybitTradeEvent } from './bybit-data';
import { bybitExecution, bybitOrder, bybitWallet } from './bybit-orders';
import { bybitCategory, bybitId, bybitIntervals } from './bybit-words';

/** Levels a side of the topics `orderbook`. */
const depths = [1, 50, 200, 500, 1_000];

/** What a topic that begins with a book sends first: the book when someone subscribes. */
const bookTopic = /^orderbook\.(\d+)\.(\w+)$/;

/** Sends what happens to those who have subscribed to it. */
export class BybitStreams {
  readonly #context: VenueContext;
  /** Best levels as they were last told, by market and depth. */
  readonly #views = new Map<string, { readonly bids: readonly TextLevel[]; readonly asks: readonly TextLevel[] }>();
  readonly #tickers = new Map<VenueMarket, Readonly<Record<string, string>>>();

  constructor(context: VenueContext) {
    this.#context = context;
  }

  /** What a new subscription begins with. */
  subscribed(connection: Connection, topic: string): void {
    const market = this.#context.markets.find(
      (one) => this.#isOf(connection, one) && topic.endsWith(`.${bybitId(one.instrument)}`),
    );
    if (market === undefined) return;
    const [, depth] = bookTopic.exec(topic) ?? [];
    if (depth !== undefined) {
      const moment = this.#context.snapshot(market, { connection: connection.number });
      this.#views.set(`${market.instrument.symbol} ${depth}`, this.#view(market, Number(depth)));
      connection.send('book', this.#bookFrame(market, Number(depth), 'snapshot', moment, moment));
    } else if (topic.startsWith('tickers.')) {
      const ticker = this.#ticker(market);
      this.#tickers.set(market, ticker);
      connection.send('quotes', this.#message(topic, 'snapshot', ticker));
    }
  }

  stepped(step: MarketStep): void {
    if (!hasListeners(this.#context)) return;
    const { market, trades, updates } = step;
    const id = bybitId(market.instrument);
    if (trades.length > 0) {
      const topic = `publicTrade.${id}`;
      this.#publish(market, topic, 'trades', () =>
        this.#message(
          topic,
          'snapshot',
          trades.map((trade) => bybitTradeEvent(market, trade)),
        ),
      );
    }
    for (const interval of Object.keys(bybitIntervals)) this.#publishBars(step, interval);
    if (updates === undefined) return;
    for (const depth of depths) this.#publishBook(step, depth);
    this.#publishTicker(market);
  }

  reported({ order, fill, timeMs }: OrderReport): void {
    for (const connection of this.#context.connections()) {
      if (!connection.path.endsWith('/private')) continue;
      const send = (topic: string, channel: Channel, data: unknown): void => {
        const isWanted = connection.subscriptions.has(topic);
        const text = JSON.stringify({ id: this.#context.uniqueId(), topic, creationTime: timeMs, data: [data] });
        if (isWanted) connection.send(channel, text);
      };
      if (fill !== undefined) send('execution', 'orders', bybitExecution(order, fill));
      send('order', 'orders', bybitOrder(order));
      send('wallet', 'account', bybitWallet(this.#context.desk));
    }
  }

  #publishBars({ market, previousMs, timeMs, trades }: MarketStep, interval: string): void {
    const topic = `kline.${interval}.${bybitId(market.instrument)}`;
    if (!this.#isWanted(topic)) return;
    const nowMs = this.#context.nowMs();
    const tape = market.bars(bybitIntervals[interval] as number);
    const tell = (event: unknown): void =>
      this.#publish(market, topic, 'bars', () => this.#message(topic, 'snapshot', [event]));
    for (const bar of tape.finishedBetween(previousMs, timeMs))
      tell(bybitKlineEvent(market, bar, interval, true, nowMs));
    const current = tape.bars.at(-1);
    if (current !== undefined && trades.length > 0) tell(bybitKlineEvent(market, current, interval, false, nowMs));
  }

  #publishBook({ market, updates }: MarketStep, depth: number): void {
    const key = `${market.instrument.symbol} ${depth}`;
    const before = this.#views.get(key);
    if (before === undefined || updates === undefined) return;
    const after = this.#view(market, depth);
    this.#views.set(key, after);
    const change = {
      bids: viewChange(before.bids, after.bids, () => true),
      asks: viewChange(before.asks, after.asks, () => true),
    };
    const moment = { ...market.book(), updateId: updates.last };
    this.#publish(market, `orderbook.${depth}.${bybitId(market.instrument)}`, 'book', () =>
      this.#bookFrame(market, depth, 'delta', moment, change),
    );
  }

  /** Spot tells the whole ticker each time; perpetuals tell what has changed. */
  #publishTicker(market: VenueMarket): void {
    const topic = `tickers.${bybitId(market.instrument)}`;
    const before = this.#tickers.get(market);
    if (before === undefined) return;
    const after = this.#ticker(market);
    this.#tickers.set(market, after);
    const isSpot = market.instrument.kind === 'spot';
    const changed = Object.fromEntries(Object.entries(after).filter(([name, text]) => before[name] !== text));
    if (Object.keys(changed).length === 0) return;
    this.#publish(market, topic, 'quotes', () =>
      isSpot
        ? this.#message(topic, 'snapshot', after)
        : this.#message(topic, 'delta', { symbol: after.symbol, ...changed }),
    );
  }

  #ticker(market: VenueMarket): Readonly<Record<string, string>> {
    const boundaryMs = nextFundingMs(market.timeMs);
    const [next] = this.#context.funding(market, boundaryMs, boundaryMs);
    const ticker: Record<string, string> = bybitTicker(market, next?.rate ?? '');
    if (market.instrument.kind === 'swap') return ticker;
    const { bid1Price: _bid, bid1Size: _bidSize, ask1Price: _ask, ask1Size: _askSize, ...rest } = ticker;
    return rest;
  }

  #view(market: VenueMarket, depth: number) {
    const { bids, asks } = market.book();
    return { bids: bids.slice(0, depth), asks: asks.slice(0, depth) };
  }

  #bookFrame(
    market: VenueMarket,
    depth: number,
    type: 'snapshot' | 'delta',
    moment: BookMoment,
    { bids, asks }: { readonly bids: readonly TextLevel[]; readonly asks: readonly TextLevel[] },
  ): string {
    const isWhole = type === 'snapshot';
    return bybitBookFrame({
      symbol: bybitId(market.instrument),
      depth,
      type,
      timeMs: moment.timeMs,
      updateId: String(moment.version + 1),
      sequence: String(moment.updateId),
      bids: isWhole ? bids.slice(0, depth) : bids,
      asks: isWhole ? asks.slice(0, depth) : asks,
    });
  }

  #message(topic: string, type: 'snapshot' | 'delta', data: unknown): string {
    return JSON.stringify({ topic, type, ts: this.#context.nowMs(), data });
  }

  #isOf({ path }: Connection, { instrument }: VenueMarket): boolean {
    return path.endsWith(`/${bybitCategory(instrument)}`);
  }

  #isWanted(topic: string): boolean {
    for (const { subscriptions } of this.#context.connections()) if (subscriptions.has(topic)) return true;
    return false;
  }

  #publish(market: VenueMarket, topic: string, channel: Channel, make: () => string): void {
    let text: string | undefined;
    for (const connection of this.#context.connections()) {
      if (!connection.subscriptions.has(topic) || !this.#isOf(connection, market)) continue;
      text ??= make();
      connection.send(channel, text);
    }
  }
}
