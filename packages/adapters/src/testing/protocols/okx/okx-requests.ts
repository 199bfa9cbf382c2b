import { isOpen, type VenueOrder } from '../../account/venue-order';
import { fundingIntervalMs } from '../../market/funding-schedule';
import type { VenueMarket } from '../../market/venue-market';
import type { VenueContext } from '../../server/venue-context';
import { jsonAnswer, type Route, type VenueAnswer, type VenueRequest } from '../../server/venue-request';
import { ownField } from '../own-field';
import { textField } from '../parse-object';
import { readLimit, readNumber } from '../read-number';
import { okxAuthFault } from './okx-auth';
import {
  okxCandle,
  okxFundingPaid,
  okxFundingRate,
  okxInstrument,
  okxMarkPrice,
  okxNextFundingMs,
  okxTicker,
  okxTrade,
} from './okx-data';
import { okxBalance, okxFill, okxOrder, okxPosition } from './okx-orders';
import { okxAnswer, okxError, okxId, okxIntervals, okxLevels, okxType } from './okx-words';
import { type OrderFault, okxRefusal, readOkxOrder } from './read-okx-order';

const parsedBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** Everything that OKX v5 answers over HTTP. */
export const okxRoutes = (context: VenueContext): Record<string, Route> => {
  const { desk, markets } = context;

  const withMarket = ({ fields }: VenueRequest, answer: (market: VenueMarket) => VenueAnswer): VenueAnswer => {
    const market = markets.find(({ instrument }) => okxId(instrument) === fields.get('instId'));
    return market === undefined
      ? okxError('51001', "Instrument ID, Instrument ID code, or Spread ID doesn't exist.")
      : answer(market);
  };

  const marketsOf = ({ fields }: VenueRequest): readonly VenueMarket[] => {
    const type = fields.get('instType');
    const id = fields.get('instId');
    return markets
      .filter(({ instrument }) => type === undefined || okxType(instrument) === type)
      .filter(({ instrument }) => id === undefined || okxId(instrument) === id);
  };

  const open = (channel: Route['channel'], answer: Route['answer']): Route => ({ channel, answer });
  const signed = (channel: Route['channel'], answer: Route['answer']): Route => ({
    channel,
    answer: (request) => okxAuthFault(context, request) ?? answer(request),
  });

  /** The newest between `before` and `after`, both of which do not belong to it. */
  const newestBetween = <Item>(
    { fields }: VenueRequest,
    items: readonly Item[],
    place: (item: Item) => number,
    standard: number,
    most: number,
  ): Item[] => {
    const before = readNumber(fields.get('before')) ?? Number.NEGATIVE_INFINITY;
    const after = readNumber(fields.get('after')) ?? Number.POSITIVE_INFINITY;
    const fitting = items.filter((item) => place(item) > before && place(item) < after);
    return fitting.slice(-readLimit(fields.get('limit'), standard, most)).reverse();
  };

  const candles = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const lengthMs = ownField(okxIntervals, request.fields.get('bar') ?? '1m');
      if (lengthMs === undefined) return okxError('51000', 'Parameter bar error');
      const chosen = newestBetween(request, market.bars(lengthMs).bars, ({ openMs }) => openMs, 100, 300);
      return okxAnswer(chosen.map((bar) => okxCandle(market, bar, bar.closeMs <= market.timeMs)));
    });

  /** Trades from newest to oldest, paged by id, or by time with `type=2`. */
  const historyTrades = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const isByTime = request.fields.get('type') === '2';
      const chosen = newestBetween(
        request,
        market.trades,
        ({ id, timeMs }) => (isByTime ? timeMs : Number(id)),
        100,
        100,
      );
      return okxAnswer(chosen.map((trade) => okxTrade(market, trade)));
    });

  const books = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const { bids, asks, timeMs, updateId } = context.snapshot(market, { path: request.path });
      const size = readLimit(request.fields.get('sz'), 1, 400);
      const side = (levels: typeof bids) =>
        okxLevels(market, levels.slice(0, size)).map(([price, quantity]) => [price, quantity, '0', '1']);
      const body = `{"asks":${JSON.stringify(side(asks))},"bids":${JSON.stringify(side(bids))},"ts":"${timeMs}","seqId":${updateId}}`;
      return { status: 200, body: `{"code":"0","msg":"","data":[${body}]}` };
    });

  const fundingRate = (market: VenueMarket): unknown => {
    const boundaryMs = okxNextFundingMs(market);
    const [next = { timeMs: boundaryMs, rate: '0' }] = context.funding(market, boundaryMs, boundaryMs);
    return okxFundingRate(market, next, context.nowMs());
  };

  const fundingRates = (request: VenueRequest): VenueAnswer => {
    if (request.fields.get('instId') === 'ANY') {
      return okxAnswer(markets.filter(({ instrument }) => instrument.kind === 'swap').map(fundingRate));
    }
    return withMarket(request, (market) => okxAnswer([fundingRate(market)]));
  };

  const fundingHistory = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const fromMs = readNumber(request.fields.get('before')) ?? market.timeMs - 400 * fundingIntervalMs;
      const paid = context.funding(market, fromMs, market.timeMs);
      const chosen = newestBetween(request, paid, ({ timeMs }) => timeMs, 100, 400);
      return okxAnswer(chosen.map((funding) => okxFundingPaid(market, funding)));
    });

  const acknowledgement = (order: VenueOrder | OrderFault, clientId: string | undefined) => ({
    ordId: 'sCode' in order ? '' : order.id,
    clOrdId: 'sCode' in order ? (clientId ?? '') : order.clientId,
    tag: '',
    ts: String(context.nowMs()),
    sCode: 'sCode' in order ? order.sCode : '0',
    sMsg: 'sCode' in order ? order.sMsg : '',
  });

  /** Does something for each order of a request; the code says whether all, some or none went well. */
  const forEach = ({ body }: VenueRequest, act: (one: unknown) => VenueOrder | OrderFault): VenueAnswer => {
    const parsed = parsedBody(body);
    const all: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    const data = all.map((one) => acknowledgement(act(one), textField(one, 'clOrdId')));
    const failed = data.filter(({ sCode }) => sCode !== '0').length;
    const code = failed === 0 ? '0' : failed === data.length ? '1' : '2';
    return jsonAnswer({ code, msg: failed === 0 ? '' : 'All operations failed', data });
  };

  const place = (body: unknown): VenueOrder | OrderFault => {
    const order = readOkxOrder(body, markets);
    if ('sCode' in order) return order;
    const placed = desk.place(order);
    return typeof placed === 'string' ? okxRefusal(placed) : placed;
  };

  const marketNamed = (name: string | undefined): VenueMarket | undefined =>
    markets.find(({ instrument }) => okxId(instrument) === name);

  const cancel = (body: unknown): VenueOrder | OrderFault => {
    const ids = { id: textField(body, 'ordId'), clientId: textField(body, 'clOrdId') };
    const cancelled = desk.cancel(desk.find(marketNamed(textField(body, 'instId')), ids));
    return typeof cancelled === 'string' ? okxRefusal(cancelled) : cancelled;
  };

  const query = ({ fields }: VenueRequest): VenueAnswer => {
    const ids = { id: fields.get('ordId'), clientId: fields.get('clOrdId') };
    const order = desk.find(marketNamed(fields.get('instId')), ids);
    return order === undefined ? okxError('51603', 'Order does not exist', 200) : okxAnswer([okxOrder(order)]);
  };

  const ordersOf = (request: VenueRequest): readonly VenueOrder[] => {
    const wanted = marketsOf(request);
    return desk.orders.filter(({ market }) => wanted.includes(market));
  };

  const isBetween = ({ fields }: VenueRequest, timeMs: number): boolean =>
    timeMs >= (readNumber(fields.get('begin')) ?? 0) &&
    timeMs <= (readNumber(fields.get('end')) ?? Number.POSITIVE_INFINITY);

  const history = signed('orders', (request) => {
    const state = request.fields.get('state');
    const orders = ordersOf(request)
      .filter((order) => !isOpen(order) && isBetween(request, order.createdMs))
      .map(okxOrder)
      .filter((order) => state === undefined || order.state === state);
    return okxAnswer(orders.slice(-readLimit(request.fields.get('limit'), 100, 100)).reverse());
  });

  const fills = signed('orders', (request) => {
    const found = ordersOf(request)
      .filter(({ id }) => [undefined, id].includes(request.fields.get('ordId')))
      .flatMap((order) => order.fills.map((fill) => ({ order, fill })))
      .filter(({ fill }) => isBetween(request, fill.timeMs))
      .sort((a, b) => b.fill.timeMs - a.fill.timeMs)
      .slice(0, readLimit(request.fields.get('limit'), 100, 100));
    return okxAnswer(found.map(({ order, fill }) => okxFill(order, fill)));
  });

  return {
    'GET /api/v5/public/time': open('time', () => okxAnswer([{ ts: String(context.nowMs()) }])),
    'GET /api/v5/public/instruments': open('markets', (request) =>
      okxAnswer(marketsOf(request).map(({ instrument }) => okxInstrument(instrument))),
    ),
    'GET /api/v5/asset/currencies': signed('markets', () =>
      okxAnswer(
        desk.wallet.balances.map(({ asset }) => ({
          ccy: asset,
          name: asset,
          chain: `${asset}-${asset}`,
          canDep: false,
          canWd: false,
          minWd: '0',
          maxWd: '0',
          wdTickSz: '8',
          minFee: '0',
          maxFee: '0',
        })),
      ),
    ),
    'GET /api/v5/market/candles': open('bars', candles),
    'GET /api/v5/market/history-candles': open('bars', candles),
    'GET /api/v5/market/trades': open('trades', (request) =>
      withMarket(request, (market) => {
        const newest = market.trades.slice(-readLimit(request.fields.get('limit'), 100, 500)).reverse();
        return okxAnswer(newest.map((trade) => okxTrade(market, trade)));
      }),
    ),
    'GET /api/v5/market/history-trades': open('trades', historyTrades),
    'GET /api/v5/market/ticker': open('quotes', (request) =>
      withMarket(request, (market) => okxAnswer([okxTicker(market)])),
    ),
    'GET /api/v5/market/tickers': open('quotes', (request) => okxAnswer(marketsOf(request).map(okxTicker))),
    'GET /api/v5/market/books': open('book', books),
    'GET /api/v5/public/funding-rate': open('funding', fundingRates),
    'GET /api/v5/public/funding-rate-history': open('funding', fundingHistory),
    'GET /api/v5/public/mark-price': open('funding', (request) =>
      okxAnswer(marketsOf(request).map((market) => okxMarkPrice(market, context.nowMs()))),
    ),
    'GET /api/v5/account/config': signed('account', () => okxAnswer([{ acctLv: '2', posMode: 'net_mode', uid: '1' }])),
    'GET /api/v5/account/balance': signed('account', () => okxAnswer([okxBalance(desk, context.nowMs())])),
    'GET /api/v5/account/positions': signed('account', (request) => {
      const wanted = marketsOf(request);
      const positions = desk.positions.filter(({ market }) => wanted.includes(market));
      return okxAnswer(positions.map((position) => okxPosition(desk, position, context.nowMs())));
    }),
    'POST /api/v5/trade/order': signed('orders', (request) => forEach(request, place)),
    'POST /api/v5/trade/batch-orders': signed('orders', (request) => forEach(request, place)),
    'POST /api/v5/trade/cancel-order': signed('orders', (request) => forEach(request, cancel)),
    'POST /api/v5/trade/cancel-batch-orders': signed('orders', (request) => forEach(request, cancel)),
    'GET /api/v5/trade/order': signed('orders', query),
    'GET /api/v5/trade/orders-pending': signed('orders', (request) =>
      okxAnswer(ordersOf(request).filter(isOpen).map(okxOrder).reverse()),
    ),
    'GET /api/v5/trade/orders-history': history,
    'GET /api/v5/trade/orders-history-archive': history,
    'GET /api/v5/trade/fills': fills,
    'GET /api/v5/trade/fills-history': fills,
  };
};
