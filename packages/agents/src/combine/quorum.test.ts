import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { answerOf, listening, situationAt } from '../opinion/situation.test-helper';
import { quorum } from './quorum';
import { says, silent } from './says.test-helper';

it('speaks for those that point the same way', () => {
  const agents = [says('a', 1, 0.5), says('b', 0.5, 1), says('c', -1, 1), silent('d')];
  expect(answerOf(quorum({ agents, atLeast: 3 }))).toMatchObject({
    code: 'no-quorum',
    reason: '2 up, 1 down, 0 neutral, 1 without an opinion; 3 needed.',
  });
  // Mean score 0.75, mean confidence 0.75, and two of three agents.
  expect(answerOf(quorum({ agents: agents.slice(0, 3), atLeast: 2 }))).toMatchObject({ score: 0.75, confidence: 0.5 });
});

it('may agree on nothing being up', () => {
  const agents = [says('a', 0.1), says('b', -0.1), says('c', 1)];
  expect(answerOf(quorum({ agents, atLeast: 2 }))).toMatchObject({ type: 'opinion', score: 0 });
  expect(answerOf(quorum({ agents, atLeast: 2, neutral: 0.05 }))).toMatchObject({ type: 'opinion', score: 0.55 });
});

it('tells how it came about', () => {
  const { events, call } = listening();
  const answer = answerOf(quorum({ agents: [says('a', 1)], atLeast: 1 }), situationAt(), call);
  expect(events.at(-2)).toMatchObject({ type: 'answers-combined', method: 'quorum', answer });
});

it.each([{ atLeast: 1 }, { atLeast: 3 }, { atLeast: 1.5 }])('refuses %o of two agents', ({ atLeast }) => {
  expect(() => quorum({ agents: [says('a', 1), says('b', 1)], atLeast })).toThrow(InvalidOptionsError);
});
