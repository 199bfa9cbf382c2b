import { expect, it } from 'vitest';
import { says, silent } from '../combine/says.test-helper';
import { breathe, virtualClock } from '../models/virtual-clock.test-helper';
import type { Agent } from '../opinion/agent';
import type { Answer } from '../opinion/answer';
import { answerOf, contextOf, instrumentId, listening, situationAt } from '../opinion/situation.test-helper';
import { createApprovals } from './approvals';
import { withApproval } from './with-approval';

const setUp = (agent: Agent, passed = true) => {
  const clock = virtualClock(5);
  const approvals = createApprovals({ approvers: ['ann'], quorum: 1, expiresAfterMs: 1_000, clock });
  const approved = withApproval(agent, { approvals, clock, recheck: () => ({ passed, reason: 'Checked.' }) });
  const { events, call } = listening();
  const ended: { answer?: Answer } = {};
  void Promise.resolve(approved.start(contextOf()).ask(situationAt(), call)).then((answer) => {
    ended.answer = answer;
  });
  return { clock, approvals, approved, events, ended };
};

const id = `${instrumentId}@1000`;

it('waits for a person, then passes the opinion on', async () => {
  const { approvals, ended, events } = setUp(says('bold', 1, 0.5));
  await breathe();
  expect(ended.answer).toBeUndefined();
  expect(approvals.pending()).toMatchObject([{ id, summary: expect.stringContaining('score 1') }]);
  approvals.approve(id, 'ann');
  await breathe();
  expect(ended.answer).toMatchObject({ type: 'opinion', agent: 'approved bold', score: 1, confidence: 0.5 });
  expect(ended.answer?.reason).toBe('bold says so. (approved by ann)');
  expect(events.filter(({ type }) => type.startsWith('approval'))).toMatchObject([
    { type: 'approval-asked', id, expiresAtMs: 1_005 },
    { type: 'approval-ended', id, outcome: 'approved', by: ['ann'] },
  ]);
});

it.each([
  ['denied', 'denied', true],
  ['expired', 'expired', true],
  ['refused-by-check', 'unsafe', false],
])('%s is an abstention', async (outcome, code, passed) => {
  const { approvals, ended, clock } = setUp(says('bold', 1), passed);
  await breathe();
  if (outcome === 'denied') approvals.deny(id, 'ann', 'No.');
  else if (outcome === 'expired') await clock.advance(1_000);
  else approvals.approve(id, 'ann');
  await breathe();
  expect(ended.answer).toMatchObject({ type: 'abstention', code, reason: expect.stringContaining(outcome) });
});

it('asks nobody about what changes nothing', () => {
  expect(answerOf(setUp(says('calm', 0)).approved)).toMatchObject({ score: 0 });
  expect(answerOf(setUp(silent('mute')).approved)).toMatchObject({ code: 'no-data' });
});
