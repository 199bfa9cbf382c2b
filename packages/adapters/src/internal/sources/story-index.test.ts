import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { labelledHeadlines } from './labelled-headlines.test-helper';
import { isSameStory, storyMarks } from './same-story';
import { defaultSameStory, storyIndex } from './story-index';

it('finds what comparing with every headline of the window finds', () => {
  const random = seededRandom(profileSeed());
  const texts = labelledHeadlines.flat();
  for (let times = 0; times < share(20, 2_000); times++) {
    const threshold = [0.3, 0.6, 0.8, defaultSameStory][random.integer(4)] as number;
    const index = storyIndex(threshold, 50);
    let kept: { readonly text: string; readonly timeMs: number }[] = [];
    let timeMs = 0;
    for (let step = 0; step < 80; step++) {
      timeMs += random.integer(5);
      kept = kept.filter((one) => one.timeMs > timeMs - 50);
      const text = texts[random.integer(texts.length)] ?? '';
      const marks = storyMarks(text);
      const isKnown = kept.some((one) => {
        const other = storyMarks(one.text);
        const common = [...marks.shingles].filter((shingle) => other.shingles.has(shingle)).length;
        return isSameStory(marks, other, common, threshold);
      });
      expect(index.isKnown(text, timeMs)).toBe(isKnown);
      if (!isKnown) kept.push({ text, timeMs });
      expect(index.size).toBe(kept.length);
    }
  }
});

it('keeps a bounded number', () => {
  const index = storyIndex(defaultSameStory, Number.POSITIVE_INFINITY);
  for (let place = 0; place < 20_100; place++) index.isKnown(`story number${place} of many${place}`, 0);
  expect(index.size).toBe(20_000);
});
