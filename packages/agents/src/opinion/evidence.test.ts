import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { contentHash } from './content-hash';
import { evidence } from './evidence';

const given = { kind: 'news', source: 'feed', receivedAtMs: 5, content: { title: 'Up', votes: [1, 2] } } as const;

it('is named after its source and content, and is of no trust unless one says so', () => {
  const item = evidence(given);
  expect(item).toEqual({
    ...given,
    id: `feed:${contentHash(given.content).slice(0, 16)}`,
    trust: 'untrusted',
    instrumentIds: [],
    publishedAtMs: undefined,
    contentHash: contentHash(given.content),
  });
  expect(evidence({ ...given, content: { votes: [1, 2], title: 'Up' } }).id).toBe(item.id);
  expect(evidence({ ...given, id: 'mine', trust: 'measured', publishedAtMs: 4 })).toMatchObject({
    id: 'mine',
    trust: 'measured',
    publishedAtMs: 4,
  });
});

it('cannot be changed after it was hashed', () => {
  const content = { votes: [1] };
  const item = evidence({ ...given, content });
  content.votes.push(2);
  expect(contentHash(item.content)).toBe(item.contentHash);
  expect(() => (item.content as { votes: number[] }).votes.push(3)).toThrow(TypeError);
  expect(() => Object.assign(item, { source: 'other' })).toThrow(TypeError);
});

it.each([
  ['receivedAtMs', { receivedAtMs: Number.NaN }],
  ['kind', { kind: '' }],
  ['content', { content: () => 1 }],
  ['trust', { trust: 'sure' }],
  ['colour', { colour: 'red' }],
])('names %s when it is wrong', (field, wrong) => {
  expect(() => evidence({ ...given, ...wrong } as never)).toThrow(InvalidOptionsError);
  expect(() => evidence({ ...given, ...wrong } as never)).toThrow(field);
});
