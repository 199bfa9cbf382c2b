import { expect, it } from 'vitest';
import { type ItemMemory, itemMemory } from './item-memory';
import type { SourceDraft } from './source';
import { contentHash } from './source-item';

const dayMs = 86_400_000;
const open = (maximumKnown = 100) => itemMemory({ sameStory: 0.9, storyWindowMs: 2 * dayMs, maximumKnown });

const draft = (guid: string | undefined, text: string | undefined, more = 0): SourceDraft => ({
  kind: 'news',
  guid,
  text,
  publishedAtMs: undefined,
  isDateUnreadable: false,
  assets: [],
  content: { title: text ?? '', more },
});

const judge = (memory: ItemMemory, one: SourceDraft, timeMs = 0, source = 'a') =>
  memory.judge(source, one, contentHash(one.content), timeMs);

it('takes a guid with the same content once', () => {
  const memory = open();
  const one = draft('1', 'Fees fell on Monday');
  expect(judge(memory, one)).toEqual({ type: 'new', revises: undefined });
  expect(judge(memory, one, 9 * dayMs)).toEqual({ type: 'repeated' });
});

it('takes an edit that tells the same story as a repetition, and a correction as new', () => {
  const memory = open();
  const first = draft('1', 'Fees fell on Monday');
  judge(memory, first);
  expect(judge(memory, draft('1', 'Fees fell on Monday', 1))).toEqual({ type: 'repeated' });
  expect(judge(memory, draft('1', 'Fees rose on Monday after all'))).toMatchObject({
    type: 'new',
    revises: expect.stringMatching(/^a:[0-9a-f]{16}$/),
  });
});

it('loses nothing of a feed that gives all its items one guid', () => {
  const memory = open();
  const texts = ['Fees fell on Monday', 'Miner opens plant in Brenn', 'Court frees developer of mixer'];
  const round = () => texts.map((text) => judge(memory, draft('1', text)).type);
  expect(round()).toEqual(['new', 'new', 'new']);
  expect(round()).toEqual(['repeated', 'repeated', 'repeated']);
});

it('takes a story of another source once, for as long as it remembers stories', () => {
  const memory = open();
  judge(memory, draft('1', 'Fees fell on Monday'));
  expect(judge(memory, draft('x', 'FEES FELL ON MONDAY!'), dayMs, 'b')).toEqual({ type: 'same-story' });
  expect(judge(memory, draft('y', 'Fees fell on Monday'), 3 * dayMs, 'b').type).toBe('new');
});

it('takes every change of what has no headline', () => {
  const memory = open();
  const types = [1, 2, 2, 3].map((value) => judge(memory, draft('btc', undefined, value)).type);
  expect(types).toEqual(['new', 'new', 'repeated', 'new']);
});

it('without a guid goes by the content', () => {
  const memory = open();
  expect(judge(memory, draft(undefined, undefined, 1)).type).toBe('new');
  expect(judge(memory, draft(undefined, undefined, 1)).type).toBe('repeated');
});

it('forgets what it has not seen for longest', () => {
  const memory = open(2);
  for (const guid of ['1', '2', '1', '3']) judge(memory, draft(guid, undefined));
  expect(['1', '2'].map((guid) => judge(memory, draft(guid, undefined)).type)).toEqual(['repeated', 'new']);
});
