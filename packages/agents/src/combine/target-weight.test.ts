import { expect, it } from 'vitest';
import { normaliseAnswer } from '../opinion/normalise-answer';
import { targetWeight } from './target-weight';

const place = { agent: 'a', instrumentId: 'x', timeMs: 0, knownEvidence: new Set<string>() };
const opinion = (score: number, confidence: number) => normaliseAnswer({ score, confidence, reason: 'x' }, place);
const rules = { maximumWeight: 0.5, band: 0.1, whenAbstaining: 'hold' } as const;

it.each([
  // score, confidence, current weight, weight
  [1, 1, 0, 0.5],
  [1, 0.5, 0, 0.25],
  [0.4, 0.5, 0, undefined], // 0.1 is the band itself
  [0.41, 0.5, 0, 0.1025],
  [1, 1, 0.4, undefined],
  [1, 1, 0.39, 0.5],
  [0, 1, 0.05, 0], // leaving needs no band
  [-1, 1, 0.5, 0],
  [-1, 1, 0, undefined],
  [1, 0, 0.5, 0],
])('score %d × confidence %d at weight %d goes to %s', (score, confidence, current, weight) => {
  expect(targetWeight(opinion(score, confidence), current, rules)).toEqual({
    weight: weight === undefined ? undefined : expect.closeTo(weight, 12),
    why: weight === undefined ? 'inside-band' : 'opinion',
  });
});

it('an abstention holds, or flattens what there is', () => {
  const abstention = normaliseAnswer({ abstain: 'no-data', reason: 'x' }, place);
  const flatten = { ...rules, whenAbstaining: 'flatten' } as const;
  expect(targetWeight(abstention, 0.5, rules)).toEqual({ weight: undefined, why: 'abstention' });
  expect(targetWeight(abstention, 0.5, flatten)).toEqual({ weight: 0, why: 'abstention' });
  expect(targetWeight(abstention, 0, flatten)).toEqual({ weight: undefined, why: 'abstention' });
});

it('a weight that is not known leaves the position alone', () => {
  expect(targetWeight(opinion(1, 1), Number.NaN, rules).weight).toBeUndefined();
});
