import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openJournal } from '../store/journal';
import { verifyJournal } from '../store/verify-journal';
import { fileJournal } from './file-journal';
import { temporaryFolder } from './temporary-folder.test-helper';

let isFull = false;

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return {
    ...real,
    writeFileSync: (place: number | string, text: string) => {
      if (!isFull || typeof place === 'string') return real.writeFileSync(place, text);
      real.writeFileSync(place, text.slice(0, 9));
      throw new Error('no space');
    },
  };
});

const folder = temporaryFolder();
let count = 0;
const freshPath = (): string => join(folder, `journal-${count++}`);

describe('a journal in a file', () => {
  it('grows over restarts', () => {
    const path = freshPath();
    for (let run = 1; run <= 3; run++) {
      const file = fileJournal(path);
      openJournal(file).append({ type: 'kill', timeMs: run });
      file.close();
    }
    expect(verifyJournal(readFileSync(path, 'utf8'))).toMatchObject({
      isIntact: true,
      entries: [{ timeMs: 1 }, { timeMs: 2 }, { timeMs: 3 }],
    });
  });

  it('is locked, as a store is', () => {
    const path = freshPath();
    const file = fileJournal(path);
    expect(() => fileJournal(path)).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
    file.close();
    fileJournal(path).close();
    expect(() => fileJournal(join(folder, 'no', 'folder'))).toThrow(
      expect.objectContaining({ code: 'STORE_NOT_WRITTEN' }),
    );
  });

  it('holds no half of a line that could not be written', () => {
    const path = freshPath();
    const file = fileJournal(path);
    const journal = openJournal(file);
    journal.append({ type: 'kill', timeMs: 1 });
    isFull = true;
    expect(() => journal.append({ type: 'kill', timeMs: 2 })).toThrow('no space');
    isFull = false;
    journal.append({ type: 'kill', timeMs: 3 });
    file.close();
    expect(verifyJournal(readFileSync(path, 'utf8'))).toMatchObject({
      isIntact: true,
      entries: [{ timeMs: 1 }, { timeMs: 3 }],
    });
  });

  it('that was changed is set aside by the next entry', () => {
    const path = freshPath();
    writeFileSync(path, 'somebody wrote here\n');
    const file = fileJournal(path);
    openJournal(file).append({ type: 'kill', timeMs: 1 });
    file.close();
    expect(verifyJournal(readFileSync(path, 'utf8'))).toMatchObject({
      isIntact: true,
      entries: [{ type: 'journal-restarted', line: 1 }, { type: 'kill' }],
    });
    const [aside = ''] = readdirSync(folder).filter((name) => join(folder, name).startsWith(`${path}.damaged-`));
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('somebody wrote here\n');
  });
});
