import { describe, expect, it } from 'vitest';
import { parseAnswer } from './answer-schema';
import { type AnswerPlace, messageOf, normaliseAnswer } from './normalise-answer';

const place: AnswerPlace = { agent: 'a', instrumentId: 'x', timeMs: 7, knownEvidence: new Set(['e1', 'e2']) };

const good = { score: 0.5, confidence: 0.25, reason: 'Up.', evidence: ['e1'], horizonMs: 1_000 };

const read = (draft: unknown) => {
  const answer = normaliseAnswer(draft, place);
  expect(parseAnswer(answer)).toEqual(answer);
  return answer;
};

it('fills in what an opinion needs', () => {
  expect(read(good)).toEqual({
    type: 'opinion',
    agent: 'a',
    instrumentId: 'x',
    timeMs: 7,
    score: 0.5,
    confidence: 0.25,
    horizonMs: 1_000,
    reason: 'Up.',
    evidence: ['e1'],
    cost: { calls: 0, inputTokens: 0, outputTokens: 0, nanoUsd: 0 },
    model: undefined,
    isDegraded: false,
    repairs: [],
  });
});

describe('what could be meant in two ways is no opinion', () => {
  it.each([
    [{ ...good, score: 85 }, /score was no number in −1…1/],
    [{ ...good, score: 1.001 }, /score/],
    [{ ...good, score: Number.NaN }, /score/],
    [{ ...good, score: '85%' }, /score/],
    [{ ...good, score: '' }, /score/],
    [{ ...good, score: [0.5] }, /score/],
    [{ ...good, score: null }, /score/],
    [{ ...good, confidence: -0.1 }, /confidence was no number in 0…1/],
    [{ ...good, confidence: 'high' }, /confidence/],
    [{ ...good, confidence: Number.POSITIVE_INFINITY }, /confidence/],
    [{}, /score/],
    [undefined, /undefined/],
    [null, /null/],
    [[good], /a list/],
    ['buy!', /a string/],
    [() => good, /a function/],
  ])('%j', (draft, reason) => {
    expect(read(draft)).toMatchObject({ type: 'abstention', code: 'malformed', reason: expect.stringMatching(reason) });
  });

  it('keeps what it cost and who was asked', () => {
    const cost = { calls: 1, inputTokens: 2, outputTokens: 3, nanoUsd: 4 };
    expect(read({ score: 9, confidence: 1, cost, model: 'm' })).toMatchObject({ type: 'abstention', cost, model: 'm' });
  });
});

describe('what decides nothing is mended and named', () => {
  it.each([
    [{ score: 1 + 1e-12 }, { score: 1 }, ['score-rounded']],
    [{ score: -1 - 1e-12 }, { score: -1 }, ['score-rounded']],
    [{ confidence: -1e-12 }, { confidence: 0 }, ['confidence-rounded']],
    [{ score: ' -0.5 ' }, { score: -0.5 }, ['number-from-text']],
    [{ score: '1e-1' }, { score: 0.1 }, ['number-from-text']],
    [{ horizonMs: 'soon' }, { horizonMs: undefined }, ['horizon-dropped']],
    [{ horizonMs: 0 }, { horizonMs: undefined }, ['horizon-dropped']],
    [{ horizonMs: undefined, horizonHours: 2 }, { horizonMs: 7_200_000 }, []],
    [{ horizonMs: null, horizonHours: null }, { horizonMs: undefined }, []],
    [{ evidence: ['e1', 'e1', 'e2', 'e9', 3] }, { evidence: ['e1', 'e2'] }, ['evidence-dropped']],
    [{ evidence: 'e1' }, { evidence: [] }, ['evidence-dropped']],
    [{ evidence: null }, { evidence: [] }, []],
    [{ reason: 'a\u0000b\u202e\nc\ud800' }, { reason: 'a b c' }, []],
    [{ reason: 'x'.repeat(5_000_000) }, { reason: 'x'.repeat(2_000) }, ['reason-cut']],
    [{ reason: `${'x'.repeat(1_999)}🚀` }, { reason: 'x'.repeat(1_999) }, ['reason-cut']],
    [{ reason: 5 }, { reason: 'No reason was given.' }, ['reason-missing']],
    [{ cost: { calls: 0.5 } }, {}, ['cost-dropped']],
    [{ cost: { calls: -1, inputTokens: 0, outputTokens: 0, nanoUsd: 0 } }, {}, ['cost-dropped']],
    [{ isDegraded: 'yes' }, { isDegraded: false }, []],
    [{ isDegraded: true, model: 'm' }, { isDegraded: true, model: 'm' }, []],
  ])('%o', (change, expected, repairs) => {
    const answer = read({ ...good, ...change });
    expect(answer).toMatchObject({ type: 'opinion', ...expected });
    expect(answer.repairs).toEqual(repairs);
  });

  it('has one zero', () => {
    const answer = read({ ...good, score: -0 });
    expect(Object.is(answer.type === 'opinion' && answer.score, 0)).toBe(true);
  });
});

it('takes abstentions, with codes of the list alone', () => {
  expect(read({ abstain: 'no-data', reason: 'Nothing.' })).toMatchObject({ type: 'abstention', code: 'no-data' });
  expect(read({ type: 'abstention', code: 'expired', reason: 'Late.' })).toMatchObject({
    code: 'expired',
    repairs: [],
  });
  expect(read({ abstain: 'because', reason: 'x' })).toMatchObject({ code: 'malformed', repairs: ['code-replaced'] });
  expect(read({ type: 'abstention' })).toMatchObject({ code: 'malformed' });
});

it('a getter or a proxy that throws is malformed', () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new RangeError('no');
      },
    },
  );
  expect(read(hostile)).toMatchObject({ code: 'malformed', reason: 'The answer could not be read: no.' });
  const unspeakable = { [Symbol.toPrimitive]: () => ({}) };
  expect(messageOf(unspeakable)).toBe('something that cannot be shown');
});
