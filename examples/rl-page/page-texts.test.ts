import { expect, it } from 'vitest';
import { comparison, plain, readSeed } from './page-texts';

it.each([
  ['7', { value: 7 }],
  [' 0 ', { value: 0 }],
  ['', { words: 'The seed is empty. Write a whole number from 0.' }],
  ['-1', { words: 'The seed is “-1”. Write a whole number from 0.' }],
  ['1.5', { words: 'The seed is “1.5”. Write a whole number from 0.' }],
  ['1e3', { words: 'The seed is “1e3”. Write a whole number from 0.' }],
  ['99999999999999999999999999', { words: 'The seed is “99999999999999999999999…”. Write a whole number from 0.' }],
])('a seed %j', (text, reading) => {
  expect(readSeed(text)).toEqual(reading);
});

it('numbers have a true minus, and none before a zero', () => {
  expect([plain(-1.25, 1), plain(-0.001, 2), plain(-10, 0), plain(0.5, 2)]).toEqual(['−1.3', '0.00', '−10', '0.50']);
});

it('digests that differ are shouted about', () => {
  expect([comparison('a', 'a'), comparison('a', 'b')]).toEqual([
    'the same here and in Node',
    'NOT the same here as in Node',
  ]);
});
