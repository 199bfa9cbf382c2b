import { posix } from 'node:path';
import { packageOf, type Repository } from '../repository';
import type { Rule } from '../rule';
import type { SourceModule } from '../source-module';

/** The names under which our packages can be imported: `@sigmax/core`, `@sigmax/core/testing`, … */
const publicNames = ({ packages }: Repository): Set<string> =>
  new Set(
    [...packages.values()].flatMap(({ name, exports = {} }) =>
      Object.keys(exports).map((subpath) => posix.join(name, subpath)),
    ),
  );

const reachesInto = (path: string, specifier: string): boolean =>
  specifier.startsWith('.') && posix.join(posix.dirname(path), specifier).startsWith('packages/');

/** Examples, documents and packages import our packages by their public names, so that a copy of them works for a user. */
export const publicNamesOnly: Rule = {
  name: 'public-names',
  check: (repository) => {
    const names = publicNames(repository);
    const { sources, others, documents } = repository;
    const examples = others.filter(({ path }) => path.startsWith('examples/'));
    const isPrivate = (path: string, specifier: string): boolean =>
      (packageOf(specifier)?.startsWith('@sigmax/') === true && !names.has(specifier)) || reachesInto(path, specifier);
    const violationsOf = ({ path, imports }: SourceModule) =>
      imports
        .filter(({ specifier }) => isPrivate(path, specifier))
        .map(({ specifier, line }) => ({ path, line, message: `imports ${specifier}, which no exports map names` }));
    return [
      ...[...examples, ...documents].flatMap(violationsOf),
      // Inside packages a relative path has a rule of its own.
      ...sources.flatMap(({ imports, ...module }) =>
        violationsOf({ ...module, imports: imports.filter(({ specifier }) => !specifier.startsWith('.')) }),
      ),
    ];
  },
};
