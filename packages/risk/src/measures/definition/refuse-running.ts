import { InvalidOptionsError } from '@sigmax/core';

/** The error for settings whose figure can only be computed from the whole series again. */
export const refuseRunning = (name: string, settings: string, remedy: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'NO_RUNNING_FORM',
    message: `${name}: ${settings} has no running form, because its cost would grow with every period.`,
    remedy: `${remedy}, or measure the whole series with ${name}.of.`,
    context: { what: name, settings },
  });
