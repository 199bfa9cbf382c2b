import { posix } from 'node:path';
import { placeOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

const folderOf = (path: string): string => placeOf(path).inside.split('/')[0] ?? '';

/** What adapters may share: `internal/`, and in tests the simulated venues of `testing/`. */
const isShared = (target: string, path: string): boolean =>
  target === 'internal' || (target === 'testing' && isTestFile(path));

/** Importing one adapter never loads another; what they share is in `internal/`. */
export const adapterIsolation: Rule = {
  name: 'adapter-isolation',
  check: ({ sources }) =>
    sources.flatMap(({ path, imports }) => {
      if (placeOf(path).name !== 'adapters') return [];
      const own = folderOf(path);
      return imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier, line }) => ({ line, target: folderOf(`${posix.join(posix.dirname(path), specifier)}`) }))
        .filter(({ target }) => target !== '' && target !== own && !isShared(target, path))
        .map(({ line, target }) => ({
          path,
          line,
          message: `imports the adapter ${target}; share code in src/internal/`,
        }));
    }),
};
