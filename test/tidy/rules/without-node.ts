import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { globalUses } from '../global-uses';
import { packageOf, placeOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

/** The packages that run in a browser and a worker, each with the folder of its subpath that only Node can load, if it has one. */
const nodeOnly: Readonly<Record<string, string>> = {
  agents: 'node',
  core: 'plugins',
  risk: 'node',
  'quantum-sim': 'node',
  rl: 'node',
};

const nodeGlobals = new Set(['process', 'Buffer', '__dirname', '__filename', 'require']);

const isBuiltin = (specifier: string): boolean =>
  specifier.startsWith('node:') || builtinModules.includes(packageOf(specifier) ?? '');

/** No `node:*` and no Node globals outside the Node-only subpath, and nothing outside imports what is in it. */
export const withoutNode: Rule = {
  name: 'without-node',
  check: ({ sources }) =>
    sources.flatMap((module) => {
      const { path, imports } = module;
      const { name, inside } = placeOf(path);
      const folder = nodeOnly[name];
      if (folder === undefined || isTestFile(path) || inside.startsWith(`${folder}/`)) return [];
      const isNodes = (specifier: string): boolean =>
        specifier.startsWith('.') &&
        `${posix.join(posix.dirname(path), specifier)}/`.startsWith(`packages/${name}/src/${folder}/`);
      return [
        ...imports
          .filter(({ specifier }) => isBuiltin(specifier) || isNodes(specifier))
          .map(({ specifier, line }) => ({ path, line, message: `imports ${specifier}; ${name} runs in a browser` })),
        ...globalUses(module, nodeGlobals).map((use) => ({
          path,
          line: use.line,
          message: `uses ${use.name}, which a browser has not`,
        })),
      ];
    }),
};
