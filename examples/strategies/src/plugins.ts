import type { StrategyPlugin } from '@sigmax/core';
import { breakout } from './breakout';
import { grid } from './grid';
import { marketMaking } from './market-making';
import { meanReversion } from './mean-reversion';
import { momentumRotation } from './momentum-rotation';
import { trend } from './trend';

/** All strategies of this package. */
export const plugins: readonly StrategyPlugin[] = [
  trend,
  meanReversion,
  breakout,
  momentumRotation,
  grid,
  marketMaking,
];
