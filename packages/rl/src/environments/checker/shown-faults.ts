import type { BoxSpace } from '../../spaces/box';
import type { Start, Transition } from '../environment';
import type { Found } from './environment-finding';

const observationFaults = (space: BoxSpace, observation: unknown, found: Found, where: string): void => {
  const isInside: boolean = space.contains(observation);
  if (!(observation instanceof Float64Array)) {
    found('OBSERVATION_NOT_ARRAY', `${where}: the observation was no Float64Array.`);
  } else if (observation.length !== space.width) {
    found('OBSERVATION_SIZE', `${where}: the observation had ${observation.length} numbers, not ${space.width}.`);
  } else if (!observation.every(Number.isFinite)) {
    found('OBSERVATION_NOT_FINITE', `${where}: the observation was [${observation.join(', ')}].`);
  } else if (!isInside) {
    found('OBSERVATION_OUTSIDE', `${where}: the observation [${observation.join(', ')}] is not in ${space}.`);
  }
};

/** Notes what is wrong with an observation and its info. */
export const startFaults = (space: BoxSpace, { observation, info }: Start, found: Found, where: string): void => {
  observationFaults(space, observation, found, where);
  if (typeof info !== 'object' || info === null) found('INFO_NOT_OBJECT', `${where}: info was ${String(info)}.`);
};

/** Notes what is wrong with what a step returned. */
export const transitionFaults = (space: BoxSpace, after: Transition, found: Found, where: string): void => {
  startFaults(space, after, found, where);
  if (!Number.isFinite(after.reward)) found('REWARD_NOT_FINITE', `${where}: reward was ${String(after.reward)}.`);
  for (const flag of ['terminated', 'truncated'] as const) {
    if (typeof after[flag] !== 'boolean') found('FLAGS_NOT_BOOLEAN', `${where}: ${flag} was ${String(after[flag])}.`);
  }
};
