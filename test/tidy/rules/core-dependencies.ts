import { packageOf, placeOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

const everywhere = new Set(['rxjs', 'zod', '@noble/hashes']);

/** Packages that one folder of core may import besides: the contract suites are written for vitest. */
const inFolder: Readonly<Record<string, string>> = { testing: 'vitest' };

/** Core imports rxjs, zod and @noble/hashes, and inlines text files; so it stays small and runs in a browser. */
export const coreDependencies: Rule = {
  name: 'core-dependencies',
  check: ({ sources }) =>
    sources.flatMap(({ path, imports }) => {
      const { name, inside } = placeOf(path);
      if (name !== 'core' || isTestFile(path)) return [];
      const folder = inside.slice(0, Math.max(0, inside.indexOf('/')));
      return imports.flatMap(({ specifier, line }) => {
        const target = packageOf(specifier);
        // Another rule speaks of node:* and of our own packages.
        if (target === undefined || specifier.startsWith('node:') || target.startsWith('@sigmax/')) return [];
        if (everywhere.has(target) || inFolder[folder] === target || specifier.endsWith('?raw')) return [];
        return [{ path, line, message: `imports ${specifier}; core may import ${[...everywhere].join(', ')} only` }];
      });
    }),
};
