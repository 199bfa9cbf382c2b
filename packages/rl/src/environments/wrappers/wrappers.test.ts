import { InvalidOptionsError, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { box } from '../../spaces/box';
import { checkEnvironment } from '../checker/check-environment';
import { cartPole } from '../classic-control/cart-pole';
import { mountainCar } from '../classic-control/mountain-car';
import { pendulum } from '../classic-control/pendulum';
import { frameStack } from './frame-stack';
import { mapObservation } from './map-observation';
import { mapReward } from './map-reward';
import { maskActions } from './mask-actions';
import { monitor } from './monitor';
import { timeLimit } from './time-limit';

const one = box({ low: [-1], high: [1] });
const wrappers = {
  timeLimit: () => timeLimit(cartPole(), { steps: 20 }),
  mapObservation: () => mapObservation(cartPole(), one, (all) => Float64Array.of(all[2] as number)),
  mapReward: () => mapReward(cartPole(), (reward) => reward * 2),
  frameStack: () => frameStack(cartPole(), { frames: 4 }),
  maskActions: () => maskActions(cartPole(), () => Uint8Array.of(1, 1)),
  monitor: () => monitor(cartPole()),
};

it.each(Object.entries(wrappers))('%s leaves a sound environment sound', (_, make) => {
  expect(checkEnvironment(make, { seed: 1 })).toEqual([]);
});

describe('timeLimit', () => {
  it('cuts off at the limit, not before and not after', () => {
    const environment = timeLimit(mountainCar(), { steps: 3 });
    environment.reset(1);
    expect([1, 1, 1].map((action) => environment.step(action).truncated)).toEqual([false, false, true]);
    expect(() => environment.step(1)).toThrow(expect.objectContaining({ code: 'EPISODE_OVER' }));
    environment.reset();
    expect(environment.step(1).truncated).toBe(false);
    expect(() => timeLimit(mountainCar(), { steps: 0 })).toThrow(InvalidOptionsError);
  });

  it('an episode that terminates in the last step says both', () => {
    const car = mountainCar();
    const environment = timeLimit(car, { steps: 1 });
    environment.reset(1);
    car.setState([0.49, 0.06]);
    const { terminated, truncated } = environment.step(2);
    expect([terminated, truncated]).toEqual([true, true]);
  });
});

it('frameStack shows the newest last and begins with copies of the first', () => {
  const plain = mountainCar();
  const environment = frameStack(mountainCar(), { frames: 2 });
  const first = [...plain.reset(5).observation];
  expect([...environment.reset(5).observation]).toEqual([...first, ...first]);
  const second = [...plain.step(2).observation];
  const shown = environment.step(2).observation;
  expect([...shown]).toEqual([...first, ...second]);
  shown.fill(9);
  expect([...environment.step(0).observation].slice(0, 2)).toEqual(second);
  expect([...environment.reset(5).observation]).toEqual([...first, ...first]);
});

it('mapReward hears of every beginning', () => {
  let begun = 0;
  const environment = mapReward(
    pendulum(),
    (reward, { observation }) => reward + (observation[2] as number),
    () => {
      begun += 1;
    },
  );
  const plain = pendulum();
  plain.reset(3);
  environment.reset(3);
  const action = Float64Array.of(1);
  const expected = plain.step(action);
  expect(environment.step(action).reward).toBe(expected.reward + (expected.observation[2] as number));
  environment.reset();
  expect(begun).toBe(2);
});

describe('maskActions', () => {
  it('refuses what is forbidden, and a mask that is none', () => {
    let mask = Uint8Array.of(0, 1);
    const environment = maskActions(cartPole(), () => mask);
    environment.reset(1);
    expect(environment.actionMask?.()).toEqual(Uint8Array.of(0, 1));
    expect(environment.step(1).reward).toBe(1);
    expect(() => environment.step(0)).toThrow(expect.objectContaining({ code: 'FORBIDDEN_ACTION' }));
    expect(() => environment.step(7)).toThrow(expect.objectContaining({ code: 'INVALID_ACTION' }));
    mask = Uint8Array.of(0, 0);
    expect(() => environment.step(1)).toThrow(expect.objectContaining({ code: 'NO_ACTION_ALLOWED' }));
    mask = Uint8Array.of(1);
    expect(() => environment.actionMask?.()).toThrow(expect.objectContaining({ code: 'INVALID_MASK' }));
  });

  it('its mask passes through other wrappers', () => {
    const environment = timeLimit(
      maskActions(cartPole(), () => Uint8Array.of(1, 0)),
      { steps: 5 },
    );
    environment.reset(1);
    expect(environment.actionMask?.()).toEqual(Uint8Array.of(1, 0));
  });
});

it('monitor sums each episode that ends', () => {
  const environment = monitor(cartPole());
  const random = seededRandom(2);
  let sum = 0;
  environment.reset(1);
  environment.step(0);
  environment.reset();
  for (;;) {
    const { reward, terminated, info } = environment.step(random.integer(2));
    sum += reward;
    if (!terminated) continue;
    expect(info).toEqual({ episode: { episodeReturn: sum, length: sum, terminated: true } });
    break;
  }
  expect(environment.episodes).toHaveLength(1);
});
