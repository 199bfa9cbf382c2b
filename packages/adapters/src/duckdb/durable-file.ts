import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts what was written to a file or a folder on the disk, so that it survives a loss of power. */
export const syncPath = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes a folder whose names last: each new folder is put on the disk in the one above. */
export const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await syncPath(dirname(folder));
};

/** Moves a file that is written whole to its place; the place has it after a crash, or has what it had. */
export const moveIntoPlace = async (from: string, to: string): Promise<void> => {
  await syncPath(from);
  await rename(from, to);
  await syncPath(dirname(to));
};

/** Replaces a file by a text, whole or not at all; until it is whole, the text is `aside`. */
export const replaceFile = async (path: string, aside: string, text: string): Promise<void> => {
  const handle = await open(aside, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, path);
  await syncPath(dirname(path));
};

/** The SHA-256 and the size of a file, read piece by piece. */
export const fileDigest = async (path: string): Promise<{ readonly sha256: string; readonly bytes: number }> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
};
