import { expect, it } from 'vitest';
import { z } from 'zod';
import { ModelError } from '../../errors';
import { listening } from '../../opinion/situation.test-helper';
import { fakeModel, replyOf, requestOf } from '../fake-model.test-helper';
import type { ModelReply } from '../language-model';
import { replyShape, structuredReply } from './structured-reply';

const shape = replyShape('side', z.strictObject({ side: z.enum(['buy', 'sell']), size: z.number().max(1) }));

const ask = (replies: readonly (string | ModelReply)[], repairs: number) => {
  const { model, asked } = fakeModel((_, count) => replies[count] ?? 'nothing more');
  const { events, call } = listening();
  return { reply: structuredReply(model, requestOf('Which?'), shape, repairs, call), asked, events };
};

const good = '{"side":"buy","size":0.5}';

it('reads the first reply at once where it is right', () => {
  const { reply, asked, events } = ask([`Sure:\n\`\`\`json\n${good}\n\`\`\``], 3);
  expect(reply).toMatchObject({ value: { side: 'buy', size: 0.5 }, problem: '', attempts: 1 });
  expect(asked[0]?.responseSchema).toMatchObject({ name: 'side', schema: { type: 'object' } });
  expect(events.map(({ type }) => type)).toEqual(['model-called', 'model-answered']);
});

it('shows the model what is wrong, and sums what it cost', () => {
  const { reply, asked } = ask(['{"side":"hold","size":2}', good], 1);
  expect(reply).toMatchObject({ value: { side: 'buy' }, attempts: 2, cost: { calls: 2, inputTokens: 20 } });
  const [wrong, hint] = asked[1]?.messages.slice(-2) ?? [];
  expect(wrong).toEqual({ role: 'assistant', content: '{"side":"hold","size":2}' });
  expect(hint?.content).toMatch(/side: Invalid option.*size: Too big/);
});

it('never asks more often than it may', () => {
  for (const repairs of [0, 1, 2, 5]) {
    const { reply, asked } = ask([], repairs);
    expect(reply).toMatchObject({ value: undefined, problem: 'it holds no JSON object', attempts: repairs + 1 });
    expect(asked).toHaveLength(repairs + 1);
  }
});

it.each([
  [replyOf('{"side":', { finish: 'length' }), 'The reply was cut: it holds no JSON object'],
  [replyOf('No.', { finish: 'refused' }), 'The model refused'],
  [replyOf(good, { finish: 'refused' }), 'The model refused'],
])('does not repair what would go wrong again', (first, problem) => {
  const { reply, asked } = ask([first, good], 3);
  expect(reply).toMatchObject({ value: undefined, problem });
  expect(asked).toHaveLength(1);
});

it('does not send megabytes back', () => {
  const { asked } = ask(['x'.repeat(1_000_000), good], 1);
  expect(asked[1]?.messages.at(-2)?.content).toHaveLength(4_000);
});

it('passes on the errors of the model, and tells them', () => {
  const error = new ModelError({ code: 'REFUSED', message: 'Status 401.' });
  const { model } = fakeModel(() => {
    throw error;
  });
  const { events, call } = listening();
  expect(() => structuredReply(model, requestOf('Which?'), shape, 1, call)).toThrow(error);
  expect(events[1]).toMatchObject({ type: 'model-failed', code: 'REFUSED', message: 'Status 401.' });
});
