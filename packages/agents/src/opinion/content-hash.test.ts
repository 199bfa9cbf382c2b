import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { contentHash, textHash } from './content-hash';

it('is the SHA-256 of the UTF-8 text', () => {
  expect(textHash('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(textHash('äπ🚀')).toBe(createHash('sha256').update('äπ🚀', 'utf8').digest('hex'));
});

it('is one for equal values and another for different ones', () => {
  expect(contentHash({ a: [1, { c: 2, b: 3 }] })).toBe(contentHash({ a: [1, { b: 3, c: 2 }] }));
  const hashes = [1, '1', [1], { a: 1 }, { a: '1' }, null, true, [], {}].map(contentHash);
  expect(new Set(hashes).size).toBe(hashes.length);
});
