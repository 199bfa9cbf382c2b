import {
  type Clock,
  canonicalJson,
  type Decide,
  type Decision,
  hold,
  InvalidOptionsError,
  parseOptions,
  type Snapshot,
  type StrategyContext,
  type SyncStrategy,
} from '@sigmax/core';
import { z } from 'zod';
import { isRecurrent } from '../bundle/bundle-description';
import type { ModelBundle } from '../bundle/model-bundle';
import { requireBundle } from '../bundle/require-bundle';
import { schemaHash } from '../bundle/schema-hash';
import { BundleError } from '../errors';
import { functionOption } from '../function-option';
import { clockOption } from '../logs/clock-option';
import { actionReader, type TradingAction, type TradingActions } from '../trading/trading-actions';
import { type ExtraFeature, tradingFeatureNames } from '../trading/trading-features';
import type { TradingScaling } from '../trading/trading-scaling';
import { modelPredictor, type Predicted } from './model-predictor';
import type { Policy } from './policy';
import type { Fallback, Prediction } from './prediction';
import { runningObservation } from './running-observation';

/** A rule that decides when no model can. It has its own scaling and actions, since it may be all that is left. */
export interface FallbackRule {
  readonly policy: Policy<TradingAction>;
  readonly actions: TradingActions;
  readonly scaling: TradingScaling;
}

export interface PolicyStrategyOptions {
  /**
   * Bundles in the order in which they are asked, the last good one after the newest. One may be a function that loads it, with
   * `readBundle` for example: what that throws as a `BundleError` is a reason to go on to the next.
   */
  readonly models: readonly (ModelBundle | (() => ModelBundle))[];
  readonly rule?: FallbackRule;
  /** What is traded, in the order of training. Defaults to the bot's instruments. */
  readonly instrumentIds?: readonly string[];
  /** As in training. */
  readonly features?: readonly ExtraFeature[];
  readonly sentiment?: ExtraFeature['column'];
  /** Bars that extra features are computed of. Defaults to 500. */
  readonly historyBars?: number;
  /** 1 for each choice that is allowed now. */
  readonly mask?: (snapshot: Snapshot) => Uint8Array;
  /** Greatest `inputDistance` from a bundle's `inputs`. Defaults to 8. */
  readonly farthest?: number;
  /** Oldest bar that is decided on, by `clock`; left out: any. */
  readonly maximumAgeMs?: number;
  /** Longest time that a model may take, by `clock`; left out: any. What it said then is not used. */
  readonly maximumLatencyMs?: number;
  /** Needed for age and latency. */
  readonly clock?: Pick<Clock, 'nowMs'>;
  /** Told of every decision. */
  readonly onPrediction?: (prediction: Prediction) => void;
  /** Defaults to `policy`. */
  readonly name?: string;
}

const limit = z.number().positive();

/** Checked by what it is handed to. */
const asGiven = z.unknown().optional();

const schema = z.strictObject({
  rule: z.strictObject({ policy: z.looseObject({}), actions: asGiven, scaling: asGiven }).optional(),
  instrumentIds: z.array(z.string()).min(1).readonly().optional(),
  features: asGiven,
  sentiment: functionOption().optional(),
  mask: functionOption().optional(),
  clock: clockOption().optional(),
  onPrediction: functionOption().optional(),
  models: z.array(z.union([z.looseObject({}), z.custom((value) => typeof value === 'function')])),
  historyBars: z.int().positive().default(500),
  farthest: limit.default(8),
  maximumAgeMs: limit.optional(),
  maximumLatencyMs: limit.optional(),
  name: z.string().min(1).default('policy'),
});

/** A model or a rule at work in one run. */
interface Source {
  readonly kind: 'model' | 'last-good' | 'rule';
  readonly name: string;
  /** The key of its observations, so that sources with one scaling share them. */
  readonly observationKey: string;
  readonly scaling: TradingScaling;
  decisionOf(action: TradingAction): Decision;
  /** Whether it remembers what it was shown, and so has to be shown every bar. */
  readonly hasMemory: boolean;
  ask(observation: Float64Array, mask: Uint8Array | undefined): Predicted | Fallback;
}

const isFallback = (answer: Predicted | Fallback): answer is Fallback => 'code' in answer;

const loaded = (model: PolicyStrategyOptions['models'][number], place: number): ModelBundle | Fallback => {
  try {
    return requireBundle(typeof model === 'function' ? model() : model, 'policyStrategy');
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return { source: `model ${place}`, code: 'BUNDLE', message: `${error.code}: ${error.message}` };
  }
};

