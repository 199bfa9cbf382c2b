import { amountText } from '../../account/amount';
import { leverage, type OrderDesk } from '../../account/order-desk';
import { entryAmount, openProfit, type Position } from '../../account/position';
import { lastTicks, priceText, quantityText } from '../../market/venue-market';
import { binanceId } from './binance-words';

/** The body of spot's `account`. */
export const binanceAccount = ({ wallet }: OrderDesk, nowMs: number) => ({
  makerCommission: 10,
  takerCommission: 10,
  canTrade: true,
  canWithdraw: false,
  canDeposit: false,
  updateTime: nowMs,
  accountType: 'SPOT',
  balances: wallet.balances.map(({ asset, total, locked }) => ({
    asset,
    free: amountText(total - locked),
    locked: amountText(locked),
  })),
  permissions: ['SPOT'],
});

/** Balances as user streams of spot tell them. */
export const binanceAccountPosition = ({ wallet }: OrderDesk, nowMs: number) => ({
  e: 'outboundAccountPosition',
  E: nowMs,
  u: nowMs,
  B: wallet.balances.map(({ asset, total, locked }) => ({
    a: asset,
    f: amountText(total - locked),
    l: amountText(locked),
  })),
});

const signedQuantity = ({ market, steps }: Position): string =>
  `${steps < 0 ? '-' : ''}${quantityText(market, Math.abs(steps))}`;

/** A position as `positionRisk` lists it. */
export const binancePosition = (desk: OrderDesk, position: Position, nowMs: number) => {
  const { market, steps } = position;
  const ticks = lastTicks(market);
  const margin = amountText(desk.marginOf(market, steps));
  return {
    symbol: binanceId(market.instrument),
    positionSide: 'BOTH',
    positionAmt: signedQuantity(position),
    entryPrice: amountText(entryAmount(position)),
    breakEvenPrice: amountText(entryAmount(position)),
    markPrice: priceText(market, ticks),
    unRealizedProfit: amountText(openProfit(position, ticks)),
    unrealizedProfit: amountText(openProfit(position, ticks)),
    liquidationPrice: '0',
    notional: amountText(position.cost),
    marginAsset: market.instrument.quote,
    marginType: 'cross',
    isolatedMargin: '0',
    initialMargin: margin,
    positionInitialMargin: margin,
    maintMargin: margin,
    leverage: String(leverage),
    isolated: false,
    updateTime: nowMs,
  };
};

/** The body of the futures' `account`. */
export const binanceFuturesAccount = (desk: OrderDesk, nowMs: number) => {
  const assets = desk.wallet.balances.map(({ asset, total, locked }) => {
    const profit = desk.openProfit(asset);
    const margin = desk.margin(asset);
    return {
      asset,
      walletBalance: amountText(total),
      unrealizedProfit: amountText(profit),
      marginBalance: amountText(total + profit),
      maintMargin: amountText(margin),
      initialMargin: amountText(margin + locked),
      positionInitialMargin: amountText(margin),
      openOrderInitialMargin: amountText(locked),
      crossWalletBalance: amountText(total),
      availableBalance: amountText(total + profit - margin - locked),
      maxWithdrawAmount: amountText(total + profit - margin - locked),
      marginAvailable: true,
      updateTime: nowMs,
    };
  });
  return {
    feeTier: 0,
    canTrade: true,
    updateTime: nowMs,
    totalWalletBalance: assets[0]?.walletBalance ?? '0',
    assets,
    positions: desk.positions.map((position) => binancePosition(desk, position, nowMs)),
  };
};

/** Balances and positions as user streams of futures tell them. */
export const binanceAccountUpdate = (desk: OrderDesk, nowMs: number) => ({
  e: 'ACCOUNT_UPDATE',
  E: nowMs,
  T: nowMs,
  a: {
    m: 'ORDER',
    B: desk.wallet.balances.map(({ asset, total }) => ({
      a: asset,
      wb: amountText(total),
      cw: amountText(total),
      bc: '0',
    })),
    P: desk.positions.map((position) => ({
      s: binanceId(position.market.instrument),
      pa: signedQuantity(position),
      ep: amountText(entryAmount(position)),
      cr: '0',
      up: amountText(openProfit(position, lastTicks(position.market))),
      mt: 'cross',
      iw: '0',
      ps: 'BOTH',
    })),
  },
});
