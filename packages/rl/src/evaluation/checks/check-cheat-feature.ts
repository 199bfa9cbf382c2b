import { type BarSeries, parseOptions, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import type { Policy } from '../../policy/policy';
import type { TradingAction } from '../../trading/trading-actions';
import type { TradingEnvironment } from '../../trading/trading-environment';
import type { ExtraFeature } from '../../trading/trading-features';
import { type TradingDesk, weightAction } from '../baselines/weight-action';
import { playEpisode } from '../play-episode';

export interface CheatFeatureOptions {
  /** Makes the environment with this feature as its last one, of one instrument. */
  readonly make: (cheat: ExtraFeature) => TradingEnvironment;
  readonly desk: TradingDesk;
  /** Trains on an environment and returns what it learned. */
  readonly train: (environment: TradingEnvironment) => Policy<TradingAction> | Promise<Policy<TradingAction>>;
  readonly seed: number;
  /** What passes, as a share of the oracle. Defaults to 0.9. */
  readonly share?: number;
}

export interface CheatFeatureResult {
  /** Sum of rewards of the trained policy. */
  readonly earned: number;
  /** Sum of rewards of the best rule on the cheat feature. */
  readonly oracle: number;
  /** earned / oracle; `undefined` when the oracle earns nothing. */
  readonly share: number | undefined;
  readonly isPassed: boolean;
}

const schema = z.strictObject({
  make: z.unknown(),
  desk: z.unknown(),
  train: z.unknown(),
  seed: z.int(),
  share: z.number().gt(0).max(1).default(0.9),
});

/** Unit of the feature: hundredths, so that it has the size of the others. */
const unit = 100;

/**
 * The next bar's return in percent, as a feature that nobody can have: for `checkCheatFeature`, and for planting a leak that
 * `checkNoLookAhead` has to find.
 *
 * @example
 * ```ts
 * import { randomWalkMarket } from '@sigmax/rl';
 * import { cheatFeature } from '@sigmax/rl/evaluation';
 * const market = randomWalkMarket({ seed: 7, bars: 10, volatility: 0.01 });
 * const [now, next] = market.close;
 * cheatFeature.column(market).at(0) === 100 * ((next ?? 0) / (now ?? 0) - 1); // => true
 * ```
 */
export const cheatFeature: ExtraFeature = {
  name: 'cheat',
  column: ({ close, length }: BarSeries) => ({
    at: (index) => unit * ((close[Math.min(index + 1, length - 1)] as number) / (close[index] as number) - 1),
  }),
};

/** In while the feature is above `enter`, out below −`enter`, else as before: costs make the oracle lazy. */
const oracleOf = (desk: TradingDesk, enter: number): Policy<TradingAction> => {
  const inside = weightAction(desk, [1]);
  const outside = weightAction(desk, [0]);
  return {
    name: 'oracle',
    start: () => {
      let last = outside;
      return (observation) => {
        const cheat = observation[observation.length - 1] as number;
        if (cheat > enter) last = inside;
        else if (!(cheat >= -enter)) last = outside;
        return last;
      };
    },
  };
};

/**
 * Shows a learner the future and asks whether it can make money of it: who fails this cannot be trusted with an honest feature.
 *
 * The environment gets the next bar's return as a feature; the trained policy must earn `share` of what the best of six rules on
 * that feature earns, the same costs taken.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { fitTradingScaling, randomWalkMarket, tradingEnvironment } from '@sigmax/rl';
 * import { checkCheatFeature, fitLogisticPolicy } from '@sigmax/rl/evaluation';
 * const market = randomWalkMarket({ seed: 7, bars: 600, volatility: 0.01 });
 * const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
 * const desk = { actions: { type: 'levels', weights: [0, 1] } } as const;
 * const result = await checkCheatFeature({
 *   desk, seed: 1,
 *   make: (cheat) => tradingEnvironment({
 *     ...desk, market, features: [cheat], scaling: fitTradingScaling(market, { to: 600 }), ruin: 0.1,
 *     backtester: createBacktester({ cash: { USDT: 10_000 }, broker }),
 *   }),
 *   train: (environment) => fitLogisticPolicy(environment, desk, { seed: 1 }),
 * });
 * result.isPassed; // => true
 * ```
 */
export const checkCheatFeature = async (options: CheatFeatureOptions): Promise<CheatFeatureResult> => {
  const { seed, share } = parseOptions(schema, options, 'checkCheatFeature');
  const { make, desk, train } = options;
  const sumOf = (policy: Policy<TradingAction>): number =>
    playEpisode(make(cheatFeature), policy, { seed, random: seededRandom(seed) }).sum;
  const earned = sumOf(await train(make(cheatFeature)));
  const oracle = Math.max(...[0, 0.05, 0.1, 0.2, 0.4, 0.8].map((enter) => sumOf(oracleOf(desk, enter))));
  return {
    earned,
    oracle,
    share: oracle > 0 ? earned / oracle : undefined,
    isPassed: oracle > 0 && earned >= share * oracle,
  };
};
