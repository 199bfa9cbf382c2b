import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Fault, type LoopbackExchange, type LoopbackVenue, loopbackVenue } from '../testing';
import type { BookMoment } from '../testing/market/book-timeline';
import { settled } from '../testing/settled.test-helper';
import {
  binanceFuturesBook,
  binanceSpotBook,
  bybitBook,
  krakenBook,
  type OrderBookSync,
  okxBook,
  type SyncState,
} from '.';

interface Case {
  readonly exchange: LoopbackExchange;
  readonly symbol: string;
  readonly sync: () => OrderBookSync<SyncState>;
  readonly stream: string;
  readonly subscribe: unknown;
  readonly unsubscribe: unknown;
  /** Where snapshots are asked for, where they are not of the stream. */
  readonly snapshot?: string;
  /** Levels that the client knows. */
  readonly depth: number;
  /** Units of the base asset in one of the venue's. */
  readonly unit?: number;
}

const instrumentId = 'demo:BTC/USDT';
const times = { waitMs: 500, snapshotTimeoutMs: 2_000, silenceMs: 5_000 };

const cases: readonly Case[] = [
  {
    exchange: 'binance',
    symbol: 'BTC/USDT',
    sync: () => binanceSpotBook({ ...times, instrumentId, symbol: 'BTCUSDT' }),
    stream: '/stream.binance.com:9443/ws',
    subscribe: { method: 'SUBSCRIBE', params: ['btcusdt@depth@100ms'], id: 1 },
    unsubscribe: { method: 'UNSUBSCRIBE', params: ['btcusdt@depth@100ms'], id: 2 },
    snapshot: '/api.binance.com/api/v3/depth?symbol=BTCUSDT&limit=5000',
    depth: 5_000,
  },
  {
    exchange: 'binanceusdm',
    symbol: 'BTC/USDT:USDT',
    sync: () => binanceFuturesBook({ ...times, instrumentId, symbol: 'BTCUSDT' }),
    stream: '/fstream.binance.com/public/ws',
    subscribe: { method: 'SUBSCRIBE', params: ['btcusdt@depth@100ms'], id: 1 },
    unsubscribe: { method: 'UNSUBSCRIBE', params: ['btcusdt@depth@100ms'], id: 2 },
    snapshot: '/fapi.binance.com/fapi/v1/depth?symbol=BTCUSDT&limit=1000',
    depth: 1_000,
  },
  {
    exchange: 'bybit',
    symbol: 'BTC/USDT:USDT',
    sync: () => bybitBook({ ...times, instrumentId, symbol: 'BTCUSDT', depth: 50 }),
    stream: '/stream.bybit.com/v5/public/linear',
    subscribe: { op: 'subscribe', args: ['orderbook.50.BTCUSDT'] },
    unsubscribe: { op: 'unsubscribe', args: ['orderbook.50.BTCUSDT'] },
    depth: 50,
  },
  {
    exchange: 'okx',
    symbol: 'BTC/USDT:USDT',
    sync: () => okxBook({ ...times, instrumentId, instrument: 'BTC-USDT-SWAP' }),
    stream: '/ws.okx.com:8443/ws/v5/public',
    subscribe: { op: 'subscribe', args: [{ channel: 'books', instId: 'BTC-USDT-SWAP' }] },
    unsubscribe: { op: 'unsubscribe', args: [{ channel: 'books', instId: 'BTC-USDT-SWAP' }] },
    depth: 400,
    unit: 0.01,
  },
  {
    exchange: 'kraken',
    symbol: 'BTC/USD',
    sync: () => krakenBook({ ...times, instrumentId, symbol: 'BTC/USD', priceDecimals: 1, quantityDecimals: 8 }),
    stream: '/ws.kraken.com/v2',
    subscribe: { method: 'subscribe', params: { channel: 'book', symbol: ['BTC/USD'], depth: 10 } },
    unsubscribe: { method: 'unsubscribe', params: { channel: 'book', symbol: ['BTC/USD'], depth: 10 } },
    depth: 10,
  },
];

/** A client of the machine: a raw socket, requests for snapshots, and the machine's wishes. */
class BookClient {
  readonly #case: Case;
  readonly #venue: LoopbackVenue;
  readonly #sync: OrderBookSync<SyncState>;
  readonly #state: SyncState;
  #socket: WebSocket | undefined;
  readonly wishes: Record<string, number> = {};
  /** Books that were served as synced, by what they equal of the truth. */
  wrong: string | undefined;
  syncedTicks = 0;

  constructor(one: Case, venue: LoopbackVenue) {
    this.#case = one;
    this.#venue = venue;
    this.#sync = one.sync();
    this.#state = this.#sync.start();
  }

