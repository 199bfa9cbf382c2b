import type { Exchange, OHLCV, Order, OrderBook, Trade } from 'ccxt';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CcxtClient, openCcxtClient } from './ccxt-client.test-helper';
import type { LoopbackExchange } from './loopback-options';
import type { VenueBar } from './market/venue-bar';
import { settled } from './settled.test-helper';

interface Case {
  readonly exchange: LoopbackExchange;
  readonly symbol: string;
  /** Base asset in one unit of ccxt's amounts. */
  readonly contractSize?: number;
  /** Which trades fetchTrades and watchTrades number: each one, or those of one taker at one price. */
  readonly fetched?: 'aggregates';
}

const cases: readonly Case[] = [
  { exchange: 'binance', symbol: 'BTC/USDT', fetched: 'aggregates' },
  { exchange: 'binanceusdm', symbol: 'BTC/USDT:USDT', fetched: 'aggregates' },
  { exchange: 'bybit', symbol: 'BTC/USDT' },
  { exchange: 'bybit', symbol: 'ETH/USDT:USDT' },
  { exchange: 'okx', symbol: 'ETH/USDT' },
  { exchange: 'okx', symbol: 'BTC/USDT:USDT', contractSize: 0.01 },
  { exchange: 'kraken', symbol: 'BTC/USD' },
];

/** A bar of the truth as ccxt lists bars. */
const candle = ({ openMs, open, high, low, close, volume }: VenueBar): OHLCV => [
  openMs,
  Number(open),
  Number(high),
  Number(low),
  Number(close),
  Number(volume),
];

