import { DataError, InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { headlineScorer } from '../headline-scorer';
import { type SentimentBoardOptions, sentimentBoard } from './sentiment-board';

const hour = 3_600_000;

const options: SentimentBoardOptions = {
  sources: [
    { id: 'wire', weight: 3, maximumSilenceMs: 2 * hour },
    { id: 'forum', weight: 1, maximumSilenceMs: hour },
  ],
  halfLifeMs: hour,
};

const board = (more: Partial<SentimentBoardOptions> = {}) => sentimentBoard({ ...options, ...more });
const good = 'Bitcoin rallies on strong inflows';
const bad = 'Exchange hack drains wallets';
const item = (id: string, source: string, receivedAtMs: number, text: string) => ({ id, source, receivedAtMs, text });

describe('coverage', () => {
  it('nothing heard of is no coverage and no score, never neutral', () => {
    expect(board().at(0)).toMatchObject({ score: undefined, confidence: 0, coverage: 0, count: 0 });
  });

  it('sources that were read without news are covered, and still say nothing', () => {
    const one = board();
    one.heard({ source: 'wire', timeMs: 0, isUp: true });
    expect(one.at(0)).toMatchObject({ score: undefined, confidence: 0, coverage: 0.75 });
  });

  it('a failure lowers coverage and confidence and leaves the score', () => {
    const one = board();
    one.add(item('a', 'wire', 0, good));
    one.add(item('b', 'forum', 0, 'Ether climbs after upgrade'));
    const before = one.at(0);
    one.heard({ source: 'forum', timeMs: 1, isUp: false });
    const after = one.at(1);
    expect([before.coverage, after.coverage]).toEqual([1, 0.75]);
    expect(after.score).toBeCloseTo(before.score as number, 5);
    expect(after.confidence).toBeLessThan(before.confidence * 0.76);
    expect(after.sources.map(({ isCovered }) => isCovered)).toEqual([true, false]);
  });

  it('silence beyond the limit is failure, to the millisecond', () => {
    const one = board();
    one.add(item('b', 'forum', 0, good));
    expect([one.at(hour).coverage, one.at(hour + 1).coverage]).toEqual([0.25, 0]);
  });

  it('a source that comes back is covered again', () => {
    const one = board();
    one.heard({ source: 'wire', timeMs: 0, isUp: false });
    one.heard({ source: 'wire', timeMs: 5, isUp: true });
    expect([one.at(4).coverage, one.at(5).coverage]).toEqual([0, 0.75]);
  });
});

describe('the score', () => {
  it('of one item is that of the headline', () => {
    const one = board();
    one.add(item('a', 'wire', 0, good));
    expect(one.at(0, 'BTC').score).toBeCloseTo(headlineScorer()(good).assets[0]?.score as number, 12);
  });

  it('is Σ w s / Σ w with w = weight · m / (m + 1) and m = Σ confidence · 2^(−age / half-life)', () => {
    const one = board();
    one.add(item('a', 'wire', 0, good));
    one.add(item('b', 'forum', hour, bad));
    const [first, second] = [headlineScorer()(good), headlineScorer()(bad)];
    const [m, n] = [first.confidence * 0.5, second.confidence];
    const [v, w] = [(3 * m) / (m + 1), n / (n + 1)];
    const reading = one.at(hour);
    expect(reading.score).toBeCloseTo((v * first.score + w * second.score) / (v + w), 12);
    expect(reading.confidence).toBeCloseTo((v + w) / 4, 12);
  });

  it('heeds what names the asset, and what names none at a share', () => {
    const one = board({ marketShare: 0 });
    one.add(item('a', 'wire', 0, bad));
    expect(one.at(0, 'BTC').score).toBeUndefined();
    const two = board();
    two.add(item('a', 'wire', 0, bad));
    two.add(item('b', 'wire', 0, 'Solana soars'));
    expect(two.at(0, 'BTC').count).toBe(1);
    expect(two.at(0, 'SOL').count).toBe(2);
  });

  it('a source cannot win by volume', () => {
    const one = board();
    one.add(item('a', 'wire', 0, good));
    const texts = ['crash', 'plunge', 'panic', 'hack', 'bankruptcy', 'fraud', 'rout', 'selloff', 'lawsuit', 'collapse'];
    for (const [at, text] of texts.entries()) one.add(item(`f${at}`, 'forum', 0, `Bitcoin ${text}`));
    expect(one.at(0, 'BTC').score).toBeGreaterThan(0);
  });
});

describe('stories', () => {
  it('count once however often they are told', () => {
    const one = board();
    one.add(item('a', 'forum', 0, good));
    const alone = one.at(1);
    one.add(item('b', 'forum', 1, good.toUpperCase()));
    expect(one.at(1)).toEqual(alone);
  });

  it('count with the weight of the best source, from when it tells them', () => {
    const one = board();
    one.add(item('a', 'forum', 0, good));
    one.add(item('b', 'wire', 10, good));
    expect(one.at(9).items).toEqual(['a']);
    expect(one.at(10).items).toEqual(['b']);
  });

  it('the same id is taken once', () => {
    const one = board();
    expect([one.add(item('a', 'wire', 0, good)), one.add(item('a', 'wire', 1, bad))]).toEqual([true, false]);
    expect(one.at(1).count).toBe(1);
  });
});

it('shows no future: what comes later changes nothing that was', () => {
  const one = board();
  one.add(item('a', 'wire', 0, good));
  const before = one.at(5);
  one.add(item('b', 'wire', 6, bad));
  one.heard({ source: 'wire', timeMs: 7, isUp: false });
  expect(one.at(5)).toEqual(before);
});

it('keeps at most maximumItems', () => {
  const one = board({ maximumItems: 3 });
  for (let at = 0; at < 10; at++)
    one.add(item(`n${at}`, 'wire', at, `Bitcoin rallies ${at} times over ${at * 7} and ${at * 3}`));
  expect(one.at(10).count).toBe(3);
});

it('refuses strangers and time that runs back', () => {
  const one = board();
  expect(() => one.add(item('a', 'nobody', 0, good))).toThrow(DataError);
  one.heard({ source: 'wire', timeMs: 5, isUp: true });
  expect(() => one.add(item('a', 'wire', 4, good))).toThrow('came after 5');
  expect(() => one.heard({ source: 'wire', timeMs: Number.NaN, isUp: true })).toThrow(DataError);
});

it.each([
  { sources: [] },
  { halfLifeMs: 0 },
  { sameStory: 2 },
  { read: 'x' },
  { sources: [options.sources[0], options.sources[0]] },
])('refuses %o', (more) => {
  expect(() => board(more as never)).toThrow(InvalidOptionsError);
});
