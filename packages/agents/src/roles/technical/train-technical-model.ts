import { type Bar, DataError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { calibrationOf, type ProbabilityOutcome } from '../../evaluation/calibration';
import { fitLogistic, type LogisticRow, type LogisticWeights, logisticProbability } from './logistic-regression';
import { technicalFeatures } from './technical-features';

/** How good probabilities were on bars that a model had not seen. Plain data, to be kept with the model. */
export interface ProbabilityScores {
  readonly count: number;
  /** Mean of (probability − outcome)²; 0.25 is what always saying one half has. */
  readonly brier: number;
  /** Brier score of a probability that is always the base rate of training. */
  readonly brierOfBaseRate: number;
  /** Expected calibration error over ten bins. */
  readonly ece: number;
}

export interface TrainTechnicalOptions {
  /** The model says how likely the close is higher after so many bars. */
  readonly horizonBars: number;
  /** Part of the rows, the earliest, that it is fitted on; the rest judges it. */
  readonly trainShare: number;
  /** Penalty on weights, in rows: 1 is little. */
  readonly ridge: number;
}

/** A fitted model as plain data, with how good it was on bars that it had not seen. */
export interface TechnicalModel extends LogisticWeights {
  readonly horizonBars: number;
  /** Time of the last bar that any part of training has seen: before it the model knows the future. */
  readonly knownUntilMs: number;
  readonly trainedRows: number;
  /** On the bars after those of training, with `horizonBars` left out between. */
  readonly outOfSample: ProbabilityScores;
}

const schema = z.strictObject({
  horizonBars: z.int().positive().max(10_000),
  trainShare: z.number().min(0.1).max(0.9),
  ridge: z.number().positive(),
});

const minimumRows = 50;

const scoresOf = (judged: readonly ProbabilityOutcome[], baseRate: number): ProbabilityScores => {
  const { count, brier, expectedCalibrationError } = calibrationOf(judged);
  const constant = judged.map(({ outcome }) => ({ probability: baseRate, outcome }));
  return { count, brier, brierOfBaseRate: calibrationOf(constant).brier, ece: expectedCalibrationError };
};

interface TimedRow extends LogisticRow {
  readonly place: number;
}

/** Features of each bar with what the close did after it. */
const rowsOf = (bars: readonly Bar[], horizonBars: number): readonly TimedRow[] => {
  const next = technicalFeatures();
  return bars.flatMap((bar, place) => {
    const features = next(bar);
    const later = bars[place + horizonBars];
    return features === undefined || later === undefined
      ? []
      : [{ features, happened: later.close > bar.close, place }];
  });
};

/**
 * Trains the model of the technical agent, and judges it on later bars.
 *
 * p(close after `horizonBars` > close) by logistic regression on `technicalFeatureNames`. The first `trainShare` of the rows are fitted;
 * `horizonBars` rows are left out, because their outcome lies in the other part; the rest gives Brier score, that of the base rate of
 * training, and ECE. Outcomes of neighbouring rows overlap where `horizonBars` is above 1, so that the scores are less certain than
 * their count says.
 *
 * - Shapes: bars of one instrument in order of time. Cost: O(bars), some 30 passes. The same bars give the same bits.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range.
 * @throws {DataError} `TOO_FEW_BARS`: fewer than 50 rows on either side.
 * @example
 * ```ts
 * import { trainTechnicalModel } from '@sigmax/agents';
 * import { simulatedMarket } from '@sigmax/core';
 * const [series] = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 600 });
 * const bars = Array.from(series.close, (close, place) => ({
 *   type: 'bar' as const, instrumentId: 'demo:BTC/USDT', timeMs: series.timeMs[place] ?? 0, close, volume: 1,
 *   open: series.open[place] ?? 0, high: series.high[place] ?? 0, low: series.low[place] ?? 0,
 * }));
 * const model = trainTechnicalModel(bars, { horizonBars: 4, trainShare: 0.7, ridge: 10 });
 * model.outOfSample.brier > 0.2; // => true
 * ```
 */
export const trainTechnicalModel = (bars: readonly Bar[], options: TrainTechnicalOptions): TechnicalModel => {
  const { horizonBars, trainShare, ridge } = parseOptions(schema, options, 'trainTechnicalModel');
  const rows = rowsOf(bars, horizonBars);
  const split = Math.floor(rows.length * trainShare);
  const [seen, unseen] = [rows.slice(0, split), rows.slice(split + horizonBars)];
  if (!(seen.length >= minimumRows && unseen.length >= minimumRows)) {
    throw new DataError({
      code: 'TOO_FEW_BARS',
      message: `trainTechnicalModel: ${bars.length} bars give ${seen.length} rows to fit and ${unseen.length} to judge.`,
      remedy: `Give more bars: ${minimumRows} rows are needed on either side, after 50 bars of warm-up.`,
    });
  }
  const fitted = fitLogistic(seen, ridge);
  const baseRate = seen.filter(({ happened }) => happened).length / seen.length;
  const judged = unseen.map(({ features, happened }) => ({
    probability: logisticProbability(fitted, features),
    outcome: happened,
  }));
  return {
    ...fitted,
    horizonBars,
    knownUntilMs: bars.at(-1)?.timeMs ?? 0,
    trainedRows: seen.length,
    outOfSample: scoresOf(judged, baseRate),
  };
};
