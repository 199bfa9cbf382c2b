import { parseOptions, type Random, SigmaxError, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import { type ParameterSpace, type Parameters, requireSpace } from './parameter-space';
import { randomSampler } from './random-sampler';
import type { Pruner, Sampler, SearchTrial } from './search-trial';

/** What an objective is given besides its parameters. */
export interface TrialContext {
  readonly number: number;
  /** Randomness of this trial alone. */
  readonly random: Random;
  /** Tells how the trial stands after `step` (rising). `'stop'` says that it is not worth going on: return then. */
  report(step: number, value: number): 'stop' | undefined;
}

export interface SearchOptions {
  readonly space: ParameterSpace;
  /** The greater, the better. Measure it on validation data, never on those of the test. */
  readonly objective: (parameters: Parameters, context: TrialContext) => number | Promise<number>;
  readonly trials: number;
  readonly seed: number;
  /** Defaults to `randomSampler()`. */
  readonly sampler?: Sampler;
  /** Defaults to none. */
  readonly pruner?: Pruner;
  /** Trials of a study that was interrupted; it goes on as if it had not been. */
  readonly before?: readonly SearchTrial[];
  /** Called after each trial, to keep what was found. */
  readonly onTrial?: (trial: SearchTrial, trials: readonly SearchTrial[]) => void;
}

/** All trials, the best that was completed among them. Every one of them counts when a Sharpe ratio is deflated. */
export interface Study {
  readonly trials: readonly SearchTrial[];
  readonly best: SearchTrial | undefined;
}

/** Checked elsewhere, or functions that are used as they are. */
const asGiven = z.unknown().optional();

const schema = z.strictObject({
  space: asGiven,
  sampler: asGiven,
  pruner: asGiven,
  before: asGiven,
  onTrial: asGiven,
  trials: z.int().positive(),
  seed: z.int(),
  objective: z.custom<SearchOptions['objective']>((value) => typeof value === 'function', 'expected a function'),
});

const runTrial = async (
  { objective, pruner }: SearchOptions,
  parameters: Parameters,
  number: number,
  random: Random,
  trials: readonly SearchTrial[],
): Promise<SearchTrial> => {
  const reported: (readonly [number, number])[] = [];
  let isStopped = false;
  const report: TrialContext['report'] = (step, value) => {
    reported.push([step, value]);
    isStopped ||= !Number.isFinite(value) || (pruner?.(reported, trials) ?? false);
    return isStopped ? 'stop' : undefined;
  };
  const failed = (message: string): SearchTrial => ({
    number,
    parameters,
    state: 'failed',
    value: undefined,
    reported,
    message,
  });
  try {
    const returned = await objective(parameters, { number, random, report });
    const value = isStopped ? reported.at(-1)?.[1] : returned;
    if (value === undefined || !Number.isFinite(value)) return failed(`The objective was ${value}.`);
    return { number, parameters, state: isStopped ? 'pruned' : 'complete', value, reported, message: undefined };
  } catch (error) {
    if (!SigmaxError.isInstance(error)) throw error;
    return failed(error.message);
  }
};

/**
 * Tries configurations one after the other and keeps all of them.
 *
 * Trial n is a function of the seed, n and the trials before, so a study that goes on from `before` is the study that was never
 * interrupted. A trial fails, and the study goes on, when its value is not finite or it throws a `SigmaxError`; other errors end the
 * study.
 *
 * @throws {InvalidOptionsError} an option or the space is wrong.
 * @example
 * ```ts
 * import { type SearchOptions, searchParameters } from '@sigmax/rl';
 * const options: Omit<SearchOptions, 'trials'> = {
 *   space: { rate: { type: 'float', low: 1e-5, high: 1e-1, log: true }, layers: { type: 'choice', values: [1, 2] } },
 *   objective: ({ rate, layers }) => -Math.abs(Math.log10(Number(rate)) + 3) - Number(layers),
 *   seed: 1,
 * };
 * const whole = await searchParameters({ ...options, trials: 20 });
 * const half = await searchParameters({ ...options, trials: 10 });
 * const rest = await searchParameters({ ...options, trials: 20, before: half.trials });
 * JSON.stringify(rest) === JSON.stringify(whole); // => true
 * ```
 */
export const searchParameters = async (options: SearchOptions): Promise<Study> => {
  const { trials: count, seed } = parseOptions(schema, options, 'searchParameters');
  const { space, sampler = randomSampler(), before = [], onTrial } = options;
  requireSpace(space);
  const random = seededRandom(seed);
  const trials = [...before];
  while (trials.length < count) {
    const number = trials.length;
    const parameters = sampler(space, trials, random.split(`parameters ${number}`));
    const trial = await runTrial(options, parameters, number, random.split(`trial ${number}`), trials);
    trials.push(trial);
    onTrial?.(trial, trials);
  }
  const complete = trials.filter((trial): trial is SearchTrial & { value: number } => trial.state === 'complete');
  const best = complete.reduce<(typeof complete)[number] | undefined>(
    (found, trial) => (found === undefined || trial.value > found.value ? trial : found),
    undefined,
  );
  return { trials, best };
};
