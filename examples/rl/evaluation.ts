import { bundlePolicy, type ModelBundle, type Policy, type TradingAction } from '@sigmax/rl';
import { evaluatePolicy, type PolicyEvaluation, randomPolicyLike } from '@sigmax/rl/evaluation';
import { workerPool } from '@sigmax/rl/node';
import { splitOf, worldOf } from './desk';
import type { FoldTraining, ThreadOptions } from './jobs';
import { type Learned, liveliest } from './learn';
import type { LoadedMarket } from './market';
import type { Searched } from './search';
import type { Settings } from './settings';
import { threadModule } from './thread-module';

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

/** Trains in threads and tests on every fold with every seed, then lets chance trade the same folds as often. */
export const evaluate = async (
  settings: Settings,
  { series }: LoadedMarket,
  { learning, trials }: Searched,
  progress: (line: string) => void,
): Promise<Evaluated> => {
  const { seeds, folds, threads } = settings;
  const taken = new Map<string, readonly TradingAction[]>();
  const lastFold = new Map<number, Learned>();
  const common = {
    ...worldOf(settings, series),
    periodsPerYear: 8_760,
    // All but the one that was chosen: it is what is evaluated.
    trials: trials.filter(({ isChosen }) => !isChosen).map(({ name, sharpePerPeriod }) => ({ name, sharpePerPeriod })),
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    split: splitOf(settings),
  } as const;
  const options: ThreadOptions = { settings, series };
  const pool = workerPool<FoldTraining, Learned>({ module: threadModule('trainingJobOf'), workers: threads, options });
  try {
    const evaluation = await evaluatePolicy({
      ...common,
      name: 'ppo',
      concurrency: pool.workers,
      train: async ({ fold, seed, job }) => {
        const learned = await pool.run({ job, learning });
        if (fold === folds - 1) lastFold.set(seed, learned);
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
    return { evaluation, random, bundle: liveliest(common.seeds.map((seed) => lastFold.get(seed)!)).bundle };
  } finally {
    await pool.close();
  }
};
