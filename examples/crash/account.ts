import { type BuyAndHold, type RunResult, tradingCosts } from '@sigmax/core';

/** What came of an account. */
export interface Account {
  readonly name: string;
  readonly finalEquity: number;
  readonly returnFraction: number;
  /** Deepest fall from the highest close before it. */
  readonly drawdownFraction: number;
  readonly fills: number;
  /** Fees and slippage, which the final equity has paid already. */
  readonly costs: number;
  readonly denied: number;
  /** What stopped it first, or `null`. */
  readonly stoppedBy: string | null;
}

const deepestFall = (equity: Float64Array): number => {
  let highest = 0;
  let deepest = 0;
  for (const value of equity) {
    highest = Math.max(highest, value);
    deepest = Math.max(deepest, 1 - value / highest);
  }
  return deepest;
};

const curveOf = (equity: Float64Array, cash: number) => {
  const finalEquity = equity.at(-1) ?? cash;
  return { finalEquity, returnFraction: finalEquity / cash - 1, drawdownFraction: deepestFall(equity) };
};

/** The account of a run. */
export const accountOf = (name: string, result: RunResult, cash: number): Account => {
  const stop = result.events.find((event) => event.type === 'bot-halted');
  return {
    name,
    ...curveOf(result.equity, cash),
    fills: result.fillCount,
    costs: tradingCosts(result.fills).total,
    denied: result.deniedCount,
    stoppedBy: stop?.type === 'bot-halted' ? `${stop.guard} (${stop.action})` : null,
  };
};

/** The account of somebody who bought both coins in equal parts and went away. */
export const heldAccount = (name: string, held: BuyAndHold, cash: number): Account => ({
  name,
  ...curveOf(held.equity, cash),
  fills: held.instrumentIds.length,
  costs: held.costs,
  denied: 0,
  stoppedBy: null,
});
