import { expect, it } from 'vitest';
import { evidence } from '../../opinion/evidence';
import { domainOf, editDistance, looksLike } from './domain-of';
import { hasImpossibleNumber, pricesIn } from './impossible-numbers';
import { newsValidator } from './news-validator';
import { pumpSigns } from './pump-signs';

const day = 86_400_000;
const now = 100 * day;
const judge = newsValidator({
  sources: [
    { id: 'wire', credibility: 0.9, domains: ['coinwire.example', 'wire.example'] },
    ...['f1', 'f2', 'f3', 'f4'].map((id) => ({ id, credibility: 0.4 })),
  ],
  minimumCredibility: 0.3,
});
const item = (
  content: string | { title: string; url: string },
  source = 'wire',
  publishedAtMs?: number,
  receivedAtMs = now,
) => evidence({ kind: 'news', source, receivedAtMs, publishedAtMs, content });
const flags = (one: ReturnType<typeof item>, more: object = {}) => judge([one], { timeMs: now, ...more })[0]?.flags;

it.each([
  ['https://www.Coinwire.example/a?b', 'coinwire.example'],
  ['http://user:pass@evil.example:8080/coinwire.example', 'evil.example'],
  ['no link', undefined],
])('the domain of %s is %s', (link, domain) => {
  expect(domainOf(link)).toBe(domain);
});

it.each([
  ['coinw1re.example', true],
  ['coin-wire.example', true],
  ['coinwire.example.evil.example', true],
  ['coinvvire.example', true],
  ['xn--conwire-q2a.example', true],
  ['news.coinwire.example', false],
  ['coinwire.example', false],
  ['blockpost.example', false],
])('%s looks like a listed one: %s', (domain, wanted) => {
  expect(looksLike(domain, ['coinwire.example'])).toBe(wanted);
});

it('counts edits as the textbook does', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
});

it.each([
  ['Bitcoin falls 140 % in a day', true],
  ['Bitcoin falls 40 % in a day', false],
  ['Whale holds 130% of the supply', true],
  ['Coin surges 900 % in an hour', true],
  ['Coin surges 900 % in a year', false],
  ['Treasury buys 25 million BTC', true],
  ['Treasury buys 25,000 BTC', false],
])('a figure of "%s" cannot be: %s', (text, wanted) => {
  expect(hasImpossibleNumber(text, 5)).toBe(wanted);
});

it('reads prices and no amounts', () => {
  expect(pricesIn('Bitcoin hits $9,000 after $3 billion flow in, near $61.5k')).toEqual([9_000, 61_500]);
});

it('counts signs of a pump', () => {
  expect(pumpSigns('Guaranteed 100x gem, buy now!!!')).toBeGreaterThanOrEqual(3);
  expect(pumpSigns('Bitcoin rallies on record inflows')).toBe(0);
});

it('flags links by age, likeness and place', () => {
  const link = (url: string) => item({ title: 'Upgrade ships', url });
  expect(flags(link('https://coinwire.example/a'), { domainsSinceMs: {} })).toEqual([]);
  expect(flags(link('https://coinw1re.example/a'))).toEqual(['look-alike-domain', 'foreign-domain']);
  expect(flags(link('https://other.example/a'), { domainsSinceMs: { 'other.example': now - day } })).toContain(
    'fresh-domain',
  );
  expect(flags(link('https://other.example/a'), { domainsSinceMs: { 'other.example': 0 } })).toEqual([
    'foreign-domain',
  ]);
});

it('flags times and prices', () => {
  expect(flags(item('Upgrade ships', 'wire', now + day))).toEqual(['from-the-future']);
  expect(flags(item('Upgrade ships', 'wire', now - 5 * day))).toEqual(['old-story']);
  expect(flags(item('Bitcoin at $900,000'), { price: 60_000 })).toEqual(['price-contradicts']);
  expect(flags(item('Bitcoin at $65,000'), { price: 60_000 })).toEqual([]);
});

it('tells a campaign from a story', () => {
  const text = 'Small token lists on a large exchange tomorrow morning';
  const said = (sources: readonly string[], apartMs = 1_000) =>
    judge(
      sources.map((source, at) => item(text, source, undefined, now - at * apartMs)),
      { timeMs: now },
    ).map(({ flags: of }) => of.includes('coordinated'));
  expect(said(['f1', 'f2', 'f3'])).toEqual([true, true, true]);
  expect(said(['f1', 'f2'])).toEqual([false, false]);
  expect(said(['f1', 'f2', 'f3', 'wire'])).toEqual([false, false, false, false]);
  expect(said(['f1', 'f2', 'f3'], 2 * 3_600_000)).toEqual([false, false, false]);
});

it('no flag makes anything more credible', () => {
  for (const { item: of, credibility } of judge([item('a b c d'), item('Buy now, guaranteed!!!', 'f1')], {
    timeMs: now,
  })) {
    expect(credibility).toBeLessThanOrEqual(of.source === 'wire' ? 0.9 : 0.4);
  }
});
