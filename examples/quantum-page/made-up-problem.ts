import { simulatedMarket } from '@sigmax/core';
import { type PageProblem, pageProblemOf } from './page-problem';

/** A small market that tests put on the page. */
export const madeUpProblem = (assets: readonly string[]): PageProblem =>
  pageProblemOf(
    simulatedMarket({
      seed: 3,
      instruments: assets.map((asset) => `demo:${asset}/USDT`),
      timeframe: '1d',
      bars: 70,
    }),
    {
      lookback: 60,
      note: 'Made up for a test: <b>no market</b>.',
      isSimulated: true,
      start: { choose: 3, riskAversion: 2, depth: 2 },
    },
  );
