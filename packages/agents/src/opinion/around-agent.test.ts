import { expect, it } from 'vitest';
import { aroundAgent } from './around-agent';
import { abstain, defineAgent } from './define-agent';
import { answerOf, contextOf, listening, situationAt, snapshotAt } from './situation.test-helper';

const cost = { calls: 1, inputTokens: 2, outputTokens: 3, nanoUsd: 4 };

it('passes abstentions on with what they cost, and changes opinions alone', () => {
  const silent = defineAgent({ name: 'silent', start: () => () => ({ ...abstain('stale-data', 'Old.'), cost }) });
  let changed = 0;
  const change = () => {
    changed += 1;
    return { score: 0.5, confidence: 0.5, reason: 'Changed.' };
  };
  const around = aroundAgent('around', silent, () => ({ change }));
  expect(answerOf(around)).toMatchObject({ agent: 'around', code: 'stale-data', reason: 'Old.', cost });
  expect(changed).toBe(0);
  const sure = defineAgent({ name: 'sure', start: () => () => ({ score: 1, confidence: 1, reason: 'Sure.' }) });
  expect(answerOf(aroundAgent('around', sure, () => ({ change })))).toMatchObject({ score: 0.5, reason: 'Changed.' });
});

it('shows every moment to the agent first and then to what stands around it, and waits for either', async () => {
  const seen: string[] = [];
  const slow = defineAgent({
    name: 'slow',
    start: () => ({
      observe: () => void seen.push('agent'),
      ask: async () => ({ score: 1, confidence: 1, reason: 'Later.' }),
    }),
  });
  const around = aroundAgent('around', slow, () => ({
    observe: () => void seen.push('around'),
    change: async ({ confidence }) => ({ score: -1, confidence: confidence / 2, reason: 'Later still.' }),
  }));
  const running = around.start(contextOf());
  running.observe(snapshotAt());
  expect(seen).toEqual(['agent', 'around']);
  expect(await running.ask(situationAt(), listening().call)).toMatchObject({ score: -1, confidence: 0.5 });
});
