import type { Finding, OrderIntent, Portfolio, Snapshot } from '@sigmax/core';

export interface RiskLimits {
  /** Standard deviation of returns of a bar, a fraction, over `windowBars`. */
  readonly maximumVolatility: number;
  readonly windowBars: number;
  /** Weight of a position with its open orders, a fraction of equity. */
  readonly maximumWeight: number;
  /** Fall of equity from its highest, a fraction. */
  readonly maximumDrawdown: number;
}

/** What the measures keep: plain data. */
export interface RiskState {
  peak: number;
  equity: number;
  readonly closes: Record<string, number[]>;
}

export const initialRiskState = (): RiskState => ({ peak: 0, equity: Number.NaN, closes: {} });

/** Takes a moment in, in place. */
export const observeRisk = (
  state: RiskState,
  bars: Snapshot['bars'],
  equity: number,
  { windowBars }: RiskLimits,
): RiskState => {
  state.equity = equity;
  if (equity > state.peak) state.peak = equity;
  for (const { instrumentId, close } of bars) {
    state.closes[instrumentId] ??= [];
    const closes = state.closes[instrumentId] as number[];
    closes.push(close);
    if (closes.length > windowBars + 1) closes.shift();
  }
  return state;
};

/** Standard deviation of the returns in the window; `undefined` before the window is full. */
export const volatilityOf = (closes: readonly number[] = [], windowBars: number): number | undefined => {
  if (closes.length < windowBars + 1) return undefined;
  const returns = closes.slice(1).map((close, place) => close / (closes[place] as number) - 1);
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  return Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / returns.length);
};

/** Weight of an instrument if all its open purchases, and an order, were filled. */
const weightWith = (portfolio: Portfolio, instrumentId: string, bought: number): number | undefined => {
  const { equity } = portfolio;
  const units = portfolio.quantity(instrumentId) + portfolio.pendingQuantity(instrumentId, 'buy') + bought;
  // Nothing to sell is nothing at risk, whatever the price.
  if (units === 0) return 0;
  const price = portfolio.price(instrumentId, Number.NaN) * portfolio.quoteValue(instrumentId, Number.NaN);
  return equity > 0 ? (units * price) / equity : undefined;
};

/** What is wrong with a measure: above its limit, or no number. */
const beyond = (what: string, observed: number | undefined, limit: number): Finding | undefined => {
  if (observed === undefined || !Number.isFinite(observed)) return { code: `${what}_UNKNOWN`, limit, observed: 0 };
  return observed <= limit ? undefined : { code: `${what}_ABOVE_LIMIT`, limit, observed };
};

/** The first limit that is not held, or `undefined`. What cannot be measured is not held. */
export const riskFinding = (
  state: RiskState,
  limits: RiskLimits,
  portfolio: Portfolio,
  instrumentId: string,
  intent?: OrderIntent,
): Finding | undefined => {
  const { maximumVolatility, windowBars, maximumWeight, maximumDrawdown } = limits;
  const drawdown = state.peak > 0 ? 1 - state.equity / state.peak : undefined;
  const volatility = volatilityOf(state.closes[instrumentId], windowBars);
  // An opinion is no order: what a position weighs now is held against the limit by the guard alone.
  const weight =
    intent === undefined ? 0 : weightWith(portfolio, instrumentId, intent.side === 'buy' ? intent.quantity : 0);
  return (
    beyond('DRAWDOWN', drawdown, maximumDrawdown) ??
    beyond('VOLATILITY', volatility, maximumVolatility) ??
    beyond('WEIGHT', weight, maximumWeight)
  );
};
