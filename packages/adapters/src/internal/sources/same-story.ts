/** What is compared of a headline. */
export interface StoryMarks {
  /** Words, and pairs of neighbouring words, each once. */
  readonly shingles: ReadonlySet<string>;
  readonly words: number;
  /** Numbers, and words that turn a sentence round, in order. Where these differ, two headlines are two stories. */
  readonly decisive: string;
}

const turning = new Set(
  `not no never without denies denied deny isn't isnt wasn't wont won't fails failed fake false hoax up down rise rises rose fall
   falls fell gain gains loss loses lost bull bulls bear bears bullish bearish long longs short shorts buy buys bought sell sells
   sold inflow inflows outflow outflows approve approves approved reject rejects rejected resume resumes halt halts raise raises
   cut cuts list lists delist delists win wins add adds`.split(/\s+/),
);

/** Words that outlets put in and take out, and that change nothing. */
const fillers = new Set(['a', 'an', 'the', 'its', 'is', 'are', 'has', 'that', 'now']);

const wordPattern = /\d+(?:[.,]\d+)*|\p{L}+(?:'\p{L}+)?|\p{Extended_Pictographic}/gu;

/** Longest text that is compared, in UTF-16 units. */
const longest = 600;

/**
 * What is compared of a headline: case, marks, spaces, articles and separators of thousands make no difference, and neither does the form in
 * which Unicode writes a letter.
 */
export const storyMarks = (text: string): StoryMarks => {
  const plain = text.slice(0, longest).normalize('NFKC').toLowerCase().replaceAll('’', "'");
  const words = (plain.match(wordPattern) ?? [])
    .filter((word) => !fillers.has(word))
    .map((word) => (/^\d/.test(word) ? word.replace(/,(?=\d{3}(?!\d))/g, '') : word));
  const shingles = new Set<string>(words);
  for (let place = 1; place < words.length; place++) shingles.add(`${words[place - 1]} ${words[place]}`);
  const decisive = words.filter((word) => /^\d/.test(word) || turning.has(word)).sort();
  return { shingles, words: words.length, decisive: [...new Set(decisive)].join(' ') };
};

/** A headline with something put before or behind it needs this many words to be known again, */
const fewestWords = 6;

/** and this similarity. */
export const withAdditions = 0.6;

/**
 * Whether two headlines tell one story, from how many shingles they share.
 *
 * J = |A ∩ B| / |A ∪ B| over words and pairs of neighbouring words (Jaccard 1901; shingles: Broder 1997). One story where numbers and
 * turning words are the same and either J ≥ threshold, or all shingles of one with at least 6 words are in the other and J ≥ 0.6:
 * an outlet's name behind it, a word such as "Update" before it.
 */
export const isSameStory = (a: StoryMarks, b: StoryMarks, common: number, threshold: number): boolean => {
  const union = a.shingles.size + b.shingles.size - common;
  if (union === 0 || a.decisive !== b.decisive) return false;
  if (common / union >= threshold) return true;
  const isInside = common === Math.min(a.shingles.size, b.shingles.size);
  return isInside && Math.min(a.words, b.words) >= fewestWords && common / union >= withAdditions;
};
