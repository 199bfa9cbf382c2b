import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { abstentionCodes } from './answer';
import { parseAnswer } from './answer-schema';
import { type AnswerPlace, normaliseAnswer } from './normalise-answer';

const place: AnswerPlace = { agent: 'a', instrumentId: 'x', timeMs: 7, knownEvidence: new Set(['e1']) };

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
});

const fieldNames = [
  ...['type', 'score', 'confidence', 'reason', 'evidence', 'horizonMs', 'horizonHours', 'cost', 'model'],
  ...['isDegraded', 'abstain', 'code', 'agent', 'timeMs', '__proto__', 'constructor', 'toString'],
];

const nearNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -1.2, max: 1.2 }),
  fc.constantFrom('0.5', '-1', '1e3', '85%', 'NaN', 'Infinity', '', ' 1 ', '٣', '0x10', true, null, {}, [], 1n),
);

/** Fields of the right names with anything in them, half of the numbers near the right ones. */
const nearOpinion = fc
  .record({ score: nearNumber, confidence: nearNumber, reason: fc.oneof(fc.string({ unit: 'binary' }), anything) })
  .chain((base) =>
    fc.dictionary(fc.constantFrom(...fieldNames), anything, { maxKeys: 5 }).map((rest) => ({ ...base, ...rest })),
  );

/** Objects whose getters throw or change. */
const treacherous = fc.tuple(fc.constantFrom(...fieldNames), anything).map(([name, value]) => {
  let count = 0;
  const draft = { score: 0.1, confidence: 0.2, reason: 'x' };
  Object.defineProperty(draft, name, {
    get: () => {
      count += 1;
      if (count % 2 === 0) throw value;
      return value;
    },
  });
  return draft;
});

const draft = fc.oneof(anything, nearOpinion, treacherous, fc.json(), fc.string({ unit: 'grapheme' }));

it('makes a valid opinion or a typed abstention of anything', () => {
  let opinions = 0;
  fc.assert(
    fc.property(draft, (said) => {
      const answer = normaliseAnswer(said, place);
      // Written and read again: plain data without fields of its own.
      expect(parseAnswer(JSON.parse(JSON.stringify(answer)))).toEqual(JSON.parse(JSON.stringify(answer)));
      expect([answer.agent, answer.instrumentId, answer.timeMs]).toEqual(['a', 'x', 7]);
      if (answer.type === 'abstention') expect(abstentionCodes).toContain(answer.code);
      else opinions += 1;
    }),
    profile(1_000, 10_000),
  );
  // Some of what was tried has to be usable, or nothing was shown.
  expect(opinions).toBeGreaterThan(20);
});
