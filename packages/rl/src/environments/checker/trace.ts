import { type Random, SigmaxError, seededRandom } from '@sigmax/core';
import type { Environment } from '../environment';
import type { Found } from './environment-finding';

/** The code of our error that a call throws, "another error", or `undefined` when it throws none. */
export const refusalOf = (call: () => unknown): string | undefined => {
  try {
    call();
    return undefined;
  } catch (error) {
    return SigmaxError.isInstance(error) ? error.code : 'another error';
  }
};

/** A random action that the mask allows. */
export const allowedAction = <Action>(environment: Environment<Action>, random: Random, found: Found): Action => {
  const { actionSpace } = environment;
  const mask = environment.actionMask?.();
  if (mask === undefined) return actionSpace.sample(random);
  const allowed = [...mask.keys()].filter((choice) => mask[choice] === 1);
  const isMask = mask.length === actionSpace.flatSize && mask.every((bit) => bit <= 1);
  if (!isMask || allowed.length === 0) {
    found('INVALID_MASK', `the mask was [${mask.join(', ')}] for ${actionSpace}.`);
    return actionSpace.sample(random);
  }
  return actionSpace.kind === 'discrete'
    ? (allowed[random.integer(allowed.length)] as Action)
    : actionSpace.sample(random);
};

/** Numbers of an observation as text that tells −0 from 0. */
export const bitsOf = (observation: ArrayLike<number>): string =>
  Array.from(observation ?? [], (value) => (Object.is(value, -0) ? '-0' : String(value))).join();

/** Everything that some steps with one seed show, as text; `beside` is called before each step. */
export const traceOf = <Action>(
  environment: Environment<Action>,
  seed: number,
  steps: number,
  beside: () => void = () => {},
): string[] => {
  const random = seededRandom(seed);
  const trace = [bitsOf(environment.reset(seed).observation)];
  for (let step = 0; step < steps; step++) {
    beside();
    const after = environment.step(allowedAction(environment, random, () => {}));
    trace.push(`${bitsOf(after.observation)} ${after.reward} ${after.terminated} ${after.truncated}`);
    if (after.terminated || after.truncated) trace.push(bitsOf(environment.reset().observation));
  }
  return trace;
};