const modelSource = (
  bundle: ModelBundle,
  place: number,
  {
    instrumentIds,
    instruments,
    featureNames,
    farthest,
  }: {
    instrumentIds: readonly string[];
    instruments: StrategyContext['instruments'];
    featureNames: readonly string[];
    farthest: number;
  },
): Source | Fallback => {
  const { metadata } = bundle;
  const { name, actions, tradingScaling: scaling } = metadata;
  const refuse = (message: string): Fallback => ({ source: name, code: 'SCHEMA', message });
  if (actions === undefined || scaling === undefined) return refuse('it has no actions or no tradingScaling');
  if (canonicalJson(metadata.featureNames) !== canonicalJson(featureNames)) {
    return refuse(`it was trained on ${metadata.featureNames.join(', ')}`);
  }
  const reader = actionReader(actions, instrumentIds, instruments);
  return {
    kind: place === 0 ? 'model' : 'last-good',
    name,
    scaling,
    observationKey: canonicalJson(scaling),
    decisionOf: reader.decisionOf,
    hasMemory: isRecurrent(bundle.description),
    ask: modelPredictor(bundle, { farthest }),
  };
};

const ruleSource = (
  { policy, actions, scaling }: FallbackRule,
  instrumentIds: readonly string[],
  context: StrategyContext,
): Source => {
  const act = policy.start(context.random);
  const reader = actionReader(actions, instrumentIds, context.instruments);
  const failed = (code: Fallback['code'], message: string): Fallback => ({ source: policy.name, code, message });
  return {
    kind: 'rule',
    name: policy.name,
    scaling,
    observationKey: canonicalJson(scaling),
    decisionOf: reader.decisionOf,
    hasMemory: false,
    ask: (observation, mask) => {
      if (!observation.every(Number.isFinite))
        return failed('NOT_FINITE', 'the observation has a number that is not finite');
      let action: TradingAction;
      try {
        action = act(observation, mask);
      } catch (error) {
        return failed('FAILED', error instanceof Error ? error.message : String(error));
      }
      if (!reader.space.contains(action))
        return failed('FAILED', `the action ${String(action)} is not in ${reader.space}`);
      return { action, probabilities: undefined, confidence: undefined };
    },
  };
};

const requireClock = ({ clock, maximumAgeMs, maximumLatencyMs }: PolicyStrategyOptions): void => {
  if (clock !== undefined || (maximumAgeMs === undefined && maximumLatencyMs === undefined)) return;
  throw new InvalidOptionsError({
    code: 'CLOCK_NEEDED',
    message: 'policyStrategy: maximumAgeMs or maximumLatencyMs was given without a clock.',
    remedy: 'Give clock: systemClock when it runs live; leave the limits out in a backtest.',
  });
};

/** What a report has to name, so that a run can be repeated. */
const paramsOf = ({ models, rule, name, farthest }: PolicyStrategyOptions): Readonly<Record<string, unknown>> => ({
  ...(name === undefined ? {} : { name }),
  ...(farthest === undefined ? {} : { farthest }),
  models: models.map((model) =>
    typeof model === 'function'
      ? 'loaded at the start'
      : `${model.metadata.name} ${schemaHash(model.description, model.metadata)}`,
  ),
  ...(rule === undefined ? {} : { rule: rule.policy.name }),
});

/**
 * A strategy that trades as a trained policy does: the same observations, bit for bit, as in `tradingEnvironment`, and the same
 * decisions, in a backtest, on paper and live.
 *
 * On each bar the sources are asked in their order, models, then the rule, and the first that can answer decides; when none can,
 * nothing is changed (hold). A source is passed over when its bundle is damaged or of another schema, when a number is not finite,
 * when the observation is out of distribution (`inputDistance` above `farthest`), when it took too long, or when its mask is missing.
 * A bar that is missing or too old passes all of them over. Every reason is told to `onPrediction`, with probabilities and confidence.
 *
 * A recurrent network is shown every bar, also those on which another source decides; it does not remember a bar on which it was not
 * trusted. Until the features are known it holds, as the environment does not begin before. A prediction takes two clock readings, one row
 * of the network and O(instruments) features.
 *
 * @throws {InvalidOptionsError} an option is wrong, a limit of time has no clock, or a loader threw something else than a
 * `BundleError`.
 * @throws {BundleError} a model is neither a bundle nor a function (`BUNDLE_MALFORMED`).
 * @example
 * ```ts
 * import { createBot, simulatedBroker } from '@sigmax/core';
 * import { fitTradingScaling, policyStrategy, randomWalkMarket } from '@sigmax/rl';
 * import { movingAveragePolicy } from '@sigmax/rl/evaluation';
 * const market = randomWalkMarket({ seed: 7, bars: 400, volatility: 0.01 });
 * const actions = { type: 'levels', weights: [0, 1] } as const;
 * const rule = { policy: movingAveragePolicy({ actions }), actions, scaling: fitTradingScaling(market, { to: 200 }) };
 * const sources: string[] = [];
 * const strategy = policyStrategy({ models: [], rule, onPrediction: ({ source }) => void sources.push(source) });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
 * createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market, broker });
 * [sources[0], sources.at(-1), sources.length]; // => ['hold', 'rule', 400]
 * ```
 */
