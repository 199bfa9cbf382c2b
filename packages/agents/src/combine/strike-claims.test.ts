import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evidence } from '../opinion/evidence';
import { normaliseAnswer } from '../opinion/normalise-answer';
import { instrumentId, situationAt } from '../opinion/situation.test-helper';
import { profile } from '../testing-profile.test-helper';
import { knownNumbers } from './known-numbers';
import { strikeClaims } from './strike-claims';

const place = { agent: 'a', instrumentId, timeMs: 1_000, knownEvidence: new Set<string>() };
const opinion = (reason: string) => normaliseAnswer({ score: 1, confidence: 0.8, reason }, place);
const rsi = evidence({ kind: 'technical', source: 'core', receivedAtMs: 1, content: { rsi: 31.24 } });
const known = knownNumbers(situationAt(1_000, [rsi]));

it('strikes the sentence and its part of the confidence', () => {
  const { answer, struck } = strikeClaims(opinion('RSI is 31.2. Volume rose by 400 %! Buy.'), known);
  expect(struck).toEqual([{ claim: 'Volume rose by 400 %!', numbers: ['400 %'] }]);
  expect(answer).toMatchObject({ reason: 'RSI is 31.2. Buy.', confidence: expect.closeTo((0.8 * 2) / 3, 12) });
});

it('leaves nothing of a statement that is all invented', () => {
  expect(strikeClaims(opinion('Target 90,000 by Friday.'), known).answer).toMatchObject({
    confidence: 0,
    reason: 'All that it said was struck.',
  });
});

it('lets what is grounded, and abstentions, be', () => {
  for (const answer of [opinion('RSI is 31.'), normaliseAnswer({ abstain: 'no-data', reason: '77.' }, place)]) {
    expect(strikeClaims(answer, known)).toEqual({ answer, struck: [] });
  }
});

it('strikes every invented number, whatever the sentence around it', () => {
  const templates = [
    (number: string) => `RSI stands at ${number}.`,
    (number: string) => `RSI is 31.2; support at $${number} holds.`,
    (number: string) => `Volume grew ${number}% (a record) while RSI is 31.24.`,
    (number: string) => `We saw ${number}k new addresses!`,
    (number: string) => `As reported,${number} wallets moved.`,
    (number: string) => `RSI${number} crossed.`,
  ];
  // At a moment whose known numbers are 0, 1, 100 and 31.24, two decimals that are none of these are invented.
  const invented = fc
    .integer({ min: 200, max: 99_999_999 })
    .map((cents) => cents / 100)
    .filter((value) => ![1, 31.24, 100, 3124, 10_000].some((one) => Math.abs(one - value) < 0.01))
    .map((value) => value.toFixed(2));
  fc.assert(
    fc.property(invented, fc.constantFrom(...templates), (number, template) => {
      const { answer, struck } = strikeClaims(opinion(template(number)), known);
      expect(struck.flatMap(({ numbers }) => numbers).join(' ')).toContain(number);
      expect(answer.type === 'opinion' && answer.confidence).toBeLessThan(0.8);
      expect(answer.reason).not.toContain(number);
    }),
    profile(500, 10_000),
  );
});
