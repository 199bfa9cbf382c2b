import { describe, expect, it } from 'vitest';
import { attempt, messageOf, type Outcome } from './attempt';
import { VirtualClock } from './virtual-clock.test-helper';

/** What became of a request, and the times at which it was told. */
const follow = async (request: (clock: VirtualClock) => Promise<unknown>) => {
  const clock = new VirtualClock(0);
  const outcomes: [number, Outcome<unknown>][] = [];
  let late = 0;
  attempt(
    clock,
    100,
    () => request(clock),
    (outcome) => outcomes.push([clock.nowMs(), outcome]),
    () => {
      late += 1;
    },
  );
  expect(outcomes).toEqual([]);
  await clock.advance(1_000);
  expect(clock.pendingCount).toBe(0);
  return { outcomes, late };
};

const after = (clock: VirtualClock, ms: number, fails = false) =>
  new Promise<string>((resolve, reject) => {
    clock.after(ms, () => (fails ? reject(new Error('no')) : resolve('yes')));
  });

const timedOut = { type: 'timed-out', message: 'No answer within 100 ms.' };

describe('an attempt', () => {
  it('is answered', async () => {
    const { outcomes, late } = await follow((clock) => after(clock, 99));
    expect([outcomes, late]).toEqual([[[99, { type: 'answered', value: 'yes' }]], 0]);
  });

  it('is rejected, by throwing at once too', async () => {
    const rejected = await follow((clock) => after(clock, 5, true));
    expect(rejected.outcomes).toEqual([[5, { type: 'rejected', message: 'no' }]]);
    const thrown = await follow(() => {
      throw new TypeError('not connected');
    });
    expect(thrown.outcomes).toEqual([[0, { type: 'rejected', message: 'not connected' }]]);
  });

  it('times out, and says when the answer or the refusal comes after all', async () => {
    expect(await follow((clock) => after(clock, 101))).toEqual({ outcomes: [[100, timedOut]], late: 1 });
    expect(await follow((clock) => after(clock, 200, true))).toEqual({ outcomes: [[100, timedOut]], late: 1 });
    expect(await follow(() => new Promise(() => {}))).toEqual({ outcomes: [[100, timedOut]], late: 0 });
  });

  it('takes what is no promise for an answer', async () => {
    const { outcomes } = await follow(() => 7 as never);
    expect(outcomes).toEqual([[0, { type: 'answered', value: 7 }]]);
  });
});

it('whatever is thrown has a message', () => {
  expect([new Error('a'), 'b', undefined, { code: 1 }].map(messageOf)).toEqual([
    'a',
    'b',
    'undefined',
    '[object Object]',
  ]);
});
