import { InvalidOptionsError, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../errors';
import type { Environment } from '../environment';
import { acrobot } from './acrobot';
import { cartPole } from './cart-pole';
import { clamp } from './dynamics';
import { mountainCar } from './mountain-car';
import { mountainCarContinuous } from './mountain-car-continuous';
import { pendulum } from './pendulum';

const limits = { CartPole: 500, Acrobot: 500, MountainCar: 200, MountainCarContinuous: 999, Pendulum: 200 };
const makes = [
  cartPole,
  acrobot,
  mountainCar,
  mountainCarContinuous,
  pendulum,
] as unknown as (() => Environment<unknown>)[];

describe.each(makes.map((make) => [make().name, make] as const))('%s', (name, make) => {
  it('stays in its observation space for thousands of random steps and ends in time', () => {
    const environment = make();
    const random = seededRandom(11);
    environment.reset(3);
    let steps = 0;
    for (let step = 0; step < 3_000; step++) {
      const { observation, reward, terminated, truncated } = environment.step(environment.actionSpace.sample(random));
      steps += 1;
      const isInside = terminated || environment.observationSpace.contains(observation);
      expect(isInside && Number.isFinite(reward)).toBe(true);
      if (!terminated && !truncated) continue;
      expect(steps).toBeLessThanOrEqual(limits[name as keyof typeof limits]);
      environment.reset();
      steps = 0;
    }
  });

  it('repeats itself for one seed, seed 0 too, and differs for another', () => {
    const first = make().reset(0).observation;
    expect(make().reset(0).observation).toEqual(first);
    expect(make().reset(1).observation).not.toEqual(first);
  });

  it('says what it needs', () => {
    const environment = make();
    const action = environment.actionSpace.sample(seededRandom(1));
    expect(() => environment.step(action)).toThrow(expect.objectContaining({ code: 'RESET_NEEDED' }));
    expect(() => environment.reset()).toThrow(expect.objectContaining({ code: 'SEED_NEEDED' }));
    environment.reset(1);
    expect(() => environment.step(99)).toThrow(expect.objectContaining({ code: 'INVALID_ACTION' }));
    expect(() => environment.step(Float64Array.of(9))).toThrow(EnvironmentError);
  });
});

it('truncates at the limit and takes no step after it', () => {
  const environment = pendulum({ stepLimit: 2 });
  environment.reset(1);
  expect(environment.step(Float64Array.of(0)).truncated).toBe(false);
  const last = environment.step(Float64Array.of(0));
  expect([last.terminated, last.truncated]).toEqual([false, true]);
  expect(() => environment.step(Float64Array.of(0))).toThrow(expect.objectContaining({ code: 'EPISODE_OVER' }));
});

it('a car that reaches the goal terminates, and is paid where it is paid', () => {
  const discreteCar = mountainCar();
  discreteCar.reset(1);
  discreteCar.setState([0.49, 0.05]);
  expect(discreteCar.step(2).terminated).toBe(true);
  const car = mountainCarContinuous();
  car.reset(1);
  car.setState([0.44, 0.05]);
  const goal = car.step(Float64Array.of(1));
  expect([goal.terminated, goal.reward]).toEqual([true, 99.9]);
});

it('a car stops at the left wall', () => {
  const car = mountainCar();
  car.reset(1);
  car.setState([-1.19, -0.06]);
  car.step(0);
  expect(car.state()).toEqual([-1.2, 0]);
});

it('an acrobot that is up terminates with nothing to pay', () => {
  const environment = acrobot();
  environment.reset(1);
  environment.setState([Math.PI, 0, 0, 0]);
  const after = environment.step(1);
  expect([after.terminated, after.reward]).toEqual([true, 0]);
});

it('refuses wrong options and states', () => {
  expect(() => cartPole({ stepLimit: 0 })).toThrow(InvalidOptionsError);
  expect(() => cartPole({ steplimit: 5 } as never)).toThrow(InvalidOptionsError);
  const environment = cartPole();
  expect(() => environment.setState([0, 0, 0, 0])).toThrow(EnvironmentError);
  environment.reset(1);
  expect(() => environment.setState([0, 0, Number.NaN, 0])).toThrow(InvalidOptionsError);
  expect(clamp(3, -1, 1)).toBe(1);
});
