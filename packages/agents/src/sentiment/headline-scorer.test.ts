import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { headlineScorer } from './headline-scorer';
import { sentimentLabel } from './sentiment-label';

const read = headlineScorer();

const labels = (text: string): Record<string, string> =>
  Object.fromEntries(read(text).assets.map(({ asset, score }) => [asset, sentimentLabel(score)]));

/** Pairs that differ in the one word that a rule is about, so that without the rule one of them is wrong. */
describe('each rule turns or clears what it should', () => {
  it.each([
    ['a noun whose growth is bad', 'Inflows slow at funds', 'Outflows slow at funds'],
    ['whom it happens to', 'Longs get rekt', 'Shorts get rekt'],
    ['who does it', 'Bears in control', 'Bulls in control'],
    ['negation', 'Bitcoin is no longer bullish', 'Bitcoin is bullish'],
    ['negation of bad', 'Bitcoin is bearish', 'Bitcoin is no longer bearish'],
    ['failure', 'Bitcoin fails to rally', 'Bitcoin rallies'],
    ['expectation', 'Bitcoin falls', 'Bitcoin falls less than expected'],
    ['expectation of a noun', 'CPI hotter than expected', 'CPI cooler than expected'],
    ['reversal', 'Bitcoin erases gains', 'Bitcoin erases losses'],
    ['restraints', 'Regulator files lawsuit', 'Regulator drops lawsuit'],
    ['signs', 'ETH -3%', 'ETH +3%'],
    ['paths', 'BTC from $70,000 to $61,000', 'BTC from $61,000 to $70,000'],
    ['levels', 'Bitcoin below $60,000', 'Bitcoin above $60,000'],
    ['emoji', 'BTC 📉', 'BTC 🚀'],
    ['but', 'Bitcoin rose but closed lower', 'Bitcoin fell but closed higher'],
    ['concession', 'Bitcoin falls despite inflows', 'Bitcoin rallies despite outflows'],
    ['adjectives', 'Weak demand', 'Strong demand'],
    ['double negation', 'Court refuses to dismiss lawsuit', 'Court dismisses lawsuit'],
    ['denial of good', 'Bank denies partnership', 'Bank announces partnership'],
  ])('%s: "%s" is negative, "%s" positive', (_, bad, good) => {
    expect(sentimentLabel(read(bad).score)).toBe('negative');
    expect(sentimentLabel(read(good).score)).toBe('positive');
  });

  it.each([
    ['Exchange denies hack', 'Exchange hack'],
    ['Is Bitcoin about to crash?', 'Bitcoin crash'],
    ['Bitcoin crashes if support breaks', 'Bitcoin crashes'],
    ['No evidence of fraud', 'Fraud'],
  ])('"%s" is open, "%s" is not', (open, plain) => {
    expect(sentimentLabel(read(open).score)).toBe('neutral');
    expect(sentimentLabel(read(plain).score)).toBe('negative');
  });

  it('a question that takes its answer for granted keeps it', () => {
    expect(sentimentLabel(read('Why is Bitcoin crashing?').score)).toBe('negative');
  });
});

describe('attribution', () => {
  it.each([
    ['ETH falls while SOL rallies', { ETH: 'negative', SOL: 'positive' }],
    ['Bitcoin and Ethereum rally', { BTC: 'positive', ETH: 'positive' }],
    ['SOL overtakes BNB', { SOL: 'positive', BNB: 'negative' }],
    ['Funds rotate out of bitcoin into ether', { BTC: 'negative', ETH: 'positive' }],
    ['Cardano drops 6%, Polkadot adds 4%', { ADA: 'negative', DOT: 'positive' }],
    ['BTC slips 2% ETH gains 3%', { BTC: 'negative', ETH: 'positive' }],
    ['Regulator probe widens, Litecoin slides', { LTC: 'negative' }],
    ['Bitcoin flat, Dogecoin soars', { BTC: 'neutral', DOGE: 'positive' }],
  ])('%s', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });
});

describe('evidence', () => {
  it('shows the words that decided, with where they stand', () => {
    const text = 'Bitcoin falls less than expected';
    const { evidence } = read(text);
    expect(evidence.map(({ text: part, assets }) => [part, assets])).toEqual([['falls less than expected', ['BTC']]]);
    const [{ start, end } = { start: 0, end: 0 }] = evidence;
    expect(text.slice(start, end)).toBe('falls less than expected');
  });

  it('of a hedge lowers confidence and keeps the sign', () => {
    const [sure, hedged] = [read('Bitcoin falls'), read('Bitcoin may fall')];
    expect(sentimentLabel(hedged.score)).toBe('negative');
    expect(hedged.confidence).toBeLessThan(sure.confidence);
  });

  it('is absent where nothing is said: score 0, confidence 0', () => {
    expect(read('')).toEqual({ score: 0, confidence: 0, evidence: [], assets: [], isTruncated: false });
    expect(read('Hearing starts at noon')).toMatchObject({ score: 0, confidence: 0, evidence: [] });
  });
});

it('reads at most maxLength characters and says so', () => {
  const short = headlineScorer({ maxLength: 14 });
  expect(short('Bitcoin rises, then crashes')).toMatchObject({ isTruncated: true });
  expect(short('Bitcoin rises, then crashes').score).toBeGreaterThan(0);
});

it('finds assets of the caller, in place of a known one of that ticker', () => {
  const own = headlineScorer({
    assets: [{ ticker: 'ONE', tickerIs: 'upper', plainNames: ['unity one'], wordNames: [] }],
  });
  expect(own('Unity One rallies').assets.map(({ asset }) => asset)).toEqual(['ONE']);
  expect(own('Harmony rallies').assets).toEqual([]);
});

it.each([{ maxLength: 0 }, { maxLength: 10_001 }, { assets: [{ ticker: 'x' }] }, { lexicon: {} }])(
  'refuses %o',
  (options) => {
    expect(() => headlineScorer(options as never)).toThrow(InvalidOptionsError);
  },
);
