import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { cartPole } from '../environments/classic-control/cart-pole';
import { maskActions } from '../environments/wrappers/mask-actions';
import { timeLimit } from '../environments/wrappers/time-limit';
import { statelessPolicy } from '../policy/policy';
import { playEpisode } from './play-episode';

const options = () => ({ seed: 3, random: seededRandom(3) });

it('plays to the end and says how it ended', () => {
  const left = statelessPolicy('left', () => 0);
  const fallen = playEpisode(cartPole(), left, options());
  expect(fallen.terminated).toBe(true);
  expect([fallen.length, fallen.sum]).toEqual([fallen.actions.length, fallen.rewards.length]);
  expect(fallen.length).toBeLessThan(15);
  expect(playEpisode(timeLimit(cartPole(), { steps: 4 }), left, options())).toMatchObject({
    length: 4,
    terminated: false,
  });
});

it('shows masks, and lets the environment refuse what they forbid', () => {
  const environment = maskActions(cartPole(), () => Uint8Array.of(0, 1));
  const obedient = statelessPolicy('obedient', (_, mask) => (mask as Uint8Array).indexOf(1));
  expect(new Set(playEpisode(environment, obedient, options()).actions)).toEqual(new Set([1]));
  const left = statelessPolicy('left', () => 0);
  expect(() => playEpisode(environment, left, options())).toThrow(
    expect.objectContaining({ code: 'FORBIDDEN_ACTION' }),
  );
});
