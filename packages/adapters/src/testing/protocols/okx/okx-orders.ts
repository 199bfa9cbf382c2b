import { amountText } from '../../account/amount';
import { leverage, type OrderDesk, type OrderReport } from '../../account/order-desk';
import { entryAmount, openProfit, type Position } from '../../account/position';
import type { OrderFill, VenueOrder } from '../../account/venue-order';
import { lastTicks, priceText } from '../../market/venue-market';
import { orderTexts } from '../order-fields';
import { okxId, okxOrderType, okxQuantity, okxStatus, okxType } from './okx-words';

/** Fees are below 0 when they were paid. */
const paid = (fee: bigint): string => amountText(-fee, 0);

/** An order as REST lists it. */
export const okxOrder = (order: VenueOrder) => {
  const { market, fills } = order;
  const texts = orderTexts(order);
  const last = fills.at(-1);
  const fee = fills.reduce((sum, one) => sum + one.fee, 0n);
  return {
    instType: okxType(market.instrument),
    instId: okxId(market.instrument),
    ordId: order.id,
    clOrdId: order.clientId,
    tag: '',
    px: order.ticks === undefined ? '' : texts.price,
    sz: okxQuantity(market, order.steps),
    tgtCcy: market.instrument.kind === 'spot' ? 'base_ccy' : '',
    ordType: okxOrderType(order),
    side: order.side,
    posSide: market.instrument.kind === 'spot' ? '' : 'net',
    tdMode: market.instrument.kind === 'spot' ? 'cash' : 'cross',
    accFillSz: okxQuantity(market, order.filledSteps),
    fillPx: last === undefined ? '' : priceText(market, last.ticks),
    fillSz: last === undefined ? '0' : okxQuantity(market, last.steps),
    tradeId: last?.id ?? '',
    fillTime: last === undefined ? '' : String(last.timeMs),
    avgPx: order.filledSteps === 0 ? '' : texts.average,
    state: okxStatus[order.status],
    lever: market.instrument.kind === 'spot' ? '' : String(leverage),
    feeCcy: last?.feeAsset ?? '',
    fee: paid(fee),
    rebateCcy: '',
    rebate: '0',
    pnl: amountText(
      fills.reduce((sum, one) => sum + one.profit, 0n),
      0,
    ),
    reduceOnly: String(order.isReduceOnly),
    uTime: String(order.updatedMs),
    cTime: String(order.createdMs),
  };
};

/** An order as `orders` tells it: with the fill that it is about. */
export const okxOrderEvent = ({ order, fill }: OrderReport) => {
  const { market } = order;
  const event = okxOrder(order);
  if (fill === undefined) return { ...event, fillSz: '0', fillPx: '', tradeId: '', fillFee: '0', execType: '' };
  return {
    ...event,
    fillSz: okxQuantity(market, fill.steps),
    fillPx: priceText(market, fill.ticks),
    tradeId: fill.id,
    fillTime: String(fill.timeMs),
    fillFee: paid(fill.fee),
    fillFeeCcy: fill.feeAsset,
    execType: fill.isMaker ? 'M' : 'T',
  };
};

/** A fill as `fills` lists it. */
export const okxFill = (order: VenueOrder, fill: OrderFill) => {
  const { market } = order;
  return {
    instType: okxType(market.instrument),
    instId: okxId(market.instrument),
    tradeId: fill.id,
    ordId: order.id,
    clOrdId: order.clientId,
    billId: fill.id,
    fillPx: priceText(market, fill.ticks),
    fillSz: okxQuantity(market, fill.steps),
    side: order.side,
    posSide: market.instrument.kind === 'spot' ? '' : 'net',
    execType: fill.isMaker ? 'M' : 'T',
    feeCcy: fill.feeAsset,
    fee: paid(fill.fee),
    ts: String(fill.timeMs),
  };
};

/** Balances as `account/balance` lists them and `account` tells them. */
export const okxBalance = (desk: OrderDesk, nowMs: number) => ({
  uTime: String(nowMs),
  totalEq: '',
  details: desk.wallet.balances.map(({ asset, total, locked }) => {
    const margin = desk.margin(asset);
    const profit = desk.openProfit(asset);
    return {
      ccy: asset,
      eq: amountText(total + profit),
      cashBal: amountText(total),
      availBal: amountText(total - locked - margin),
      availEq: amountText(total + profit - locked - margin),
      frozenBal: amountText(locked + margin),
      ordFrozen: amountText(locked),
      upl: amountText(profit),
      uTime: String(nowMs),
    };
  }),
});

/** A position as `account/positions` lists it. */
export const okxPosition = (desk: OrderDesk, position: Position, nowMs: number) => {
  const { market, steps } = position;
  const ticks = lastTicks(market);
  const sign = steps < 0 ? '-' : '';
  return {
    instType: 'SWAP',
    instId: okxId(market.instrument),
    mgnMode: 'cross',
    posId: okxId(market.instrument),
    posSide: 'net',
    pos: `${sign}${okxQuantity(market, Math.abs(steps))}`,
    avgPx: amountText(entryAmount(position)),
    markPx: priceText(market, ticks),
    last: priceText(market, ticks),
    upl: amountText(openProfit(position, ticks)),
    notionalUsd: amountText(position.cost),
    imr: amountText(desk.marginOf(market, steps)),
    mmr: amountText(desk.marginOf(market, steps)),
    margin: '',
    mgnRatio: '',
    lever: String(leverage),
    liqPx: '',
    ccy: market.instrument.quote,
    cTime: String(nowMs),
    uTime: String(nowMs),
  };
};
