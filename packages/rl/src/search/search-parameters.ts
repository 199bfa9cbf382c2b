import { parseOptions, type Random, SigmaxError, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import { functionOption } from '../function-option';
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
  /**
   * How many trials are tried at once. Trial n then knows trials 0 to n − `concurrency` and no later ones, whichever are done by then, so that
   * a study depends on this number and not on how fast threads are. Defaults to 1.
   */
  readonly concurrency?: number;
  /** Defaults to `randomSampler()`. */
  readonly sampler?: Sampler;
  /** Defaults to none. */
  readonly pruner?: Pruner;
  /** Trials of a study that was interrupted; it goes on as if it had not been. */
  readonly before?: readonly SearchTrial[];
  /** Called after each trial, in their order, to keep what was found. */
  readonly onTrial?: (trial: SearchTrial, trials: readonly SearchTrial[]) => void;
}

/** All trials, the best that was completed among them. Every one of them counts when a Sharpe ratio is deflated. */
export interface Study {
  readonly trials: readonly SearchTrial[];
  readonly best: SearchTrial | undefined;
}

const schema = z.strictObject({
  space: z.looseObject({}),
  sampler: functionOption().optional(),
  pruner: functionOption().optional(),
  before: z
    .array(z.looseObject({ number: z.int(), state: z.string() }))
    .readonly()
    .optional(),
  onTrial: functionOption().optional(),
  trials: z.int().positive(),
  seed: z.int(),
  concurrency: z.int().positive().default(1),
  objective: functionOption(),
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

/** A trial, or what ended the study. */
type TrialOutcome = { readonly trial: SearchTrial } | { readonly error: unknown };

/** An error waits until the trials before it are taken in, so that the study ends at the same one however fast others were. */
const settled = (trial: Promise<SearchTrial>): Promise<TrialOutcome> =>
  trial.then(
    (one) => ({ trial: one }),
    (error: unknown) => ({ error }),
  );

/**
 * Tries configurations, one after the other or `concurrency` at once, and keeps all of them.
 *
 * Trial n is a function of the seed, n and the trials that it may know, so a study that goes on from `before` is the study that was never
 * interrupted, and one with threads is the same every time. An objective that is to run in threads gives its parameters to a
 * `workerPool` of `@sigmax/rl/node`. A trial fails, and the study goes on, when its value is not finite or it throws a `SigmaxError`; other errors end the
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
  const { trials: count, seed, concurrency } = parseOptions(schema, options, 'searchParameters');
  const { space, sampler = randomSampler(), before = [], onTrial } = options;
  requireSpace(space);
  const random = seededRandom(seed);
  const trials = [...before];
  const running: Promise<TrialOutcome>[] = [];

  /** Takes in the next trial in order. */
  const take = async (): Promise<void> => {
    const outcome = await (running.shift() as Promise<TrialOutcome>);
    if ('error' in outcome) {
      await Promise.all(running);
      throw outcome.error;
    }
    trials.push(outcome.trial);
    onTrial?.(outcome.trial, trials);
  };

  for (let number = before.length; number < count; number++) {
    while (running.length >= concurrency) await take();
    const known = trials.slice(0, Math.max(0, number - concurrency + 1));
    const parameters = sampler(space, known, random.split(`parameters ${number}`));
    running.push(settled(runTrial(options, parameters, number, random.split(`trial ${number}`), known)));
  }
  while (running.length > 0) await take();
  const complete = trials.filter((trial): trial is SearchTrial & { value: number } => trial.state === 'complete');
  const best = complete.reduce<(typeof complete)[number] | undefined>(
    (found, trial) => (found === undefined || trial.value > found.value ? trial : found),
    undefined,
  );
  return { trials, best };
};
