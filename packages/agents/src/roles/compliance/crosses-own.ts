import type { Finding, OpenOrder, OrderIntent, Portfolio } from '@sigmax/core';

const restingPrice = ({ type, limitPrice }: OpenOrder): number | undefined =>
  type === 'limit' || type === 'stop-limit' ? limitPrice : undefined;

/** The furthest price that an order may trade at. */
const reachOf = (intent: OrderIntent): number => {
  if (intent.type === 'limit' || intent.type === 'stop-limit') return intent.limitPrice;
  return intent.side === 'buy' ? Number.POSITIVE_INFINITY : 0;
};

/** An own open order that an order could trade with: buying from oneself is a wash trade. */
export const crossesOwn = (intent: OrderIntent, { openOrders }: Portfolio): Finding | undefined => {
  const reach = reachOf(intent);
  for (const order of openOrders) {
    if (order.instrumentId !== intent.instrumentId || order.side === intent.side) continue;
    const resting = restingPrice(order);
    if (resting === undefined) continue;
    const isApart = intent.side === 'buy' ? reach < resting : reach > resting;
    if (!isApart)
      return { code: 'ORDER_MEETS_OWN', limit: resting, observed: Number.isFinite(reach) ? reach : resting };
  }
  return undefined;
};
