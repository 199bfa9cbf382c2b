import { describe, expect, it } from 'vitest';
import { labelledHeadlines } from './labelled-headlines.test-helper';
import { isSameStory, storyMarks } from './same-story';
import { defaultSameStory } from './story-index';

const same = (a: string, b: string, threshold = defaultSameStory): boolean => {
  const [left, right] = [storyMarks(a), storyMarks(b)];
  const common = [...left.shingles].filter((shingle) => right.shingles.has(shingle)).length;
  return isSameStory(left, right, common, threshold);
};

/** Copies that are missed, stories that look alike and are merged, and any other two that are. */
const errorsAt = (threshold: number) => {
  const missed = labelledHeadlines.filter(([one, copy]) => !same(one, copy, threshold)).length;
  const merged = labelledHeadlines.flatMap(([one, copy, other]) =>
    [one, copy].filter((text) => same(text, other, threshold)),
  ).length;
  const all = labelledHeadlines.flatMap((texts, story) => texts.map((text) => ({ text, story })));
  let far = 0;
  for (const [place, a] of all.entries()) {
    for (const b of all.slice(place + 1)) if (a.story !== b.story && same(a.text, b.text, threshold)) far += 1;
  }
  return { missed, merged, far };
};

describe('isSameStory', () => {
  it('errs as measured on 44 stories of three headlines each', () => {
    const table = Object.fromEntries([0.7, 0.8, 0.9].map((threshold) => [threshold, errorsAt(threshold)]));
    // Of 44 copies, 88 pairs that look alike, 8,514 other pairs.
    expect(table).toEqual({
      0.7: { missed: 2, merged: 18, far: 0 },
      0.8: { missed: 3, merged: 7, far: 0 },
      0.9: { missed: 4, merged: 0, far: 0 },
    });
    expect(defaultSameStory).toBe(0.9);
  });

  it('is the same both ways, and for a headline with itself', () => {
    for (const [one, copy, other] of labelledHeadlines) {
      expect(same(one, one)).toBe(true);
      expect([same(copy, one), same(other, one)]).toEqual([same(one, copy), same(one, other)]);
    }
  });

  it('compares what is written, not how', () => {
    expect(same('BITCOIN: tops $64,000!', 'bitcoin tops 64000')).toBe(true);
    // A letter with its accent apart, and digits of another width.
    expect(same('Café opens at １０', 'Cafe\u0301 opens at 10')).toBe(true);
    expect(same('', '')).toBe(false);
    expect(same('!!!', '...')).toBe(false);
    expect(same('x '.repeat(1_000_000), 'y '.repeat(1_000_000))).toBe(false);
  });
});
