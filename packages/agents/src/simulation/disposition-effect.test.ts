import { expect, it } from 'vitest';
import { dispositionTally } from './disposition-effect';

it('is the share of gains realised over the share of losses realised', () => {
  const tally = dispositionTally();
  for (const [isGain, isRealised, times] of [
    [true, true, 3],
    [true, false, 7],
    [false, true, 2],
    [false, false, 18],
  ] as const) {
    for (let time = 0; time < times; time++) tally.add(isGain, isRealised);
  }
  expect(tally.result()).toEqual({
    realisedGains: 3,
    paperGains: 7,
    realisedLosses: 2,
    paperLosses: 18,
    proportionOfGainsRealised: 0.3,
    proportionOfLossesRealised: 0.1,
    ratio: 0.3 / 0.1,
  });
});

it('is undefined where nothing was lost or gained', () => {
  const tally = dispositionTally();
  expect(tally.result()).toMatchObject({ proportionOfGainsRealised: undefined, ratio: undefined });
  tally.add(true, true);
  expect(tally.result().ratio).toBeUndefined();
});
