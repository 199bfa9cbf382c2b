import { expect, it } from 'vitest';
import { answerOf, listening, situationAt } from '../opinion/situation.test-helper';
import { says, silent } from './says.test-helper';
import { veto } from './veto';

const base = { atOrBelow: -0.5, whenAbstaining: 'veto' } as const;
const bull = says('bull', 0.8, 0.6);

it('passes the opinion on unchanged when nobody says no', () => {
  const answer = answerOf(veto({ ...base, agent: bull, by: [says('risk', -0.49), says('law', 1)] }));
  expect(answer).toMatchObject({
    type: 'opinion',
    agent: 'veto',
    score: 0.8,
    confidence: 0.6,
    reason: 'bull says so.',
  });
});

it.each([
  [says('risk', -0.5), 'risk says no: risk says so.'],
  [silent('risk'), 'risk says no: risk knows nothing.'],
])('one no is enough', (risk, reason) => {
  expect(answerOf(veto({ ...base, agent: bull, by: [says('law', 1), risk] }))).toMatchObject({
    code: 'vetoed',
    reason,
  });
});

it('an abstention passes where one says so', () => {
  expect(answerOf(veto({ ...base, whenAbstaining: 'pass', agent: bull, by: [silent('risk')] }))).toMatchObject({
    score: 0.8,
  });
});

it('leaving is refused only where all is', () => {
  const given = { ...base, agent: says('bear', -1), by: [says('risk', -1)] };
  expect(answerOf(veto(given))).toMatchObject({ type: 'opinion', score: -1 });
  expect(answerOf(veto({ ...given, refuses: 'all' }))).toMatchObject({ code: 'vetoed' });
});

it('abstains as the agent does, and tells how it came about', () => {
  const { events, call } = listening();
  const answer = answerOf(veto({ ...base, agent: silent('bull'), by: [says('risk', 1)] }), situationAt(), call);
  expect(answer).toMatchObject({ code: 'no-data', reason: 'bull knows nothing.' });
  expect(events.at(-2)).toMatchObject({ method: 'veto', contributions: [{ weight: 1 }, { weight: 0 }], answer });
});
