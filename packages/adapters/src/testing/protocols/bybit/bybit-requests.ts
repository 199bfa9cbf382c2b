import { isOpen, type VenueOrder } from '../../account/venue-order';
import { barRange } from '../../market/bar-range';
import { nextFundingMs } from '../../market/funding-schedule';
import type { VenueMarket } from '../../market/venue-market';
import type { VenueContext } from '../../server/venue-context';
import type { Route, VenueAnswer, VenueRequest } from '../../server/venue-request';
import { ownField } from '../own-field';
import { parseObject, textField } from '../parse-object';
import { readLimit, readNumber } from '../read-number';
import { bybitAuthFault } from './bybit-auth';
import { bybitInstrument, bybitKline, bybitTicker, bybitTrade } from './bybit-data';
import { bybitExecution, bybitOrder, bybitPosition, bybitWallet } from './bybit-orders';
import { bybitAnswer, bybitCategory, bybitError, bybitId, bybitIntervals } from './bybit-words';
import { bybitRefusal, readBybitOrder } from './read-bybit-order';

/** Everything that Bybit v5 answers over HTTP. */
export const bybitRoutes = (context: VenueContext): Record<string, Route> => {
  const { desk } = context;
  const ok = (result: unknown): VenueAnswer => bybitAnswer(result, context.nowMs());
  const fail = (code: number, text: string): VenueAnswer => bybitError(code, text, context.nowMs());

  const isOf = (market: VenueMarket, category: string | undefined, symbol: string | undefined): boolean =>
    bybitCategory(market.instrument) === category && (symbol === undefined || bybitId(market.instrument) === symbol);

  const marketsOf = ({ fields }: VenueRequest): readonly VenueMarket[] =>
    context.markets.filter((market) => isOf(market, fields.get('category'), fields.get('symbol')));

  const withMarket = (request: VenueRequest, answer: (market: VenueMarket) => VenueAnswer): VenueAnswer => {
    const [market] = request.fields.has('symbol') ? marketsOf(request) : [];
    return market === undefined ? fail(10_001, 'params error: symbol invalid') : answer(market);
  };

  const open = (channel: Route['channel'], answer: Route['answer']): Route => ({ channel, answer });
  const signed = (channel: Route['channel'], answer: Route['answer']): Route => ({
    channel,
    answer: (request) => bybitAuthFault(context, request) ?? answer(request),
  });

  const listed = (request: VenueRequest, list: readonly unknown[]): VenueAnswer =>
    ok({ category: request.fields.get('category'), list, nextPageCursor: '' });

  const kline = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const lengthMs = ownField(bybitIntervals, request.fields.get('interval'));
      if (lengthMs === undefined) return fail(10_001, 'Invalid period!');
      const bars = barRange(market, lengthMs, {
        fromMs: readNumber(request.fields.get('start')),
        toMs: readNumber(request.fields.get('end')),
        limit: readLimit(request.fields.get('limit'), 200, 1_000),
      });
      const list = bars.map((bar) => bybitKline(market, bar)).reverse();
      return ok({ category: request.fields.get('category'), symbol: bybitId(market.instrument), list });
    });

  const fundingRate = (market: VenueMarket): string => {
    const boundaryMs = nextFundingMs(market.timeMs);
    return context.funding(market, boundaryMs, boundaryMs)[0]?.rate ?? '';
  };

  const fundingHistory = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const limit = readLimit(request.fields.get('limit'), 200, 200);
      const toMs = Math.min(readNumber(request.fields.get('endTime')) ?? market.timeMs, market.timeMs);
      const fromMs = readNumber(request.fields.get('startTime')) ?? toMs - limit * 28_800_000;
      const newest = context.funding(market, fromMs, toMs).slice(-limit).reverse();
      return listed(
        request,
        newest.map(({ timeMs, rate }) => ({
          symbol: bybitId(market.instrument),
          fundingRate: rate,
          fundingRateTimestamp: String(timeMs),
        })),
      );
    });

  const orderbook = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const { bids, asks, timeMs, updateId, version } = context.snapshot(market, { path: request.path });
      const limit = readLimit(request.fields.get('limit'), 25, 500);
      return ok({
        s: bybitId(market.instrument),
        b: bids.slice(0, limit),
        a: asks.slice(0, limit),
        ts: timeMs,
        u: version + 1,
        seq: Number(updateId),
        cts: timeMs,
      });
    });

  /** What a request with a JSON body is about. */
  const withBody = (
    { body }: VenueRequest,
    answer: (body: unknown, market: VenueMarket) => VenueAnswer,
  ): VenueAnswer => {
    const fields = parseObject(body);
    const market = context.markets.find((one) => isOf(one, textField(fields, 'category'), textField(fields, 'symbol')));
    return market === undefined ? fail(10_001, 'params error: symbol invalid') : answer(fields, market);
  };

  const place = (request: VenueRequest): VenueAnswer =>
    withBody(request, (body, market) => {
      const order = readBybitOrder(body, market);
      if (!('market' in order)) return fail(...order);
      const placed = desk.place(order);
      return typeof placed === 'string'
        ? fail(...bybitRefusal(placed, market))
        : ok({ orderId: placed.id, orderLinkId: placed.clientId });
    });

  const cancel = (request: VenueRequest): VenueAnswer =>
    withBody(request, (body, market) => {
      const ids = { id: textField(body, 'orderId'), clientId: textField(body, 'orderLinkId') };
      const cancelled = desk.cancel(desk.find(market, ids));
      return typeof cancelled === 'string'
        ? fail(...bybitRefusal(cancelled, market))
        : ok({ orderId: cancelled.id, orderLinkId: cancelled.clientId });
    });

  const cancelAll = (request: VenueRequest): VenueAnswer =>
    withBody(request, (_, market) => {
      const orders = desk.orders.filter((order) => order.market === market && isOpen(order));
      for (const order of orders) desk.cancel(order);
      return ok({ list: orders.map(({ id, clientId }) => ({ orderId: id, orderLinkId: clientId })), success: '1' });
    });

  const ordersOf = (request: VenueRequest): readonly VenueOrder[] => {
    const { fields } = request;
    const orderId = fields.get('orderId');
    const clientId = fields.get('orderLinkId');
    return desk.orders
      .filter(({ market }) => isOf(market, fields.get('category'), fields.get('symbol')))
      .filter((order) => orderId === undefined || order.id === orderId)
      .filter((order) => clientId === undefined || order.clientId === clientId);
  };

  /** Open orders; with an id, also one that is over, as the venue keeps the last 500. */
  const realtime = (request: VenueRequest): VenueAnswer => {
    const isOne = request.fields.has('orderId') || request.fields.has('orderLinkId');
    const orders = ordersOf(request).filter((order) => isOne || isOpen(order));
    return listed(request, orders.map(bybitOrder).reverse());
  };

  const history = (request: VenueRequest): VenueAnswer => {
    const status = request.fields.get('orderStatus');
    const fromMs = readNumber(request.fields.get('startTime')) ?? 0;
    const toMs = readNumber(request.fields.get('endTime')) ?? Number.POSITIVE_INFINITY;
    const orders = ordersOf(request)
      .filter((order) => !isOpen(order) && order.createdMs >= fromMs && order.createdMs <= toMs)
      .map(bybitOrder)
      .filter(({ orderStatus }) => status === undefined || orderStatus === status);
    return listed(request, orders.reverse().slice(0, readLimit(request.fields.get('limit'), 20, 50)));
  };

  const executions = (request: VenueRequest): VenueAnswer => {
    const fromMs = readNumber(request.fields.get('startTime')) ?? 0;
    const toMs = readNumber(request.fields.get('endTime')) ?? Number.POSITIVE_INFINITY;
    const fills = ordersOf(request)
      .flatMap((order) => order.fills.map((fill) => ({ order, fill })))
      .filter(({ fill }) => fill.timeMs >= fromMs && fill.timeMs <= toMs)
      .sort((a, b) => b.fill.timeMs - a.fill.timeMs)
      .slice(0, readLimit(request.fields.get('limit'), 50, 100));
    return listed(
      request,
      fills.map(({ order, fill }) => bybitExecution(order, fill)),
    );
  };

  return {
    'GET /v5/market/time': open('time', () => {
      const nowMs = context.nowMs();
      return ok({ timeSecond: String(Math.floor(nowMs / 1_000)), timeNano: `${nowMs}000000` });
    }),
    'GET /v5/market/instruments-info': open('markets', (request) => {
      const isOver = request.fields.has('status') && request.fields.get('status') !== 'Trading';
      return listed(request, isOver ? [] : marketsOf(request).map(({ instrument }) => bybitInstrument(instrument)));
    }),
    'GET /v5/market/kline': open('bars', kline),
    'GET /v5/market/recent-trade': open('trades', (request) =>
      withMarket(request, (market) => {
        const most = market.instrument.kind === 'spot' ? 60 : 1_000;
        const newest = market.trades
          .slice(-readLimit(request.fields.get('limit'), Math.min(500, most), most))
          .reverse();
        return listed(
          request,
          newest.map((trade) => bybitTrade(market, trade)),
        );
      }),
    ),
    'GET /v5/market/tickers': open('quotes', (request) =>
      listed(
        request,
        marketsOf(request).map((market) => bybitTicker(market, fundingRate(market))),
      ),
    ),
    'GET /v5/market/orderbook': open('book', orderbook),
    'GET /v5/market/funding/history': open('funding', fundingHistory),
    'GET /v5/user/query-api': signed('account', () => ok({ unified: 0, uta: 1, readOnly: 0, permissions: {} })),
    'GET /v5/account/info': signed('account', () => ok({ unifiedMarginStatus: 6, marginMode: 'REGULAR_MARGIN' })),
    'GET /v5/asset/coin/query-info': signed('markets', () =>
      ok({ rows: desk.wallet.balances.map(({ asset }) => ({ coin: asset, name: asset, chains: [] })) }),
    ),
    'GET /v5/account/wallet-balance': signed('account', () => ok({ list: [bybitWallet(desk)] })),
    'GET /v5/position/list': signed('account', (request) =>
      listed(
        request,
        desk.positions
          .filter(({ market }) => isOf(market, request.fields.get('category'), request.fields.get('symbol')))
          .map((position) => bybitPosition(desk, position, context.nowMs())),
      ),
    ),
    'POST /v5/order/create': signed('orders', place),
    'POST /v5/order/cancel': signed('orders', cancel),
    'POST /v5/order/cancel-all': signed('orders', cancelAll),
    'GET /v5/order/realtime': signed('orders', realtime),
    'GET /v5/order/history': signed('orders', history),
    'GET /v5/execution/list': signed('orders', executions),
  };
};
