import { EnvironmentError } from '../../errors';
import type { Environment } from '../environment';
import { wrapped } from './wrapped';

/**
 * Forbids choices of a discrete action space: `maskOf` returns 1 for each that is allowed now and 0 for each that is not.
 *
 * A step with a forbidden action is an error, so a policy that ignores the mask is found out.
 *
 * @throws {EnvironmentError} from `actionMask` and `step`: the mask has the wrong length (`INVALID_MASK`), forbids everything
 * (`NO_ACTION_ALLOWED`), or forbids the action taken (`FORBIDDEN_ACTION`).
 * @example
 * ```ts
 * import { cartPole, maskActions } from '@sigmax/rl';
 * const environment = maskActions(cartPole(), () => Uint8Array.of(0, 1));
 * environment.reset(7);
 * environment.step(1).reward; // => 1
 * ```
 */
export const maskActions = (environment: Environment<number>, maskOf: () => Uint8Array): Environment<number> => {
  const { name, actionSpace } = environment;
  const refuse = (code: string, message: string, remedy: string): never => {
    throw new EnvironmentError({ code, message: `${name}: ${message}.`, remedy, context: { environment: name } });
  };
  const actionMask = (): Uint8Array => {
    const mask = maskOf();
    if (mask.length !== actionSpace.flatSize) {
      refuse(
        'INVALID_MASK',
        `the mask had ${mask.length} numbers`,
        `Give ${actionSpace.flatSize}, one for each action.`,
      );
    }
    if (!mask.includes(1)) refuse('NO_ACTION_ALLOWED', 'the mask forbids every action', 'Allow at least one.');
    return mask;
  };
  return wrapped(environment, {
    actionMask,
    step: (action) => {
      if (actionSpace.contains(action) && actionMask()[action] !== 1) {
        refuse('FORBIDDEN_ACTION', `action ${action} is forbidden now`, 'Choose among what actionMask allows.');
      }
      return environment.step(action);
    },
  });
};
