import { isOpen } from '../../account/venue-order';
import { binanceSnapshotBody } from '../../binance-frames';
import { barRange } from '../../market/bar-range';
import { nextFundingMs } from '../../market/funding-schedule';
import { rangeOf } from '../../market/trade-tape';
import type { VenueMarket } from '../../market/venue-market';
import { lastTicks, priceText } from '../../market/venue-market';
import type { VenueContext } from '../../server/venue-context';
import { jsonAnswer, type Route, type VenueAnswer, type VenueRequest } from '../../server/venue-request';
import { ownField } from '../own-field';
import { readLimit, readNumber } from '../read-number';
import { binanceAccount, binanceFuturesAccount, binancePosition } from './binance-account';
import { binanceAuthFault, listenKeyOf } from './binance-auth';
import {
  binanceAggregate,
  binanceBookTicker,
  binanceDay,
  binanceKline,
  binancePremium,
  binanceTrade,
} from './binance-data';
import { binanceCoin, binanceExchangeInfo } from './binance-markets';
import { binanceMyTrade, binanceOrder, binancePlacedOrder } from './binance-orders';
import { binanceIntervals } from './binance-streams';
import { binanceError, binanceId } from './binance-words';
import { binanceRefusal, readBinanceOrder } from './read-binance-order';

type Kind = 'spot' | 'swap';

const limitOf = ({ fields }: VenueRequest, standard: number, most: number): number =>
  readLimit(fields.get('limit'), standard, most);

/** The id that a list is to begin with. */
const idOf = ({ fields }: VenueRequest): string | undefined => {
  const id = fields.get('fromId');
  return id !== undefined && /^\d+$/.test(id) ? id : undefined;
};

