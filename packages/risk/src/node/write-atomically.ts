import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { syncFolder } from './sync-folder';

/**
 * Puts a text in the place of a file: whoever reads it, after a crash too, finds the former text or this one whole.
 *
 * Written beside it, on the disk, then renamed, and the folder on the disk. What is left over of a write that failed is
 * written over by the next.
 */
export const writeAtomically = (path: string, text: string): void => {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w');
  try {
    writeFileSync(file, text, 'utf8');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  syncFolder(path);
};
