import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLimits } from './limits-document';
import { limitsHash } from './limits-hash';

const document = readLimits({
  name: 'paper',
  version: 3,
  reportingAsset: 'USDT',
  effectiveAtMs: 1_700_000_000_000,
  limits: { 'max-weight': { kind: 'max-weight', limitFraction: 0.2 } },
  approvedBy: ['ada'],
});

it('is the SHA-256 of the text that is written down here', () => {
  const text =
    '{"approvedBy":["ada"],"effectiveAtMs":1700000000000,"limits":{"max-weight":{"isSoft":false,"kind":"max-weight",' +
    '"limitFraction":0.2}},"name":"paper","reportingAsset":"USDT","version":3}';
  expect(limitsHash(document)).toBe(createHash('sha256').update(text).digest('hex'));
});

it('does not see the order in which fields were written', () => {
  const shuffled = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, one]) => [key, shuffled(one)]),
        );
  expect(limitsHash(shuffled(document) as typeof document)).toBe(limitsHash(document));
});

it('sees every other figure', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-9, max: 10, noNaN: true }),
      fc.integer({ min: 1, max: 1e9 }),
      (limitFraction, version) => {
        const limits = { 'max-weight': { kind: 'max-weight', limitFraction, isSoft: false } } as const;
        const isSame = limitFraction === 0.2 && version === 3;
        expect(limitsHash({ ...document, version, limits }) === limitsHash(document)).toBe(isSame);
      },
    ),
    { numRuns: 200, seed: 1 },
  );
  expect(limitsHash({ ...document, approvedBy: [] })).not.toBe(limitsHash(document));
});
