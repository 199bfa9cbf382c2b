import { posix } from 'node:path';
import { placeOf } from '../repository';
import type { Rule } from '../rule';

/** A relative import stays inside the `src` of its package. */
export const relativeImports: Rule = {
  name: 'relative-imports',
  check: ({ sources }) =>
    sources.flatMap(({ path, imports }) => {
      const home = `packages/${placeOf(path).name}/src/`;
      return imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .filter(({ specifier }) => !`${posix.join(posix.dirname(path), specifier)}/`.startsWith(home))
        .map(({ specifier, line }) => ({
          path,
          line,
          message: `imports ${specifier}, which is outside ${home}; import packages by their public names`,
        }));
    }),
};
