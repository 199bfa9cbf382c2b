import {
  buyAndHold,
  drawdowns,
  maximumDrawdown,
  type RunResult,
  sharpeRatio,
  simpleReturns,
  tradingCosts,
} from '@sigmax/core';

/** Bars are hours, and these markets never close. */
export const hoursPerYear = 8_760;

/** What came of an account. */
export interface Account {
  readonly name: string;
  readonly returnFraction: number;
  readonly sharpe: number | undefined;
  readonly drawdown: number | undefined;
  readonly exposure: number;
  /** Bought and sold / starting money. */
  readonly turnover: number;
  readonly fills: number;
  /** Fees and slippage / starting money. */
  readonly costs: number;
}

const depthOf = (returns: Float64Array): number | undefined =>
  maximumDrawdown(drawdowns(returns, { compounded: true }));

const meanOf = (values: Float64Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export const accountOf = (name: string, result: RunResult): Account => {
  const { equity, exposure, initialEquity, finalEquity, fills, fillCount } = result;
  const returns = simpleReturns(equity);
  const costs = tradingCosts(fills);
  return {
    name,
    returnFraction: finalEquity / initialEquity - 1,
    sharpe: sharpeRatio(returns, { periodsPerYear: hoursPerYear }),
    drawdown: depthOf(returns),
    exposure: meanOf(exposure),
    turnover: fills.reduce((sum, { price, quantity }) => sum + price * quantity, 0) / initialEquity,
    fills: fillCount,
    costs: costs.total / initialEquity,
  };
};

/** What buying equal parts at the first open and holding them came to, and its curve. */
export const heldAccount = (result: RunResult): { readonly account: Account; readonly equity: Float64Array } => {
  const held = buyAndHold(result);
  const equity = held?.equity ?? result.equity;
  const returns = simpleReturns(equity);
  const { initialEquity } = result;
  return {
    equity,
    account: {
      name: 'buy and hold',
      returnFraction: (equity.at(-1) as number) / initialEquity - 1,
      sharpe: sharpeRatio(returns, { periodsPerYear: hoursPerYear }),
      drawdown: depthOf(returns),
      exposure: 1,
      turnover: 1,
      fills: held?.instrumentIds.length ?? 0,
      costs: (held?.costs ?? 0) / initialEquity,
    },
  };
};

/** Money that lies still. */
export const cashAccount: Account = {
  name: 'cash',
  returnFraction: 0,
  sharpe: undefined,
  drawdown: 0,
  exposure: 0,
  turnover: 0,
  fills: 0,
  costs: 0,
};
