import { createBot, defineStrategy, simulatedBroker, target } from '@sigmax/core';
import { flatBars } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { guardsFrom } from './guards-from';
import { readLimits } from './limits-document';
import { limitsHash } from './limits-hash';
import { type LimitsProfileName, limitsProfiles } from './limits-profiles';
import { limitsOf } from './policy.test-helper';
import { weakenings } from './weakenings';

const names = Object.keys(limitsProfiles) as LimitsProfileName[];
const documentOf = (profile: LimitsProfileName, fields = {}) =>
  readLimits({ ...limitsOf(0), limits: {}, profile, ...fields });

describe.each(names)('profile %s', (name) => {
  it('builds guards that a bot can be made with', () => {
    const document = documentOf(name, {
      without: Object.keys(limitsProfiles[name]).filter((one) => /whitelist|majors/.test(one)),
    });
    const half = defineStrategy({
      name: 'half',
      start:
        () =>
        ({ bar }) =>
          target(bar.instrumentId, 0.5),
    });
    const bot = createBot({ strategy: half(), guards: guardsFrom(document), cash: { USDT: 10_000 } });
    const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
    expect(bot.backtest({ market: flatBars({ bars: 100 }), broker }).halt).toBeUndefined();
  });

  it('is written out in the document, and read again is the same', () => {
    const document = documentOf(name);
    expect(document.basedOn).toBe(name);
    expect(Object.keys(document.limits).sort()).toEqual(Object.keys(limitsProfiles[name]).sort());
    expect(limitsHash(readLimits(document))).toBe(limitsHash(document));
  });
});

it('each profile of this library is stricter than the next', () => {
  const [conservative, balanced, aggressive] = (['conservative', 'balanced', 'aggressive'] as const).map((one) =>
    documentOf(one),
  );
  // Another correlation makes other clusters, of which nobody can tell which are stricter.
  const isCorrelation = (text: string) => text.startsWith('max-cluster-exposure.correlation');
  expect(weakenings(aggressive!, balanced!).filter((one) => !isCorrelation(one))).toEqual([]);
  expect(weakenings(balanced!, conservative!).filter((one) => !isCorrelation(one))).toEqual([]);
  expect(weakenings(conservative!, balanced!).length).toBeGreaterThan(8);
});

it('the figures of the Python system are those of its code', () => {
  expect(limitsProfiles['python-conservative']['max-position']).toEqual({ kind: 'max-weight', limitFraction: 0.1 });
  expect(limitsProfiles['python-balanced']['max-position']).toEqual({ kind: 'max-weight', limitFraction: 0.15 });
  expect(limitsProfiles['python-aggressive']['max-position']).toEqual({ kind: 'max-weight', limitFraction: 0.25 });
  expect(limitsProfiles['python-live']['daily-loss-limit']).toMatchObject({ limitAmount: 10, period: 'day' });
  expect(limitsProfiles['python-a']['max-order']).toMatchObject({ limitAmount: 500 });
  expect(limitsProfiles['python-b']['max-order']).toMatchObject({ limitAmount: 5_000 });
});

it('own limits replace those of the profile, and some are left out', () => {
  const { limits } = documentOf('balanced', {
    limits: { 'max-weight': { kind: 'max-weight', limitFraction: 0.05 } },
    without: ['loss-streak'],
  });
  expect(limits['max-weight']).toMatchObject({ limitFraction: 0.05 });
  expect(limits['loss-streak']).toBeUndefined();
  expect(limits['max-drawdown']).toMatchObject({ limitFraction: 0.1 });
  expect(() => documentOf('balanced', { without: ['lose-streak'] })).toThrow('without names lose-streak');
});

it('a document does not change when its profile does', () => {
  const document = documentOf('balanced', { without: ['loss-streak'] });
  expect(readLimits(JSON.parse(JSON.stringify(document)))).toEqual(document);
});
