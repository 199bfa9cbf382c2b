import { amountText } from '../../account/amount';
import type { OrderReport } from '../../account/order-desk';
import type { Channel } from '../../faults/channel';
import { krakenBookChecksum, krakenBookFrame, krakenHeartbeatFrame } from '../../kraken-frames';
import type { TextBook } from '../../market/book-timeline';
import type { MarketStep, VenueMarket } from '../../market/venue-market';
import type { Connection } from '../../server/connection';
import type { VenueContext } from '../../server/venue-context';
import type { TextLevel } from '../../text-level';
import { viewChange } from '../../view-change';
import { hasListeners } from '../has-listeners';
import { krakenBarText, krakenTickerText, krakenTradeText } from './kraken-data';
import { krakenExecutions } from './kraken-orders';
import { krakenIntervals, krakenShort, krakenTime } from './kraken-words';

const depths = [10, 25, 100, 500, 1_000];

/** Whether a side holds nothing at a price any more. */
const goneFrom = (levels: readonly TextLevel[]): ((price: string) => boolean) => {
  const held = new Set(levels.map(([price]) => price));
  return (price) => !held.has(price);
};

/** Sends what happens to those who have subscribed to it. A subscription is `channel symbol` and what else it names. */
export class KrakenStreams {
  readonly #context: VenueContext;
  /** Best levels as they were last told, by symbol and depth. */
  readonly #views = new Map<string, TextBook>();
  /** Best prices as they were last told. */
  readonly #touches = new Map<VenueMarket, string>();
  #sequence = 0;

  constructor(context: VenueContext) {
    this.#context = context;
  }

  /** What a new subscription begins with. */
  subscribed(connection: Connection, channel: string, market: VenueMarket, option: number): void {
    const nowMs = this.#context.nowMs();
    const tell = (about: Channel, name: string, items: readonly string[], more = ''): void =>
      connection.send(about, `{"channel":"${name}","type":"snapshot"${more},"data":[${items.join(',')}]}`);
    if (channel === 'book') {
      const moment = this.#context.snapshot(market, { connection: connection.number });
      const key = `${market.instrument.symbol} ${option}`;
      this.#views.set(key, this.#view(market.book(), option));
      connection.send('book', this.#bookFrame(market, 'snapshot', this.#view(moment, option), moment, moment.timeMs));
    } else if (channel === 'trade') {
      tell(
        'trades',
        'trade',
        market.trades.slice(-50).map((trade) => krakenTradeText(market, trade)),
      );
    } else if (channel === 'ticker') tell('quotes', 'ticker', [krakenTickerText(market)]);
    else if (channel === 'ohlc') {
      const { bars } = market.bars(option * 60_000);
      tell(
        'bars',
        'ohlc',
        bars.slice(-720).map((bar) => krakenBarText(market, bar, option)),
        `,"timestamp":"${krakenTime(nowMs * 1_000)}"`,
      );
    }
  }

  stepped(step: MarketStep): void {
    if (!hasListeners(this.#context)) return;
    const { market, trades, updates, timeMs } = step;
    const { symbol } = market.instrument;
    const nowMs = this.#context.nowMs();
    if (trades.length > 0) {
      this.#publish(`trade ${symbol}`, 'trades', () => {
        const items = trades.map((trade) => krakenTradeText(market, trade));
        return `{"channel":"trade","type":"update","data":[${items.join(',')}]}`;
      });
      for (const minutes of krakenIntervals) {
        this.#publish(`ohlc ${symbol} ${minutes}`, 'bars', () => {
          const bar = market.bars(minutes * 60_000).bars.at(-1);
          const item = bar === undefined ? '' : krakenBarText(market, bar, minutes);
          return `{"channel":"ohlc","type":"update","timestamp":"${krakenTime(nowMs * 1_000)}","data":[${item}]}`;
        });
      }
    }
    const ticker = (): string => `{"channel":"ticker","type":"update","data":[${krakenTickerText(market)}]}`;
    if (trades.length > 0) this.#publish(`ticker ${symbol} trades`, 'quotes', ticker);
    if (updates === undefined) return;
    const { bids, asks } = market.book();
    const touch = [bids[0], asks[0]].flat().join(' ');
    if (this.#touches.get(market) !== touch) {
      this.#touches.set(market, touch);
      this.#publish(`ticker ${symbol} bbo`, 'quotes', ticker);
    }
    for (const depth of depths) this.#publishBook(market, depth, timeMs);
  }

  /** Once a second. */
  ticked(): void {
    for (const connection of this.#context.connections()) {
      if (connection.subscriptions.size > 0) connection.send('control', krakenHeartbeatFrame());
    }
  }

  reported(report: OrderReport): void {
    for (const execution of krakenExecutions(report)) {
      this.#publish('executions', 'orders', () => this.#account('executions', 'update', [execution]));
    }
    this.#publish('balances', 'account', () => this.#account('balances', 'update', this.balances()));
  }

  /** A message about the account. */
  #account(channel: string, type: 'snapshot' | 'update', data: readonly unknown[]): string {
    this.#sequence += 1;
    return JSON.stringify({ channel, type, data, sequence: this.#sequence });
  }

  /** What a subscription to the account begins with. */
  subscribedAccount(connection: Connection, channel: string): void {
    const data = channel === 'balances' ? this.balances() : [];
    connection.send(channel === 'balances' ? 'account' : 'orders', this.#account(channel, 'snapshot', data));
  }

  balances(): readonly unknown[] {
    return this.#context.desk.wallet.balances.map(({ asset, total }) => ({
      asset: krakenShort(asset) === 'XBT' ? 'BTC' : krakenShort(asset),
      asset_class: 'currency',
      balance: Number(amountText(total)),
      wallets: [{ type: 'spot', id: 'main', balance: Number(amountText(total)) }],
    }));
  }

  #publishBook(market: VenueMarket, depth: number, timeMs: number): void {
    const key = `${market.instrument.symbol} ${depth}`;
    const before = this.#views.get(key);
    if (before === undefined) return;
    const book = market.book();
    const after = this.#view(book, depth);
    this.#views.set(key, after);
    const change = {
      bids: viewChange(before.bids, after.bids, goneFrom(book.bids)),
      asks: viewChange(before.asks, after.asks, goneFrom(book.asks)),
    };
    if (change.bids.length + change.asks.length === 0) return;
    this.#publish(`book ${key}`, 'book', () => this.#bookFrame(market, 'update', change, after, timeMs));
  }

  #view({ bids, asks }: TextBook, depth: number): TextBook {
    return { bids: bids.slice(0, depth), asks: asks.slice(0, depth) };
  }

  /** The checksum is of the book that the message leads to. */
  #bookFrame(
    { instrument }: VenueMarket,
    type: 'snapshot' | 'update',
    { bids, asks }: TextBook,
    whole: TextBook,
    timeMs: number,
  ): string {
    return krakenBookFrame({
      symbol: instrument.symbol,
      type,
      checksum: krakenBookChecksum(whole.bids, whole.asks),
      timestamp: krakenTime(timeMs * 1_000),
      bids,
      asks,
    });
  }

  #publish(subscription: string, channel: Channel, make: () => string): void {
    let text: string | undefined;
    for (const connection of this.#context.connections()) {
      if (!connection.subscriptions.has(subscription)) continue;
      text ??= make();
      connection.send(channel, text);
    }
  }
}
