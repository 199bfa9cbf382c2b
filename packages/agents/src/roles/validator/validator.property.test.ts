import fc from 'fast-check';
import { expect, it } from 'vitest';
import { says } from '../../combine/says.test-helper';
import { evidence } from '../../opinion/evidence';
import { answerOf, situationAt } from '../../opinion/situation.test-helper';
import { profile } from '../../testing-profile.test-helper';
import { evidenceQuality, type QualityRules } from './evidence-quality';
import { validated } from './validated';

const rules: QualityRules = {
  needs: [
    { kind: 'news', maximumAgeMs: 1_000 },
    { kind: 'fundamental', maximumAgeMs: 5_000, minimumSources: 2 },
  ],
  fields: [{ kind: 'fundamental', field: 'price', minimum: 0, maximum: 1e6 }],
  agreementTolerance: 0.02,
};

const items = fc
  .array(
    fc.record({
      kind: fc.constantFrom('news', 'fundamental', 'other'),
      source: fc.constantFrom('a', 'b', 'c'),
      receivedAtMs: fc.integer({ min: 0, max: 10_000 }),
      publishedAtMs: fc.option(fc.integer({ min: 0, max: 12_000 }), { nil: undefined }),
      content: fc.oneof(fc.string(), fc.record({ price: fc.integer({ min: -10, max: 200 }) })),
    }),
    { maxLength: 15 },
  )
  .map((drafts) => drafts.map((draft, place) => evidence({ ...draft, id: `item ${place}` })));

it('every part is in 0…1, and the quality is the least of them', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 0, max: 20_000 }), (known, timeMs) => {
      const { completeness, freshness, consistency, agreement, quality } = evidenceQuality(known, timeMs, rules);
      for (const part of [completeness, freshness, consistency, agreement]) {
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(1);
        expect(quality).toBeLessThanOrEqual(part);
      }
    }),
    profile(200, 20_000),
  );
});

it('time alone never makes evidence better', () => {
  fc.assert(
    fc.property(items, fc.nat(50_000), fc.nat(50_000), (known, first, more) => {
      const early = evidenceQuality(known, 10_000 + first, rules);
      const late = evidenceQuality(known, 10_000 + first + more, rules);
      expect(late.quality).toBeLessThanOrEqual(early.quality);
      for (const gap of early.gaps) expect(late.gaps).toContain(gap);
    }),
    profile(200, 20_000),
  );
});

it('what is received later changes nothing now', () => {
  fc.assert(
    fc.property(items, fc.nat(10_000), (known, timeMs) => {
      const past = known.filter(({ receivedAtMs }) => receivedAtMs <= timeMs);
      expect(evidenceQuality(known, timeMs, rules)).toEqual(evidenceQuality(past, timeMs, rules));
    }),
    profile(200, 20_000),
  );
});

it('nothing raises a confidence or changes a score', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(items, part, part, part, fc.boolean(), (known, score, confidence, reviewed, hasReviewer) => {
      const agent = says('agent', score, confidence);
      const reviewer = hasReviewer ? says('reviewer', 0, reviewed) : undefined;
      const wrapped = validated({ agent, rules, minimumQuality: 0, reviewer });
      const answer = answerOf(wrapped, situationAt(10_000, known));
      const { quality } = evidenceQuality(known, 10_000, rules);
      if (answer.type !== 'opinion') throw new Error(answer.reason);
      expect(answer.score).toBe(score + 0);
      expect(answer.confidence).toBe(Math.min(confidence, quality, hasReviewer ? reviewed : 1) + 0);
    }),
    profile(200, 20_000),
  );
});
