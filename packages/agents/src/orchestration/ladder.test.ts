import { describe, expect, it } from 'vitest';
import { says, silent } from '../combine/says.test-helper';
import { type AbstentionCode, abstentionCodes } from '../opinion/answer';
import { abstain, defineAgent } from '../opinion/define-agent';
import { answerOf, listening, situationAt } from '../opinion/situation.test-helper';
import { ladder } from './ladder';

const cost = { calls: 1, inputTokens: 1, outputTokens: 1, nanoUsd: 1 };

const failing = (name: string, code: AbstentionCode = 'failed') =>
  defineAgent({ name, start: () => () => ({ ...abstain(code, `${name} failed.`), cost }) });

it('is the first where that works', () => {
  expect(answerOf(ladder({ rungs: [says('model', 0.5), says('plain', -1)] }))).toMatchObject({
    agent: 'ladder',
    score: 0.5,
    isDegraded: false,
    reason: 'model says so.',
  });
});

it('goes down until one works, says so, and sums what it cost', () => {
  const { events, call } = listening();
  const rungs = [failing('model'), failing('other', 'budget-exhausted'), says('plain', -1)];
  expect(answerOf(ladder({ rungs }), situationAt(), call)).toMatchObject({
    score: -1,
    isDegraded: true,
    cost: { calls: 2 },
    reason: 'plain says so. (instead of model: failed, other: budget-exhausted)',
  });
  expect(events.filter(({ type }) => type === 'fell-back')).toEqual([
    { type: 'fell-back', agent: 'ladder', from: 'model', to: 'other', why: 'failed' },
    { type: 'fell-back', agent: 'ladder', from: 'other', to: 'plain', why: 'budget-exhausted' },
  ]);
});

it('abstains as the last did when all fail, marked degraded', () => {
  expect(answerOf(ladder({ rungs: [failing('a'), failing('b', 'timed-out')] }))).toMatchObject({
    type: 'abstention',
    code: 'timed-out',
    isDegraded: true,
    cost: { calls: 2 },
  });
});

describe('an agent that works and has no opinion', () => {
  const failures = ['malformed', 'failed', 'timed-out', 'budget-exhausted', 'unsafe'];

  it.each(abstentionCodes)('%s', (code) => {
    const answer = answerOf(ladder({ rungs: [failing('a', code), says('b', 1)] }));
    expect(answer.type).toBe(failures.includes(code) ? 'opinion' : 'abstention');
  });

  it('may count as a failure', () => {
    expect(answerOf(ladder({ rungs: [silent('a'), says('b', 1)], fallsOn: ['no-data'] }))).toMatchObject({ score: 1 });
  });
});

it('every rung observes every moment', () => {
  let seen = 0;
  const last = defineAgent({
    name: 'last',
    start: () => ({
      observe: () => {
        seen += 1;
      },
      ask: () => abstain('no-data', 'x'),
    }),
  });
  answerOf(ladder({ rungs: [says('first', 1), last] }));
  expect(seen).toBe(1);
});

it('asks nobody else once it is aborted', () => {
  const controller = new AbortController();
  controller.abort();
  const rungs = [failing('a'), says('b', 1)];
  expect(answerOf(ladder({ rungs }), situationAt(), listening(controller.signal).call).type).toBe('abstention');
});
