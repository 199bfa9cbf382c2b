import { InvalidOptionsError } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../opinion/answer-schema';
import { evidence } from '../opinion/evidence';
import { answerOf, contextOf, listening, situationAt, snapshotAt } from '../opinion/situation.test-helper';
import { profile } from '../testing-profile.test-helper';
import { says, saysLater, silent } from './says.test-helper';
import { weightedVote } from './weighted-vote';

const vote = (parts: readonly [number, number, number][]) =>
  weightedVote({
    members: parts.map(([weight, score, confidence], n) => ({ weight, agent: says(`m${n}`, score, confidence) })),
  });

it('is the mean by weight and confidence', () => {
  // (3·0.5·1 + 1·1·(−1)) / (3·0.5 + 1·1) = 0.5 / 2.5; (3·0.5 + 1·1) / 4
  expect(
    answerOf(
      vote([
        [3, 1, 0.5],
        [1, -1, 1],
      ]),
    ),
  ).toMatchObject({
    type: 'opinion',
    agent: 'weighted-vote',
    score: expect.closeTo(0.2, 15),
    confidence: expect.closeTo(0.625, 15),
  });
  expect(
    answerOf(
      vote([
        [1, 1, 0],
        [2, -1, 0],
      ]),
    ),
  ).toMatchObject({ score: 0, confidence: 0 });
});

it('wants what members would do alone, weighted', () => {
  const part = fc.tuple(
    fc.double({ min: 1e-3, max: 1e3 }),
    fc.double({ min: -1, max: 1 }),
    fc.double({ min: 0, max: 1 }),
  );
  fc.assert(
    fc.property(
      fc.array(
        part.map((one) => one.map((x) => (Number.isNaN(x) ? 0.5 : x)) as [number, number, number]),
        { minLength: 1, maxLength: 12 },
      ),
      (parts) => {
        const answer = answerOf(vote(parts));
        parseAnswer(answer);
        if (answer.type !== 'opinion') throw new Error(answer.reason);
        expect(answer.repairs).toEqual([]);
        const total = parts.reduce((sum, [weight]) => sum + weight, 0);
        const alone = parts.reduce(
          (sum, [weight, score, confidence]) => sum + (weight / total) * score * confidence,
          0,
        );
        expect(answer.score * answer.confidence).toBeCloseTo(alone, 9);
        const scores = parts.map(([, score]) => score);
        if (answer.confidence > 1e-9) {
          expect(answer.score).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-9);
          expect(answer.score).toBeLessThanOrEqual(Math.max(...scores) + 1e-9);
        }
      },
    ),
    profile(100, 10_000),
  );
});

describe('abstentions', () => {
  const members = [
    { agent: says('a', 1, 0.5), weight: 1 },
    { agent: silent('b'), weight: 1 },
    { agent: silent('c'), weight: 0.5 },
  ];

  it('count for nothing but the quorum', () => {
    expect(answerOf(weightedVote({ members, minimumShare: 0.4 }))).toMatchObject({ score: 1, confidence: 0.5 });
    expect(answerOf(weightedVote({ members, minimumShare: 0.41 }))).toMatchObject({
      code: 'no-quorum',
      reason: expect.stringContaining('40.0 % of the weight'),
    });
    expect(answerOf(weightedVote({ members, minimumShare: 0, minimumOpinions: 2 }))).toMatchObject({
      code: 'no-quorum',
      reason: expect.stringContaining('1 of 3 have an opinion. a 1.00 × 0.50, b no-data, c no-data'),
    });
  });

  it('of all leave nothing', () => {
    expect(answerOf(weightedVote({ members: [{ agent: silent('a'), weight: 1 }], minimumShare: 0 }))).toMatchObject({
      code: 'no-quorum',
    });
  });
});

it('too much disagreement is no opinion', () => {
  const members = [
    { agent: says('a', 1), weight: 1 },
    { agent: says('b', -1), weight: 1 },
  ];
  expect(answerOf(weightedVote({ members, maximumSpread: 1 }))).toMatchObject({ type: 'opinion', score: 0 });
  expect(answerOf(weightedVote({ members, maximumSpread: 0.99 }))).toMatchObject({ code: 'disagreement' });
});

it('takes over costs, evidence, the nearest horizon and what is degraded', () => {
  const item = evidence({ kind: 'news', source: 'feed', receivedAtMs: 1, content: 'x' });
  const cost = { calls: 1, inputTokens: 5, outputTokens: 6, nanoUsd: 7 };
  const members = [
    { agent: says('a', 1, 1, { evidence: [item.id], cost, horizonMs: 500 }), weight: 1 },
    { agent: says('b', 1, 1, { evidence: [item.id], cost, horizonMs: 300, isDegraded: true }), weight: 1 },
  ];
  expect(answerOf(weightedVote({ members }), situationAt(9, [item]))).toMatchObject({
    evidence: [item.id],
    cost: { calls: 2, inputTokens: 10, outputTokens: 12, nanoUsd: 14 },
    horizonMs: 300,
    isDegraded: true,
  });
});

it('tells all that the count needs', () => {
  const { events, call } = listening();
  const answer = answerOf(
    vote([
      [2, 1, 1],
      [1, -1, 1],
    ]),
    situationAt(),
    call,
  );
  expect(events.map(({ type }) => type)).toEqual([
    ...['agent-asked', 'agent-asked', 'agent-answered', 'agent-asked', 'agent-answered'],
    ...['answers-combined', 'agent-answered'],
  ]);
  expect(events.at(-2)).toMatchObject({
    method: 'weighted-vote',
    contributions: [{ weight: 2 }, { weight: 1 }],
    settings: { minimumOpinions: 1, minimumShare: 0.5, maximumSpread: 2 },
    answer,
  });
});

it('asks those that take time at the same time, and counts in the order of the members', async () => {
  const members = ['a', 'b', 'c'].map((name) => ({ agent: saysLater(name, 0.5), weight: 1 }));
  const { events, call } = listening();
  const running = weightedVote({ members }).start(contextOf());
  running.observe(snapshotAt());
  expect(await running.ask(situationAt(), call)).toMatchObject({ score: 0.5 });
  expect(events.slice(0, 4).map(({ type }) => type)).toEqual(Array(4).fill('agent-asked'));
});

it.each([
  { members: [] },
  { members: [{ agent: says('a', 1), weight: 0 }] },
  { members: [{ agent: {}, weight: 1 }] },
  {
    members: [
      { agent: says('a', 1), weight: 1 },
      { agent: says('a', 0), weight: 1 },
    ],
  },
])('refuses %o', (options) => {
  expect(() => weightedVote(options as never)).toThrow(InvalidOptionsError);
});
