import { amountText } from '../../account/amount';
import type { OrderReport } from '../../account/order-desk';
import { worthOf } from '../../account/position';
import type { OrderFill, VenueOrder } from '../../account/venue-order';
import { priceText, quantityText } from '../../market/venue-market';
import { orderTexts } from '../order-fields';
import {
  krakenOrderId,
  krakenOrderStatus,
  krakenSeconds,
  krakenShortId,
  krakenStatus,
  krakenTime,
  krakenTradeId,
} from './kraken-words';

/** `buy 0.01000000 XBTUSD @ limit 50000.0`. */
export const krakenDescription = (order: VenueOrder): string => {
  const { quantity, price } = orderTexts(order);
  const kind = order.type === 'market' ? 'market' : `limit ${price}`;
  return `${order.side} ${quantity} ${krakenShortId(order.market.instrument)} @ ${kind}`;
};

const feeOf = ({ fills }: VenueOrder): bigint => fills.reduce((sum, { fee }) => sum + fee, 0n);

/** An order as `QueryOrders`, `OpenOrders` and `ClosedOrders` list it. */
export const krakenOrder = (order: VenueOrder) => {
  const texts = orderTexts(order);
  const isOver = krakenStatus[order.status] !== 'open';
  return {
    refid: null,
    userref: null,
    cl_ord_id: order.clientId,
    status: krakenStatus[order.status],
    opentm: krakenSeconds(order.createdMs),
    starttm: 0,
    expiretm: 0,
    descr: {
      pair: krakenShortId(order.market.instrument),
      type: order.side,
      ordertype: order.type,
      price: order.ticks === undefined ? '0' : texts.price,
      price2: '0',
      leverage: 'none',
      order: krakenDescription(order),
      close: '',
    },
    vol: texts.quantity,
    vol_exec: texts.filled,
    cost: texts.turnover,
    fee: amountText(feeOf(order)),
    price: texts.average,
    stopprice: '0.00000',
    limitprice: '0.00000',
    misc: '',
    oflags: order.isPostOnly ? 'fciq,post' : 'fciq',
    trades: order.fills.map(({ id }) => krakenTradeId(id)),
    ...(isOver ? { closetm: krakenSeconds(order.updatedMs), reason: null } : {}),
  };
};

/** A fill as `TradesHistory` lists it. */
export const krakenMyTrade = (order: VenueOrder, fill: OrderFill) => {
  const { market } = order;
  return {
    ordertxid: krakenOrderId(order),
    postxid: krakenTradeId(fill.id),
    pair: krakenShortId(market.instrument),
    time: krakenSeconds(fill.timeMs),
    type: order.side,
    ordertype: order.type,
    price: priceText(market, fill.ticks),
    cost: amountText(worthOf(market, fill.ticks, fill.steps)),
    fee: amountText(fill.fee),
    vol: quantityText(market, fill.steps),
    margin: '0.00000',
    misc: '',
    trade_id: Number(fill.id),
    maker: fill.isMaker,
  };
};

/** What the channel `executions` tells of a report: a fill, then also that the order is filled. */
export const krakenExecutions = ({ order, fill, timeMs, type }: OrderReport) => {
  const texts = orderTexts(order);
  const { market } = order;
  const shared = {
    order_id: krakenOrderId(order),
    cl_ord_id: order.clientId,
    symbol: market.instrument.symbol,
    side: order.side,
    order_type: order.type,
    order_qty: Number(texts.quantity),
    ...(order.ticks === undefined ? {} : { limit_price: Number(texts.price) }),
    time_in_force: order.timeInForce,
    cum_qty: Number(texts.filled),
    cum_cost: Number(texts.turnover),
    avg_price: Number(texts.average),
    fee_usd_equiv: Number(amountText(feeOf(order))),
    order_status: krakenOrderStatus[order.status],
    timestamp: krakenTime(timeMs * 1_000),
  };
  if (fill === undefined) {
    return [
      { ...shared, exec_type: { accepted: 'new', cancelled: 'canceled', expired: 'expired', filled: 'filled' }[type] },
    ];
  }
  const trade = {
    ...shared,
    exec_type: 'trade',
    exec_id: krakenTradeId(fill.id),
    trade_id: Number(fill.id),
    last_price: Number(priceText(market, fill.ticks)),
    last_qty: Number(quantityText(market, fill.steps)),
    cost: Number(amountText(worthOf(market, fill.ticks, fill.steps))),
    liquidity_ind: fill.isMaker ? 'm' : 't',
    fees: [{ asset: fill.feeAsset, qty: Number(amountText(fill.fee)) }],
  };
  return order.status === 'filled' ? [trade, { ...shared, exec_type: 'filled' }] : [trade];
};
