import { expect, it } from 'vitest';
import { mapTexts } from './map-texts';

it('changes every text, at every depth, and no key', () => {
  const upper = (text: string) => text.toUpperCase();
  expect(mapTexts({ a: 'x', b: [1, null, true, 'y', { c: 'z' }] }, upper)).toEqual({
    a: 'X',
    b: [1, null, true, 'Y', { c: 'Z' }],
  });
  expect(mapTexts('x', upper)).toBe('X');
});
