const ones = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];

const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const small = new Map<string, number>([
  ...ones.map((word, value) => [word, value] as const),
  ...tens.map((word, place) => [word, 10 * (place + 2)] as const),
]);

/** Words that are figures of their own. */
const alone: Readonly<Record<string, string>> = {
  half: '50%',
  halved: '50%',
  halves: '50%',
  quarter: '25%',
  quarters: '25%',
  double: '2',
  doubled: '2',
  doubles: '2',
  doubling: '2',
  twice: '2',
  twofold: '2',
  triple: '3',
  tripled: '3',
  triples: '3',
  tripling: '3',
  thrice: '3',
  threefold: '3',
  quadrupled: '4',
  tenfold: '10',
  dozen: '12',
  dozens: '12',
};

const either = (words: Iterable<string>): string => [...words].sort((a, b) => b.length - a.length).join('|');

const numeral = either(small.keys());

/** A run of numerals: `one hundred and twenty-five`, `three point five`, `fortytwo`. */
const run = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:a )?hundred|${numeral})(?:(?:[\\s-]+|(?=hundred))hundred|[\\s-]+and[\\s-]+(?:${numeral})|[\\s-]+point(?:[\\s-]+(?:${numeral}))+|[\\s-]*(?:${numeral}))*(?![\\p{L}\\p{N}])`,
  'giu',
);

const single = new RegExp(`(?<![\\p{L}\\p{N}])(?:${either(Object.keys(alone))})(?![\\p{L}\\p{N}])`, 'giu');

const unit =
  /^\s*(?:%|percent|per cent|basis points?|bps?\b|thousand|million|billion|trillion|hundred|times|fold|x\b)/i;

const numeralAtStart = new RegExp(`^(?:${numeral})`);

/** Numerals in order; words that are run together are parted. */
const wordsOf = (text: string): readonly string[] => {
  const words: string[] = [];
  for (const part of text.toLowerCase().split(/[\s-]+/)) {
    let left = part;
    while (left !== '') {
      const word = /^(?:hundred|and|point)/.exec(left)?.[0] ?? numeralAtStart.exec(left)?.[0] ?? left;
      words.push(word);
      left = left.slice(word.length);
    }
  }
  return words;
};

const digitsOf = (words: readonly string[]): string => {
  const point = words.indexOf('point');
  const [whole = [], decimals = []]: readonly (readonly string[])[] =
    point < 0 ? [words, []] : [words.slice(0, point), words.slice(point + 1)];
  const value = whole.reduce<number>((sum, word) => {
    if (word === 'hundred') return (sum || 1) * 100;
    return sum + (small.get(word) ?? 0);
  }, 0);
  return decimals.length === 0 ? String(value) : `${value}.${decimals.map((word) => small.get(word) ?? '').join('')}`;
};

/**
 * Writes the numbers of a text that stand in English words as digits: `twenty-five percent` is `25 percent`, `doubled` is `2`.
 *
 * `one` alone stays, because it is a pronoun more often than a figure; `one percent` does not. Ordinals stay.
 */
export const digitsForWords = (text: string): string => {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const written = plain.replace(run, (match: string, offset: number) => {
    const isPronoun = match.toLowerCase() === 'one' && !unit.test(plain.slice(offset + match.length));
    return isPronoun ? match : digitsOf(wordsOf(match));
  });
  return written
    .replace(single, (match) => alone[match.toLowerCase()] ?? match)
    .replace(/(\d)\s*basis points?/gi, '$1 bps')
    .replace(/(\d)\s*per cent/gi, '$1 percent')
    .replace(/(\d)\s*trillion/gi, '$1e12');
};
