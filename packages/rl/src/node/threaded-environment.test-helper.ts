import { cartPole } from '../environments/classic-control/cart-pole';
import { pendulum } from '../environments/classic-control/pendulum';
import type { Environment } from '../environments/environment';
import { maskActions } from '../environments/wrappers/mask-actions';

/** Short episodes, so that many end: a pole, a pole that must not be pushed twice to one side, a pendulum. */
export const threadedEnvironment = (index: number, { kind }: { readonly kind: string }): Environment<never> => {
  if (kind === 'pendulum') return pendulum({ stepLimit: 9 + index }) as unknown as Environment<never>;
  const pole = cartPole({ stepLimit: 7 + index });
  if (kind === 'pole') return pole as unknown as Environment<never>;
  let last = -1;
  const masked = maskActions(
    {
      ...pole,
      reset: (seed) => {
        last = -1;
        return pole.reset(seed);
      },
      step: (action) => {
        last = action;
        return pole.step(action);
      },
    },
    () => Uint8Array.of(last === 0 ? 0 : 1, last === 1 ? 0 : 1),
  );
  return masked as unknown as Environment<never>;
};
