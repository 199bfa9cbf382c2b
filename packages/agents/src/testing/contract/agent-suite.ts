import type { BarSeries, Timeframe } from '@sigmax/core';
import type { EvaluationWorld } from '../../evaluation/evaluation-world';
import type { Agent } from '../../opinion/agent';
import type { Evidence } from '../../opinion/evidence';

/** An agent and how to try it. */
export interface AgentSuite {
  readonly name: string;
  /** Makes the agent anew. It is given the world that it is about to run through, and must not know it before its time. */
  readonly make: (world: EvaluationWorld) => Agent;
  /** What is received over a market. Defaults to nothing. */
  readonly evidence?: ((market: readonly BarSeries[]) => readonly Evidence[]) | undefined;
  /** Defaults to one, `"demo:BTC/USDT"`. */
  readonly instruments?: readonly string[] | undefined;
  /** Defaults to `"1h"`. */
  readonly timeframe?: Timeframe | undefined;
  /** Length of the markets. Defaults to 120, which is too few for an agent with a longer warm-up. */
  readonly bars?: number | undefined;
  /** False for an agent that may never have an opinion in markets of this length. Defaults to true. */
  readonly isActive?: boolean | undefined;
}
