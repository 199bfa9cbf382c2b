import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { opinionDraftSchema, parseAnswer } from './answer-schema';
import { normaliseAnswer } from './normalise-answer';

const place = { agent: 'a', instrumentId: 'x', timeMs: 7, knownEvidence: new Set<string>() };
const opinion = normaliseAnswer({ score: 1, confidence: 1, reason: 'Up.' }, place);

it.each([
  { score: 1.5 },
  { confidence: -0.5 },
  { cost: {} },
  { type: 'opinionated' },
  { repairs: ['all'] },
  { horizonMs: 0 },
  { order: 'buy' },
  { reason: 'x'.repeat(2_001) },
])('refuses %o', (wrong) => {
  expect(() => parseAnswer({ ...opinion, ...wrong })).toThrow(InvalidOptionsError);
});

it('an abstention needs a code of the list', () => {
  const abstention = normaliseAnswer({ abstain: 'no-data', reason: 'x' }, place);
  expect(parseAnswer(abstention)).toEqual(abstention);
  expect(() => parseAnswer({ ...abstention, code: 'tired' })).toThrow(InvalidOptionsError);
});

it('what a model fills in can be said as JSON Schema', () => {
  const schema = z.toJSONSchema(opinionDraftSchema());
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  expect(schema.required).toEqual(['score', 'confidence', 'horizonHours', 'evidence', 'reason']);
});
