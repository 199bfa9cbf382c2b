import { expect, it } from 'vitest';
import { openJournal } from './journal';
import { memoryJournal } from './memory-journal';
import { verifyJournal } from './verify-journal';

const entry = (timeMs: number) => ({ type: 'kill', timeMs, reason: `at ${timeMs}` });

it('continues the chain that it finds', () => {
  const file = memoryJournal();
  const first = openJournal(file);
  const expected = first.headAfter(entry(1));
  expect(first.append(entry(1))).toBe(expected);
  const second = openJournal(file);
  expect(second.check).toMatchObject({ isIntact: true, entries: [entry(1)], head: expected });
  second.append(entry(2));
  expect(second.head).not.toBe(expected);
  expect(verifyJournal(file.read() ?? '')).toEqual({
    isIntact: true,
    entries: [entry(1), entry(2)],
    hashes: [expected, second.head],
    head: second.head,
  });
});

it('never continues a broken one: it is set aside, and its hash begins the next', () => {
  const file = memoryJournal();
  openJournal(file).append(entry(1));
  const forged = (file.read() ?? '').replace('at 1', 'at 2');
  const broken = memoryJournal(forged);
  const journal = openJournal(broken);
  expect(journal.check).toMatchObject({ isIntact: false, line: 1 });
  const expected = journal.headAfter(entry(5));
  expect(journal.append(entry(5))).toBe(expected);
  journal.append(entry(6));
  expect(broken.asides).toEqual([forged]);
  expect(verifyJournal(broken.read() ?? '')).toMatchObject({
    isIntact: true,
    entries: [
      { type: 'journal-restarted', timeMs: 5, line: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      entry(5),
      entry(6),
    ],
  });
});

it('adds nothing when the file does not take it', () => {
  const file = memoryJournal();
  let isFull = true;
  const journal = openJournal({
    ...file,
    append: (line) => {
      if (isFull) throw new Error('no space');
      file.append(line);
    },
  });
  expect(() => journal.append(entry(1))).toThrow('no space');
  isFull = false;
  journal.append(entry(2));
  expect(verifyJournal(file.read() ?? '')).toMatchObject({ isIntact: true, entries: [entry(2)] });
});
