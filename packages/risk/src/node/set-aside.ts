import { existsSync, readFileSync, renameSync } from 'node:fs';
import { createSha256 } from '@sigmax/core';
import { syncFolder } from './sync-folder';

/** Renames a damaged file to `path.damaged-` and the first 12 digits of its SHA-256, for whoever wants to know what it was. */
export const setAside = (path: string): void => {
  if (!existsSync(path)) return;
  const hash = createSha256();
  hash.update(readFileSync(path));
  renameSync(path, `${path}.damaged-${hash.hex().slice(0, 12)}`);
  syncFolder(path);
};