export const policyStrategy = (options: PolicyStrategyOptions): SyncStrategy => {
  const { historyBars, farthest, maximumAgeMs, maximumLatencyMs, name } = parseOptions(
    schema,
    options,
    'policyStrategy',
  );
  requireClock(options);
  for (const model of options.models) if (typeof model !== 'function') requireBundle(model, 'policyStrategy');
  const { features = [], sentiment, mask, clock, onPrediction } = options;

  const start = (context: StrategyContext): Decide => {
    const instrumentIds = options.instrumentIds ?? context.instruments.map(({ id }) => id);
    const names = [...tradingFeatureNames, ...features.map((feature) => feature.name)];
    const featureNames = instrumentIds.flatMap((id) => names.map((feature) => `${feature} ${id}`));
    const made = options.models.map((model, place) => {
      const bundle = loaded(model, place);
      return 'code' in bundle
        ? bundle
        : modelSource(bundle, place, { ...context, instrumentIds, featureNames, farthest });
    });
    const broken = made.filter((one): one is Fallback => 'code' in one);
    const sources = [
      ...made.filter((one): one is Source => !('code' in one)),
      ...(options.rule === undefined ? [] : [ruleSource(options.rule, instrumentIds, context)]),
    ];
    const observers = new Map(
      sources.map(({ observationKey, scaling }) => [
        observationKey,
        runningObservation({ instrumentIds, scaling, sentiment, features, historyBars }),
      ]),
    );

    const staleness = (snapshot: Snapshot): string | undefined => {
      const missing = instrumentIds.find((id) => snapshot.barOf(id) === undefined);
      if (missing !== undefined) return `${missing} has no bar`;
      if (maximumAgeMs === undefined || clock === undefined) return undefined;
      const age = clock.nowMs() - snapshot.timeMs;
      return age <= maximumAgeMs ? undefined : `the bar closed ${age} ms ago`;
    };

    const timed = (
      source: Source,
      observation: Float64Array,
      allowed: Uint8Array | undefined,
    ): Predicted | Fallback => {
      if (maximumLatencyMs === undefined || clock === undefined) return source.ask(observation, allowed);
      const begin = clock.nowMs();
      const answer = source.ask(observation, allowed);
      const took = clock.nowMs() - begin;
      if (took <= maximumLatencyMs) return answer;
      return { source: source.name, code: 'LATE', message: `it took ${took} ms` };
    };

    /** Shows a bar to those after `place` that remember; what they say is not used. */
    const showRest = (
      place: number,
      seen: ReadonlyMap<string, Float64Array | undefined>,
      allowed: Uint8Array | undefined,
    ): void => {
      if (!sources.some(({ hasMemory }) => hasMemory)) return;
      for (const source of sources.slice(place + 1)) {
        const observation = seen.get(source.observationKey);
        if (source.hasMemory && observation !== undefined) source.ask(observation, allowed);
      }
    };

    return (snapshot) => {
      // Observations run on whatever happens, so that a source that comes back sees what it would have seen.
      const seen = new Map([...observers].map(([key, observe]) => [key, observe(snapshot)]));
      const fallbacks: Fallback[] = [...broken];
      const { timeMs } = snapshot;
      const stale = staleness(snapshot);
      if (stale !== undefined) {
        fallbacks.push(...sources.map((source): Fallback => ({ source: source.name, code: 'STALE', message: stale })));
      } else {
        const allowed = mask?.(snapshot);
        for (const [place, source] of sources.entries()) {
          const observation = seen.get(source.observationKey);
          if (observation === undefined) continue;
          const answer = timed(source, observation, allowed);
          if (isFallback(answer)) {
            fallbacks.push(answer);
            continue;
          }
          showRest(place, seen, allowed);
          onPrediction?.({ timeMs, source: source.kind, name: source.name, ...answer, fallbacks });
          return source.decisionOf(answer.action);
        }
      }
      const nothing = { name: undefined, action: undefined, probabilities: undefined, confidence: undefined };
      onPrediction?.({ timeMs, source: 'hold', ...nothing, fallbacks });
      return hold;
    };
  };
  return { kind: 'sync', name, params: paramsOf(options), start };
};
