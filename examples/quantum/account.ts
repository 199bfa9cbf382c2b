import {
  annualVolatility,
  cagr,
  drawdowns,
  maximumDrawdown,
  sharpeRatio,
  simpleReturns,
  tradingCosts,
} from '@sigmax/core';
import type { Backtest } from './bot';

/** What came of an account from the first decision on. */
export interface Account {
  readonly name: string;
  readonly finalEquity: number;
  readonly returnFraction: number;
  readonly yearlyGrowth: number | undefined;
  readonly volatility: number | undefined;
  readonly sharpe: number | undefined;
  readonly drawdownFraction: number | undefined;
  readonly fills: number;
  /** Fees and slippage, which the final equity has paid already. */
  readonly costs: number;
  readonly digest: string;
}

const daysPerYear = 365;

/** The snapshot at which all accounts begin: that of the first decision. */
export const firstOf = ({ result }: Backtest, firstMs: number): number => Math.max(0, result.timeMs.indexOf(firstMs));

export const accountOf = (backtest: Backtest, firstMs: number): Account => {
  const { name, result } = backtest;
  const equity = result.equity.subarray(firstOf(backtest, firstMs));
  const returns = simpleReturns(equity);
  const perYear = { periodsPerYear: daysPerYear };
  return {
    name,
    finalEquity: result.finalEquity,
    returnFraction: result.finalEquity / result.initialEquity - 1,
    yearlyGrowth: cagr(returns, perYear),
    volatility: annualVolatility(returns, perYear),
    sharpe: sharpeRatio(returns, perYear),
    drawdownFraction: maximumDrawdown(drawdowns(returns, { compounded: true })),
    fills: result.fillCount,
    costs: tradingCosts(result.fills).total,
    digest: result.digest,
  };
};
