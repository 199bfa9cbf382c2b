import { expect, it } from 'vitest';
import { memoryJournal } from './memory-journal';

it('is nothing before its first line, and grows', () => {
  const journal = memoryJournal();
  expect(journal.read()).toBeUndefined();
  journal.append('a\n');
  journal.append('b\n');
  expect(journal.read()).toBe('a\nb\n');
  journal.setAside();
  expect([journal.read(), journal.asides]).toEqual([undefined, ['a\nb\n']]);
});
