import { EnvironmentError } from '../../errors';

/** The error for a mask that leaves nothing to choose from. */
export const noActionAllowed = (component: number, size: number): EnvironmentError =>
  new EnvironmentError({
    code: 'NO_ACTION_ALLOWED',
    message: `The mask forbids all ${size} choices of component ${component}.`,
    remedy: 'Allow at least one choice in every state, for example one that does nothing.',
    context: { component, size },
  });
