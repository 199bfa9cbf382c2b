import { amountText } from '../../account/amount';
import type { OrderReport } from '../../account/order-desk';
import { worthOf } from '../../account/position';
import type { OrderFill, VenueOrder } from '../../account/venue-order';
import { priceText, quantityText } from '../../market/venue-market';
import { orderTexts } from '../order-fields';
import { binanceId, binanceOrderType, binanceStatus, binanceTimeInForce } from './binance-words';

/** An order as spot and futures answer it. */
export const binanceOrder = (order: VenueOrder) => {
  const texts = orderTexts(order);
  const shared = {
    symbol: binanceId(order.market.instrument),
    orderId: Number(order.id),
    clientOrderId: order.clientId,
    price: texts.price,
    origQty: texts.quantity,
    executedQty: texts.filled,
    status: binanceStatus[order.status],
    timeInForce: binanceTimeInForce(order),
    type: binanceOrderType(order),
    side: order.side.toUpperCase(),
    time: order.createdMs,
    updateTime: order.updatedMs,
  };
  if (order.market.instrument.kind === 'swap') {
    return {
      ...shared,
      avgPrice: texts.average,
      cumQuote: texts.turnover,
      cumQty: texts.filled,
      reduceOnly: order.isReduceOnly,
      closePosition: false,
      positionSide: 'BOTH',
      stopPrice: '0',
      workingType: 'CONTRACT_PRICE',
      origType: shared.type,
    };
  }
  return {
    ...shared,
    orderListId: -1,
    cummulativeQuoteQty: texts.turnover,
    stopPrice: '0.00000000',
    icebergQty: '0.00000000',
    isWorking: true,
    workingTime: order.createdMs,
    origQuoteOrderQty: '0.00000000',
    selfTradePreventionMode: 'NONE',
  };
};

/** What a spot order is answered with when it is placed: with its fills. */
export const binancePlacedOrder = (order: VenueOrder) => ({
  ...binanceOrder(order),
  transactTime: order.updatedMs,
  fills: order.fills.map(({ id, ticks, steps, fee, feeAsset }) => ({
    price: priceText(order.market, ticks),
    qty: quantityText(order.market, steps),
    commission: amountText(fee),
    commissionAsset: feeAsset,
    tradeId: Number(id),
  })),
});

/** A fill as `myTrades` and `userTrades` list it. */
export const binanceMyTrade = (order: VenueOrder, fill: OrderFill) => {
  const { market, side } = order;
  const shared = {
    symbol: binanceId(market.instrument),
    id: Number(fill.id),
    orderId: Number(order.id),
    price: priceText(market, fill.ticks),
    qty: quantityText(market, fill.steps),
    quoteQty: amountText(worthOf(market, fill.ticks, fill.steps)),
    commission: amountText(fill.fee),
    commissionAsset: fill.feeAsset,
    time: fill.timeMs,
  };
  return market.instrument.kind === 'spot'
    ? { ...shared, orderListId: -1, isBuyer: side === 'buy', isMaker: fill.isMaker, isBestMatch: true }
    : {
        ...shared,
        buyer: side === 'buy',
        maker: fill.isMaker,
        positionSide: 'BOTH',
        realizedPnl: amountText(fill.profit),
        side: side.toUpperCase(),
      };
};

const executionType = ({ type }: OrderReport): string =>
  ({ accepted: 'NEW', filled: 'TRADE', cancelled: 'CANCELED', expired: 'EXPIRED' })[type];

/** A report to a user stream of spot. */
export const binanceExecutionReport = (report: OrderReport) => {
  const { order, fill, timeMs, type } = report;
  const texts = orderTexts(order);
  const { market } = order;
  const isCancelled = type === 'cancelled';
  const value = fill === undefined ? 0n : worthOf(market, fill.ticks, fill.steps);
  return {
    e: 'executionReport',
    E: timeMs,
    s: binanceId(market.instrument),
    c: isCancelled ? `cancel-${order.id}` : order.clientId,
    S: order.side.toUpperCase(),
    o: binanceOrderType(order),
    f: binanceTimeInForce(order),
    q: texts.quantity,
    p: texts.price,
    P: '0.00000000',
    F: '0.00000000',
    g: -1,
    C: isCancelled ? order.clientId : '',
    x: executionType(report),
    X: binanceStatus[order.status],
    r: 'NONE',
    i: Number(order.id),
    l: quantityText(market, fill?.steps ?? 0),
    z: texts.filled,
    L: priceText(market, fill?.ticks ?? 0),
    n: amountText(fill?.fee ?? 0n),
    N: fill?.feeAsset ?? null,
    T: timeMs,
    t: fill === undefined ? -1 : Number(fill.id),
    w: order.status === 'new' || order.status === 'partially-filled',
    m: fill?.isMaker ?? false,
    M: false,
    O: order.createdMs,
    Z: texts.turnover,
    Y: amountText(value),
    Q: '0.00000000',
    V: 'NONE',
  };
};

/** A report to a user stream of USD-M futures. */
export const binanceOrderTradeUpdate = (report: OrderReport) => {
  const { order, fill, timeMs } = report;
  const texts = orderTexts(order);
  const { market } = order;
  return {
    e: 'ORDER_TRADE_UPDATE',
    E: timeMs,
    T: timeMs,
    o: {
      s: binanceId(market.instrument),
      c: order.clientId,
      S: order.side.toUpperCase(),
      o: binanceOrderType(order),
      f: binanceTimeInForce(order),
      q: texts.quantity,
      p: texts.price,
      ap: texts.average,
      sp: '0',
      x: executionType(report),
      X: binanceStatus[order.status],
      i: Number(order.id),
      l: quantityText(market, fill?.steps ?? 0),
      z: texts.filled,
      L: priceText(market, fill?.ticks ?? 0),
      ...(fill === undefined ? {} : { n: amountText(fill.fee), N: fill.feeAsset }),
      T: timeMs,
      t: fill === undefined ? 0 : Number(fill.id),
      b: '0',
      a: '0',
      m: fill?.isMaker ?? false,
      R: order.isReduceOnly,
      wt: 'CONTRACT_PRICE',
      ot: binanceOrderType(order),
      ps: 'BOTH',
      cp: false,
      rp: amountText(fill?.profit ?? 0n),
    },
  };
};