  async connect(): Promise<void> {
    const socket = new WebSocket(`${this.#venue.webSocketUrl}${this.#case.stream}`);
    this.#socket = socket;
    await new Promise((resolve) => {
      socket.once('open', resolve);
    });
    socket.on('message', (data: Buffer) => {
      if (socket === this.#socket) this.#give({ type: 'message', text: data.toString(), timeMs: this.#venue.nowMs() });
    });
    socket.on('close', () => {
      if (socket === this.#socket) this.#give({ type: 'disconnected', timeMs: this.#venue.nowMs() });
    });
    this.#give({ type: 'connected', timeMs: this.#venue.nowMs() });
    socket.send(JSON.stringify(this.#case.subscribe));
  }

  /** Whether the socket is gone, however that came. */
  get isGone(): boolean {
    return this.#socket === undefined || this.#socket.readyState >= WebSocket.CLOSING;
  }

  tick(): void {
    this.#give({ type: 'tick', timeMs: this.#venue.nowMs() });
    if (this.#sync.served(this.#state).synced) this.syncedTicks += 1;
  }

  /** What is served, as lists of price and quantity; `undefined` when it is not synced. */
  served(): { readonly bids: number[][]; readonly asks: number[][] } | undefined {
    const served = this.#sync.served(this.#state);
    if (!served.synced) return undefined;
    const side = (name: 'bids' | 'asks'): number[][] => {
      const levels: number[][] = [];
      served.book[name].walk((price, quantity) => {
        levels.push([price, quantity]);
        return true;
      });
      return levels;
    };
    return { bids: side('bids'), asks: side('asks') };
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.terminate();
  }

  #give(input: Parameters<OrderBookSync<SyncState>['next']>[1]): void {
    for (const output of this.#sync.next(this.#state, input)) {
      const name = 'reason' in output ? `${output.type} ${output.reason}` : output.type;
      this.wishes[name] = (this.wishes[name] ?? 0) + 1;
      if (output.type === 'reconnect') this.#socket?.terminate();
      if (output.type === 'request-snapshot') this.#askForSnapshot();
    }
  }

  #askForSnapshot(): void {
    const { snapshot, subscribe, unsubscribe } = this.#case;
    const socket = this.#socket;
    if (snapshot === undefined) {
      for (const request of [unsubscribe, subscribe]) {
        if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(request));
      }
      return;
    }
    fetch(`${this.#venue.httpUrl}${snapshot}`)
      .then((answer) => answer.text())
      .then((text) => {
        if (socket === this.#socket) this.#give({ type: 'snapshot', text, timeMs: this.#venue.nowMs() });
      })
      // A lost answer; the machine asks again.
      .catch((error: Error) => {
        this.wishes[`lost ${error.name}`] = (this.wishes[`lost ${error.name}`] ?? 0) + 1;
      });
  }
}

const sides = ({ bids, asks }: BookMoment, { depth, unit = 1 }: Case) => {
  const side = (levels: BookMoment['bids']): number[][] =>
    levels.slice(0, depth).map(([price, quantity]) => [Number(price), Number((Number(quantity) / unit).toFixed(8))]);
  return { bids: side(bids), asks: side(asks) };
};

describe.each(cases)('the book of $exchange', (one) => {
  let venue: LoopbackVenue;
  let client: BookClient;
  const open = async (seed: number): Promise<void> => {
    venue = await loopbackVenue({ exchange: one.exchange, seed, symbols: [one.symbol], historyMs: 60_000 });
    client = new BookClient(one, venue);
    await client.connect();
  };
  afterEach(async () => {
    client.close();
    await venue.close();
  });

  /** Time passes; everything arrives; a client whose connection is gone makes another. */
  const pass = async (steps: number, check?: () => void): Promise<void> => {
    for (let step = 0; step < steps; step++) {
      await venue.advance(100);
      await settled(3);
      if (client.isGone) await client.connect();
      client.tick();
      check?.();
    }
  };

  it('becomes synced, and is the true book from then on', async () => {
    await open(5);
    await pass(30);
    expect(client.served()).toBeDefined();
    for (let count = 0; count < 20; count++) {
      await pass(5);
      await settled(20);
      expect(client.served()).toEqual(sides(venue.truth.book(one.symbol), one));
    }
    const trouble = Object.keys(client.wishes).filter((wish) => /gap|checksum|crossed|refused|reconnect/.test(wish));
    expect(trouble).toEqual([]);
  });

  it('is never wrong while it is served as synced, and is synced again when the faults are over', async () => {
    await open(6);
    const { faults, truth } = venue;
    const channel = 'book';
    const script: readonly Fault[] = [
      { kind: 'drop', channel, rate: 0.02 },
      { kind: 'gap', messages: 5, channel, rate: 0.01 },
      { kind: 'duplicate', channel, rate: 0.02 },
      { kind: 'reorder', channel, rate: 0.02 },
      { kind: 'delay', delayMs: 250, channel, rate: 0.02 },
      { kind: 'corrupt', channel, rate: 0.02 },
      { kind: 'disconnect', channel, rate: 0.005 },
      { kind: 'half-open', channel, rate: 0.002 },
      // A stream that begins with an old book cannot be told from one that is of now before its first change.
      ...(one.snapshot === undefined ? [] : [{ kind: 'stale-snapshot', ageMs: 12_000, rate: 0.3 } as const]),
      { kind: 'server-error', channel, rate: 0.1 },
      { kind: 'html-page', channel, rate: 0.1 },
      { kind: 'malformed-json', channel, rate: 0.1 },
      { kind: 'lost-answer', channel, rate: 0.1 },
    ];
    await pass(130);
    for (const fault of script) faults.add(fault);
    // What the client was told last may be as old as a silence that is not noticed yet.
    const recent: string[] = [];
    let wrong: unknown;
    await pass(600, () => {
      recent.push(JSON.stringify(sides(truth.book(one.symbol), one)));
      if (recent.length > (times.silenceMs + 1_000) / 100) recent.shift();
      const served = client.served();
      if (served !== undefined && !recent.includes(JSON.stringify(served))) wrong ??= { atMs: venue.nowMs(), served };
    });
    expect(wrong).toBeUndefined();
    const kinds = new Set(faults.injected.map(({ kind }) => kind));
    for (const kind of ['drop', 'gap', 'duplicate', 'reorder', 'delay', 'corrupt', 'disconnect'] as const) {
      expect(kinds).toContain(kind);
    }
    faults.clear();
    await pass(100);
    await settled(50);
    expect(client.served()).toEqual(sides(truth.book(one.symbol), one));
    expect(client.syncedTicks).toBeGreaterThan(100);
  });
});
