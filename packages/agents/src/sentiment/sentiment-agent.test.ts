import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import type { Answer } from '../opinion/answer';
import { type EvidenceOptions, evidence } from '../opinion/evidence';
import { contextOf, listening, situationAt } from '../opinion/situation.test-helper';
import { sentimentAgent } from './sentiment-agent';

const hour = 3_600_000;

const make = (more = {}) =>
  sentimentAgent({
    sources: [
      { id: 'wire', weight: 3, maximumSilenceMs: 24 * hour },
      { id: 'forum', weight: 1, maximumSilenceMs: 24 * hour },
    ],
    halfLifeMs: 4 * hour,
    minimumCoverage: 0.5,
    ...more,
  });

const news = (content: EvidenceOptions['content'], source = 'wire', receivedAtMs = 900, kind = 'news') =>
  evidence({ kind, source, receivedAtMs, content });

const ask = (items: ReturnType<typeof news>[], agent = make(), timeMs = 1_000): Answer =>
  agent.start(contextOf()).ask(situationAt(timeMs, items), listening().call) as Answer;

it('has the opinion of the headlines, and says which and why', () => {
  const good = news('Bitcoin surges on record inflows');
  const answer = ask([good, news({ title: 'Ether climbs' }, 'forum')]);
  expect(answer).toMatchObject({
    type: 'opinion',
    agent: 'sentiment',
    evidence: [good.id],
    horizonMs: 4 * hour,
    repairs: [],
  });
  expect(answer).toHaveProperty('score', expect.any(Number));
  expect((answer as { score: number }).score).toBeGreaterThan(0.3);
  expect(answer.reason).toContain('"surges"');
  expect(answer.reason).toContain('coverage 1.00');
});

it('abstains where no headline is about it, and where sources fail', () => {
  expect(ask([news('Solana surges')])).toMatchObject({ type: 'abstention', code: 'no-data' });
  expect(ask([])).toMatchObject({ type: 'abstention', code: 'stale-data' });
  const down = evidence({ kind: 'source-status', source: 'wire', receivedAtMs: 950, content: { isUp: false } });
  expect(ask([news('Bitcoin surges'), down])).toMatchObject({ type: 'abstention', code: 'stale-data' });
  expect(ask([news('Bitcoin surges'), down]).reason).toContain('wire');
});

it('leaves out sources that it does not know, other kinds, and contents without text', () => {
  const good = news('Bitcoin surges');
  const more = [
    news('Bitcoin crashes', 'stranger'),
    news('Bitcoin crashes', 'wire', 900, 'technical'),
    news({ body: 'Bitcoin crashes' }),
  ];
  expect(ask([good, ...more])).toEqual(ask([good]));
});

it('answers the same however often it is asked', () => {
  const agent = make().start(contextOf());
  const items = [news('Bitcoin surges'), news('Bitcoin hack')];
  const once = () => agent.ask(situationAt(1_000, items), listening().call);
  expect(once()).toEqual(once());
});

it('old headlines fade', () => {
  const items = [news('Bitcoin surges', 'wire', 0)];
  const [fresh, old] = [ask(items), ask(items, make(), 12 * hour)] as { confidence: number }[];
  expect(old?.confidence).toBeLessThan((fresh?.confidence ?? 0) / 4);
  expect(ask(items, make({ minimumCoverage: 0 }), 41 * hour)).toMatchObject({ code: 'no-data' });
});

it.each([
  { halfLifeMs: -1 },
  { minimumCoverage: 2 },
  { minimumCoverage: undefined },
  { sources: [] },
  { kinds: ['source-status'] },
  { x: 1 },
])('refuses %o', (wrong) => {
  expect(() => make(wrong)).toThrow(InvalidOptionsError);
});
