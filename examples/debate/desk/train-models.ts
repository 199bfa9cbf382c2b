import { type TechnicalModel, trainTechnicalModel } from '@sigmax/agents';
import { type BarSeries, barAt } from '@sigmax/core';

export interface TrainedModels {
  /** By instrument; one with too few bars has none. */
  readonly models: ReadonlyMap<string, TechnicalModel>;
  /** The last moment that training may have seen. */
  readonly untilMs: number;
}

/** Fewer bars than this train nothing: 50 rows are needed on either side, after 50 bars of warm-up. */
const minimumBars = 250;

/**
 * A model for each instrument, of the bars up to a moment and of none behind it: 70 % of them are fitted, the rest judges.
 */
export const trainModels = (market: readonly BarSeries[], untilMs: number): TrainedModels => ({
  untilMs,
  models: new Map(
    market.flatMap((series) => {
      const count = series.timeMs.findLastIndex((timeMs) => timeMs <= untilMs) + 1;
      if (count < minimumBars) return [];
      const bars = Array.from({ length: count }, (_, place) => barAt(series, place));
      return [
        [series.instrumentId, trainTechnicalModel(bars, { horizonBars: 4, trainShare: 0.7, ridge: 10 })] as const,
      ];
    }),
  ),
});
