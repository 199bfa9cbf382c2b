import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { ModelError } from '../errors';
import { listening } from '../opinion/situation.test-helper';
import { fakeModel, requestOf } from './fake-model.test-helper';
import { breathe, virtualClock } from './virtual-clock.test-helper';
import { withRetries } from './with-retries';

const failing = (isRetryable: boolean, context = {}) =>
  new ModelError({ code: 'SERVER_FAILED', message: 'Status 500.', isRetryable, context });

/** Asks a model that fails `failures` times, and how it ended after all timers. */
const outcome = async (failures: number, error: ModelError, options = {}, signal?: AbortSignal) => {
  const clock = virtualClock();
  const { model, asked } = fakeModel((_, count) => {
    if (count < failures) throw error;
    return 'Hello.';
  });
  const { events, call } = listening(signal);
  let ended: unknown;
  Promise.resolve()
    .then(() => withRetries(model, { clock, ...options }).complete(requestOf('Hi'), call))
    .then(
      ({ text }) => {
        ended = text;
      },
      (thrown: unknown) => {
        ended = thrown;
      },
    );
  await clock.advance(1_000_000);
  await breathe();
  const delays = events.map((event) => (event.type === 'model-retried' ? event.delayMs : Number.NaN));
  return { ended, asked: asked.length, delays, pending: clock.pending() };
};

it('waits twice as long each time, and gives the reply', async () => {
  expect(await outcome(3, failing(true), { retries: 5, delayMs: 100, maximumDelayMs: 250 })).toEqual({
    ended: 'Hello.',
    asked: 4,
    delays: [100, 200, 250],
    pending: 0,
  });
});

it('gives up with the last error', async () => {
  const error = failing(true);
  expect(await outcome(9, error, { retries: 2 })).toMatchObject({ ended: error, asked: 3 });
  expect(await outcome(9, error, { retries: 0 })).toMatchObject({ ended: error, asked: 1 });
});

it('does not ask again what will fail again', async () => {
  const error = failing(false);
  expect(await outcome(1, error)).toMatchObject({ ended: error, asked: 1, delays: [] });
});

it('heeds how long the server says, where that is not too long', async () => {
  const asks = (retryAfterMs: number) =>
    outcome(1, failing(true, { retryAfterMs }), { delayMs: 100, maximumDelayMs: 5_000 });
  expect(await asks(3_000)).toMatchObject({ ended: 'Hello.', delays: [3_000] });
  expect(await asks(10)).toMatchObject({ ended: 'Hello.', delays: [100] });
  expect(await asks(5_001)).toMatchObject({ ended: expect.any(ModelError), delays: [] });
});

it('spreads waits with the randomness that it is given', async () => {
  const { delays } = await outcome(9, failing(true), {
    retries: 9,
    delayMs: 100,
    maximumDelayMs: 100,
    random: seededRandom(1),
  });
  expect(new Set(delays).size).toBe(9);
  for (const delayMs of delays) expect(delayMs >= 50 && delayMs <= 100).toBe(true);
});

it('aborting ends the wait', async () => {
  const controller = new AbortController();
  const clock = virtualClock();
  const { model, asked } = fakeModel(() => {
    throw failing(true);
  });
  const reply = withRetries(model, { clock }).complete(
    requestOf('Hi'),
    listening(controller.signal).call,
  ) as Promise<unknown>;
  const ended = reply.catch((error: unknown) => error);
  expect(clock.pending()).toBe(1);
  controller.abort();
  expect(await ended).toMatchObject({ code: 'ABORTED' });
  expect([asked.length, clock.pending()]).toEqual([1, 0]);
});

it('answers at once when the model does', () => {
  const { model } = fakeModel(() => 'Hello.');
  expect(withRetries(model).complete(requestOf('Hi'), listening().call)).toMatchObject({ text: 'Hello.' });
});
