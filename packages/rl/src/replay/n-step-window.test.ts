import { expect, it } from 'vitest';
import { nStepWindow, type StepEnd } from './n-step-window';

const step = (at: number, reward: number) => ({ observation: [at], action: [at % 2], reward });
const end = (at: number, how: Partial<StepEnd> = {}): StepEnd => ({
  nextObservation: [at + 1],
  nextMask: undefined,
  terminated: false,
  truncated: false,
  ...how,
});
const short = (transitions: ReturnType<ReturnType<typeof nStepWindow>['push']>) =>
  transitions.map(({ observation, reward, discount, nextObservation }) => [
    observation[0],
    reward,
    discount,
    nextObservation[0],
  ]);

it('one step is the step itself', () => {
  const window = nStepWindow(1, 0.5);
  expect(short(window.push(step(0, 3), end(0)))).toEqual([[0, 3, 0.5, 1]]);
  expect(short(window.push(step(1, 4), end(1, { terminated: true })))).toEqual([[1, 4, 0, 2]]);
  expect(short(window.push(step(7, 5), end(7, { truncated: true })))).toEqual([[7, 5, 0.5, 8]]);
});

it('three steps by hand: 1 + 2 / 2 + 4 / 4 = 3, then the value counts for an eighth', () => {
  const window = nStepWindow(3, 0.5);
  expect(window.push(step(0, 1), end(0))).toEqual([]);
  expect(window.push(step(1, 2), end(1))).toEqual([]);
  expect(short(window.push(step(2, 4), end(2)))).toEqual([[0, 3, 0.125, 3]]);
  expect(short(window.push(step(3, 8), end(3)))).toEqual([[1, 6, 0.125, 4]]);
});

it('termination leaves the rewards that came, and no value; truncation leaves a value that is as many steps away', () => {
  for (const how of ['terminated', 'truncated'] as const) {
    const window = nStepWindow(3, 0.5);
    window.push(step(0, 1), end(0));
    window.push(step(1, 2), end(1));
    window.push(step(2, 4), end(2));
    const value = (steps: number): number => (how === 'terminated' ? 0 : 0.5 ** steps);
    // Two steps wait before the last one: 2 + 4 / 2 + 8 / 4, 4 + 8 / 2 and 8.
    expect(short(window.push(step(3, 8), end(3, { [how]: true })))).toEqual([
      [1, 6, value(3), 4],
      [2, 8, value(2), 4],
      [3, 8, value(1), 4],
    ]);
    // The next episode begins with nothing of the last.
    expect(window.state()).toEqual([]);
    expect(window.push(step(10, 100), end(10))).toEqual([]);
  }
});

it('an episode that both terminates and is truncated has terminated', () => {
  const window = nStepWindow(2, 0.9);
  expect(short(window.push(step(0, 1), end(0, { terminated: true, truncated: true })))).toEqual([[0, 1, 0, 1]]);
});

it('what waits is plain data that goes on elsewhere', () => {
  const [first, second] = [nStepWindow(2, 0.5), nStepWindow(2, 0.5)];
  first.push(step(0, 1), end(0));
  second.restore(JSON.parse(JSON.stringify(first.state())));
  expect(second.push(step(1, 2), end(1))).toEqual(first.push(step(1, 2), end(1)));
});