/** Everything that spot or futures answer over HTTP. */
export const binanceRoutes = (context: VenueContext, kind: Kind): Record<string, Route> => {
  const { desk } = context;
  const prefix = kind === 'spot' ? '/api/v3' : '/fapi/v1';
  const markets = context.markets.filter(({ instrument }) => instrument.kind === kind);

  const withMarket = (request: VenueRequest, answer: (market: VenueMarket) => VenueAnswer): VenueAnswer => {
    const symbol = request.fields.get('symbol');
    if (symbol === undefined) {
      return binanceError(-1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
    }
    const market = markets.find(({ instrument }) => binanceId(instrument) === symbol);
    return market === undefined ? binanceError(-1121, 'Invalid symbol.') : answer(market);
  };

  /** One market when the request names it, all of them otherwise. */
  const perMarket = (request: VenueRequest, value: (market: VenueMarket) => unknown): VenueAnswer =>
    request.fields.has('symbol')
      ? withMarket(request, (market) => jsonAnswer(value(market)))
      : jsonAnswer(markets.map(value));

  const open = (channel: Route['channel'], answer: Route['answer']): Route => ({ channel, answer });
  const signed = (channel: Route['channel'], answer: Route['answer']): Route => ({
    channel,
    answer: (request) => binanceAuthFault(context, request) ?? answer(request),
  });

  const klines = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const lengthMs = ownField(binanceIntervals, request.fields.get('interval'));
      if (lengthMs === undefined) return binanceError(-1120, 'Invalid interval.');
      const chosen = barRange(market, lengthMs, {
        fromMs: readNumber(request.fields.get('startTime')),
        toMs: readNumber(request.fields.get('endTime')),
        limit: limitOf(request, 500, 1_500),
      });
      return jsonAnswer(chosen.map((bar) => binanceKline(market, bar)));
    });

  const rangeFrom = (request: VenueRequest, standard: number) => ({
    fromId: idOf(request),
    fromMs: readNumber(request.fields.get('startTime')),
    toMs: readNumber(request.fields.get('endTime')),
    limit: limitOf(request, standard, 1_000),
  });

  const depth = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const { updateId, bids, asks, timeMs } = context.snapshot(market, { path: request.path });
      const limit = limitOf(request, kind === 'spot' ? 100 : 500, kind === 'spot' ? 5_000 : 1_000);
      const body = binanceSnapshotBody(String(updateId), bids.slice(0, limit), asks.slice(0, limit));
      return { status: 200, body: kind === 'spot' ? body : body.replace('{', `{"E":${timeMs},"T":${timeMs},`) };
    });

  const place = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const order = readBinanceOrder(request, market);
      if ('status' in order) return order;
      const placed = desk.place(order);
      if (typeof placed === 'string') return binanceRefusal(placed, kind);
      return jsonAnswer(kind === 'spot' ? binancePlacedOrder(placed) : binanceOrder(placed));
    });

  const found = (request: VenueRequest, market: VenueMarket) =>
    desk.find(market, { id: request.fields.get('orderId'), clientId: request.fields.get('origClientOrderId') });

  const query = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const order = found(request, market);
      return order === undefined ? binanceError(-2013, 'Order does not exist.') : jsonAnswer(binanceOrder(order));
    });

  const cancel = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const order = desk.cancel(found(request, market));
      if (typeof order === 'string') return binanceRefusal(order, kind);
      return jsonAnswer({ ...binanceOrder(order), origClientOrderId: order.clientId });
    });

  const ordersOf = (request: VenueRequest) => {
    const symbol = request.fields.get('symbol');
    return desk.orders.filter(
      ({ market: { instrument } }) =>
        instrument.kind === kind && (symbol === undefined || binanceId(instrument) === symbol),
    );
  };

  const cancelAll = (request: VenueRequest): VenueAnswer =>
    withMarket(request, () => {
      const orders = ordersOf(request).filter(isOpen);
      for (const order of orders) desk.cancel(order);
      if (kind === 'swap') return jsonAnswer({ code: 200, msg: 'The operation of cancel all open order is done.' });
      if (orders.length === 0) return binanceRefusal('unknown-order', kind);
      return jsonAnswer(orders.map(binanceOrder));
    });

  const allOrders = (request: VenueRequest): VenueAnswer => {
    const { fromMs = 0, toMs = Number.POSITIVE_INFINITY, limit } = rangeFrom(request, 500);
    const orders = ordersOf(request).filter(({ createdMs }) => createdMs >= fromMs && createdMs <= toMs);
    return jsonAnswer(orders.slice(-limit).map(binanceOrder));
  };

  const myTrades = (request: VenueRequest): VenueAnswer => {
    const { fromMs = 0, toMs = Number.POSITIVE_INFINITY, fromId, limit } = rangeFrom(request, 500);
    const orderId = request.fields.get('orderId');
    const trades = ordersOf(request)
      .filter(({ id }) => orderId === undefined || id === orderId)
      .flatMap((order) => order.fills.map((fill) => ({ order, fill })))
      .filter(({ fill }) => fill.timeMs >= fromMs && fill.timeMs <= toMs)
      .filter(({ fill }) => fromId === undefined || BigInt(fill.id) >= BigInt(fromId))
      .sort((a, b) => a.fill.timeMs - b.fill.timeMs);
    const isForward = request.fields.has('startTime') || fromId !== undefined;
    const chosen = isForward ? trades.slice(0, limit) : trades.slice(-limit);
    return jsonAnswer(chosen.map(({ order, fill }) => binanceMyTrade(order, fill)));
  };

  const shared: Record<string, Route> = {
    [`GET ${prefix}/ping`]: open('time', () => jsonAnswer({})),
    [`GET ${prefix}/time`]: open('time', () => jsonAnswer({ serverTime: context.nowMs() })),
    [`GET ${prefix}/exchangeInfo`]: open('markets', () =>
      jsonAnswer(
        binanceExchangeInfo(
          markets.map(({ instrument }) => instrument),
          kind,
          context.nowMs(),
        ),
      ),
    ),
    [`GET ${prefix}/klines`]: open('bars', klines),
    [`GET ${prefix}/trades`]: open('trades', (request) =>
      withMarket(request, (market) =>
        jsonAnswer(market.trades.slice(-limitOf(request, 500, 1_000)).map((trade) => binanceTrade(market, trade))),
      ),
    ),
    [`GET ${prefix}/historicalTrades`]: open('trades', (request) =>
      withMarket(request, (market) => {
        const trades = rangeOf(market.trades, {
          fromId: idOf(request),
          limit: limitOf(request, 500, 1_000),
        });
        return jsonAnswer(trades.map((trade) => binanceTrade(market, trade)));
      }),
    ),
    [`GET ${prefix}/aggTrades`]: open('trades', (request) =>
      withMarket(request, (market) =>
        jsonAnswer(rangeOf(market.aggregates, rangeFrom(request, 500)).map((trade) => binanceAggregate(market, trade))),
      ),
    ),
    [`GET ${prefix}/depth`]: open('book', depth),
    [`GET ${prefix}/ticker/24hr`]: open('quotes', (request) => perMarket(request, binanceDay)),
    [`GET ${prefix}/ticker/bookTicker`]: open('quotes', (request) => perMarket(request, binanceBookTicker)),
    [`GET ${prefix}/ticker/price`]: open('quotes', (request) =>
      perMarket(request, (market) => ({
        symbol: binanceId(market.instrument),
        price: priceText(market, lastTicks(market)),
      })),
    ),
    [`POST ${prefix}/order`]: signed('orders', place),
    [`GET ${prefix}/order`]: signed('orders', query),
    [`DELETE ${prefix}/order`]: signed('orders', cancel),
    [`GET ${prefix}/openOrders`]: signed('orders', (request) =>
      jsonAnswer(ordersOf(request).filter(isOpen).map(binanceOrder)),
    ),
    [`GET ${prefix}/allOrders`]: signed('orders', allOrders),
  };
  if (kind === 'spot') {
    return {
      ...shared,
      [`DELETE ${prefix}/openOrders`]: signed('orders', cancelAll),
      [`GET ${prefix}/account`]: signed('account', () => jsonAnswer(binanceAccount(desk, context.nowMs()))),
      [`GET ${prefix}/myTrades`]: signed('orders', myTrades),
      'GET /sapi/v1/capital/config/getall': signed('markets', () =>
        jsonAnswer(desk.wallet.balances.map(({ asset }) => binanceCoin(asset))),
      ),
      'GET /sapi/v1/margin/allPairs': signed('markets', () => jsonAnswer([])),
      'GET /sapi/v1/margin/isolated/allPairs': signed('markets', () => jsonAnswer([])),
      'GET /dapi/v1/exchangeInfo': open('markets', () => jsonAnswer({ serverTime: context.nowMs(), symbols: [] })),
    };
  }
  const account = signed('account', () => jsonAnswer(binanceFuturesAccount(desk, context.nowMs())));
  const positions = signed('account', (request) =>
    jsonAnswer(
      desk.positions
        .filter(({ market }) => [undefined, binanceId(market.instrument)].includes(request.fields.get('symbol')))
        .map((position) => binancePosition(desk, position, context.nowMs())),
    ),
  );
  const withKey = (answer: Route['answer']): Route => ({
    channel: 'control',
    answer: (request) =>
      request.headers['x-mbx-apikey'] === context.credentials.apiKey
        ? answer(request)
        : binanceError(-2015, 'Invalid API-key, IP, or permissions for action.', 401),
  });
  return {
    ...shared,
    [`DELETE ${prefix}/allOpenOrders`]: signed('orders', cancelAll),
    [`GET ${prefix}/userTrades`]: signed('orders', myTrades),
    'GET /fapi/v2/account': account,
    'GET /fapi/v3/account': account,
    'GET /fapi/v2/positionRisk': positions,
    'GET /fapi/v3/positionRisk': positions,
    [`GET ${prefix}/leverageBracket`]: signed('account', () => jsonAnswer([])),
    [`POST ${prefix}/listenKey`]: withKey(() =>
      jsonAnswer({ listenKey: context.credentials.apiKey.length > 0 ? listenKeyOf(context) : '' }),
    ),
    [`PUT ${prefix}/listenKey`]: withKey(() => jsonAnswer({ listenKey: listenKeyOf(context) })),
    [`DELETE ${prefix}/listenKey`]: withKey(() => jsonAnswer({})),
    [`GET ${prefix}/premiumIndex`]: open('funding', (request) =>
      perMarket(request, (market) => {
        const boundaryMs = nextFundingMs(market.timeMs);
        const [next = { timeMs: boundaryMs, rate: '0' }] = context.funding(market, boundaryMs, boundaryMs);
        return binancePremium(market, next, context.nowMs());
      }),
    ),
    [`GET ${prefix}/fundingInfo`]: open('funding', () => jsonAnswer([])),
    [`GET ${prefix}/fundingRate`]: open('funding', (request) =>
      withMarket(request, (market) => {
        const limit = limitOf(request, 100, 1_000);
        const fromMs = readNumber(request.fields.get('startTime'));
        const toMs = Math.min(readNumber(request.fields.get('endTime')) ?? market.timeMs, market.timeMs);
        const all = context.funding(market, fromMs ?? toMs - limit * 28_800_000, toMs);
        const chosen = fromMs === undefined ? all.slice(-limit) : all.slice(0, limit);
        const symbol = binanceId(market.instrument);
        return jsonAnswer(
          chosen.map(({ timeMs, rate }) => ({ symbol, fundingTime: timeMs, fundingRate: rate, markPrice: '' })),
        );
      }),
    ),
  };
};
