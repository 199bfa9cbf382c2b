import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import type { Situation } from '../opinion/agent';
import { defineAgent } from '../opinion/define-agent';
import { evidence } from '../opinion/evidence';
import { answerOf, contextOf, listening, situationAt, snapshotAt } from '../opinion/situation.test-helper';
import { debate } from './debate';
import { says, silent } from './says.test-helper';

const item = evidence({ kind: 'news', source: 'feed', receivedAtMs: 1, content: 'x' });

/** Goes half the way to what the others said last, and keeps what it was asked. */
const yielding = (name: string, start: number, asked: Situation[] = []) =>
  defineAgent({
    name,
    start: () => (situation) => {
      asked.push(situation);
      const others = situation.heard.filter(({ agent }) => agent !== name).slice(-1);
      const own = situation.heard.filter(({ agent }) => agent === name).slice(-1);
      const score = (answer: (typeof others)[number] | undefined) =>
        answer?.type === 'opinion' ? answer.score : start;
      return { score: (score(own[0]) + score(others[0])) / 2, confidence: 0.5, reason: 'I listen.' };
    },
  });

it('ends when nobody moves any more', () => {
  const asked: Situation[] = [];
  const answer = answerOf(debate({ sides: [yielding('a', 1, asked), yielding('b', -1)], maximumRounds: 10 }));
  expect(answer).toMatchObject({ type: 'opinion', score: 0, confidence: 0.5 });
  // 1 and −1, then 0 and 0 twice.
  expect(asked.map(({ round, heard }) => [round, heard.length])).toEqual([
    [0, 0],
    [1, 2],
    [2, 4],
  ]);
  expect(answer.reason).toBe('3 rounds. a: I listen. b: I listen.');
});

it('never takes more rounds than it may', () => {
  let asked = 0;
  const restless = defineAgent({
    name: 'restless',
    start: () => () => {
      asked += 1;
      return { score: asked % 2, confidence: 0.5, reason: 'I change my mind.' };
    },
  });
  for (const maximumRounds of [1, 2, 7]) {
    asked = 0;
    answerOf(debate({ sides: [restless, says('b', 0)], maximumRounds }));
    expect(asked).toBe(maximumRounds);
  }
});

it('counts a statement that names evidence twice as much', () => {
  const sides = [says('a', 1, 0.5, { evidence: [item.id] }), says('b', -1, 0.5)];
  const answer = answerOf(debate({ sides, maximumRounds: 1 }), situationAt(9, [item]));
  // (1·0.5·1 − 0.5·0.5) / (1·0.5 + 0.5·0.5)
  expect(answer).toMatchObject({ score: expect.closeTo(1 / 3, 12), evidence: [item.id] });
});

it('strikes invented numbers, and says whose and which', () => {
  const liar = defineAgent({
    name: 'liar',
    start: () => () => ({ score: 1, confidence: 1, reason: 'ROE is 87.3 %. Trust me.' }),
  });
  const { events, call } = listening();
  const answer = answerOf(debate({ sides: [liar, says('honest', -1)], maximumRounds: 1 }), situationAt(), call);
  expect(events.filter(({ type }) => type === 'claim-struck')).toEqual([
    { type: 'claim-struck', agent: 'liar', round: 0, claim: 'ROE is 87.3 %.', numbers: ['87.3 %'] },
  ]);
  // Half of its confidence is gone: (0.5·0.5 − 0.5·1) / (0.5·0.5 + 0.5·1)
  expect(answer).toMatchObject({ score: expect.closeTo(-1 / 3, 12) });
  expect(answer.reason).not.toContain('87');
  const { heard } = { heard: [] as string[] };
  const listener = defineAgent({
    name: 'listener',
    start: () => (situation) => {
      heard.push(...situation.heard.map(({ reason }) => reason));
      return { score: situation.round / 10, confidence: 1, reason: 'I hear.' };
    },
  });
  answerOf(debate({ sides: [liar, listener], maximumRounds: 2 }));
  expect(heard).toEqual(['Trust me.', 'I hear.']);
  const unchecked = debate({ sides: [liar, says('honest', -1)], maximumRounds: 1, checksNumbers: false });
  expect(answerOf(unchecked)).toMatchObject({ score: 0 });
});

it('strikes invented numbers in words as in digits, and keeps those that evidence has in either', () => {
  const said = evidence({ kind: 'news', source: 'feed', receivedAtMs: 1, content: 'Users rose twenty-five percent' });
  const side = (name: string, reason: string) =>
    defineAgent({ name, start: () => () => ({ score: 1, confidence: 1, reason }) });
  const struckOf = (reason: string): number => {
    const { events, call } = listening();
    answerOf(debate({ sides: [side('a', reason), says('b', 0)], maximumRounds: 1 }), situationAt(9, [said]), call);
    return events.filter(({ type }) => type === 'claim-struck').length;
  };
  expect(struckOf('It will rise ninety percent.')).toBe(1);
  expect(struckOf('Users rose 25 %.')).toBe(0);
  expect(struckOf('Users rose twenty-five percent.')).toBe(0);
});

it('sums what every round cost', () => {
  const cost = { calls: 1, inputTokens: 1, outputTokens: 1, nanoUsd: 1 };
  const sides = [says('a', 1, 1, { cost }), says('b', -1, 1, { cost })];
  expect(answerOf(debate({ sides, maximumRounds: 5 }))).toMatchObject({ cost: { calls: 4 } });
});

it('needs two opinions at the end', () => {
  expect(answerOf(debate({ sides: [says('a', 1), silent('b')], maximumRounds: 2 }))).toMatchObject({
    code: 'no-quorum',
  });
});

it('is the same later', async () => {
  const later = (name: string, score: number) =>
    defineAgent({
      name,
      start:
        () =>
        async ({ round }) => ({ score: score / (1 + round), confidence: 1, reason: 'So.' }),
    });
  const now = (name: string, score: number) =>
    defineAgent({
      name,
      start:
        () =>
        ({ round }) => ({ score: score / (1 + round), confidence: 1, reason: 'So.' }),
    });
  const answers = await Promise.all(
    [later, now].map((side) => {
      const running = debate({ sides: [side('a', 1), side('b', -0.5)], maximumRounds: 4 }).start(contextOf());
      running.observe(snapshotAt());
      return running.ask(situationAt(), listening().call);
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
});

it.each([{ sides: [says('a', 1)] }, { maximumRounds: 0 }, { maximumRounds: 1e9 }])('refuses %o', (wrong) => {
  const given = { sides: [says('a', 1), says('b', 1)], maximumRounds: 2 };
  expect(() => debate({ ...given, ...wrong })).toThrow(InvalidOptionsError);
});
