import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { headlineScorer } from './headline-scorer';
import { labelledHeadlines } from './labelled-headlines.test-helper';

const read = headlineScorer({ maxLength: 10_000 });

const check = (text: string): void => {
  const { score, confidence, evidence, assets } = read(text);
  const isScore = (value: number) => value >= -1 && value <= 1;
  const isShare = (value: number) => value >= 0 && value <= 1;
  const isRight =
    isScore(score) &&
    isShare(confidence) &&
    assets.every((one) => isScore(one.score) && isShare(one.confidence)) &&
    evidence.every(
      ({ start, end, text: part, value }) =>
        start >= 0 && start < end && end <= text.length && part === text.slice(start, end) && Number.isFinite(value),
    );
  if (!isRight) expect.fail(`${JSON.stringify(text)} gave ${JSON.stringify(read(text))}`);
};

/** Words of real lines, numbers and odd characters, strung together without sense. */
const pieces = [
  ...new Set(labelledHeadlines().flatMap(({ text }) => text.split(' '))),
  ...[
    '1e999',
    '9'.repeat(400),
    '-0%',
    '+0',
    '$$$',
    '%',
    '--',
    '->',
    '∞',
    'NaN',
    'İ',
    'ﷺ',
    '\u200b',
    '\ud800',
    '\udc00',
    '👩‍🚀',
    "'s",
    "''",
    '\0',
  ],
];

it('gives finite scores in range and true spans for whatever it is given', () => {
  const random = seededRandom(profileSeed());
  const count = share(5_000, 100_000);
  for (let run = 0; run < count; run++) {
    let text = '';
    const length = random.integer(24);
    for (let place = 0; place < length; place++) {
      text +=
        random.uniform() < 0.8
          ? (pieces[random.integer(pieces.length)] as string)
          : String.fromCharCode(random.integer(65_536));
      if (random.uniform() < 0.85) text += ' ';
    }
    check(text);
  }
});

it('the same text gives the same answer, whatever was read before', () => {
  for (const { text } of labelledHeadlines().slice(0, 100)) {
    const before = JSON.stringify(headlineScorer()(text));
    read('Bitcoin crashes');
    expect(JSON.stringify(headlineScorer()(text))).toBe(before);
  }
});

it.each([
  'a',
  '9',
  '9.',
  '$',
  "a'",
  '-',
  'not ',
  'bitcoin ',
  'bitcoin and ',
  'up ',
  'but ',
  'denies ',
  '? ',
  '🚀',
  'less than ',
  ',',
  '$9,',
  'near ',
])('10,000 characters of %o are read like any others', (piece) => {
  check(piece.repeat(Math.ceil(10_000 / piece.length)));
});