describe.each(cases)('ccxt.pro.$exchange and $symbol', ({ exchange: name, symbol, contractSize = 1, fetched }) => {
  let client: CcxtClient;
  let exchange: Exchange;

  beforeAll(async () => {
    client = await openCcxtClient({ exchange: name, seed: 11, historyMs: 3_600_000 });
    exchange = client.exchange;
    await client.venue.advance(90_500);
    await exchange.loadMarkets();
  });
  afterAll(() => client.close());

  const isSwap = symbol.includes(':');
  const levels = (side: readonly (readonly [string, string])[]): number[][] =>
    side.map(([price, quantity]) => [Number(price), Number((Number(quantity) / contractSize).toFixed(8))]);
  const pairs = (side: OrderBook['bids']): unknown[] => side.map(([price, amount]) => [price, amount]);
  const amount = (base: number): number => Number((base / contractSize).toFixed(8));
  const parameters = name === 'bybit' ? { acknowledged: true } : {};

  it('loads the markets with their steps', () => {
    const market = exchange.market(symbol);
    const [priceStep, amountStep] = symbol.startsWith('BTC') ? [0.1, 0.001] : [0.01, 0.001];
    expect(market).toMatchObject({ symbol, spot: !isSwap, active: true });
    expect(market.precision.price).toBe(priceStep);
    expect(market.precision.amount).toBeCloseTo(name === 'kraken' ? 1e-8 : amountStep / contractSize, 12);
    if (isSwap) expect(market).toMatchObject({ linear: true, contractSize });
  });

  it('fetches bars', async () => {
    const truth = client.venue.truth.bars(symbol, '1m').map(candle);
    const bars = await exchange.fetchOHLCV(symbol, '1m', undefined, 10);
    expect(bars.slice(0, -1)).toEqual(truth.slice(-(bars.length - 1)));
    const since = truth[20]?.[0] as number;
    expect(await exchange.fetchOHLCV(symbol, '1m', since, 5)).toEqual(truth.slice(20, 25));
    const longer = await exchange.fetchOHLCV(symbol, '15m', undefined, 3);
    expect(longer.slice(0, -1)).toEqual(client.venue.truth.bars(symbol, '15m').map(candle).slice(-2));
  });

  it('fetches trades', async () => {
    const { truth } = client.venue;
    const trades = await exchange.fetchTrades(symbol, undefined, 20);
    const expected = fetched === 'aggregates' ? truth.aggregates(symbol).slice(-20) : truth.trades(symbol).slice(-20);
    expect(trades.map(({ price, amount: of, side, timestamp }) => ({ price, of, side, timestamp }))).toEqual(
      expected.map(({ price, quantity, side, timeMs }) => ({
        price: Number(price),
        of: amount(Number(quantity)),
        side,
        timestamp: timeMs,
      })),
    );
    expect(trades.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it('fetches the ticker and the book', async () => {
    const { truth } = client.venue;
    const ticker = await exchange.fetchTicker(symbol);
    const quote = truth.quote(symbol);
    expect(ticker.last).toBe(Number(truth.trades(symbol).at(-1)?.price));
    // Binance's futures have no best prices in their day.
    if (name !== 'binanceusdm') expect([ticker.bid, ticker.ask]).toEqual([Number(quote.bid), Number(quote.ask)]);
    const book = await exchange.fetchOrderBook(symbol, 5);
    const expected = truth.book(symbol);
    expect(pairs(book.bids)).toEqual(levels(expected.bids.slice(0, 5)));
    expect(pairs(book.asks)).toEqual(levels(expected.asks.slice(0, 5)));
  });

  it.runIf(isSwap)('fetches funding', async () => {
    const { truth } = client.venue;
    const nowMs = client.venue.nowMs();
    const [next] = truth.funding(symbol, { fromMs: nowMs, toMs: nowMs + 8 * 3_600_000 });
    const rate = await exchange.fetchFundingRate(symbol);
    expect([rate.fundingRate, rate.fundingTimestamp]).toEqual([Number(next?.rate), next?.timeMs]);
    const history = await exchange.fetchFundingRateHistory(symbol, undefined, 5);
    const past = truth.funding(symbol, { fromMs: nowMs - 5 * 8 * 3_600_000, toMs: nowMs + 1 });
    expect(history.map(({ fundingRate, timestamp }) => [fundingRate, timestamp])).toEqual(
      past.slice(-history.length).map(({ rate: text, timeMs }) => [Number(text), timeMs]),
    );
    expect(history.length).toBe(5);
  });

  it('places, finds and cancels an order', async () => {
    const price = Number(exchange.priceToPrecision(symbol, Number(client.venue.truth.quote(symbol).bid) * 0.8));
    const id = String((await exchange.createOrder(symbol, 'limit', 'buy', amount(0.02), price)).id);
    const open = await exchange.fetchOpenOrders(symbol);
    expect(open.map((order) => order.id)).toEqual([id]);
    const placed = await exchange.fetchOrder(id, symbol, parameters);
    expect(placed).toMatchObject({ id, symbol, status: 'open', side: 'buy', price, amount: amount(0.02), filled: 0 });
    const locked = await exchange.fetchBalance();
    const quote = exchange.market(symbol).quote;
    expect(Number(locked[quote]?.used)).toBeCloseTo((0.02 * price) / (isSwap ? 20 : 1), 6);
    await exchange.cancelOrder(id, symbol);
    expect((await exchange.fetchOrder(id, symbol, parameters)).status).toBe('canceled');
    expect(await exchange.fetchOpenOrders(symbol)).toEqual([]);
    expect(Number((await exchange.fetchBalance())[quote]?.used)).toBe(0);
    await expect(exchange.cancelOrder(id, symbol)).rejects.toThrow();
  });

  it('refuses what the account cannot pay', async () => {
    const { bid } = client.venue.truth.quote(symbol);
    const price = Number(exchange.priceToPrecision(symbol, Number(bid) * 0.9));
    const count = client.venue.orders.length;
    await expect(exchange.createOrder(symbol, 'limit', 'buy', amount(900), price)).rejects.toThrow(
      /nsufficient|not enough/,
    );
    expect(client.venue.orders.length).toBe(count);
  });

  it('fills a market order and tells the account so', async () => {
    const { venue, during } = client;
    const before = new Map(venue.balances.map(({ asset, total }) => [asset, total]));
    const updates: Order[] = [];
    const watching = exchange.watchOrders(symbol);
    // The subscription has to be there before the order is.
    await during(settled(30));
    const placing = exchange.createOrder(symbol, 'market', 'buy', amount(0.02));
    updates.push(...(await during(watching)));
    const id = String((await placing).id);
    while (updates.every((order) => order.id !== id || order.status !== 'closed')) {
      updates.push(...(await during(exchange.watchOrders(symbol))));
    }
    const order = await exchange.fetchOrder(id, symbol, parameters);
    expect(venue.orders.at(-1)).toMatchObject({
      id,
      symbol,
      status: 'filled',
      quantity: expect.stringMatching(/^0\.020*$/),
    });
    expect(order).toMatchObject({ status: 'closed', filled: amount(0.02), remaining: 0 });
    const trades = await exchange.fetchMyTrades(symbol);
    expect(trades.reduce((sum, trade) => sum + (trade.amount as number), 0)).toBeCloseTo(amount(0.02), 8);
    expect(trades.every((trade) => trade.order === id)).toBe(true);
    const { base, quote } = exchange.market(symbol);
    const paid = trades.reduce(
      (sum, trade) => sum + (trade.price as number) * (trade.amount as number) * contractSize,
      0,
    );
    const fees = trades.reduce((sum, { fee }) => sum + (fee?.currency === quote ? Number(fee.cost) : 0), 0);
    const change = (asset: string): number => {
      const now = venue.balances.find((balance) => balance.asset === asset)?.total;
      return Number(now) - Number(before.get(asset));
    };
    expect(change(quote)).toBeCloseTo(-(isSwap ? 0 : paid) - fees, 7);
    if (!isSwap) expect(change(base)).toBeGreaterThan(0.0199);
    if (isSwap) {
      const [position] = await exchange.fetchPositions([symbol]);
      expect([position?.side, position?.contracts]).toEqual(['long', amount(0.02)]);
      expect(venue.positions).toMatchObject([{ symbol, quantity: '0.020' }]);
      expect(position?.entryPrice).toBeCloseTo(Number(venue.positions[0]?.entryPrice), 6);
    }
  });

  it.runIf(!isSwap)('fills a market order of a cost', async () => {
    const { venue } = client;
    const before = venue.orders.length;
    // ccxt asks OKX for a quantity of quote only when it is told to.
    const more = name === 'okx' ? { tgtCcy: 'quote_ccy' } : {};
    await exchange.createMarketBuyOrderWithCost(symbol, 1_000, more);
    const order = venue.orders[before];
    const cost = order?.fills.reduce((sum, { price, quantity }) => sum + Number(price) * Number(quantity), 0) ?? 0;
    expect(cost).toBeLessThanOrEqual(1_001);
    // At most a step less, and what the second level costs more.
    expect(cost).toBeGreaterThan(900);
  });

  it('fills a resting order when the market comes to it', async () => {
    const { venue } = client;
    const price = Number(venue.truth.quote(symbol).bid);
    const id = String((await exchange.createOrder(symbol, 'limit', 'buy', amount(0.02), price)).id);
    const order = () => exchange.fetchOrder(id, symbol, parameters);
    expect(await order()).toMatchObject({ status: 'open', filled: 0 });
    for (let count = 0; count < 300 && venue.orders.at(-1)?.status !== 'filled'; count++) await venue.advance(1_000);
    expect(await order()).toMatchObject({ status: 'closed', filled: amount(0.02), average: price });
    const trades = (await exchange.fetchMyTrades(symbol)).filter((trade) => trade.order === id);
    expect(trades.reduce((sum, trade) => sum + (trade.amount as number), 0)).toBeCloseTo(amount(0.02), 8);
    // ccxt reads no maker from Kraken's history.
    if (name !== 'kraken') expect(trades.every(({ takerOrMaker }) => takerOrMaker === 'maker')).toBe(true);
  });

  it('watches every trade', async () => {
    const { venue, during } = client;
    for (let count = 0; count < 8; count++) await during(exchange.watchTrades(symbol));
    // What a call returns leaves out what came between two calls; the exchange keeps it.
    const seen = new Map((exchange.trades[symbol] as Trade[]).map((trade) => [String(trade.id), trade]));
    const ids = [...seen.keys()].sort((a, b) => Number(BigInt(a) - BigInt(b)));
    const all = venue.truth.trades(symbol);
    const place = (id: string | undefined): number => all.findIndex((trade) => trade.id === id);
    const truth = all.slice(place(ids[0]), place(ids.at(-1)) + 1);
    expect(truth.length).toBeGreaterThan(3);
    for (const { id, price, quantity, side } of truth) {
      expect(seen.get(id)).toMatchObject({ price: Number(price), amount: amount(Number(quantity)), side });
    }
  });

  it('watches the ticker', async () => {
    const { venue, during } = client;
    const ticker = await during(exchange.watchTicker(symbol));
    expect(ticker.symbol).toBe(symbol);
    expect(venue.truth.trades(symbol).some(({ price }) => Number(price) === ticker.last)).toBe(true);
  });

  it('watches bars', async () => {
    const { venue, during } = client;
    const bars = new Map<number, OHLCV>();
    const startMs = venue.nowMs();
    while (venue.nowMs() < startMs + 130_000) {
      for (const bar of await during(exchange.watchOHLCV(symbol, '1m'))) bars.set(bar[0] as number, bar);
    }
    const truth = venue.truth.bars(symbol, '1m', { fromMs: startMs }).map(candle);
    expect(truth.length).toBeGreaterThan(0);
    for (const bar of truth) expect(bars.get(bar[0] as number)).toEqual(bar);
  });

  it('watches the book', async () => {
    const { venue, during } = client;
    for (let count = 0; count < 20; count++) await during(exchange.watchOrderBook(symbol));
    const { bids, asks } = venue.truth.book(symbol);
    const depth = name === 'kraken' ? 10 : 100;
    const book = (): unknown => {
      const known = exchange.orderbooks[symbol] as OrderBook;
      return [pairs(known.bids), pairs(known.asks)];
    };
    await vi.waitFor(() => {
      expect(book()).toEqual([levels(bids.slice(0, depth)), levels(asks.slice(0, depth))]);
    });
  });

  // After the book: ccxt keeps one book a symbol, which Bybit's best prices would be mixed into.
  it('watches the best prices', async () => {
    const quotes = await client.during(exchange.watchBidsAsks([symbol]));
    const quote = quotes[symbol];
    expect(quote?.bid).toBeLessThan(quote?.ask as number);
  });

  it.runIf(isSwap && name !== 'bybit')('watches the mark price', async () => {
    const ticker = await client.during(exchange.watchMarkPrice(symbol));
    expect(ticker.markPrice).toBeGreaterThan(1_000);
  });

  it.runIf(isSwap && name === 'okx')('watches the funding rate', async () => {
    const { truth } = client.venue;
    const nowMs = client.venue.nowMs();
    const [next] = truth.funding(symbol, { fromMs: nowMs, toMs: nowMs + 8 * 3_600_000 });
    const rate = await client.during(exchange.watchFundingRate(symbol));
    expect([rate.fundingRate, rate.fundingTimestamp]).toEqual([Number(next?.rate), next?.timeMs]);
  });

  it('asked for nothing that is not there', () => {
    expect(client.venue.requests.filter(({ status }) => status === 404)).toEqual([]);
  });
});
