import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { profileSeed, share } from '../../testing-profile.test-helper';
import { storyIndex } from './story-index';
import { similarity, wordSet } from './word-set';

/** The same by comparing with everything. */
const naive = (least: number, windowMs: number) => {
  const known: { words: Int32Array; timeMs: number; story: number }[] = [];
  let stories = 0;
  return (words: Int32Array, timeMs: number): number => {
    const alike = known.filter((one) => timeMs - one.timeMs <= windowMs && similarity(words, one.words) >= least);
    const story = alike.length === 0 ? stories++ : Math.min(...alike.map((one) => one.story));
    known.push({ words, timeMs, story });
    return story;
  };
};

const vocabulary =
  'bitcoin ether rallies falls on strong weak inflows as funds sell buy exchange says report high low'.split(' ');

it('finds what comparing with everything finds', () => {
  const random = seededRandom(profileSeed());
  for (let run = 0; run < share(5, 100); run++) {
    const least = [0.5, 0.7, 0.8, 1][run % 4] as number;
    const [index, oracle] = [storyIndex(least, 200), naive(least, 200)];
    let repeated = 0;
    for (let time = 0; time < 600; time++) {
      const text = Array.from({ length: random.integer(10) }, () => vocabulary[random.integer(vocabulary.length)]).join(
        ' ',
      );
      const words = wordSet(text);
      const story = index.storyOf(words, time);
      expect(story).toBe(oracle(words, time));
      if (story < time) repeated += 1;
    }
    expect(repeated).toBeGreaterThan(0);
  }
});

it('two sets without words are one story', () => {
  const index = storyIndex(0.8, 10);
  expect([index.storyOf(wordSet('…'), 0), index.storyOf(wordSet('!!'), 1)]).toEqual([0, 0]);
});

it('similarity is the Jaccard index', () => {
  expect(similarity(wordSet('a b c d'), wordSet('D, C; b! x'))).toBe(3 / 5);
  expect(similarity(wordSet('up 5%'), wordSet('up 6%'))).toBe(1 / 3);
});
