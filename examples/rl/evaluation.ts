import {
  bundlePolicy,
  evaluatePolicy,
  type ModelBundle,
  type Policy,
  type PolicyEvaluation,
  randomPolicyLike,
  type TradingAction,
} from '@sigmax/rl';
import { actions, backtesterOf, embargoBars, featureBars } from './desk';
import { type Learned, learn, liveliest } from './learn';
import type { LoadedMarket } from './market';
import type { Settings } from './settings';

export interface Evaluated {
  readonly evaluation: PolicyEvaluation;
  /** Accounts of decisions drawn at random as often, through the same tests with the same costs. */
  readonly random: PolicyEvaluation;
  /** Of the last fold, what traded most on its validation bars: chosen before any test. */
  readonly bundle: ModelBundle;
}

/** Keeps the actions of the first episode that a policy plays, which is its test with costs as they are. */
const recorded = (policy: Policy<TradingAction>, keep: (actions: readonly TradingAction[]) => void) => {
  let isFirst = true;
  const start: Policy<TradingAction>['start'] = (random) => {
    const act = policy.start(random);
    if (!isFirst) return act;
    isFirst = false;
    const taken: TradingAction[] = [];
    keep(taken);
    return (observation, mask) => {
      const action = act(observation, mask);
      taken.push(action);
      return action;
    };
  };
  return { name: policy.name, start };
};

/** Trains and tests on every fold with every seed, then lets chance trade the same folds as often. */
export const evaluate = async (
  settings: Settings,
  { series }: LoadedMarket,
  progress: (line: string) => void,
): Promise<Evaluated> => {
  const { seeds, folds, testBars, steps } = settings;
  const taken = new Map<string, readonly TradingAction[]>();
  const lastFold: Learned[] = [];
  const common = {
    market: series,
    backtester: (costs: number) => backtesterOf(settings, costs),
    actions,
    ruin: 0.2,
    periodsPerYear: 8_760,
    trials: [],
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    split: { folds, testBars, embargoBars, featureBars, validationBars: Math.floor(testBars / 2) },
  } as const;
  const evaluation = await evaluatePolicy({
    ...common,
    name: 'ppo',
    train: async (task) => {
      const { fold, seed } = task;
      const learned = await learn(task, steps);
      if (fold === folds - 1) lastFold.push(learned);
      const policy = recorded(bundlePolicy(learned.bundle), (list) => taken.set(`${fold} ${seed}`, list));
      return { policy, curve: learned.curve };
    },
    progress: ({ done, of, fold, seed }) =>
      progress(`trained and tested ${done} of ${of}: fold ${fold + 1}, seed ${seed}`),
  });
  const random = await evaluatePolicy({
    ...common,
    name: 'random, same turnover',
    train: ({ fold, seed }) => randomPolicyLike(taken.get(`${fold} ${seed}`)!),
  });
  return { evaluation, random, bundle: liveliest(lastFold).bundle };
};
