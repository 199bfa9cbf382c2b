import type { TradingAction, TradingActions } from '../../trading/trading-actions';

/** How a trading environment is told what to do, and of how many instruments. */
export interface TradingDesk {
  readonly actions: TradingActions;
  /** Defaults to 1. */
  readonly instruments?: number;
}

const choiceFor = (weights: readonly number[], weight: number): number => {
  let best = 0;
  weights.forEach((one, choice) => {
    if (Math.abs(one - weight) < Math.abs((weights[best] as number) - weight)) best = choice;
  });
  return best;
};

/** The action that comes nearest to wanted weights, one an instrument. */
export const weightAction = ({ actions }: TradingDesk, weights: readonly number[]): TradingAction => {
  if (actions.type === 'target-weight') {
    return Float64Array.from(weights, (weight) => Math.min(Math.max(weight, actions.low), actions.high));
  }
  const choices = weights.map((weight) =>
    actions.type === 'levels' ? choiceFor(actions.weights, weight) : weight > 0 ? 1 : 2,
  );
  return choices.length === 1 ? (choices[0] as number) : Int32Array.from(choices);
};
