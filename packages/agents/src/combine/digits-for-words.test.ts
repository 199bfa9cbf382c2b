import { describe, expect, it } from 'vitest';
import { digitsForWords } from './digits-for-words';

describe('numbers in words', () => {
  it.each([
    ['It rose twenty-five percent.', 'It rose 25 percent.'],
    ['It rose Twenty Five percent.', 'It rose 25 percent.'],
    ['It rose twentyfive percent.', 'It rose 25 percent.'],
    ['three hundred and twelve million', '312 million'],
    ['a hundred coins', '100 coins'],
    ['one point zero five', '1.05'],
    ['one percent, and one of them', '1 percent, and one of them'],
    ['It doubled, then lost half.', 'It 2, then lost 50%.'],
    ['thirty basis points', '30 bps'],
    ['two trillion', '2e12'],
    ['th\u200bree coins', '3 coins'],
    ['Someone often attends the first phone, none alone.', 'Someone often attends the first phone, none alone.'],
  ])('%s', (text, expected) => {
    expect(digitsForWords(text)).toBe(expected);
  });
});
