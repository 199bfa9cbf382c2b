import type { Agent, DecisionTrace } from '@sigmax/agents';
import { type EvaluationWorld, type TruncationReport, truncationTest } from '@sigmax/agents/evaluation';
import { type BarSeries, sliceBars } from '@sigmax/core';
import { analystsOf } from '../desk/analysts';
import { researchOf } from '../desk/research';
import { runDesk } from '../desk/run-desk';
import { trainModels } from '../desk/train-models';
import type { Settings } from '../settings';

export interface LookAhead extends TruncationReport {
  /** Bars of each instrument that were cut into. */
  readonly bars: number;
}

/** Most bars that are cut into: each cut is two whole backtests, with everything made anew. */
const mostBars = 640;

/** What has to be the same: what was seen, said and decided. */
const decided = ({ id, timeMs, inputs, answer, decision }: DecisionTrace) => ({ id, timeMs, inputs, answer, decision });

/** The moment up to which the models may see bars: two fifths of the way. */
export const trainingEndMs = (market: readonly BarSeries[]): number => {
  const [series] = market;
  return series?.timeMs[Math.floor(0.4 * series.length)] ?? 0;
};

type Decided = ReturnType<typeof decided>;

/** Makes the analysts of a world whose training ends at a moment. */
export type MakeAnalysts = (market: readonly BarSeries[], untilMs: number) => readonly Agent[];

const usualAnalysts: MakeAnalysts = (market, untilMs) => analystsOf(trainModels(market, untilMs));

/**
 * Takes away and then replaces everything behind a moment, makes models, research and desk anew of what is left, and compares every
 * decision, opinion and order up to that moment with those of the whole world.
 */
export const lookAhead = async (
  { market, evidence }: EvaluationWorld,
  settings: Settings,
  progress: (line: string) => void,
  makeAnalysts: MakeAnalysts = usualAnalysts,
): Promise<LookAhead> => {
  const world = { market: market.map((series) => sliceBars(series, 0, mostBars)), evidence };
  // Fixed beforehand: where the world ends must not move it.
  const untilMs = trainingEndMs(world.market);
  let runs = 0;
  const run = (seen: EvaluationWorld) => {
    if (runs > 0 && runs % 10 === 0) progress(`look-ahead: ${runs} of ${2 * settings.cuts + 1} backtests`);
    runs += 1;
    const analysts = makeAnalysts(seen.market, untilMs);
    const decisions: Decided[] = [];
    const onDecision = (trace: DecisionTrace): void => void decisions.push(decided(trace));
    runDesk({ market: seen.market, analysts, evidence: researchOf(seen.evidence), settings, onDecision });
    return decisions;
  };
  const report = await truncationTest({ world, run, seed: settings.seed, cuts: settings.cuts });
  return { ...report, bars: Math.min(mostBars, market[0]?.length ?? 0) };
};
