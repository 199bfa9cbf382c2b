import { expect, it } from 'vitest';
import { readRows, refusedRow } from './read-rows';
import type { SourceDraft } from './source';

const draft = (text: string): SourceDraft => ({
  kind: 'news',
  guid: text,
  text,
  publishedAtMs: undefined,
  isDateUnreadable: false,
  assets: [],
  content: text,
});

const read = (row: string) => (row === 'bad' ? refusedRow('NO_TITLE', 'it is bad') : draft(row));

it('reads each row for itself, up to a limit', () => {
  const answer = readRows('feed', ['a', 'bad', 'b', 'c', 'd'], 3, read);
  expect(answer.drafts.map(({ text }) => text)).toEqual(['a', 'b']);
  expect(answer).toMatchObject({ refused: [{ code: 'NO_TITLE' }], leftOut: 2, isUnchanged: false });
});

it('takes no rows as no news, and only bad rows as something else', () => {
  expect(readRows('feed', [], 3, read).drafts).toEqual([]);
  expect(() => readRows('feed', ['bad', 'bad'], 3, read)).toThrow('feed: none of 2 rows could be read: it is bad.');
});
