import { packageOf, placeOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

/** Whatever a published source imports is a dependency or a peer of its package; inlined text is a devDependency. */
export const declaredDependencies: Rule = {
  name: 'declared-dependencies',
  check: ({ packages, sources }) =>
    sources.flatMap(({ path, imports }) => {
      if (isTestFile(path)) return [];
      const manifest = packages.get(placeOf(path).name);
      return imports.flatMap(({ specifier, line }) => {
        const target = packageOf(specifier);
        if (target === undefined || specifier.startsWith('node:')) return [];
        const declared = specifier.endsWith('?raw')
          ? { ...manifest?.devDependencies }
          : { ...manifest?.dependencies, ...manifest?.peerDependencies };
        return target in declared
          ? []
          : [{ path, line, message: `imports ${target}, which package.json does not name` }];
      });
    }),
};
