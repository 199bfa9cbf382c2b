import { expect, it } from 'vitest';
import { virtualClock } from '../virtual-clock.test-helper';
import { withinTime } from './poll-once';
import { sourceError } from './source-error';

const open = () => {
  const clock = virtualClock();
  const outer = new AbortController();
  const options = { source: 'feed', clock, timeoutMs: 1_000, signal: outer.signal };
  return { clock, outer, options };
};

it('gives what came in time, and leaves no timer and nothing open', async () => {
  const { clock, options } = open();
  let signal: AbortSignal | undefined;
  const task = async (call: { signal: AbortSignal }) => {
    signal = call.signal;
    return 5;
  };
  expect(await withinTime(task, options)).toBe(5);
  expect([clock.pending(), signal?.aborted]).toEqual([0, true]);
});

it('ends what does not end', async () => {
  const { clock, options } = open();
  const answer = expect(withinTime(() => new Promise(() => undefined), options)).rejects.toMatchObject({
    code: 'TIMED_OUT',
    isRetryable: true,
    message: 'feed: no whole answer came within 1000 ms.',
  });
  await clock.advance(1_000);
  await answer;
});

it('gives up when nobody waits, before and while', async () => {
  const { clock, outer, options } = open();
  const answer = withinTime(() => new Promise(() => undefined), options);
  outer.abort();
  await expect(answer).rejects.toMatchObject({ code: 'ABORTED', isRetryable: false });
  await expect(withinTime(async () => 5, options)).rejects.toMatchObject({ code: 'ABORTED' });
  expect(clock.pending()).toBe(0);
});

it('hands on errors of ours, and of others nothing but the name', async () => {
  const { options } = open();
  const ours = sourceError('feed', 'FORBIDDEN', 'no');
  await expect(withinTime(() => Promise.reject(ours), options)).rejects.toBe(ours);
  const other = withinTime(() => {
    throw new TypeError('token=c0ffee');
  }, options);
  await expect(other).rejects.toMatchObject({ code: 'UNEXPECTED_SHAPE', message: 'feed: it failed with TypeError.' });
});
