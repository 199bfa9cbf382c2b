import type { OrderReport } from '../../account/order-desk';
import type { Channel } from '../../faults/channel';
import type { MarketStep, VenueMarket } from '../../market/venue-market';
import { okxBookFrame } from '../../okx-frames';
import type { Connection } from '../../server/connection';
import type { VenueContext } from '../../server/venue-context';
import { hasListeners } from '../has-listeners';
import { okxCandle, okxFundingRate, okxMarkPrice, okxNextFundingMs, okxTicker, okxTrade } from './okx-data';
import { okxBalance, okxOrderEvent, okxPosition } from './okx-orders';
import { okxId, okxIntervals, okxLevels, okxType } from './okx-words';

/** What a subscription names: a channel of an instrument, or of the account. */
export interface OkxTopic {
  readonly channel: string;
  readonly instId?: string | undefined;
  readonly instType?: string | undefined;
}

/** A subscription as a text that others can be compared with. */
export const okxTopicKey = ({ channel, instId }: OkxTopic): string => `${channel} ${instId ?? ''}`;

/** Sends what happens to those who have subscribed to it. */
export class OkxStreams {
  readonly #context: VenueContext;
  /** What each connection called the account's channels when it subscribed. */
  readonly accounts = new Map<Connection, OkxTopic[]>();

  constructor(context: VenueContext) {
    this.#context = context;
  }

