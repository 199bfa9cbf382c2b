import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownAssets } from './known-assets';
import { scamCheck } from './scam-check';
import { scamRules } from './scam-rules';
import type { TokenFacts } from './token-facts';

const dayMs = 86_400_000;

const clean: Required<TokenFacts> = {
  symbol: 'NEW',
  name: 'New Token',
  isOfficial: false,
  isContractVerified: true,
  isUpgradeable: false,
  canSell: true,
  topTenFraction: 0.2,
  liquidityAmount: 400_000,
  lockedLiquidityFraction: 0.9,
  lockedForMs: 90 * dayMs,
  hasMintAuthority: false,
  hasFreezeAuthority: false,
  buyTaxFraction: 0.01,
  sellTaxFraction: 0.01,
  ageMs: 30 * dayMs,
};
const { isOfficial: _, ...unnamed } = clean;

describe('scamCheck', () => {
  it.each<[string, TokenFacts, number, string]>([
    ['nothing', clean, 0, 'pass'],
    ['a new token that need not be official', unnamed, 0, 'pass'],
    ['a failed sale', { ...clean, canSell: false }, 1, 'avoid'],
    ['a source that is not verified', { ...clean, isContractVerified: false }, 0.2, 'pass'],
    ['code that can be replaced', { ...clean, isUpgradeable: true }, 0.15, 'pass'],
    ['ten holders at 30 %', { ...clean, topTenFraction: 0.3 }, 0, 'pass'],
    ['ten holders just above 30 %', { ...clean, topTenFraction: 0.3000001 }, 0.15, 'pass'],
    ['ten holders at 50 %', { ...clean, topTenFraction: 0.5 }, 0.15, 'pass'],
    ['ten holders above 50 %', { ...clean, topTenFraction: 0.51 }, 0.3, 'pass'],
    ['a pool of 50,000', { ...clean, liquidityAmount: 50_000 }, 0, 'pass'],
    ['a pool just below', { ...clean, liquidityAmount: 49_999 }, 0.1, 'pass'],
    ['a pool below 10,000', { ...clean, liquidityAmount: 9_999 }, 0.2, 'pass'],
    ['liquidity that is not locked', { ...clean, lockedLiquidityFraction: 0 }, 0.25, 'pass'],
    ['a lock that ends soon', { ...clean, lockedForMs: 29 * dayMs }, 0.25, 'pass'],
    ['a mint authority', { ...clean, hasMintAuthority: true }, 0.3, 'pass'],
    ['a freeze authority', { ...clean, hasFreezeAuthority: true }, 0.3, 'pass'],
    ['both', { ...clean, hasMintAuthority: true, hasFreezeAuthority: true }, 0.6, 'caution'],
    ['a sale taxed at 6 %', { ...clean, sellTaxFraction: 0.06 }, 0.15, 'pass'],
    ['a sale taxed at 11 %', { ...clean, sellTaxFraction: 0.11 }, 0.3, 'pass'],
    ['a sale taxed at one half', { ...clean, sellTaxFraction: 0.5 }, 1, 'avoid'],
    ['a purchase taxed at 11 %', { ...clean, buyTaxFraction: 0.11 }, 0.2, 'pass'],
    ['six days of age', { ...clean, ageMs: 6 * dayMs }, 0.1, 'pass'],
    ['an hour of age', { ...clean, ageMs: dayMs / 24 }, 0.2, 'pass'],
    ['an imitation', { ...clean, symbol: 'BTC' }, 0.5, 'caution'],
    ['the real one', { ...clean, symbol: 'BTC', isOfficial: true }, 0, 'pass'],
    // 0.2 + 0.2 is the threshold, and what is on it is below it.
    ['two small things', { ...clean, isContractVerified: false, buyTaxFraction: 0.2 }, 0.4, 'pass'],
    ['three', { ...clean, isContractVerified: false, buyTaxFraction: 0.2, ageMs: 6 * dayMs }, 0.5, 'caution'],
    ['many', { ...clean, topTenFraction: 0.9, liquidityAmount: 5_000, lockedLiquidityFraction: 0 }, 0.75, 'avoid'],
  ])('%s', (_title, facts, score, verdict) => {
    expect(scamCheck(facts)).toMatchObject({ score, verdict });
  });

  it('lets nothing pass of which nothing is known', () => {
    const { verdict, score, reasons } = scamCheck({});
    expect([verdict, score]).toEqual(['avoid', 1]);
    expect(reasons.every(({ isKnown }) => !isKnown)).toBe(true);
  });

  const fields = Object.keys(unnamed).filter((field) => field !== 'symbol' && field !== 'name') as (keyof TokenFacts)[];
  it.each(fields)('without %s nothing passes, and it counts', (field) => {
    const { [field]: _known, ...rest } = clean;
    const missing = scamCheck(rest);
    expect(missing.verdict).not.toBe('pass');
    expect(missing.score).toBeGreaterThan(0);
    for (const broken of [null, Number.NaN, -1, Infinity, 'yes', {}]) {
      if (field === 'ageMs' && broken === Infinity) continue;
      if (field === 'lockedForMs' && broken === Infinity) continue;
      expect(scamCheck({ ...clean, [field]: broken } as TokenFacts)).toMatchObject({
        verdict: missing.verdict,
        score: missing.score,
      });
    }
  });

  it('an imitation of which nobody knows whether it is one does not pass', () => {
    const { isOfficial: _unknown, ...rest } = { ...clean, name: 'Bitcoin' };
    expect(scamCheck(rest)).toMatchObject({ verdict: 'caution', score: 0.5 });
    expect(scamCheck(rest, { knownAssets: [] })).toMatchObject({ verdict: 'pass', score: 0 });
  });

  it('knowing less never makes a token better', () => {
    const names = Object.keys(clean) as (keyof TokenFacts)[];
    const some = fc.record({
      topTenFraction: fc.double({ min: 0, max: 1, noNaN: true }),
      liquidityAmount: fc.double({ min: 0, max: 1e5, noNaN: true }),
      sellTaxFraction: fc.double({ min: 0, max: 0.49, noNaN: true }),
      isContractVerified: fc.boolean(),
      hasMintAuthority: fc.boolean(),
      ageMs: fc.double({ min: 0, max: 10 * dayMs, noNaN: true }),
    });
    fc.assert(
      fc.property(some, fc.constantFrom(...names), (facts, hidden) => {
        const whole: TokenFacts = { ...clean, ...facts, canSell: true };
        const { [hidden]: _gone, ...rest } = whole;
        expect(scamCheck(rest).score).toBeGreaterThanOrEqual(scamCheck(whole).score);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('says what it saw, the heaviest first, and where each rule comes from', () => {
    const { reasons, findings } = scamCheck({ ...clean, topTenFraction: 0.9, hasMintAuthority: true, ageMs: 0 });
    expect(reasons.map(({ rule, evidence }) => `${rule}: ${evidence}`)).toEqual([
      'holder-concentration: ten holders have 90 %',
      'mint-authority: somebody can make new units',
      'age: first traded 0 days ago',
    ]);
    expect(findings.map(({ rule }) => rule)).toEqual(scamRules(knownAssets).map(({ name }) => name));
    for (const { source } of findings) expect(source.length).toBeGreaterThan(10);
  });
});
