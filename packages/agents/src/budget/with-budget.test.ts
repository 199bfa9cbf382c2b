import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors';
import { fakeModel, replyOf, requestOf } from '../models/fake-model.test-helper';
import { inputTokenBound } from '../models/model-cost';
import { virtualClock } from '../models/virtual-clock.test-helper';
import { withRetries } from '../models/with-retries';
import { listening } from '../opinion/situation.test-helper';
import { createBudget } from './budget';
import { withBudget } from './with-budget';

const call = listening().call;

it('makes no call that could exceed a limit', () => {
  const request = requestOf('Hi', 50);
  const most = inputTokenBound(request) + 50;
  const { model, asked } = fakeModel(() => 'Hello.');
  const allowed = (tokens: number) => withBudget(model, { budget: createBudget({ tokens }) });
  expect(() => allowed(most - 1).complete(request, call)).toThrow(
    expect.objectContaining({
      code: 'BUDGET_EXHAUSTED',
      context: expect.objectContaining({ kind: 'tokens', wanted: most }),
    }),
  );
  expect(asked).toHaveLength(0);
  expect(allowed(most).complete(request, call)).toMatchObject({ text: 'Hello.' });
  expect(asked).toHaveLength(1);
});

it('counts what the reply cost', () => {
  const budget = createBudget({ tokens: 100_000 });
  const cost = { calls: 1, inputTokens: 20, outputTokens: 5, nanoUsd: 77 };
  const { model } = fakeModel(() => replyOf('Hello.', { cost }));
  void withBudget(model, { budget }).complete(requestOf('Hi'), call);
  expect(budget.spent()).toMatchObject({ calls: 1, tokens: 25, nanoUsd: 77 });
});

describe('a call that failed', () => {
  const spentAfter = (code: string) => {
    const budget = createBudget({ tokens: 100_000 });
    const { model } = fakeModel(() => {
      throw new ModelError({ code, message: 'x' });
    });
    expect(() => withBudget(model, { budget }).complete(requestOf('Hi', 50), call)).toThrow('x');
    expect(budget.reserved().tokens).toBe(0);
    return budget.spent().tokens;
  };

  it('counts in full where the server may have read it, and only as a call where it refused', () => {
    const most = inputTokenBound(requestOf('Hi', 50)) + 50;
    for (const code of ['TIMED_OUT', 'SERVER_FAILED', 'UNREACHABLE', 'MALFORMED_REPLY', 'ABORTED']) {
      expect(spentAfter(code)).toBe(most);
    }
    for (const code of ['RATE_LIMITED', 'REFUSED']) expect(spentAfter(code)).toBe(0);
  });
});

it('measures the time of calls', async () => {
  const clock = virtualClock();
  const budget = createBudget({ timeMs: 250 });
  const { model } = fakeModel(() => new Promise<string>((resolve) => void clock.after(60, () => resolve('Hello.'))));
  const careful = withBudget(model, { budget, timeoutMs: 100, clock });
  const both = [careful.complete(requestOf('a'), call), careful.complete(requestOf('b'), call)];
  expect(() => careful.complete(requestOf('c'), call)).toThrow('timeMs would be 200 + 100');
  await clock.advance(60);
  await Promise.all(both);
  expect(budget.spent().timeMs).toBe(120);
});

it('inside retries pays for each try', async () => {
  const clock = virtualClock();
  const budget = createBudget({ calls: 2 });
  const { model, asked } = fakeModel(() => {
    throw new ModelError({ code: 'SERVER_FAILED', message: 'Status 500.', isRetryable: true });
  });
  const reply = withRetries(withBudget(model, { budget, clock }), { retries: 5, clock }).complete(
    requestOf('Hi'),
    call,
  );
  const ended = Promise.resolve(reply).catch((error: unknown) => error);
  await clock.advance(100_000);
  expect(await ended).toMatchObject({ code: 'BUDGET_EXHAUSTED' });
  expect(asked).toHaveLength(2);
});
