import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, readManifest } from './find-packages';

const conditions = ['node', 'import', 'module', 'default', 'require'];

/** The files that an `exports` entry names, in the order in which they are to be tried. */
const targets = (entry: unknown): string[] => {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry)) return entry.flatMap(targets);
  if (typeof entry !== 'object' || entry === null) return [];
  const wanted = Object.entries(entry).filter(([condition]) => conditions.includes(condition));
  // What is built goes first; without it, a package in development may still be read from its source.
  return [...wanted.map(([, target]) => target), Reflect.get(entry, 'source')].flatMap(targets);
};

const mainEntry = ({ exports, main, module }: Manifest): string[] => {
  const root: unknown =
    typeof exports === 'object' && exports !== null && '.' in exports ? Reflect.get(exports, '.') : exports;
  return [...targets(root), ...[module, main, 'index.js'].filter((path) => typeof path === 'string')];
};

/**
 * The file that importing a package's name would load, or `undefined` when there is none.
 *
 * Node's own resolution is not used: `require.resolve` does not see packages that are ES modules only, and neither knows
 * the condition `source`.
 */
export const packageEntry = (folder: string): string | undefined => {
  const manifest = readManifest(folder);
  if (manifest === undefined) return undefined;
  return mainEntry(manifest)
    .map((path) => join(folder, path))
    .find((path) => existsSync(path));
};