  /** What a new subscription begins with. */
  subscribed(connection: Connection, topic: OkxTopic): void {
    const market = this.#context.markets.find(({ instrument }) => okxId(instrument) === topic.instId);
    const tell = (channel: Channel, data: unknown): void => connection.send(channel, this.#message(topic, [data]));
    if (topic.channel === 'account') tell('account', okxBalance(this.#context.desk, this.#context.nowMs()));
    if (market === undefined) return;
    if (topic.channel === 'books') {
      const moment = this.#context.snapshot(market, { connection: connection.number });
      connection.send(
        'book',
        okxBookFrame({
          instrument: okxId(market.instrument),
          action: 'snapshot',
          timeMs: moment.timeMs,
          sequenceId: String(moment.updateId),
          previousSequenceId: '-1',
          bids: okxLevels(market, moment.bids),
          asks: okxLevels(market, moment.asks),
        }),
      );
    } else if (topic.channel === 'tickers') tell('quotes', okxTicker(market));
    else if (topic.channel === 'funding-rate') tell('funding', this.#fundingRate(market));
    else if (topic.channel === 'mark-price') tell('funding', okxMarkPrice(market, this.#context.nowMs()));
    else if (topic.channel === 'books5' || topic.channel === 'bbo-tbt') {
      connection.send('book', this.#bestLevels(market, topic.channel));
    }
  }

  stepped(step: MarketStep): void {
    if (!hasListeners(this.#context)) return;
    const { market, trades, updates, change } = step;
    for (const trade of trades) {
      this.#publish(market, 'trades', 'trades', (topic) =>
        this.#message(topic, [{ ...okxTrade(market, trade), count: '1' }]),
      );
    }
    for (const interval of Object.keys(okxIntervals)) this.#publishBars(step, interval);
    if (updates === undefined) return;
    this.#publish(market, 'books', 'book', () =>
      okxBookFrame({
        instrument: okxId(market.instrument),
        action: 'update',
        timeMs: step.timeMs,
        sequenceId: String(updates.last),
        previousSequenceId: String(updates.previous),
        bids: okxLevels(market, change.bids),
        asks: okxLevels(market, change.asks),
      }),
    );
    for (const channel of ['books5', 'bbo-tbt']) {
      this.#publish(market, channel, channel === 'books5' ? 'book' : 'quotes', () => this.#bestLevels(market, channel));
    }
    this.#publish(market, 'tickers', 'quotes', (topic) => this.#message(topic, [okxTicker(market)]));
  }

  /** Once a second. */
  ticked(): void {
    if (!hasListeners(this.#context)) return;
    for (const market of this.#context.markets) {
      if (market.instrument.kind === 'spot') continue;
      this.#publish(market, 'mark-price', 'funding', (topic) =>
        this.#message(topic, [okxMarkPrice(market, this.#context.nowMs())]),
      );
      this.#publish(market, 'funding-rate', 'funding', (topic) => this.#message(topic, [this.#fundingRate(market)]));
    }
  }

  reported(report: OrderReport): void {
    const { instrument } = report.order.market;
    const { desk } = this.#context;
    const nowMs = this.#context.nowMs();
    for (const [connection, topics] of this.accounts) {
      for (const topic of topics) {
        const isMeant =
          [undefined, 'ANY', okxType(instrument)].includes(topic.instType) &&
          [undefined, okxId(instrument)].includes(topic.instId);
        const tell = (channel: Channel, data: readonly unknown[]): void =>
          connection.send(channel, this.#message(topic, data));
        if (topic.channel === 'orders' && isMeant) tell('orders', [okxOrderEvent(report)]);
        else if (topic.channel === 'account') tell('account', [okxBalance(desk, nowMs)]);
        else if (topic.channel === 'positions' && report.type === 'filled') {
          tell(
            'account',
            desk.positions.map((position) => okxPosition(desk, position, nowMs)),
          );
        }
      }
    }
  }

  #publishBars({ market, previousMs, timeMs, trades }: MarketStep, interval: string): void {
    const channel = `candle${interval}`;
    if (!this.#isWanted(market, channel)) return;
    const tape = market.bars(okxIntervals[interval] as number);
    for (const bar of tape.finishedBetween(previousMs, timeMs)) {
      this.#publish(market, channel, 'bars', (topic) => this.#message(topic, [okxCandle(market, bar, true)]));
    }
    const current = tape.bars.at(-1);
    if (current === undefined || trades.length === 0) return;
    this.#publish(market, channel, 'bars', (topic) => this.#message(topic, [okxCandle(market, current, false)]));
  }

  #fundingRate(market: VenueMarket): unknown {
    const boundaryMs = okxNextFundingMs(market);
    const [next = { timeMs: boundaryMs, rate: '0' }] = this.#context.funding(market, boundaryMs, boundaryMs);
    return okxFundingRate(market, next, this.#context.nowMs());
  }

  #bestLevels(market: VenueMarket, channel: string): string {
    const { bids, asks, timeMs, updateId } = market.book();
    const count = channel === 'books5' ? 5 : 1;
    const side = (levels: typeof bids): string =>
      JSON.stringify(okxLevels(market, levels.slice(0, count)).map(([price, quantity]) => [price, quantity, '0', '1']));
    const instId = okxId(market.instrument);
    const data = `{"asks":${side(asks)},"bids":${side(bids)},"instId":"${instId}","ts":"${timeMs}","seqId":${updateId}}`;
    return `{"arg":{"channel":"${channel}","instId":"${instId}"},"data":[${data}]}`;
  }

  #message(topic: OkxTopic, data: readonly unknown[]): string {
    return JSON.stringify({ arg: topic, data });
  }

  #isWanted({ instrument }: VenueMarket, channel: string): boolean {
    const key = okxTopicKey({ channel, instId: okxId(instrument) });
    for (const { subscriptions } of this.#context.connections()) if (subscriptions.has(key)) return true;
    return false;
  }

  #publish({ instrument }: VenueMarket, name: string, channel: Channel, make: (topic: OkxTopic) => string): void {
    const topic = { channel: name, instId: okxId(instrument) };
    const key = okxTopicKey(topic);
    let text: string | undefined;
    for (const connection of this.#context.connections()) {
      if (!connection.subscriptions.has(key)) continue;
      text ??= make(topic);
      connection.send(channel, text);
    }
  }
}
