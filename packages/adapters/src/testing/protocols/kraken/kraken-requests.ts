import { amountText } from '../../account/amount';
import { isOpen, type VenueOrder } from '../../account/venue-order';
import type { VenueMarket } from '../../market/venue-market';
import type { VenueContext } from '../../server/venue-context';
import type { Route, VenueAnswer, VenueRequest } from '../../server/venue-request';
import { readLimit, readNumber } from '../read-number';
import { krakenAuth, krakenToken } from './kraken-auth';
import { krakenBar, krakenLevels, krakenPair, krakenTicker, krakenTrade } from './kraken-data';
import { krakenDescription, krakenMyTrade, krakenOrder } from './kraken-orders';
import {
  krakenAnswer,
  krakenAsset,
  krakenError,
  krakenId,
  krakenIntervals,
  krakenOrderId,
  krakenShort,
  krakenShortId,
  krakenTradeId,
  krakenTradeUs,
} from './kraken-words';
import { krakenRefusal, readKrakenOrder } from './read-kraken-order';

/** Everything that Kraken answers over HTTP. */
export const krakenRoutes = (context: VenueContext): Record<string, Route> => {
  const { desk, markets } = context;
  const authFault = krakenAuth(context);
  const marketNamed = (name: string | undefined): VenueMarket | undefined =>
    markets.find(({ instrument }) => krakenId(instrument) === name || krakenShortId(instrument) === name);

  const withMarket = ({ fields }: VenueRequest, answer: (market: VenueMarket) => VenueAnswer): VenueAnswer => {
    const market = marketNamed(fields.get('pair'));
    return market === undefined ? krakenError('EQuery:Unknown asset pair') : answer(market);
  };

  const open = (channel: Route['channel'], answer: Route['answer']): Route => ({ channel, answer });
  const signed = (channel: Route['channel'], answer: Route['answer']): Route => ({
    channel,
    answer: (request) => authFault(request) ?? answer(request),
  });

  const byId = <Value>(value: (market: VenueMarket) => Value): Record<string, Value> =>
    Object.fromEntries(markets.map((market) => [krakenId(market.instrument), value(market)]));

  const ohlc = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const minutes = readNumber(request.fields.get('interval')) ?? 1;
      if (!krakenIntervals.includes(minutes)) return krakenError('EGeneral:Invalid arguments');
      const since = readNumber(request.fields.get('since')) ?? 0;
      const bars = market.bars(minutes * 60_000).bars.slice(-720);
      const chosen = bars.filter(({ openMs }) => openMs / 1_000 > since);
      const last = (bars.at(-2)?.openMs ?? 0) / 1_000;
      return krakenAnswer({ [krakenId(market.instrument)]: chosen.map((bar) => krakenBar(market, bar)), last });
    });

  /** Trades after a time, in seconds or in nanoseconds; `last` is where to go on. */
  const trades = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const since = readNumber(request.fields.get('since')) ?? 0;
      const sinceUs = since > 1e12 ? Math.floor(since / 1_000) : since * 1_000_000;
      const count = readLimit(request.fields.get('count'), 1_000, 1_000);
      const all = request.fields.has('since')
        ? market.trades.filter((trade) => krakenTradeUs(trade) > sinceUs).slice(0, count)
        : market.trades.slice(-count);
      const newest = all.at(-1);
      const last = newest === undefined ? String(request.fields.get('since') ?? 0) : `${krakenTradeUs(newest)}000`;
      return krakenAnswer({ [krakenId(market.instrument)]: all.map(krakenTrade), last });
    });

  const ticker = ({ fields }: VenueRequest): VenueAnswer => {
    const names = fields.get('pair')?.split(',');
    const chosen = names === undefined ? markets : names.map(marketNamed).filter((one) => one !== undefined);
    if (chosen.length === 0) return krakenError('EQuery:Unknown asset pair');
    return krakenAnswer(
      Object.fromEntries(chosen.map((market) => [krakenId(market.instrument), krakenTicker(market)])),
    );
  };

  const depth = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const { bids, asks, timeMs } = context.snapshot(market, { path: request.path });
      const count = readLimit(request.fields.get('count'), 100, 500);
      return krakenAnswer({
        [krakenId(market.instrument)]: {
          asks: krakenLevels(asks.slice(0, count), timeMs),
          bids: krakenLevels(bids.slice(0, count), timeMs),
        },
      });
    });

  const place = (request: VenueRequest): VenueAnswer =>
    withMarket(request, (market) => {
      const order = readKrakenOrder(request, market);
      if ('status' in order) return order;
      const placed = desk.place(order);
      if (typeof placed === 'string') return krakenRefusal(placed);
      return krakenAnswer({ descr: { order: krakenDescription(placed) }, txid: [krakenOrderId(placed)] });
    });

  const orderNamed = ({ fields }: VenueRequest): VenueOrder | undefined => {
    const name = fields.get('txid');
    return desk.orders.findLast((order) =>
      name === undefined ? order.clientId === fields.get('cl_ord_id') : krakenOrderId(order) === name,
    );
  };

  const cancel = (request: VenueRequest): VenueAnswer => {
    const order = desk.cancel(orderNamed(request));
    return typeof order === 'string' ? krakenRefusal(order) : krakenAnswer({ count: 1 });
  };

  const cancelAll = (): VenueAnswer => {
    const orders = desk.orders.filter(isOpen);
    for (const order of orders) desk.cancel(order);
    return krakenAnswer({ count: orders.length });
  };

  const listed = (orders: readonly VenueOrder[]) =>
    Object.fromEntries(orders.map((order) => [krakenOrderId(order), krakenOrder(order)]));

  const query = ({ fields }: VenueRequest): VenueAnswer => {
    const names = (fields.get('txid') ?? '').split(',');
    const orders = desk.orders.filter((order) => names.includes(krakenOrderId(order)));
    return krakenAnswer(listed(orders));
  };

  const isBetween = ({ fields }: VenueRequest, timeMs: number): boolean =>
    timeMs / 1_000 >= (readNumber(fields.get('start')) ?? 0) &&
    timeMs / 1_000 <= (readNumber(fields.get('end')) ?? Number.POSITIVE_INFINITY);

  const myTrades = (request: VenueRequest): VenueAnswer => {
    const found = desk.orders
      .flatMap((order) => order.fills.map((fill) => ({ order, fill })))
      .filter(({ fill }) => isBetween(request, fill.timeMs))
      .sort((a, b) => b.fill.timeMs - a.fill.timeMs);
    const offset = readNumber(request.fields.get('ofs')) ?? 0;
    const page = found.slice(offset, offset + 50);
    const named = Object.fromEntries(
      page.map(({ order, fill }) => [krakenTradeId(fill.id), krakenMyTrade(order, fill)]),
    );
    return krakenAnswer({ trades: named, count: found.length });
  };

  const assetNames = [...new Set(markets.flatMap(({ instrument }) => [instrument.base, instrument.quote]))];

  return {
    'GET /0/public/Time': open('time', () => {
      const nowMs = context.nowMs();
      return krakenAnswer({ unixtime: Math.floor(nowMs / 1_000), rfc1123: new Date(nowMs).toUTCString() });
    }),
    'GET /0/public/SystemStatus': open('time', () =>
      krakenAnswer({ status: 'online', timestamp: new Date(context.nowMs()).toISOString() }),
    ),
    'GET /0/public/Assets': open('markets', () =>
      krakenAnswer(
        Object.fromEntries(
          assetNames.map((asset) => [
            krakenAsset(asset),
            { aclass: 'currency', altname: krakenShort(asset), decimals: 10, display_decimals: 5, status: 'enabled' },
          ]),
        ),
      ),
    ),
    'GET /0/public/AssetPairs': open('markets', () => krakenAnswer(byId(({ instrument }) => krakenPair(instrument)))),
    'GET /0/public/OHLC': open('bars', ohlc),
    'GET /0/public/Trades': open('trades', trades),
    'GET /0/public/Ticker': open('quotes', ticker),
    'GET /0/public/Depth': open('book', depth),
    'POST /0/private/BalanceEx': signed('account', () =>
      krakenAnswer(
        Object.fromEntries(
          desk.wallet.balances.map(({ asset, total, locked }) => [
            krakenAsset(asset),
            { balance: amountText(total, 10), hold_trade: amountText(locked, 10) },
          ]),
        ),
      ),
    ),
    'POST /0/private/Balance': signed('account', () =>
      krakenAnswer(
        Object.fromEntries(desk.wallet.balances.map(({ asset, total }) => [krakenAsset(asset), amountText(total, 10)])),
      ),
    ),
    'POST /0/private/AddOrder': signed('orders', place),
    'POST /0/private/CancelOrder': signed('orders', cancel),
    'POST /0/private/CancelAll': signed('orders', cancelAll),
    'POST /0/private/QueryOrders': signed('orders', query),
    'POST /0/private/OpenOrders': signed('orders', () => krakenAnswer({ open: listed(desk.orders.filter(isOpen)) })),
    'POST /0/private/ClosedOrders': signed('orders', (request) => {
      const closed = desk.orders.filter((order) => !isOpen(order) && isBetween(request, order.createdMs));
      return krakenAnswer({ closed: listed(closed.slice(-50)), count: closed.length });
    }),
    'POST /0/private/TradesHistory': signed('orders', myTrades),
    'POST /0/private/GetWebSocketsToken': signed('control', () =>
      krakenAnswer({ token: krakenToken(context), expires: 900 }),
    ),
  };
};
