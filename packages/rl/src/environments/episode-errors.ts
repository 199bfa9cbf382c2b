import { EnvironmentError } from '../errors';

const shown = (value: unknown): string =>
  ArrayBuffer.isView(value) ? `[${Array.from(value as unknown as ArrayLike<number>).join(', ')}]` : String(value);

export const notReset = (name: string): EnvironmentError =>
  new EnvironmentError({
    code: 'RESET_NEEDED',
    message: `${name}: step was called before reset.`,
    remedy: 'Call reset(seed) first.',
    context: { environment: name },
  });

export const episodeOver = (name: string): EnvironmentError =>
  new EnvironmentError({
    code: 'EPISODE_OVER',
    message: `${name}: step was called after the episode ended.`,
    remedy: 'Call reset when terminated or truncated is true.',
    context: { environment: name },
  });

export const seedNeeded = (name: string): EnvironmentError =>
  new EnvironmentError({
    code: 'SEED_NEEDED',
    message: `${name}: the first reset had no seed.`,
    remedy: 'Give a whole number, for example reset(7); later resets may leave it out.',
    context: { environment: name },
  });

export const invalidObservation = (name: string, length: number, wanted: number): EnvironmentError =>
  new EnvironmentError({
    code: 'INVALID_OBSERVATION',
    message: `${name}: the observation had ${length} numbers.`,
    remedy: `Give ${wanted}, as many as the observation space has.`,
    context: { environment: name, length, wanted },
  });

export const invalidAction = (name: string, action: unknown, space: { toString(): string }): EnvironmentError =>
  new EnvironmentError({
    code: 'INVALID_ACTION',
    message: `${name}: action was ${shown(action)}, which is not in ${space}.`,
    remedy: 'Give a value for which actionSpace.contains is true.',
    context: { environment: name, action: shown(action) },
  });
