import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256OfText } from './sha256-of-text';

it.each(['', 'abc', 'naïve 価格 🚀'])('of %j is what Node says of its UTF-8', (text) => {
  expect(sha256OfText(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
});
