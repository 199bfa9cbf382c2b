import { expect, it } from 'vitest';
import { EnvironmentError } from '../../errors';
import { box } from '../../spaces/box';
import { dict } from '../../spaces/dict';
import { discrete } from '../../spaces/discrete';
import { checkEnvironment } from '../checker/check-environment';
import { cartPole } from '../classic-control/cart-pole';
import { flattenObservation } from './flatten-observation';

/** CartPole whose observation has names. */
const named = () => {
  const plain = cartPole();
  const { low, high } = plain.observationSpace;
  const part = (from: number, to: number) => box({ low: low.slice(from, to), high: high.slice(from, to) });
  const parts = (observation: Float64Array) => ({
    cart: observation.slice(0, 2),
    pole: observation.slice(2),
    leans: (observation[2] as number) > 0 ? 1 : 0,
  });
  return {
    ...plain,
    observationSpace: dict({ cart: part(0, 2), pole: part(2, 4), leans: discrete(2) }),
    reset: (seed?: number) => {
      const { observation, info } = plain.reset(seed);
      return { observation: parts(observation), info };
    },
    step: (action: number) => {
      const { observation, ...rest } = plain.step(action);
      return { ...rest, observation: parts(observation) };
    },
    actionMask: () => Uint8Array.of(1, 1),
  };
};

it('shows the same numbers in one row, and passes the checker', () => {
  const [plain, flat] = [cartPole(), flattenObservation(named())];
  const [one, other] = [plain.reset(3).observation, flat.reset(3).observation];
  expect([...other.slice(0, 4)]).toEqual([...one]);
  const after = flat.step(1);
  expect([...after.observation.slice(0, 4)]).toEqual([...plain.step(1).observation]);
  expect(after.observation.slice(4)).toEqual(
    (after.observation[2] as number) > 0 ? Float64Array.of(0, 1) : Float64Array.of(1, 0),
  );
  expect(flat.actionMask?.()).toEqual(Uint8Array.of(1, 1));
  expect(checkEnvironment(() => flattenObservation(named()), { seed: 1 })).toEqual([]);
});

it('refuses an observation outside its space', () => {
  const broken = { ...named(), reset: () => ({ observation: { cart: Float64Array.of(0, 0) } as never, info: {} }) };
  expect(() => flattenObservation(broken).reset(1)).toThrow(EnvironmentError);
});
