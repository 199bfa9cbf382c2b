import type { Snapshot } from '@sigmax/core';
import { type DispositionEffect, dispositionTally } from '../../simulation/disposition-effect';

/** What the changes of one position show. */
export interface DecisionBiases {
  readonly purchases: number;
  readonly sales: number;
  /** Purchases after a rise over the lookback / purchases; `undefined` without purchases. */
  readonly chasedShare: number | undefined;
  /** Purchases below the mean price paid / purchases; `undefined` without purchases. */
  readonly averagedDownShare: number | undefined;
  readonly disposition: DispositionEffect;
  readonly now: { readonly isRisen: boolean; readonly isGaining: boolean; readonly isLosing: boolean };
}

export interface BiasTracker {
  observe(snapshot: Snapshot): void;
  biases(): DecisionBiases;
}

/** Counts what a bot did with one instrument, from its position at every bar. */
export const trackBiases = (instrumentId: string, lookbackBars: number): BiasTracker => {
  const tally = dispositionTally();
  const closes: number[] = [];
  let [held, paid] = [0, 0];
  let [purchases, sales, chased, averagedDown] = [0, 0, 0, 0];
  let now = { isRisen: false, isGaining: false, isLosing: false };
  const share = (count: number): number | undefined => (purchases === 0 ? undefined : count / purchases);
  return {
    observe: (snapshot) => {
      const { portfolio } = snapshot;
      const bar = snapshot.barOf(instrumentId);
      if (bar === undefined) return;
      const quantity = portfolio.quantity(instrumentId);
      // An order fills at the open, so that what led to it is what was known at the close before.
      if (quantity > held) {
        purchases += 1;
        if (now.isRisen) chased += 1;
        if (held > 0 && now.isLosing) averagedDown += 1;
      }
      if (quantity < held) sales += 1;
      const isSold = quantity < held;
      if (held > 0 && bar.close !== paid) tally.add((isSold ? bar.open : bar.close) > paid, isSold);
      held = quantity;
      paid = portfolio.averagePrice(instrumentId) ?? 0;
      closes.push(bar.close);
      if (closes.length > lookbackBars + 1) closes.shift();
      const first = closes[0] as number;
      const isHeld = held > 0;
      now = {
        isRisen: closes.length === lookbackBars + 1 && bar.close > first,
        isGaining: isHeld && bar.close > paid,
        isLosing: isHeld && bar.close < paid,
      };
    },
    biases: () => ({
      purchases,
      sales,
      chasedShare: share(chased),
      averagedDownShare: share(averagedDown),
      disposition: tally.result(),
      now,
    }),
  };
};
