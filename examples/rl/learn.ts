import {
  bundleOfCheckpoint,
  type ModelBundle,
  type Policy,
  ppo,
  type TradingAction,
  type TrainingCallback,
  type TrainOptions,
  train,
} from '@sigmax/rl';
import { type LearningPoint, playEpisode, type TrainingTask } from '@sigmax/rl/evaluation';
import { actions, featureBars } from './desk';

export interface Learned {
  readonly bundle: ModelBundle;
  /** Log growth on the validation bars, which are neither trained on nor tested on. */
  readonly curve: readonly LearningPoint[];
  /** How often the policy changed its mind on the validation bars. */
  readonly changes: number;
}

/** What is searched for. */
export interface LearningSettings {
  readonly learningRate: number;
  readonly discount: number;
  /** Of each of two hidden layers. */
  readonly units: number;
}

/** Where nothing is searched for. */
export const usualLearning: LearningSettings = { learningRate: 1e-3, discount: 0.99, units: 32 };

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

/** How a policy is trained on the bars that its task shows. */
export const trainOptionsOf = (
  { environment, market }: TrainingTask,
  steps: number,
  { learningRate, discount, units }: LearningSettings,
): Omit<TrainOptions<TradingAction>, 'seed'> => ({
  algorithm: ppo({
    steps: 128,
    minibatchSize: 256,
    epochs: 4,
    hiddenSizes: [units, units],
    learningRate: { type: 'linear', from: learningRate, to: 0 },
    discount,
    entropyCoefficient: 0.01,
  }),
  environment: () => environment({ isRandomStart: true, episodeBars: episodeBarsOf(market[0]!.length) }),
  environments: 8,
  steps,
  normalisation: { observationClip: 10, rewardClip: 10 },
});

/** Trains one policy. */
export const learn = async (
  task: TrainingTask,
  steps: number,
  learning: LearningSettings = usualLearning,
): Promise<Learned> => {
  const { environment, scaling, seed } = task;
  const curve: LearningPoint[] = [];
  const result = await train<TradingAction>({
    ...trainOptionsOf(task, steps, learning),
    seed,
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
