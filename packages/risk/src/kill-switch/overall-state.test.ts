import { expect, it } from 'vitest';
import { overallState } from './overall-state';

const clear = { status: 'clear', hasFailed: false } as const;
const going = { status: 'pursuing', hasFailed: false } as const;
const failing = { status: 'pursuing', hasFailed: true } as const;
const stuck = { status: 'stuck', hasFailed: true } as const;

it.each([
  ['armed', false, []],
  ['done', true, []],
  ['done', true, [clear, clear]],
  ['killing', true, [going]],
  ['killing', true, [clear, going]],
  ['partial', true, [failing]],
  ['partial', true, [clear, going, failing]],
  ['partial', true, [clear, stuck]],
  ['partial', true, [going, stuck]],
  ['partial', true, [failing, stuck]],
  ['stuck', true, [stuck]],
  ['stuck', true, [stuck, stuck]],
] as const)('%s', (expected, isKilled, venues) => {
  expect(overallState(isKilled, venues)).toBe(expected);
});
