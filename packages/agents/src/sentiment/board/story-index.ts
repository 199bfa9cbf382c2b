import { similarity } from './word-set';

/** Finds texts that say the same. */
export interface StoryIndex {
  /** The story of a set of words: that of the first known set that is like it, or a new one, from then on known. */
  storyOf(words: Int32Array, timeMs: number): number;
}

interface Entry {
  readonly words: Int32Array;
  readonly timeMs: number;
  readonly story: number;
}

const wordless = 0;

/**
 * Stories of word sets whose Jaccard index is at least `least`, among those no older than `windowMs`.
 *
 * Sets of index ≥ t share a word among the first |A| − ⌈t · |A|⌉ + 1 of their sorted words, so that only sets with such a word are
 * compared. Source: Bayardo, Ma, Srikant 2007, "Scaling up all pairs similarity search", section 3.
 */
export const storyIndex = (least: number, windowMs: number): StoryIndex => {
  let byWord = new Map<number, Entry[]>();
  let stories = 0;
  let added = 0;
  let kept = 0;

  const forget = (timeMs: number): void => {
    const fresh = new Map<number, Entry[]>();
    kept = 0;
    for (const [word, entries] of byWord) {
      const recent = entries.filter((entry) => timeMs - entry.timeMs <= windowMs);
      if (recent.length > 0) fresh.set(word, recent);
      kept += recent.length;
    }
    byWord = fresh;
    added = 0;
  };

  return {
    storyOf: (words, timeMs) => {
      if (added > 1_024 + kept) forget(timeMs);
      // Rounded down against 0.8 · 5 = 4.000000000000001 and its like: one word more never loses a match.
      const prefix =
        words.length === 0 ? [wordless] : words.subarray(0, words.length - Math.floor(least * words.length) + 1);
      let first: Entry | undefined;
      for (const word of prefix) {
        for (const entry of byWord.get(word) ?? []) {
          if (first !== undefined && entry.story >= first.story) continue;
          if (timeMs - entry.timeMs > windowMs || !(similarity(words, entry.words) >= least)) continue;
          first = entry;
        }
      }
      const story = first?.story ?? stories++;
      const entry: Entry = { words, timeMs, story };
      for (const word of prefix) {
        const entries = byWord.get(word);
        if (entries === undefined) byWord.set(word, [entry]);
        else entries.push(entry);
      }
      added += prefix.length;
      return story;
    },
  };
};
