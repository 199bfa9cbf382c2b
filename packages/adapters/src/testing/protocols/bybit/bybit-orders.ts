import { amountText } from '../../account/amount';
import { leverage, type OrderDesk } from '../../account/order-desk';
import { entryAmount, openProfit, type Position, worthOf } from '../../account/position';
import type { OrderFill, VenueOrder } from '../../account/venue-order';
import { lastTicks, priceText, quantityText } from '../../market/venue-market';
import { orderTexts } from '../order-fields';
import { bybitCategory, bybitId, bybitSide, bybitStatus } from './bybit-words';

/** An order as REST lists it and the topic `order` tells it. */
export const bybitOrder = (order: VenueOrder) => {
  const { market, fills } = order;
  const texts = orderTexts(order);
  const fees: Record<string, string> = {};
  for (const asset of new Set(fills.map(({ feeAsset }) => feeAsset))) {
    const paid = fills.filter(({ feeAsset }) => feeAsset === asset);
    fees[asset] = amountText(
      paid.reduce((sum, { fee }) => sum + fee, 0n),
      0,
    );
  }
  return {
    category: bybitCategory(market.instrument),
    orderId: order.id,
    orderLinkId: order.clientId,
    symbol: bybitId(market.instrument),
    price: texts.price,
    qty: texts.quantity,
    side: bybitSide(order.side),
    positionIdx: 0,
    orderStatus: bybitStatus(order),
    cancelType: order.status === 'cancelled' ? 'CancelByUser' : 'UNKNOWN',
    rejectReason: 'EC_NoError',
    avgPrice: texts.average,
    leavesQty: texts.left,
    cumExecQty: texts.filled,
    cumExecValue: texts.turnover,
    cumFeeDetail: fees,
    timeInForce: order.isPostOnly ? 'PostOnly' : order.timeInForce,
    orderType: order.type === 'market' ? 'Market' : 'Limit',
    stopOrderType: '',
    marketUnit: 'baseCoin',
    triggerPrice: '',
    takeProfit: '',
    stopLoss: '',
    reduceOnly: order.isReduceOnly,
    closeOnTrigger: false,
    ...(market.instrument.kind === 'swap' ? { tpslMode: '' } : {}),
    createdTime: String(order.createdMs),
    updatedTime: String(order.updatedMs),
  };
};

/** A fill as `execution/list` lists it and the topic `execution` tells it. */
export const bybitExecution = (order: VenueOrder, fill: OrderFill) => {
  const { market } = order;
  const texts = orderTexts(order);
  return {
    category: bybitCategory(market.instrument),
    symbol: bybitId(market.instrument),
    execId: fill.id,
    execPrice: priceText(market, fill.ticks),
    execQty: quantityText(market, fill.steps),
    execValue: amountText(worthOf(market, fill.ticks, fill.steps)),
    execFee: amountText(fill.fee),
    feeCurrency: fill.feeAsset,
    feeRate: '',
    execType: 'Trade',
    execTime: String(fill.timeMs),
    isMaker: fill.isMaker,
    orderId: order.id,
    orderLinkId: order.clientId,
    orderPrice: texts.price,
    orderQty: texts.quantity,
    orderType: order.type === 'market' ? 'Market' : 'Limit',
    leavesQty: texts.left,
    side: bybitSide(order.side),
  };
};

/** Balances as `wallet-balance` lists them and the topic `wallet` tells them. */
export const bybitWallet = (desk: OrderDesk) => ({
  accountType: 'UNIFIED',
  coin: desk.wallet.balances.map(({ asset, total, locked }) => {
    const margin = desk.margin(asset);
    const profit = desk.openProfit(asset);
    return {
      coin: asset,
      equity: amountText(total + profit),
      walletBalance: amountText(total),
      unrealisedPnl: amountText(profit),
      // What open orders of perpetuals bind is among what is locked, as it is for spot orders.
      locked: amountText(locked),
      totalOrderIM: '0',
      totalPositionIM: amountText(margin),
      borrowAmount: '0',
      accruedInterest: '0',
      availableToWithdraw: '',
    };
  }),
});

/** A position as `position/list` lists it. */
export const bybitPosition = (desk: OrderDesk, position: Position, nowMs: number) => {
  const { market, steps } = position;
  const ticks = lastTicks(market);
  return {
    symbol: bybitId(market.instrument),
    side: steps > 0 ? 'Buy' : 'Sell',
    size: quantityText(market, Math.abs(steps)),
    avgPrice: amountText(entryAmount(position)),
    positionValue: amountText(position.cost),
    markPrice: priceText(market, ticks),
    unrealisedPnl: amountText(openProfit(position, ticks)),
    positionIM: amountText(desk.marginOf(market, steps)),
    positionMM: amountText(desk.marginOf(market, steps)),
    leverage: String(leverage),
    liqPrice: '',
    positionIdx: 0,
    tradeMode: 0,
    createdTime: String(nowMs),
    updatedTime: String(nowMs),
  };
};
