import { expect, it } from 'vitest';
import { tokenise } from './tokenise';

const texts = (text: string): string[] => tokenise(text, text.length).map((token) => token.text);
const numbers = (text: string) =>
  tokenise(text, text.length)
    .filter(({ kind }) => kind === 'number')
    .map(({ value, isPercent, isMoney, hasSign }) => ({ value, isPercent, isMoney, hasSign }));

it('parts words at spaces and hyphens, and drops the possessive', () => {
  expect(texts("Bitcoin's sell-off isn't over")).toEqual(['bitcoin', 'sell', 'off', "isn't", 'over']);
  expect(texts('Harmony’s')).toEqual(['harmony']);
});

it.each([
  ['64,000', { value: 64_000, isPercent: false, isMoney: false, hasSign: false }],
  ['$1.2bn', { value: 1.2e9, isPercent: false, isMoney: true, hasSign: false }],
  ['-5%', { value: -5, isPercent: true, isMoney: false, hasSign: true }],
  ['−5%', { value: -5, isPercent: true, isMoney: false, hasSign: true }],
  ['+3.25%', { value: 3.25, isPercent: true, isMoney: false, hasSign: true }],
  ['$90k', { value: 90_000, isPercent: false, isMoney: true, hasSign: false }],
  ['-$5', { value: -5, isPercent: false, isMoney: true, hasSign: true }],
])('reads %s', (text, expected) => {
  expect(numbers(text)).toEqual([expected]);
});

it('a dash between numbers is no sign', () => {
  expect(numbers('3-5%').map(({ value, hasSign }) => [value, hasSign])).toEqual([
    [3, false],
    [5, false],
  ]);
});

it('letters behind digits make a word, and a currency before letters a cashtag', () => {
  expect(tokenise('24h $SOL', 8).map(({ kind, text, isMoney }) => [kind, text, isMoney])).toEqual([
    ['word', '24h', false],
    ['word', 'sol', true],
  ]);
});

it('sees through zero-width characters and full-width letters', () => {
  expect(texts('ex\u200bplo\u2060it')).toEqual(['exploit']);
  expect(texts('ｈａｃｋ')).toEqual(['hack']);
});

it('gives every token its place in the text', () => {
  const text = 'ETH +3.2% 🚀 — gm';
  expect(tokenise(text, text.length).map(({ start, end }) => text.slice(start, end))).toEqual([
    'ETH',
    '+3.2%',
    '🚀',
    '—',
    'gm',
  ]);
});

it('reads no further than the limit', () => {
  expect(tokenise('one two', 3).map(({ text }) => text)).toEqual(['one']);
});
