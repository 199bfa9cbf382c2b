import type { Environment } from '../environment';

/** An environment with some of its parts replaced; an absent action mask stays absent. */
export const wrapped = <Action>(
  environment: Environment<Action>,
  parts: Partial<Environment<Action>>,
): Environment<Action> => {
  const { name, observationSpace, actionSpace } = environment;
  return {
    name,
    observationSpace,
    actionSpace,
    reset: (seed) => environment.reset(seed),
    step: (action) => environment.step(action),
    ...(environment.actionMask === undefined ? {} : { actionMask: () => environment.actionMask?.() as Uint8Array }),
    ...parts,
  };
};
