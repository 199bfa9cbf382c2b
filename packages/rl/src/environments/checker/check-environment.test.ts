import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { acrobot } from '../classic-control/acrobot';
import { cartPole } from '../classic-control/cart-pole';
import { mountainCar } from '../classic-control/mountain-car';
import { mountainCarContinuous } from '../classic-control/mountain-car-continuous';
import { pendulum } from '../classic-control/pendulum';
import type { Environment, Start, Transition } from '../environment';
import { wrapped } from '../wrappers/wrapped';
import { checkEnvironment } from './check-environment';
import type { EnvironmentFault } from './environment-finding';

type Any = Environment<unknown>;

it.each([
  ['CartPole', cartPole],
  ['Acrobot', acrobot],
  ['MountainCar', mountainCar],
  ['MountainCarContinuous', mountainCarContinuous],
  ['Pendulum', pendulum],
] as unknown as [string, () => Any][])('%s is sound', (_, make) => {
  expect(checkEnvironment(make, { seed: 5, steps: 2_000 })).toEqual([]);
});

/** A pole that is sound but for what is done to its starts and steps. */
const spoiled =
  (change: { start?: (start: Start) => unknown; step?: (after: Transition) => unknown }): (() => Any) =>
  () => {
    const pole = cartPole() as Any;
    return wrapped(pole, {
      reset: (seed) => (change.start ?? ((start) => start))(pole.reset(seed)) as Start,
      step: (action) => (change.step ?? ((after) => after))(pole.step(action)) as Transition,
    });
  };

let shared = cartPole();
let clock = 0;
const reused = new Float64Array(4);

/** One environment for each kind of mistake. */
const planted: Readonly<Record<EnvironmentFault, () => Any>> = {
  INVALID_SPACES: () => ({ ...cartPole(), observationSpace: cartPole().actionSpace }) as unknown as Any,
  RESET_FAILED: spoiled({
    start: () => {
      throw new Error('no');
    },
  }),
  STEP_FAILED: spoiled({
    step: () => {
      throw new Error('no');
    },
  }),
  OBSERVATION_NOT_ARRAY: spoiled({ step: (after) => ({ ...after, observation: [...after.observation] }) }),
  OBSERVATION_SIZE: spoiled({ start: (start) => ({ ...start, observation: start.observation.slice(1) }) }),
  OBSERVATION_NOT_FINITE: spoiled({
    step: (after) => ({ ...after, observation: new Float64Array(4).fill(Number.NaN) }),
  }),
  OBSERVATION_OUTSIDE: spoiled({ step: (after) => ({ ...after, observation: Float64Array.of(9, 0, 0, 0) }) }),
  OBSERVATION_REUSED: spoiled({
    step: (after) => {
      reused.set(after.observation);
      return { ...after, observation: reused };
    },
  }),
  REWARD_NOT_FINITE: spoiled({ step: (after) => ({ ...after, reward: Number.NaN }) }),
  FLAGS_NOT_BOOLEAN: spoiled({ step: (after) => ({ ...after, truncated: after.truncated ? 1 : 0 }) }),
  INFO_NOT_OBJECT: spoiled({ step: (after) => ({ ...after, info: undefined }) }),
  RESET_NOT_REPEATABLE: spoiled({
    start: (start) => ({ ...start, observation: Float64Array.of((clock++ % 100) / 100, 0, 0, 0) }),
  }),
  SEED_IGNORED: () => {
    const pole = cartPole() as Any;
    return wrapped(pole, { reset: (seed) => pole.reset(seed === undefined ? undefined : 4) });
  },
  STEP_NOT_REPEATABLE: spoiled({ step: (after) => ({ ...after, reward: clock++ }) }),
  SHARED_STATE: () => {
    const pole = cartPole();
    return wrapped(pole as Any, {
      reset: (seed) => {
        shared = pole;
        return pole.reset(seed);
      },
      step: (action) => ({ ...pole.step(action as number), reward: shared === pole ? 1 : 2 }),
    });
  },
  SEED_NOT_NEEDED: () => {
    const pole = cartPole() as Any;
    let isSeeded = false;
    return wrapped(pole, {
      reset: (seed) => {
        const given = isSeeded ? seed : (seed ?? 3);
        isSeeded = true;
        return pole.reset(given);
      },
    });
  },
  STEP_BEFORE_RESET: () => {
    const pole = cartPole() as Any;
    let isReset = false;
    return wrapped(pole, {
      reset: (seed) => {
        const start = pole.reset(seed);
        isReset = true;
        return start;
      },
      step: (action) => {
        if (!isReset) pole.reset(1);
        return pole.step(action);
      },
    });
  },
  STEP_AFTER_END: () => {
    const pole = cartPole() as Any;
    let last: Transition | undefined;
    return wrapped(pole, {
      reset: (seed) => {
        last = undefined;
        return pole.reset(seed);
      },
      step: (action) => {
        last = last?.terminated ? last : pole.step(action);
        return last;
      },
    });
  },
  ACTION_NOT_CHECKED: () => {
    const pole = cartPole() as Any;
    return wrapped(pole, { step: (action) => pole.step(Math.min(action as number, 1)) });
  },
  ACTION_CHANGED: () => {
    const swing = pendulum();
    return wrapped(swing as unknown as Any, {
      step: (action) => {
        const after = swing.step(action as Float64Array);
        (action as Float64Array)[0] = 0;
        return after;
      },
    });
  },
  INVALID_MASK: () => wrapped(cartPole() as Any, { actionMask: () => Uint8Array.of(1, 2) }),
};

describe('checkEnvironment catches', () => {
  it.each(Object.entries(planted))('%s', (code, make) => {
    const findings = checkEnvironment(make, { seed: 1 });
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.message.length).toBeGreaterThan(10);
  });
});

it('checks its options', () => {
  expect(() => checkEnvironment(cartPole, { seed: 0.5 })).toThrow(InvalidOptionsError);
});
