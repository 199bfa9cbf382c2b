import { binanceFuturesBook } from '@sigmax/adapters/order-book-sync';
import { createOrderBook, type OrderBookDelta, type OrderBookSnapshot } from '@sigmax/core';
import { type BareSide, MapSide, SortedArraySide } from './bare-books';
import { type Bench, type Figure, interleave } from './bench';
import { l2Feed } from './l2-feed';

const instrumentId = 'binance-usdm:BTC/USDT';

/** What `JSON.parse` gives for a message or a snapshot. */
interface Levels {
  readonly bids: readonly (readonly [string, string])[];
  readonly asks: readonly (readonly [string, string])[];
}

const levelsOf = (text: string): Levels & { readonly timeMs: number } => {
  const { data } = JSON.parse(text) as { data: { E: number; b: Levels['bids']; a: Levels['asks'] } };
  return { timeMs: data.E, bids: data.b, asks: data.a };
};

const numbers = (levels: Levels['bids']): number[] =>
  levels.flatMap(([price, quantity]) => [Number(price), Number(quantity)]);

const setAll = (side: BareSide, levels: readonly number[]): void => {
  for (let at = 0; at < levels.length; at += 2) side.set(levels[at] as number, levels[at + 1] as number);
};

const setTexts = (side: BareSide, levels: Levels['bids']): void => {
  for (const [price, quantity] of levels) side.set(Number(price), Number(quantity));
};

export const l2Bench: Bench = {
  name: 'l2',
  what: 'order book: changes of levels on parsed data, and depth messages of 68 levels from raw text to a synced book',
  async measure({ hasPeers }): Promise<Figure[]> {
    const { source, snapshot: snapshotText, messages } = l2Feed();
    const first = JSON.parse(snapshotText) as Levels;
    const snapshot: OrderBookSnapshot = {
      type: 'order-book-snapshot',
      instrumentId,
      timeMs: 0,
      bids: numbers(first.bids),
      asks: numbers(first.asks),
    };
    const deltas = messages.map((text): OrderBookDelta => {
      const { timeMs, bids, asks } = levelsOf(text);
      return { type: 'order-book-delta', instrumentId, timeMs, bids: numbers(bids), asks: numbers(asks) };
    });
    const levels = deltas.reduce((sum, { bids, asks }) => sum + (bids.length + asks.length) / 2, 0);

    // The recording begins with changes from before the snapshot; applied all the same, they could cross the book.
    const { lastUpdateId } = JSON.parse(snapshotText) as { lastUpdateId: number };
    const start = messages.findIndex((text) => Number(/"u":(\d+)/.exec(text)?.[1]) >= lastUpdateId);

    const parsed = (): number => {
      const book = createOrderBook({ instrumentId });
      book.load(snapshot);
      for (let index = start; index < deltas.length; index++) book.apply(deltas[index] as OrderBookDelta);
      return (book.bids.bestPrice as number) + (book.asks.bestPrice as number);
    };
    const sync = binanceFuturesBook({ instrumentId, symbol: 'BTCUSDT' });
    const raw = (): number => {
      const state = sync.start();
      sync.next(state, { type: 'connected', timeMs: 0 });
      for (let index = 0; index < messages.length; index++) {
        sync.next(state, { type: 'message', text: messages[index] as string, timeMs: index });
        if (index === start) sync.next(state, { type: 'snapshot', text: snapshotText, timeMs: index });
      }
      const served = sync.served(state);
      if (!served.synced) throw new Error(`The book is not synced: ${served.reason}.`);
      return served.book.bids.bestPrice as number;
    };
    if (!hasPeers) {
      parsed();
      raw();
      return [];
    }
    if (source === 'simulated')
      console.error('l2: no recorded feed in ../shared/data, so a simulated one of its shape.');

    const bare = (side: (name: 'bid' | 'ask') => BareSide) => (): number => {
      const [bids, asks] = [side('bid'), side('ask')];
      setAll(bids, snapshot.bids);
      setAll(asks, snapshot.asks);
      for (let index = start; index < deltas.length; index++) {
        const delta = deltas[index] as OrderBookDelta;
        setAll(bids, delta.bids);
        setAll(asks, delta.asks);
      }
      return bids.size + asks.size;
    };
    const bareRaw = (): number => {
      const [bids, asks] = [new SortedArraySide('bid'), new SortedArraySide('ask')];
      for (const text of messages) {
        const levels = levelsOf(text);
        setTexts(bids, levels.bids);
        setTexts(asks, levels.asks);
      }
      return bids.size + asks.size;
    };
    const jsonParse = (): number => {
      let sum = 0;
      for (const text of messages) sum += levelsOf(text).bids.length;
      return sum;
    };
    const seconds = interleave(
      {
        parsed,
        raw,
        map: bare(() => new MapSide()),
        sorted: bare((side) => new SortedArraySide(side)),
        bareRaw,
        jsonParse,
      },
      11,
      4,
    );
    const count = messages.length;
    return [
      {
        bench: 'l2',
        metric: 'levels_per_second',
        value: levels / seconds.parsed,
        unit: 'levels/s',
        peers: { map: levels / seconds.map, 'sorted-array': levels / seconds.sorted },
      },
      {
        bench: 'l2',
        metric: 'messages_per_second',
        value: count / seconds.raw,
        unit: 'messages/s',
        peers: { 'json-parse-sorted-array': count / seconds.bareRaw, 'json-parse-alone': count / seconds.jsonParse },
      },
    ];
  },
};
