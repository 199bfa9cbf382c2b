import { builtinModules } from 'node:module';
import { globalUses } from '../global-uses';
import { packageOf, placeOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

/** The subpaths of core that only Node can load. */
const nodeOnly = ['plugins/'];

const nodeGlobals = new Set(['process', 'Buffer', '__dirname', '__filename', 'require']);

const isBuiltin = (specifier: string): boolean =>
  specifier.startsWith('node:') || builtinModules.includes(packageOf(specifier) ?? '');

/** Core runs in a browser and a worker: no `node:*` and no Node globals outside its Node-only subpaths. */
export const coreWithoutNode: Rule = {
  name: 'core-without-node',
  check: ({ sources }) =>
    sources.flatMap((module) => {
      const { path, imports } = module;
      const { name, inside } = placeOf(path);
      if (name !== 'core' || isTestFile(path) || nodeOnly.some((folder) => inside.startsWith(folder))) return [];
      return [
        ...imports
          .filter(({ specifier }) => isBuiltin(specifier))
          .map(({ specifier, line }) => ({ path, line, message: `imports ${specifier}; core runs in a browser` })),
        ...globalUses(module, nodeGlobals).map((use) => ({
          path,
          line: use.line,
          message: `uses ${use.name}, which a browser has not`,
        })),
      ];
    }),
};
