import { createBundle, type ModelBundle } from '@sigmax/rl';
import { expect, it } from 'vitest';
import { livePole } from './live-pole';
import { packBundle, unpackBundle } from './packed-bundle';
import { poleActions, poleFeatures } from './pole';

/** Pushes to where the pole leans and turns, which balances it. */
const leaning: ModelBundle = createBundle({
  description: {
    observationSize: 4,
    hiddenSizes: [],
    trunks: 'shared',
    activation: 'tanh',
    head: { type: 'categorical', sizes: [2] },
  },
  // From four numbers to two choices, their offsets, then the value.
  weights: [0, 0, -0.05, 0.05, -1, 1, -0.4, 0.4, 0, 0, 0, 0, 0, 0, 0],
  metadata: {
    name: 'leaning',
    featureNames: [...poleFeatures],
    seed: 0,
    steps: 0,
    algorithm: { name: 'none', options: {} },
  },
});

it('begins with its seed, steps, and leans where it is pushed', () => {
  const pole = livePole(leaning);
  pole.reset(3);
  const first = pole.view();
  expect([first.steps, first.action, first.isFallen]).toEqual([0, undefined, false]);
  pole.step();
  expect(pole.view()).toMatchObject({ steps: 1, isFallen: false });
  const [place, speed = 0, angle, turning = 0] = pole.view().state;
  pole.push(1);
  const [nextPlace, nextSpeed, nextAngle, nextTurning] = pole.view().state;
  expect([nextPlace, nextAngle]).toEqual([place, angle]);
  expect(nextSpeed).toBeGreaterThan(speed);
  expect(nextTurning).toBeLessThan(turning);
  pole.reset(3);
  expect(pole.view()).toEqual(first);
  pole.reset(4);
  expect(pole.view().state).not.toEqual(first.state);
});

it('falls when it is pushed too often, and stays where it fell', () => {
  const pole = livePole(leaning);
  for (let count = 0; count < 10; count++) pole.push(-1);
  for (let count = 0; count < 100; count++) pole.step();
  const fallen = pole.view();
  expect(fallen.isFallen).toBe(true);
  expect(fallen.steps).toBeLessThan(100);
  pole.step();
  pole.push(1);
  expect(pole.view()).toEqual(fallen);
});

it('a bundle comes out of the page as it was put in', () => {
  const again = unpackBundle(JSON.parse(JSON.stringify(packBundle(leaning))));
  expect(again).toEqual(leaning);
  expect(poleActions(again, 7)).toEqual(poleActions(leaning, 7));
  expect(poleActions(leaning, 7).digest).not.toBe(poleActions(leaning, 8).digest);
});
