import type { Bar, Fill, Guard, GuardEvent, OrderIntent, Portfolio, Side } from '@sigmax/core';
import { type PortfolioFields, portfolioOf } from '@sigmax/core/testing';

export const btc = 'demo:BTC/USDT';
export const eth = 'demo:ETH/USDT';

/** A market order for one BTC, but for the fields that are given. */
export const market = (fields: Partial<OrderIntent> = {}): OrderIntent =>
  ({ type: 'market', instrumentId: btc, side: 'buy', quantity: 1, ...fields }) as OrderIntent;

export const snapshot = (timeMs: number, bars: readonly Bar[] = []): GuardEvent => ({ type: 'snapshot', timeMs, bars });

export const submitted = (timeMs: number, intent: OrderIntent = market(), clientOrderId = 'run-1'): GuardEvent => {
  const { instrumentId, side, quantity, type: orderType } = intent;
  return { type: 'order-submitted', timeMs, clientOrderId, instrumentId, orderType, side, quantity, intent };
};

export const accepted = (timeMs: number, clientOrderId = 'run-1', instrumentId = btc): GuardEvent => ({
  type: 'order-accepted',
  timeMs,
  clientOrderId,
  instrumentId,
});

export const rejected = (timeMs: number, clientOrderId = 'run-1', instrumentId = btc): GuardEvent => ({
  type: 'order-rejected',
  timeMs,
  clientOrderId,
  instrumentId,
  code: 'insufficient-funds',
});

export const cancelled = (
  timeMs: number,
  fields: Partial<Extract<GuardEvent, { type: 'order-cancelled' }>> = {},
): GuardEvent => ({
  type: 'order-cancelled',
  timeMs,
  clientOrderId: 'run-1',
  instrumentId: btc,
  reason: 'requested',
  filledQuantity: 0,
  ...fields,
});

/** One unit at 100 without fee, opened from flat, but for the fields that are given. */
export const fill = (timeMs: number, side: Side, fields: Partial<Fill> = {}): Fill => ({
  type: 'fill',
  timeMs,
  clientOrderId: 'run-1',
  instrumentId: btc,
  side,
  quantity: 1,
  price: 100,
  notional: 100,
  fee: 0,
  feeAsset: 'USDT',
  feeValue: 0,
  liquidity: 'taker',
  slippageCost: 0,
  realisedPnl: 0,
  positionAfter: side === 'buy' ? 1 : 0,
  ...fields,
});

/** The fills of a trade that brings `profit` and is over within a minute. */
export const trade = (timeMs: number, profit: number, fields: Partial<Fill> = {}): Fill[] => [
  fill(timeMs - 60_000, 'buy', fields),
  fill(timeMs, 'sell', { realisedPnl: profit, ...fields }),
];

export const rearmed = (of: string, timeMs = 0): GuardEvent => ({
  type: 'bot-rearmed',
  timeMs,
  of,
  reason: 'looked at',
  by: 'ada',
});

export const observed = (timeMs: number, name: string, value: unknown): GuardEvent => ({
  type: 'control',
  timeMs,
  control: { type: 'observed', name, value },
});

export const moved = (amount: number, asset = 'USDT', timeMs = 0): GuardEvent => ({
  type: 'cash-moved',
  timeMs,
  asset,
  amount,
});

/** State of a guard that was told of events; each event brings the time of the portfolio with it. */
export const told = <State>(
  guard: Guard<State>,
  events: readonly GuardEvent[],
  fields: PortfolioFields = {},
  from: State = structuredClone(guard.initial),
): State =>
  events.reduce((state, event) => guard.update!(state, event, portfolioOf({ timeMs: event.timeMs, ...fields })), from);

/** A portfolio that loses or gains on what it holds. */
export const withUnrealised = (portfolio: Portfolio, unrealised: number): Portfolio => ({
  ...portfolio,
  unrealisedPnl: () => unrealised,
});

/** What is left of a state that was saved and read back. */
export const reread = <State>(state: State): State => JSON.parse(JSON.stringify(state)) as State;

/** The same guard, told at a snapshot of what it listens to: a run of bars observes nothing by itself. */
export const fed = (guard: Guard, fromMs: number, name: string, value: unknown): Guard => ({
  ...guard,
  update: (state, event, portfolio) => {
    const next = guard.update!(state, event, portfolio);
    if (event.type !== 'snapshot' || event.timeMs < fromMs) return next;
    return guard.update!(next, observed(event.timeMs, name, value), portfolio);
  },
});
