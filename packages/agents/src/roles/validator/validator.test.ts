import { expect, it } from 'vitest';
import { says, silent } from '../../combine/says.test-helper';
import { evidence } from '../../opinion/evidence';
import { answerOf, situationAt } from '../../opinion/situation.test-helper';
import type { ResearchSource } from '../research/research-source';
import { researcher } from '../research/researcher';
import { evidenceQuality, type QualityRules } from './evidence-quality';
import { validResearch } from './valid-research';
import { validated } from './validated';

const rules: QualityRules = {
  needs: [
    { kind: 'news', maximumAgeMs: 1_000 },
    { kind: 'fundamental', maximumAgeMs: 1_000, minimumSources: 2 },
  ],
  fields: [{ kind: 'fundamental', field: 'price', minimum: 0, maximum: 1e6 }],
  agreementTolerance: 0.01,
};

const news = evidence({ kind: 'news', source: 'wire', receivedAtMs: 900, content: 'x' });
const price = (source: string, value: number, more = {}) =>
  evidence({ kind: 'fundamental', source, receivedAtMs: 900, content: { price: value }, ...more });

const good = [news, price('a', 100), price('b', 100.5)];

it('is 1 for what is whole, fresh, possible and unanimous', () => {
  expect(evidenceQuality(good, 1_000, rules)).toEqual({
    completeness: 1,
    freshness: 1,
    consistency: 1,
    agreement: 1,
    quality: 1,
    gaps: [],
  });
});

it.each([
  ['a source is missing', [news, price('a', 100)], 1_000, { completeness: 0.5, gaps: ['fundamental'] }],
  ['all is twice as old as it may be', good, 2_900, { freshness: 0.5, gaps: ['news', 'fundamental'] }],
  ['a price cannot be', [news, price('a', 100), price('b', -1)], 1_000, { consistency: 2 / 3 }],
  [
    'one was published after it came',
    [news, price('a', 1), price('b', 1, { publishedAtMs: 901 })],
    1_000,
    { consistency: 2 / 3 },
  ],
  ['two prices are 25 % apart', [news, price('a', 100), price('b', 75)], 1_000, { agreement: 0.04 }],
  ['there is nothing', [], 1_000, { quality: 0, gaps: ['news', 'fundamental'] }],
])('%s', (_, known, timeMs, expected) => {
  const measured = evidenceQuality(known, timeMs, rules);
  expect(measured).toMatchObject(expected);
  expect(measured.quality).toBeLessThan(1);
});

it('a later number of a source replaces its earlier one', () => {
  const restated = [
    ...good,
    price('b', 100, { receivedAtMs: 950, id: 'again' }),
    price('a', 50, { receivedAtMs: 10, id: 'old' }),
  ];
  expect(evidenceQuality(restated, 1_000, rules).agreement).toBe(1);
});

it('abstains by type, and passes the abstention of the agent on', () => {
  const agent = validated({ agent: says('sure', 1), rules, minimumQuality: 0.8 });
  expect(answerOf(agent, situationAt(1_000, [news]))).toMatchObject({ code: 'no-data' });
  expect(answerOf(agent, situationAt(9_000, good))).toMatchObject({ code: 'stale-data' });
  expect(answerOf(agent, situationAt(1_000, good))).toMatchObject({ score: 1, confidence: 1 });
  const none = validated({ agent: silent('none'), rules, minimumQuality: 0 });
  expect(answerOf(none, situationAt(1_000, good))).toMatchObject({ agent: 'validator', code: 'no-data' });
});

it('researches what is missing again, and only that, until it is there or the rounds are over', () => {
  const asked: string[] = [];
  const source = (id: string, kind: string, from: number): ResearchSource => {
    let round = 0;
    return {
      id,
      kinds: [kind],
      find: () => {
        asked.push(id);
        round += 1;
        if (round < from) throw new Error('Status 500.');
        return [evidence({ kind, source: id, receivedAtMs: 900, content: { price: 1 } })];
      },
    };
  };
  const make = (from: number) =>
    validResearch({
      researcher: researcher({
        sources: [source('wire', 'news', 1), source('a', 'fundamental', 1), source('b', 'fundamental', from)],
        timeoutMs: 1,
      }),
      rules,
      minimumQuality: 0.7,
      maximumRounds: 3,
    });
  const query = { instrumentId: 'demo:BTC/USDT', timeMs: 1_000 };
  const signal = new AbortController().signal;
  expect(make(2)(query, signal)).toMatchObject({ rounds: 2, missing: [], quality: { quality: 1 } });
  expect(asked).toEqual(['wire', 'a', 'b', 'a', 'b']);
  expect(make(9)(query, signal)).toMatchObject({ rounds: 3, missing: ['b'], quality: { gaps: ['fundamental'] } });
});

it.each([{ minimumQuality: 2 }, { rules: { ...rules, needs: [] } }, { rules: { ...rules, agreementTolerance: 0 } }])(
  'refuses %j',
  (wrong) => {
    expect(() => validated({ agent: says('sure', 1), rules, minimumQuality: 0, ...wrong })).toThrow(/validated/);
  },
);
