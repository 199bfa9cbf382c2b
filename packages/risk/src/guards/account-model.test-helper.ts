/**
 * A small account that knows nothing of guards: orders, their fills, and every order in which they could fill.
 *
 * @module
 */
import type { OpenOrder, OrderIntent, Portfolio } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';

export interface ModelAccount {
  /** Sales deliver what is there, or may go short. */
  readonly isSpot: boolean;
  readonly instrumentIds: readonly string[];
  readonly assets: readonly string[];
  /** By place of the asset. */
  readonly brought: readonly number[];
  /** By place of the instrument. */
  readonly price: number[];
  readonly traded: number[];
  cash: number;
  readonly open: ModelOrder[];
}

export interface ModelOrder {
  readonly place: number;
  readonly isPurchase: boolean;
  readonly isReduceOnly: boolean;
  readonly limitPrice: number | undefined;
  left: number;
}

const assetOf = (instrumentId: string): string =>
  instrumentId.slice(instrumentId.indexOf(':') + 1).split('/')[0] as string;

export const modelAccount = (
  instrumentIds: readonly string[],
  isSpot: boolean,
  brought: Readonly<Record<string, number>> = {},
): ModelAccount => {
  const assets = [...new Set(instrumentIds.map(assetOf))];
  return {
    isSpot,
    instrumentIds,
    assets,
    brought: assets.map((asset) => brought[asset] ?? 0),
    price: instrumentIds.map((id) => 100 / (1 + assets.indexOf(assetOf(id)))),
    traded: instrumentIds.map(() => 0),
    cash: 2_000,
    open: [],
  };
};

/** Signed units of an asset. */
export const unitsOf = ({ assets, instrumentIds, traded, brought }: ModelAccount, asset: number): number =>
  instrumentIds.reduce(
    (sum, id, place) => (assetOf(id) === assets[asset] ? sum + (traded[place] as number) : sum),
    brought[asset] as number,
  );

const priceOfAsset = ({ assets, instrumentIds, price }: ModelAccount, asset: number): number =>
  price[instrumentIds.findIndex((id) => assetOf(id) === assets[asset])] as number;

/** Signed value of each asset. */
export const valuesOf = (account: ModelAccount): number[] =>
  account.assets.map((_, asset) => unitsOf(account, asset) * priceOfAsset(account, asset));

export const equityOf = (account: ModelAccount): number =>
  valuesOf(account).reduce((sum, value) => sum + value, account.cash);

/** What of a quantity can fill now. */
const fillable = (account: ModelAccount, order: ModelOrder, quantity: number): number => {
  const { place, isPurchase, isReduceOnly } = order;
  const held = account.traded[place] as number;
  let most = Math.min(quantity, order.left);
  if (isReduceOnly) most = Math.min(most, Math.max(0, isPurchase ? -held : held));
  if (account.isSpot && !isPurchase) {
    const asset = account.assets.indexOf(assetOf(account.instrumentIds[place] as string));
    most = Math.min(most, unitsOf(account, asset));
  }
  return most;
};

/** Fills an order at a price, by default the last one, which a limit may not allow. */
export const fillOrder = (account: ModelAccount, order: ModelOrder, quantity: number, given?: number): number => {
  const last = account.price[order.place] as number;
  const { limitPrice = last, isPurchase } = order;
  const isOutside = isPurchase ? last > limitPrice : last < limitPrice;
  if (given === undefined && isOutside) return 0;
  const units = fillable(account, order, quantity);
  const direction = isPurchase ? 1 : -1;
  account.traded[order.place] = (account.traded[order.place] as number) + direction * units;
  account.cash -= direction * units * (given ?? last);
  order.left -= units;
  return units;
};

/** The largest figure that an account can come to, whatever of its open orders fills whole and in whatever order. */
export const worstOf = (account: ModelAccount, figure: (account: ModelAccount) => number): number => {
  let worst = figure(account);
  for (const order of account.open) {
    if (order.left === 0) continue;
    const { traded, cash } = account;
    const before = traded[order.place] as number;
    const left = order.left;
    fillOrder(account, order, left, order.limitPrice ?? (account.price[order.place] as number));
    const rest = order.left;
    order.left = 0;
    worst = Math.max(worst, worstOf(account, figure));
    order.left = rest;
    traded[order.place] = before;
    account.cash = cash;
    order.left = left;
  }
  return worst;
};

/** Opens what was let through of an intent. */
export const openIntent = (account: ModelAccount, intent: OrderIntent, quantity: number): void => {
  account.open.push({
    place: account.instrumentIds.indexOf(intent.instrumentId),
    isPurchase: intent.side === 'buy',
    isReduceOnly: intent.reduceOnly === true,
    limitPrice: intent.type === 'limit' ? intent.limitPrice : undefined,
    left: quantity,
  });
};

/** The account as a guard sees it. */
export const portfolioOfModel = (account: ModelAccount): Portfolio => {
  const { instrumentIds, assets, price, traded, open } = account;
  const byId = <Value>(value: (place: number) => Value): Record<string, Value> =>
    Object.fromEntries(instrumentIds.map((id, place) => [id, value(place)]));
  const pending = (place: number, isPurchase: boolean): number =>
    open
      .filter((order) => order.place === place && order.isPurchase === isPurchase && !order.isReduceOnly)
      .reduce((sum, { left }) => sum + left, 0);
  const balances = Object.fromEntries(assets.map((asset, place) => [asset, unitsOf(account, place)]));
  const openOrders = open.map(
    (order, index): OpenOrder => ({
      clientOrderId: `run-${index}`,
      instrumentId: instrumentIds[order.place] as string,
      type: order.limitPrice === undefined ? 'market' : 'limit',
      side: order.isPurchase ? 'buy' : 'sell',
      quantity: order.left,
      filledQuantity: 0,
      limitPrice: order.limitPrice,
      stopPrice: undefined,
      isReduceOnly: order.isReduceOnly,
      status: 'accepted',
      tag: undefined,
    }),
  );
  return portfolioOf({
    instrumentIds,
    openOrders,
    equity: equityOf(account),
    cash: { USDT: account.cash, ...balances },
    price: byId((place) => price[place] as number),
    quantity: byId((place) => traded[place] as number),
    pending: byId((place) => ({ buy: pending(place, true), sell: pending(place, false) })),
  });
};
