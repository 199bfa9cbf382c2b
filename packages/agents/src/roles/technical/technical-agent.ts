import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Agent } from '../../opinion/agent';
import { abstain, defineAgent } from '../../opinion/define-agent';
import { logisticProbability } from './logistic-regression';
import { type TechnicalFeatures, technicalFeatureNames, technicalFeatures } from './technical-features';
import type { TechnicalModel } from './train-technical-model';

export interface TechnicalAgentOptions {
  readonly horizonMs: number;
  /** With a model: the most that its measured skill may give. Without one: the confidence of the rules. */
  readonly maximumConfidence: number;
  /** Defaults to none: rules of thumb judge. */
  readonly model?: TechnicalModel | undefined;
  /** Defaults to `"technical"`. */
  readonly name?: string | undefined;
}

const numbers = z.array(z.number());

const modelSchema = z.object({
  weights: numbers.length(technicalFeatureNames.length + 1),
  means: numbers.length(technicalFeatureNames.length),
  deviations: z.array(z.number().positive()).length(technicalFeatureNames.length),
  horizonBars: z.int().positive(),
  knownUntilMs: z.number(),
  outOfSample: z.object({ brier: z.number().min(0), brierOfBaseRate: z.number().positive(), ece: z.number().min(0) }),
});

const schema = z.strictObject({
  horizonMs: z.number().positive(),
  maximumConfidence: z.number().min(0).max(1),
  model: modelSchema.optional(),
  name: z.string().default('technical'),
});

const unit = (value: number): number => Math.max(-1, Math.min(1, value));

/** Mean of MACD, trend and momentum, each cut to −1…1; what is stretched is left alone. */
const ruleScore = (features: TechnicalFeatures): number => {
  const [, difference = 0, , trend = 0, momentum = 0] = features;
  return (unit(2 * difference) + unit(trend / 2) + unit(momentum / 3)) / 3;
};

const list = (features: TechnicalFeatures): string =>
  technicalFeatureNames.map((name, place) => `${name} ${(features[place] as number).toFixed(3)}`).join(', ');

/**
 * Makes an agent that judges by the indicators of `@sigmax/core`: RSI, MACD, Bollinger bands, averages, range and rate of change.
 *
 * Without a model: score = mean of MACD, trend and momentum. With one (see `trainTechnicalModel`): score = 2p − 1, and
 * confidence = min(maximumConfidence, 1 − Brier / Brier of the base rate) on bars it had not seen, so that a model without skill has no say.
 *
 * - State: of the indicators; 50 bars of warm-up. Cost: O(1) a bar.
 * - Abstains: `warming-up`; `not-applicable` at moments that the model's training has seen.
 *
 * @throws {InvalidOptionsError} an option is missing or out of range, or the model has other weights.
 * @example
 * ```ts
 * import { technicalAgent } from '@sigmax/agents';
 * technicalAgent({ horizonMs: 14_400_000, maximumConfidence: 0.4 }).name; // => 'technical'
 * ```
 */
export const technicalAgent = (options: TechnicalAgentOptions): Agent => {
  const { horizonMs, maximumConfidence, model, name } = parseOptions(schema, options, 'technicalAgent');
  const skill = model === undefined ? 1 : 1 - model.outOfSample.brier / model.outOfSample.brierOfBaseRate;
  const confidence = Math.max(0, Math.min(maximumConfidence, skill));
  return defineAgent({
    name,
    start: ({ instrumentId }) => {
      const next = technicalFeatures();
      let features: TechnicalFeatures | undefined;
      return {
        observe: (snapshot) => {
          const bar = snapshot.barOf(instrumentId);
          if (bar !== undefined) features = next(bar);
        },
        ask: ({ timeMs }) => {
          if (features === undefined) return abstain('warming-up', 'Fifty bars that move are needed.');
          if (model === undefined) {
            return { score: ruleScore(features), confidence, horizonMs, reason: `By rule: ${list(features)}.` };
          }
          if (!(timeMs > model.knownUntilMs)) {
            return abstain('not-applicable', 'The training of the model has seen this moment.');
          }
          const probability = logisticProbability(model, features);
          const { brier, ece } = model.outOfSample;
          const reason = `A rise has ${probability.toFixed(3)} (Brier ${brier.toFixed(4)}, ECE ${ece.toFixed(4)}): ${list(features)}.`;
          return { score: 2 * probability - 1, confidence, horizonMs, reason };
        },
      };
    },
  });
};
