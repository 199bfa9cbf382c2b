import {
  bundleOfCheckpoint,
  type LearningPoint,
  type ModelBundle,
  type Policy,
  playEpisode,
  ppo,
  type TradingAction,
  type TrainingCallback,
  type TrainingTask,
  train,
} from '@sigmax/rl';
import { actions, featureBars } from './desk';

export interface Learned {
  readonly bundle: ModelBundle;
  /** Log growth on the validation bars, which are neither trained on nor tested on. */
  readonly curve: readonly LearningPoint[];
  /** How often the policy changed its mind on the validation bars. */
  readonly changes: number;
}

/** At most 128, and where there are few bars so many that episodes still begin at different ones. */
const episodeBarsOf = (bars: number): number => Math.max(1, Math.min(128, Math.floor(0.8 * (bars - featureBars))));

/** Points of a learning curve. */
const points = 8;

/** Plays the validation bars with the policy as it is: nothing is chosen by it, it is only shown. */
const watch = (
  { validation, random }: TrainingTask,
  steps: number,
  curve: LearningPoint[],
): TrainingCallback<TradingAction> => ({
  name: 'watch',
  onIteration: ({ stepsDone, policy }) => {
    const environment = validation();
    if (environment === undefined || stepsDone < ((curve.length + 1) * steps) / points) return undefined;
    curve.push({ step: stepsDone, value: playEpisode(environment, policy(), { seed: 0, random }).sum });
    return undefined;
  },
});

const changesOf = ({ validation, random }: TrainingTask, policy: Policy<TradingAction>): number => {
  const environment = validation();
  if (environment === undefined) return 0;
  const { actions: taken } = playEpisode(environment, policy, { seed: 0, random });
  return taken.filter((action, index) => index > 0 && action !== taken[index - 1]).length;
};

/**
 * Trains one policy on the bars that its task shows. A discount of 0.9 was tried too, and more of its policies did nothing; no
 * other setting was.
 */
export const learn = async (task: TrainingTask, steps: number): Promise<Learned> => {
  const { environment, scaling, seed, market } = task;
  const curve: LearningPoint[] = [];
  const result = await train<TradingAction>({
    algorithm: ppo({
      steps: 128,
      minibatchSize: 256,
      epochs: 4,
      hiddenSizes: [32, 32],
      learningRate: { type: 'linear', from: 1e-3, to: 0 },
      entropyCoefficient: 0.01,
    }),
    environment: () => environment({ isRandomStart: true, episodeBars: episodeBarsOf(market[0]!.length) }),
    environments: 8,
    steps,
    seed,
    normalisation: { observationClip: 10, rewardClip: 10 },
    callbacks: [watch(task, steps, curve)],
  });
  const { featureNames } = environment();
  const meaning = { name: 'ppo', featureNames, actions, tradingScaling: scaling };
  return {
    bundle: bundleOfCheckpoint(result.checkpoint(), meaning),
    curve,
    changes: changesOf(task, result.policy),
  };
};

/** What traded most on its validation bars, so that there is something to see; the first of several. */
export const liveliest = (learned: readonly Learned[]): Learned =>
  learned.reduce((most, one) => (one.changes > most.changes ? one : most));
