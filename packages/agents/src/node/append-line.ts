import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const lineEnd = 10;

/** Whether a file ends in the middle of a line, as a crash in the middle of writing leaves it. */
const endsTorn = (file: number): boolean => {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] !== lineEnd;
};

/** Adds a line to a file, on a line of its own, and returns when the disk has it. */
export const appendLine = (path: string, line: string): void => {
  const file = openSync(path, 'a+');
  try {
    const bytes = Buffer.from(`${endsTorn(file) ? '\n' : ''}${line}\n`, 'utf8');
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};
